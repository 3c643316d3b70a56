"""`klankbord check` says in words what still lacks, and what to do about it."""

from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator
from tests.cli.conftest import Desk


async def test_all_is_well_on_the_first_day(desk: Desk) -> None:
    said = await desk.type("check")
    assert said.code == 0, said.err
    assert said.out.splitlines()[0] == "config.yaml: 1 teams, 2 members, 1 sources"
    assert "Slack: connected as klankbord in " in said.out
    assert "Telegram: connected as @klankbord_bot" in said.out
    assert said.out.endswith("Klankbord can run.\n")
    assert said.err.startswith("database: its tables are not those of today. `klankbord run` makes them so")


async def test_what_lacks_is_named_with_what_to_do(
    desk: Desk, slack: SlackEmulator, telegram: TelegramEmulator
) -> None:
    slack.scopes.discard("app_mentions:read")
    slack.scopes.discard("channels:history")
    desk.change("{slack: C0SUPPORT}", "{slack: C0OTHER}")
    telegram.add_group(-100200301, "Logistiek", [1001], bot_is_admin=False)
    desk.change("-100200300", "-100200301")
    assert (await desk.type("migrate")).code == 0

    said = await desk.type("check")
    assert said.code == 1
    complaints = said.err.splitlines()
    assert "the scope app_mentions:read is missing, needed for" in complaints[0]
    assert "the optional scope channels:history is missing" in complaints[1]
    assert complaints[2].startswith(
        "team Klantenservice, Slack channel C0OTHER: the bot is not in #other. Type /invite"
    )
    assert "team Klantenservice, telegram -100200301: the bot is not an administrator" in complaints[3]
    assert complaints[4] == "To mend: 2; the rest can wait."
    assert f"Database: sqlite:///{desk.folder}/klankbord.db is ready" in said.out


async def test_wrong_tokens_are_told_without_being_shown(desk: Desk) -> None:
    desk.environ["SLACK_BOT_TOKEN"] = "xoxb-of-somebody-else"
    desk.environ["TELEGRAM_BOT_TOKEN"] = "4242:of-somebody-else"
    said = await desk.type("check")
    assert said.code == 1
    assert "slack.bot_token: Slack does not know the bot token" in said.err
    assert "telegram.bot_token: Telegram refuses this token" in said.err


async def test_a_database_that_cannot_be_had_is_a_complaint_like_any_other(desk: Desk) -> None:
    desk.change("/klankbord.db", "/nowhere/klankbord.db")
    desk.change(f"sqlite:///{desk.folder}/nowhere/klankbord.db", "postgresql://anna:pass-geheim@127.0.0.1:1/klankbord")
    said = await desk.type("check")
    assert said.code == 1
    assert "database: the database at 127.0.0.1 cannot be reached (ConnectionRefusedError). Check that" in said.err
    assert "geheim" not in said.out + said.err


async def test_every_complaint_about_the_configuration_has_a_line(desk: Desk) -> None:
    del desk.environ["SURVEY_SECRET"]
    desk.change("name: Klantenservice", "nmae: Klantenservice")
    said = await desk.type("check")
    assert said.code == 2
    assert said.out == ""
    assert "SURVEY_SECRET is not set" in said.err
    assert "nmae" in said.err
