"""A pulse as people live it: asked on the phone and in Slack, answered with a press, and read by the team."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.actions import PulseAnswer, PulseReason, decode
from bot.services import pulses
from storage import tables
from tests.flows.reading import words
from tests.flows.stage import ANNA_PHONE, FATIMA, SUPPORT, Stage

ASKED = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
"""Tuesday 1 December 2026, 09:30 in Amsterdam."""
CLOSED = datetime(2026, 12, 8, 16, 0, tzinfo=UTC)
TRACES = ("seen", "inbound", "waiting_presses", "pending_forms", "overheard")


async def _at(stage: Stage, moment: datetime) -> None:
    stage.clock.ahead += moment - stage.clock() + timedelta(seconds=1)
    await pulses.open_due(stage.office, stage.clock())
    await pulses.close_due(stage.office, stage.clock())
    await stage.settled()
    await _handled(stage)


async def _handled(stage: Stage) -> None:
    """Wait until what Telegram brought before is let go: that happens many at a time, a moment later."""
    for _ in range(500):
        async with stage.office.db.read() as tx:
            if not (await tx.execute(select(func.count()).select_from(tables.inbound))).scalar_one():
                return
        await asyncio.sleep(0.01)
    raise AssertionError("an update was never handled")


async def _traces(stage: Stage) -> dict[str, int]:
    async with stage.office.db.read() as tx:
        return {
            name: (await tx.execute(select(func.count()).select_from(tables.metadata.tables[name]))).scalar_one()
            for name in TRACES
        }


def _code(codes: list[str], kind: type[PulseAnswer] | type[PulseReason], score: int | None = None) -> str:
    return next(
        code
        for code in codes
        if isinstance(action := decode(code), kind)
        and (score is None or (isinstance(action, PulseAnswer) and action.score == score))
    )


async def test_anna_answers_on_her_phone_and_says_why(stage: Stage) -> None:
    await _at(stage, ASKED)
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: "werkgever aan anderen" in m.text)
    before = await _traces(stage)
    codes = [button.callback_data or "" for row in asked.buttons for button in row]
    toast = await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, asked.id, _code(codes, PulseAnswer, 9))
    assert toast is not None
    assert "Geteld. Je kunt het wijzigen tot" in toast.text
    assert "9" not in toast.text.replace("17", "")
    said = await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "De koffie.", reply_to=asked.id)
    await stage.telegram.wait_for(lambda: all(m.deleted for m in stage.telegram.messages(ANNA_PHONE) if m.id == said))
    assert await _traces(stage) == before
    async with stage.office.db.read() as tx:
        assert (await tx.execute(select(func.count()).select_from(tables.answers))).scalar_one() == 1
        assert (await tx.execute(select(func.count()).select_from(tables.remarks))).scalar_one() == 1


async def test_fatima_answers_in_slack_changes_it_and_says_why(stage: Stage) -> None:
    await _at(stage, ASKED)
    asked = await stage.slack.wait_for(
        lambda: [m for m in stage.slack.messages(FATIMA) if "werkgever aan anderen" in words(m)]
    )
    before = await _traces(stage)
    codes = [e["value"] for block in asked[-1].blocks if block["type"] == "actions" for e in block["elements"]]
    for score in (3, 8):
        await stage.slack.press(FATIMA, asked[-1].channel, asked[-1].ts, _code(codes, PulseAnswer, score))
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(FATIMA))
    assert "Geteld. Je kunt het wijzigen tot" in words(told[-1])
    await stage.slack.press(FATIMA, asked[-1].channel, asked[-1].ts, _code(codes, PulseReason))
    assert (await stage.fills_in(FATIMA, reason="De roosters komen te laat.")).closed
    assert await _traces(stage) == before
    async with stage.office.db.read() as tx:
        assert (await tx.execute(select(func.count()).select_from(tables.answers))).scalar_one() == 1


async def test_three_answers_are_too_few_and_the_team_hears_so(stage: Stage) -> None:
    await _at(stage, ASKED)
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: "werkgever aan anderen" in m.text)
    codes = [button.callback_data or "" for row in asked.buttons for button in row]
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, asked.id, _code(codes, PulseAnswer, 9))
    await _at(stage, CLOSED)
    await stage.on_slack(SUPPORT, lambda m: "1 antwoord: te weinig om te tonen" in words(m))
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, asked.id, _code(codes, PulseAnswer, 0))


async def test_whoever_asks_reads_what_is_kept_about_them(stage: Stage) -> None:
    await _at(stage, ASKED)
    await stage.slack.command(FATIMA, SUPPORT, "/nps", "privacy")
    told = await stage.slack.wait_for(
        lambda: [m for m in stage.slack.ephemerals(FATIMA, SUPPORT) if "Wat er over jou bewaard wordt" in words(m)]
    )
    assert "Open rondes waarin je gevraagd bent" in words(told[-1])
