"""`klankbord invite` sends a link to the member's own Slack, where only they can read it."""

import re

from bot.cli.inviting import invite
from bot.cli.migrating import migrate
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator
from tests.cli.conftest import Desk, met, running


async def test_anna_gets_her_link_in_slack_and_is_linked_by_it(
    desk: Desk, slack: SlackEmulator, telegram: TelegramEmulator
) -> None:
    async with running(desk):
        said = await desk.type("invite", "Anna@devrieswonen.nl")
        assert said.code == 0, said.err
        assert said.out == "Sent to Anna Visser in Slack. The link works once, within 15 minutes.\n"
        (message,) = slack.messages(slack.direct_channel("U0ANNA").id)
        code = re.search(r"t\.me/klankbord_bot\?start=([\w-]+)", str(message.blocks))
        assert code is not None
        assert code[1] not in said.out + said.err

        await telegram.start_bot(1001, code[1])
        hello = await telegram.wait_for(lambda: [m for m in telegram.messages(1001) if "linked" in m.text])
        assert "Anna" in hello[0].text
        again = await desk.type("invite", "anna@devrieswonen.nl")
        assert (again.code, again.out) == (0, "Anna Visser is linked to Telegram already; nothing was sent.\n")


async def test_who_cannot_be_invited_and_why(desk: Desk, slack: SlackEmulator) -> None:
    async def why(email: str) -> str:
        return await desk.refused(invite(desk.config, email))

    assert "klankbord migrate" in await why("anna@devrieswonen.nl")
    await migrate(desk.config)
    assert "has not met anna@devrieswonen.nl yet. Start it" in await why("anna@devrieswonen.nl")
    said = await desk.type("invite", "gerda@elders.nl")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "klankbord: nobody in the configuration has the address gerda@elders.nl. Add them" in said.err

    await met(desk)
    slack.change_user("U0ANNA", email="a.visser@devrieswonen.nl")
    knows_nobody = "Slack knows nobody with the address anna@devrieswonen.nl. Give Anna Visser a slack_id"
    assert knows_nobody in await why("anna@devrieswonen.nl")
    slack.scopes.discard("users:read.email")
    assert "nothing was sent to Anna Visser: the bot token lacks a scope" in await why("anna@devrieswonen.nl")


async def test_a_link_needs_both_platforms(desk: Desk) -> None:
    text = desk.config.read_text()
    desk.change(text[text.index("telegram:\n") : text.index("sources:\n")], "")
    desk.change(", {telegram: -100200300}", "")
    desk.change(", telegram_id: 1002", "")
    why = await desk.refused(invite(desk.config, "anna@devrieswonen.nl"))
    assert "telegram is not configured. Add the section telegram" in why
