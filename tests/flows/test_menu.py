"""Telegram's menu of commands: offered in everybody's language, and each of them answered."""

from bot.actions import ClaimCase, SetLanguage, encode
from sandbox.telegram.values import Message
from tests.flows.stage import ANNA_PHONE, GROUP, Stage


async def test_the_menu_speaks_everybodys_language(stage: Stage) -> None:
    await stage.telegram.wait_for(lambda: stage.telegram.commands(language="en"))
    english, dutch = dict(stage.telegram.commands(language="en")), dict(stage.telegram.commands(language="nl"))
    assert english["nps_me"] == "What waits for you, and what was said about you"
    assert dutch["nps_me"] == "Wat er op je wacht, en wat er over je gezegd is"
    assert english.keys() == dutch.keys() == dict(stage.telegram.commands()).keys()


async def test_every_command_of_it_is_understood(stage: Stage) -> None:
    await stage.telegram.wait_for(lambda: stage.telegram.commands(language="nl"))
    for command, _ in stage.telegram.commands(language="nl"):
        before = len(stage.telegram.messages(ANNA_PHONE))
        await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, f"/{command}")
        answer = await _answer_after(stage, before)
        assert "ken ik niet" not in answer.text, command


async def _answer_after(stage: Stage, before: int) -> Message:
    """The first message after so many and what was said then."""
    said = await stage.telegram.wait_for(lambda: list(stage.telegram.messages(ANNA_PHONE))[before + 1 :])
    return said[0]


async def test_home_is_an_answer_on_telegram(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment="Drie keer teruggebeld.", channel="phone"))["case"]
    card = await stage.on_telegram(GROUP, lambda m: "Drie keer" in m.text)
    await stage.telegram.press(ANNA_PHONE, GROUP, card.id, encode(ClaimCase(case)))
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "/nps_me")
    home = await stage.on_telegram(ANNA_PHONE, lambda m: "Anna, dit wacht op je" in m.text)
    assert "M. de Vries" in home.text
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, home.id, encode(SetLanguage("en")))
    anna = stage.office.organisation.member_by_email("anna@devrieswonen.nl")
    assert anna is not None
    assert anna.language == "en"
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "/nps_me")
    await stage.on_telegram(ANNA_PHONE, lambda m: "Anna, this is what waits for you" in m.text)


async def test_in_a_group_what_is_mine_stays_private(stage: Stage) -> None:
    before = len(stage.telegram.messages(GROUP))
    await stage.telegram.say(ANNA_PHONE, GROUP, "/nps_me")
    await stage.on_telegram(ANNA_PHONE, lambda m: "Anna, dit wacht op je" in m.text)
    assert not any("dit wacht op je" in message.text for message in stage.telegram.messages(GROUP)[before:])
