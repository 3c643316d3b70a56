"""Steps to a deadline: who hears what, once, and nobody who need not."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.domain.case import CaseState, Happening, Told
from bot.domain.posting import Shows
from bot.services import cases, homes, reading
from bot.services.escalation import step_due
from bot.services.office import Office
from bot.services.showing import truth
from storage import postings
from storage.engine import Database
from storage.tables import cases as cases_table
from storage.tables import feedback as feedback_table
from storage.tables import steps as steps_table
from tests.escalation.desk import DUE, HALF, NEARLY, Said, by, clocked_office, heard, planned, said, shown, starts
from tests.world import ANNA, BORIS, NOW, SUPPORT_SLACK, SUPPORT_TELEGRAM, Bell, open_office

A_MOMENT = timedelta(seconds=3)
IN_THE_TEAM = [Said(Shows.ESCALATION, SUPPORT_SLACK.chat), Said(Shows.ESCALATION, SUPPORT_TELEGRAM.chat)]
TO_FATIMA = Said(Shows.REMINDER, "U0FATIMA")


async def happened(office: Office, case: int) -> list[Happening]:
    return [row.what for row in await reading.history(office, case)]


async def test_a_case_that_opens_has_its_chain(office: Office) -> None:
    case = await heard(office)
    assert await planned(office) == [(case, HALF, False), (case, NEARLY, False), (case, DUE, False)]
    assert await step_due(office, HALF - A_MOMENT) == 0


async def test_whoever_looks_at_their_home_sees_that_it_is_too_late(office: Office) -> None:
    await heard(office)
    await homes.opened(office, ANNA, "U0ANNA", now=DUE - timedelta(minutes=10))
    await shown(office)
    await step_due(office, DUE)
    assert await starts(office, Shows.HOME) == [DUE + A_MOMENT]


async def test_nobody_took_it_the_deputy_then_the_team_then_the_lead_hear(office: Office) -> None:
    case = await heard(office)
    assert await step_due(office, HALF) == 1
    assert await said(office) == [Said(Shows.REMINDER, "U0BORIS")]
    assert await step_due(office, NEARLY) == 1
    assert (await said(office))[1:] == IN_THE_TEAM
    assert await step_due(office, DUE) == 1
    assert (await said(office))[3:] == [*IN_THE_TEAM, TO_FATIMA]
    assert await step_due(office, DUE + timedelta(days=1)) == 0
    assert await happened(office, case) == [
        Happening.OPENED,
        Happening.REMINDED,
        Happening.ESCALATED,
        Happening.ESCALATED,
    ]


async def test_whom_it_names_is_reminded_first(office: Office) -> None:
    await heard(office, employee=ANNA.email)
    await step_due(office, HALF)
    assert await said(office) == [Said(Shows.REMINDER, "1001")]


async def test_two_replicas_take_each_step_once(office: Office, db: Database) -> None:
    other = Office(
        db=Database(str(db.url.render_as_string(hide_password=False))), organisation=office.organisation, nudge=Bell()
    )
    for number in range(8):
        await heard(office, number)
    try:
        for moment in (HALF, NEARLY, DUE):
            await asyncio.gather(*(step_due(one, moment) for one in (office, other) for _ in range(2)))
    finally:
        await other.db.close()
    assert (await said(office)).count(Said(Shows.REMINDER, "U0BORIS")) == 8
    assert (await said(office)).count(IN_THE_TEAM[0]) == 16
    assert (await said(office)).count(TO_FATIMA) == 8


async def test_after_a_long_sleep_every_case_speaks_once_in_working_hours(office: Office) -> None:
    for number in range(3):
        await heard(office, number)
    assert await step_due(office, DUE + timedelta(hours=10)) == 3  # at midnight
    assert await said(office) == [*IN_THE_TEAM, TO_FATIMA] * 3
    monday = NOW + timedelta(days=2, hours=23)
    assert set(await starts(office, Shows.ESCALATION)) == {monday}
    assert set(await starts(office, Shows.REMINDER)) == {monday}
    assert all(taken for _, _, taken in await planned(office))


async def test_the_holder_is_asked_and_a_yes_keeps_the_case_theirs(office: Office) -> None:
    case = await heard(office)
    await cases.claim(office, case, by(BORIS, NOW))
    await step_due(office, HALF)
    assert await said(office) == [Said(Shows.STILL_ON_IT, "U0BORIS")]
    await shown(office)
    await cases.still_on_it(office, case, by(BORIS, HALF + A_MOMENT))
    await step_due(office, NEARLY)
    assert len(await said(office)) == 1, "claimed: nothing for the unclaimed"
    await step_due(office, DUE)
    assert (await reading.file(office, case)).case.holder == BORIS.id
    assert (await said(office))[1:] == [*IN_THE_TEAM, TO_FATIMA]
    assert Happening.STILL_ON_IT in await happened(office, case)


async def test_no_answer_by_the_deadline_and_the_case_is_everybodys(office: Office) -> None:
    case = await heard(office)
    await cases.claim(office, case, by(BORIS, NOW))
    await step_due(office, HALF)
    await shown(office)
    await step_due(office, DUE)
    after = (await reading.file(office, case)).case
    assert after.state is CaseState.OPEN
    released = [row for row in await reading.history(office, case) if row.what is Happening.RELEASED]
    assert [row.details for row in released] == [{"unanswered": str(BORIS.id)}]
    assert (await said(office))[1:] == [*IN_THE_TEAM, TO_FATIMA], "one message under each card tells it all"


async def test_without_a_step_at_the_deadline_the_team_is_told_of_the_release(office: Office) -> None:
    plan = replace(office.organisation.plan, escalation=office.organisation.plan.escalation[:1])
    office.organisation = replace(office.organisation, plan=plan)
    case = await heard(office)
    await cases.claim(office, case, by(BORIS, NOW))
    await step_due(office, HALF)
    await shown(office)
    await step_due(office, DUE)
    assert (await reading.file(office, case)).case.state is CaseState.OPEN
    assert (await said(office))[1:] == [
        Said(Shows.LEFT, SUPPORT_SLACK.chat),
        Said(Shows.LEFT, SUPPORT_TELEGRAM.chat),
    ]


async def test_a_question_that_never_arrived_was_not_left_unanswered(office: Office) -> None:
    case = await heard(office)
    await cases.claim(office, case, by(BORIS, NOW))
    await step_due(office, HALF)
    await step_due(office, DUE)
    assert (await reading.file(office, case)).case.holder == BORIS.id


async def test_put_aside_it_wakes_in_time_and_is_not_released(office: Office) -> None:
    case = await heard(office)
    await cases.claim(office, case, by(BORIS, NOW))
    await step_due(office, HALF)
    await shown(office)
    await cases.snooze(office, case, by(BORIS, HALF + A_MOMENT), until=DUE - timedelta(minutes=10))
    await cases.wake(office, now=DUE - timedelta(minutes=10))
    await step_due(office, DUE)
    assert (await reading.file(office, case)).case.holder == BORIS.id


async def test_resolved_stops_all_and_reopened_has_a_new_chain(office: Office) -> None:
    case = await heard(office)
    await cases.resolve(office, case, by(BORIS, NOW), cause="other", done="Gebeld.", told=Told.PHONED, because=None)
    assert await planned(office) == []
    assert await step_due(office, DUE) == 0
    monday = NOW + timedelta(days=3)
    await cases.reopen(office, case, by(ANNA, monday))
    hours = [timedelta(hours=hours) for hours in (2, 3.2, 4)]
    assert [due for _, due, _ in await planned(office)] == [monday + each for each in hours]
    assert await step_due(office, monday + hours[0]) == 1


async def test_what_was_taken_before_it_was_said_is_not_said(office: Office) -> None:
    case = await heard(office)
    await step_due(office, NEARLY)
    await cases.claim(office, case, by(BORIS, NEARLY + A_MOMENT))
    async with office.db.read() as tx:
        row = (await reading.history(office, case))[1]
        waiting = await postings.of(tx, (Shows.ESCALATION,), row.id)
    assert [(await truth(office, one, now=NEARLY + A_MOMENT)).card for one in waiting] == [None, None]


async def test_leads_hear_in_passing_at_most_once_an_hour(db: Database) -> None:
    office = await clocked_office(db, deputy=False)
    times = [NOW + timedelta(minutes=minute) for minute in (0, 1, 20, 50, 90)]
    for number, at in enumerate(times):
        await heard(office, number, at=at)
    await step_due(office, HALF)
    assert await said(office) == [Said(Shows.BUNDLE, "U0FATIMA")]
    await shown(office)
    for at in times[1:]:
        await step_due(office, at + timedelta(hours=2))
    assert await starts(office, Shows.BUNDLE) == [HALF, HALF + timedelta(hours=1)]
    await shown(office)
    await heard(office, 9, at=times[-1] + timedelta(minutes=2))
    await step_due(office, times[-1] + timedelta(hours=2, minutes=2))
    assert (await starts(office, Shows.BUNDLE))[2:] == [HALF + timedelta(hours=2)]


async def test_a_bundle_shows_what_nobody_has_taken_yet(db: Database) -> None:
    office = await clocked_office(db, deputy=False)
    first, second = await heard(office, 1), await heard(office, 2)
    await step_due(office, HALF)
    async with office.db.read() as tx:
        (bundle,) = await postings.of(tx, (Shows.BUNDLE,), 1)
    both = (await truth(office, bundle, now=HALF)).card
    assert both is not None
    assert "2" in both.summary
    for case in (first, second):
        await cases.claim(office, case, by(BORIS, HALF))
    assert (await truth(office, bundle, now=HALF)).card is None


async def test_one_case_that_fails_keeps_no_other_from_being_heard(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = await heard(office, 1), await heard(office, 2)
    async with office.db.begin() as tx:
        await tx.execute(steps_table.update().where(steps_table.c.case_id == broken).values(kind="of another version"))
    assert await step_due(office, HALF) == 1
    assert Happening.REMINDED in await happened(office, sound)
    assert f"case {broken}" in caplog.text


@pytest.mark.slow
async def test_fifty_thousand_open_cases_are_checked_in_no_time(db: Database) -> None:
    office = await open_office(db)
    await heard(office)
    many = 50_000
    async with db.begin() as tx:
        said_once = (await tx.execute(select(feedback_table))).mappings().one()
        once = (await tx.execute(select(cases_table))).mappings().one()
        for start in range(0, many, 5000):
            numbers = range(start + 100, start + 5100)
            await tx.execute(insert(feedback_table), [{**said_once, "id": n, "external_id": f"M-{n}"} for n in numbers])
            await tx.execute(insert(cases_table), [{**once, "id": n, "feedback_id": n} for n in numbers])
            rows = [
                {"case_id": n, "number": k, "kind": "remind", "is_deadline": False, "due_at": DUE + k * A_MOMENT}
                for n in numbers
                for k in (1, 2, 3)
            ]
            await tx.execute(insert(steps_table), rows)
    await step_due(office, HALF)
    began = time.perf_counter()
    for _ in range(3):
        assert await step_due(office, HALF) == 0
    assert (time.perf_counter() - began) / 3 < 0.1
