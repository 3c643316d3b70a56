"""What customers add after the first time, and cases that come back."""

from datetime import timedelta

from bot.actions import ClaimCase, ReopenCase, ResolveCase, encode
from bot.domain.case import CaseState, Happening
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA, ANNA_PHONE, BORIS, FATIMA, GROUP, SUPPORT, Stage

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
REPORT = {"cause": "waiting time", "done": "Excuses aangeboden.", "told": "phoned"}


async def _resolved(stage: Stage, who: str, **said: object) -> tuple[int, str]:
    case = (await stage.hears(score=3, comment=COMPLAINT, **said))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(who, SUPPORT, card.ts, encode(ResolveCase(case)))
    assert (await stage.fills_in(who, **REPORT)).closed
    await stage.on_slack(SUPPORT, lambda m: m.ts == card.ts and "Heropenen" in buttons(m))
    return case, card.ts


async def test_a_gathered_score_that_turns_bad_leaves_the_count_and_becomes_a_case(stage: Stage) -> None:
    await stage.hears(id="S-1", score=9)
    await stage.hears(id="S-2", score=8)
    gathering = await stage.on_slack(SUPPORT, lambda m: "1 promotor" in words(m) and "1 passief" in words(m))
    await stage.settled()
    worse = await stage.hears(id="S-1", score=2, comment="Toch niet: de kast viel om.")
    assert (worse["status"], worse["case"] is not None) == ("updated", True)
    card = await stage.on_slack(SUPPORT, lambda m: "de kast viel om" in words(m))
    assert "Oppakken" in buttons(card)
    await stage.on_telegram(GROUP, lambda m: "de kast viel om" in m.text)
    await stage.on_slack(SUPPORT, lambda m: m.ts == gathering.ts and "promotor" not in words(m))

    await stage.settled()
    await stage.hears(id="S-2", score=1)
    await stage.slack.wait_for(lambda: gathering.ts not in [m.ts for m in stage.slack.messages(SUPPORT)])
    await stage.settled()
    await stage.hears(score=10)
    await stage.on_slack(SUPPORT, lambda m: "1 promotor" in words(m) and m.ts != gathering.ts)


async def test_whoever_resolved_hears_what_the_customer_adds_and_opens_it_again(stage: Stage) -> None:
    case, ts = await _resolved(stage, BORIS, id="S-1", channel="phone")
    folded = await stage.on_slack(SUPPORT, lambda m: m.ts == ts)
    again = await stage.hears(id="S-1", comment="En nu is de kast wéér stuk.", customer={"phone": "+31612345678"})
    assert again["status"] == "updated"
    own = stage.slack.direct_channel(BORIS).id
    told = await stage.on_slack(own, lambda m: "The customer added something" in words(m))
    assert "Reopen" in buttons(told)
    assert buttons(folded) == ["Details", "Heropenen"]

    stage.clock.ahead += timedelta(hours=1)
    await stage.slack.press(BORIS, own, told.ts, encode(ReopenCase(case)))
    card = await stage.on_slack(SUPPORT, lambda m: m.ts == ts and "Oppakken" in buttons(m))
    assert "wéér stuk" in words(card)
    file = await reading.file(stage.office, case)
    assert (file.case.state, file.case.resolution) == (CaseState.OPEN, None)
    due = file.case.deadline - stage.clock()
    assert timedelta(hours=3, minutes=59) < due <= timedelta(hours=4), "four working hours for the phone, anew"
    rows = await reading.history(stage.office, case)
    assert [row.what for row in rows] == [
        Happening.OPENED,
        Happening.RESOLVED,
        Happening.FEEDBACK_UPDATED,
        Happening.REOPENED,
    ]
    assert rows[1].details["done"] == REPORT["done"], "the first report stays in the history"


async def test_who_resolved_it_hears_that_a_colleague_opened_it_again(stage: Stage) -> None:
    case, ts = await _resolved(stage, BORIS)
    await stage.slack.press(FATIMA, SUPPORT, ts, encode(ReopenCase(case)))
    await stage.on_slack(stage.slack.direct_channel(BORIS).id, lambda m: "Fatima opened a case of yours" in words(m))


async def test_the_holder_hears_what_the_customer_adds_but_not_at_night(stage: Stage) -> None:
    case = (await stage.hears(id="S-1", score=3, comment=COMPLAINT, customer={"value": 1000}))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(ANNA, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.hears(id="S-1", score=3, customer={"value": 2000, "phone": "+31612345678"})
    await stage.on_telegram(ANNA_PHONE, lambda m: "De klant" in m.text)
    assert (await reading.file(stage.office, case)).case.value_at_risk == 1500

    await stage.settled()
    before = len(stage.telegram.messages(ANNA_PHONE))
    stage.clock.ahead += timedelta(hours=10)  # Friday 20:00
    await stage.hears(id="S-1", score=3, contact={"how": "phone", "when": "na 17:00"}, contact_requested=True)
    await stage.on_slack(SUPPORT, lambda m: m.ts == card.ts and "na 17:00" in words(m))
    assert len(stage.telegram.messages(ANNA_PHONE)) == before
    stage.clock.ahead += timedelta(days=2, hours=13, minutes=1)  # Monday 09:01
    await stage.telegram.wait_for(lambda: len(stage.telegram.messages(ANNA_PHONE)) == before + 1, timeout=15)


async def test_what_the_same_customer_said_before_stands_in_a_line(stage: Stage) -> None:
    for score in (9, 6, 7):
        await stage.hears(score=score, customer={"id": "C-7"})
    await stage.hears(score=0, customer={"id": "C-8"}, comment="Iemand anders.")
    await stage.hears(score=5, customer={"id": "C-7"}, comment="Alweer.")
    card = await stage.on_slack(SUPPORT, lambda m: "Alweer." in words(m))
    before = next(line for line in words(card).splitlines() if line.startswith("Eerder"))
    assert before.index("7/10") < before.index("6/10") < before.index("9/10")
    assert "0/10" not in before
