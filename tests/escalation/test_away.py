"""Anna goes away: nothing waits for her that cannot, and all is hers again when she is back."""

from datetime import timedelta

from bot.domain.case import CaseState, Happening
from bot.domain.posting import Shows
from bot.services import away, cases, reading
from bot.services.escalation import step_due
from bot.services.office import Office
from storage import postings
from storage.engine import Database
from tests.escalation.desk import HALF, Said, by, clocked_office, heard, said, starts
from tests.world import ANNA, BORIS, NOW, SUPPORT_SLACK, SUPPORT_TELEGRAM

BACK = NOW + timedelta(days=3)
TOLD_OPEN = [Said(Shows.LEFT, SUPPORT_SLACK.chat), Said(Shows.LEFT, SUPPORT_TELEGRAM.chat)]


async def own_cards(office: Office, case: int) -> list[int | None]:
    async with office.db.read() as tx:
        return [one.member for one in await postings.of(tx, (Shows.OWN_CASE,), case)]


async def test_what_names_her_goes_to_the_deputy_first(office: Office) -> None:
    await away.leave(office, by(ANNA, NOW), until=BACK)
    case = await heard(office, employee=ANNA.email)
    file = await reading.file(office, case)
    assert file.feedback.employee_id == ANNA.id, "it is still about her"
    assert await own_cards(office, case) == [BORIS.id]
    assert file.case.in_head_start(NOW)
    assert set(await starts(office, Shows.TEAM_CASE)) == {file.case.head_start_until}


async def test_without_a_present_deputy_the_team_hears_at_once(db: Database) -> None:
    office = await clocked_office(db, deputy=False)
    await away.leave(office, by(ANNA, NOW), until=BACK)
    case = await heard(office, employee=ANNA.email)
    assert await own_cards(office, case) == []
    assert set(await starts(office, Shows.TEAM_CASE)) == {NOW}


async def test_what_she_holds_and_is_due_before_goes_to_the_deputy(office: Office) -> None:
    due, later = await heard(office, 1), await heard(office, 2, at=NOW + timedelta(minutes=1))
    for case in (due, later):
        await cases.claim(office, case, by(ANNA, NOW + timedelta(minutes=1)))
    until = NOW + timedelta(hours=4)
    leaving = await away.leave(office, by(ANNA, NOW + timedelta(minutes=2)), until=until)
    assert leaving == away.Leaving(handed_over=1)
    assert (await reading.file(office, due)).case.holder == BORIS.id
    assert (await reading.file(office, later)).case.holder == ANNA.id, "due a minute after she is back"
    assert await own_cards(office, due) == [BORIS.id]
    passed = (await reading.history(office, due))[-1]
    assert (passed.what, passed.by, passed.details["to"]) == (Happening.HANDED_OVER, ANNA.id, str(BORIS.id))


async def test_or_is_the_teams_again_and_they_are_told(db: Database) -> None:
    office = await clocked_office(db, deputy=False)
    case = await heard(office)
    await cases.claim(office, case, by(ANNA, NOW))
    assert await away.leave(office, by(ANNA, NOW), until=BACK) == away.Leaving(released=1)
    assert (await reading.file(office, case)).case.state is CaseState.OPEN
    assert await said(office) == TOLD_OPEN


async def test_what_waits_for_her_alone_waits_for_the_deputy_instead(office: Office) -> None:
    case = await heard(office, employee=ANNA.email)
    before = (await reading.file(office, case)).case.head_start_until
    leaving_at = NOW + timedelta(minutes=30)
    await away.leave(office, by(ANNA, leaving_at), until=BACK)
    after = (await reading.file(office, case)).case
    assert before is not None
    assert after.named == BORIS.id
    assert after.head_start_until == leaving_at + timedelta(hours=1)
    assert await own_cards(office, case) == [BORIS.id]
    assert set(await starts(office, Shows.TEAM_CASE)) == {after.head_start_until}


async def test_or_is_shown_to_the_team(db: Database) -> None:
    office = await clocked_office(db, deputy=False)
    case = await heard(office, employee=ANNA.email)
    await away.leave(office, by(ANNA, NOW + timedelta(minutes=5)), until=BACK)
    assert (await reading.file(office, case)).case.head_start_until is None
    assert set(await starts(office, Shows.TEAM_CASE)) == {NOW + timedelta(minutes=5)}


async def test_who_is_back_in_time_is_asked_then(office: Office) -> None:
    case = await heard(office)
    await cases.claim(office, case, by(ANNA, NOW))
    until = NOW + timedelta(hours=3)
    await away.leave(office, by(ANNA, NOW), until=until)
    await step_due(office, HALF)
    assert await starts(office, Shows.STILL_ON_IT) == [until]


async def test_back_she_hears_everything_again(office: Office) -> None:
    await away.leave(office, by(ANNA, NOW), until=BACK)
    await away.come_back(office, by(ANNA, NOW))
    case = await heard(office, employee=ANNA.email)
    assert await own_cards(office, case) == [ANNA.id]


def now_known(office: Office) -> bool:
    return office.organisation.members[ANNA.id].is_away(NOW)


async def test_a_status_says_so_until_it_is_cleared(office: Office) -> None:
    await away.follow_status(office, by(ANNA, NOW), away_until=BACK)
    assert now_known(office)
    anna = office.organisation.members[ANNA.id]
    await away.follow_status(office, by(anna, NOW), away_until=None)
    assert not now_known(office)


async def test_what_she_typed_counts_for_more_than_a_status(office: Office) -> None:
    await away.leave(office, by(ANNA, NOW), until=BACK)
    anna = office.organisation.members[ANNA.id]
    await away.follow_status(office, by(anna, NOW), away_until=NOW + timedelta(hours=1))
    await away.follow_status(office, by(anna, NOW), away_until=None)
    assert office.organisation.members[ANNA.id].away_until == BACK
