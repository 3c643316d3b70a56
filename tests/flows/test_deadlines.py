"""Deadlines come near, pass, and people go away: what everybody sees of it."""

from datetime import timedelta

from bot.actions import ClaimCase, HandOverCase, StillOnIt, encode
from bot.domain.case import CaseState, Happening
from bot.services import reading
from bot.services.escalation import step_due
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, FATIMA, GROUP, SUPPORT, Stage

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."


async def _heard(stage: Stage, **more: str) -> tuple[int, str]:
    """A case with four hours, and its card on Slack."""
    case = (await stage.hears(score=3, comment=COMPLAINT, channel="phone", **more))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    return case, card.ts


async def _at(stage: Stage, **after: float) -> None:
    """So long after ten o'clock the clock takes what is due."""
    await stage.settled()
    stage.clock.ahead = timedelta(**after)
    await step_due(stage.office, stage.clock())


async def test_nobody_takes_it_and_they_hear_louder_and_louder(stage: Stage) -> None:
    case, ts = await _heard(stage)
    await _at(stage, hours=2, minutes=1)
    await stage.on_slack(FATIMA, lambda m: "1 melding wacht op iemand" in words(m))
    assert stage.slack.thread(SUPPORT, ts) == []

    await _at(stage, hours=3, minutes=13)
    call = (await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, ts)))[-1]
    assert call.broadcast, "shown in the channel, not in the thread alone"
    assert "Nog niemand heeft dit opgepakt" in words(call)
    assert f"<@{FATIMA}>" in words(call)
    assert "Oppakken" in buttons(call)
    reply = await stage.on_telegram(GROUP, lambda m: "⏳ Nog niemand heeft dit" in m.text)
    assert reply.reply_to is not None

    await _at(stage, hours=4, minutes=1)
    await stage.slack.wait_for(lambda: [m for m in stage.slack.thread(SUPPORT, ts) if "Te laat: niemand" in words(m)])
    own = await stage.on_slack(FATIMA, lambda m: "Te laat: niemand" in words(m))
    assert "Oppakken" in buttons(own)
    told = [row.details.get("told") for row in await reading.history(stage.office, case)]
    assert told[2:] == ["team", "leads"]


async def test_anna_says_yes_and_keeps_it(stage: Stage) -> None:
    case, ts = await _heard(stage)
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.telegram.press(ANNA_PHONE, GROUP, card.id, encode(ClaimCase(case)))
    await _at(stage, hours=2, minutes=1)
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: "Ben je er nog mee bezig?" in m.text)
    assert buttons(asked) == ["Ja", "Overdragen", "Teruggeven", "Details"]
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, asked.id, encode(StillOnIt(case)))
    await stage.on_telegram(ANNA_PHONE, lambda m: m.id == asked.id and "Je zei ja" in m.text)
    await _at(stage, hours=4, minutes=1)
    await stage.slack.wait_for(lambda: [m for m in stage.slack.thread(SUPPORT, ts) if "Te laat" in words(m)])
    assert (await reading.file(stage.office, case)).case.state is CaseState.CLAIMED


async def test_boris_passes_it_on_from_the_question(stage: Stage) -> None:
    case, ts = await _heard(stage)
    await stage.slack.press(BORIS, SUPPORT, ts, encode(ClaimCase(case)))
    await _at(stage, hours=2, minutes=1)
    asked = await stage.on_slack(BORIS, lambda m: "Are you still on it?" in words(m))
    await stage.slack.press(BORIS, asked.channel, asked.ts, encode(HandOverCase(case)))
    anna = next(m.id for m in stage.office.organisation.members.values() if m.name == "Anna Visser")
    assert (await stage.fills_in(BORIS, to=str(anna), reason="Zij kent de klant.")).closed
    await stage.on_slack(BORIS, lambda m: m.ts == asked.ts and "Anna has it now" in words(m))


async def test_boris_never_answers_and_it_is_everybodys_again(stage: Stage) -> None:
    case, ts = await _heard(stage)
    await stage.slack.press(BORIS, SUPPORT, ts, encode(ClaimCase(case)))
    await _at(stage, hours=2, minutes=1)
    await stage.on_slack(BORIS, lambda m: "Are you still on it?" in words(m))
    await stage.settled()
    await _at(stage, hours=4, minutes=1)
    await stage.slack.wait_for(
        lambda: [m for m in stage.slack.thread(SUPPORT, ts) if "Boris is hier niet aan toegekomen" in words(m)]
    )
    await stage.on_slack(SUPPORT, lambda m: m.ts == ts and "Oppakken" in buttons(m))
    await stage.on_slack(BORIS, lambda m: "Without an answer from you" in words(m))
    assert (await reading.history(stage.office, case))[-2].what is Happening.RELEASED


async def test_boris_is_away_until_monday(stage: Stage) -> None:
    case, ts = await _heard(stage)
    await stage.slack.press(BORIS, SUPPORT, ts, encode(ClaimCase(case)))
    await stage.slack.command(BORIS, SUPPORT, "/nps", "away until monday")
    told = await stage.slack.wait_for(
        lambda: [m for m in stage.slack.ephemerals(BORIS, SUPPORT) if "You are away until" in words(m)]
    )
    assert "Monday 23 November, 09:00" in words(told[-1])
    assert "1 case went back to the team" in words(told[-1])
    await stage.slack.wait_for(lambda: [m for m in stage.slack.thread(SUPPORT, ts) if "Boris is afwezig" in words(m)])
    await stage.on_slack(SUPPORT, lambda m: m.ts == ts and "Oppakken" in buttons(m))
    about_him = "Boris wist van niets."
    await stage.hears(score=2, comment=about_him, channel="phone", employee="boris@devrieswonen.nl")
    card = await stage.on_slack(SUPPORT, lambda m: "wist van niets" in words(m))
    assert "Boris" not in words(card)
    await stage.slack.command(BORIS, SUPPORT, "/nps", "back")
    await stage.slack.wait_for(
        lambda: [m for m in stage.slack.ephemerals(BORIS, SUPPORT) if "Good to have you back" in words(m)]
    )


async def test_a_day_that_nobody_can_make_out_is_said_so(stage: Stage) -> None:
    await stage.slack.command(FATIMA, SUPPORT, "/nps", "afwezig tot 31-2")
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(FATIMA, SUPPORT))
    assert "welke dag “tot 31-2” is" in words(told[-1])


async def test_a_status_on_slack_is_as_good_as_a_word(stage: Stage) -> None:
    boris = stage.office.organisation.member_by_email("boris@devrieswonen.nl")
    assert boris is not None

    def is_away() -> bool:
        return stage.office.organisation.members[boris.id].is_away(stage.clock())

    ends = int((stage.clock() + timedelta(days=3)).timestamp())
    await stage.slack.set_status(BORIS, "In a meeting", ":spiral_calendar_pad:", ends=ends)
    assert not is_away()
    await stage.slack.set_status(BORIS, "Op vakantie", ":palm_tree:", ends=ends)
    await stage.slack.wait_for(is_away)
    await stage.slack.set_status(BORIS)
    await stage.slack.wait_for(lambda: not is_away())
