"""/nps me and /nps enps: what is mine is for me alone, and what a team answered gives nobody away."""

from datetime import timedelta

import pytest

from bot.actions import PromiseOnRound, SetLanguage, ShowDetails
from bot.cards.model import Notice
from bot.domain.destination import Platform
from bot.domain.people import Member
from bot.services import cases, intake
from bot.services.office import By, Office
from bot.services.showing import scene_for
from handlers import asking_me
from storage.engine import Database
from tests.cards.texts import all_text, buttons_of
from tests.pulses.crew import ENPS, Shop, names, open_shop
from tests.world import ANNA, BORIS, FATIMA, NOW, nps

TEAMS = {"support": names(6, "anna"), "logistics": names(3, "boris")}


def by(member: Member, *, platform: Platform = Platform.SLACK) -> By:
    return By(member=member, platform=platform, delivery=None, at=NOW)


async def asks(office: Office, member: Member, platform: Platform = Platform.SLACK) -> Notice:
    scene = scene_for(office, member=member, team="support", now=NOW)
    return await asking_me.me(office, by(member, platform=platform), scene)


async def test_what_is_mine(office: Office) -> None:
    receipt = await intake.take_in(office, nps(), now=NOW)
    assert receipt.case is not None
    await cases.claim(office, receipt.case, by(ANNA))
    told = await asks(office, ANNA)
    assert ShowDetails(receipt.case) in [button.action for button in buttons_of(told)]
    assert "M. de Vries" in all_text(told)
    theirs = await asks(office, BORIS)
    assert "de Vries" not in all_text(theirs)
    assert SetLanguage("nl") in [button.action for button in buttons_of(theirs)]


async def test_compliments_are_told_whole_and_to_nobody_else(office: Office) -> None:
    words = "Anna belde binnen een uur terug. " * 60
    await intake.take_in(office, nps(10, words, id="S-1", employee=ANNA.email), now=NOW)
    await intake.take_in(office, nps(2, "Anna hing op.", id="S-2", employee=ANNA.email), now=NOW)
    told = await asks(office, ANNA, Platform.TELEGRAM)
    assert words.strip() in all_text(told)
    for other in (BORIS, FATIMA):
        assert "binnen een uur" not in all_text(await asks(office, other))


async def test_my_own_trend_rests_on_what_was_said_about_me(office: Office) -> None:
    for number in range(12):
        heard = nps(10 if number % 3 else 4, None, id=f"S-{number}", employee=ANNA.email)
        await intake.take_in(office, heard, now=NOW - timedelta(days=number * 5))
    told = all_text(await asks(office, ANNA))
    assert "12 antwoorden over jou; niemand anders ziet dit." in told
    assert "Van maand tot maand: +33 → +33" in told
    assert "Je eigen trend" in told
    assert "Je eigen trend" not in all_text(await asks(office, FATIMA))


@pytest.fixture
async def shop(db: Database) -> Shop:
    return await open_shop(db, TEAMS, ENPS)


async def enps(shop: Shop, team: str, who: str) -> Notice:
    office, member = shop.office, shop.member(who)
    scene = scene_for(office, member=member, team=team, now=shop.clock())
    asked = By(member=member, platform=Platform.SLACK, delivery=None, at=shop.clock())
    return await asking_me.enps(office, office.team(team), asked, scene)


async def round_of(shop: Shop, opens: str, closes: str, scores: dict[str, int]) -> None:
    await shop.until(opens)
    for who, score in scores.items():
        await shop.answers(who, score)
    await shop.until(closes)


async def test_a_team_reads_the_very_totals_that_it_was_told(shop: Shop) -> None:
    assert "no eNPS yet" in (await enps(shop, "support", "anna1")).text
    scores = {f"anna{n}": score for n, score in zip(range(1, 7), (10, 9, 9, 8, 7, 3), strict=True)}
    await round_of(shop, "2026-12-01 09:30", "2026-12-08 17:00", scores)
    told = all_text(await enps(shop, "support", "anna2"))
    posted = next(all_text(m.card) for m in shop.slack.standing("C0SUPPORT") if "6 answered" in all_text(m.card))
    assert {line for line in told.splitlines() if line != "We will do…"} <= set(posted.splitlines())
    assert "eNPS +33" in told


async def test_nobody_else_reads_them(shop: Shop) -> None:
    scores = {f"anna{n}": 9 for n in range(1, 7)}
    await round_of(shop, "2026-12-01 09:30", "2026-12-08 17:00", scores)
    refused = await enps(shop, "support", "boris1")
    assert (refused.card, refused.alert) == (None, True)
    assert "+100" not in all_text(refused)


async def test_too_few_stay_untold_and_what_was_shown_stays(shop: Shop) -> None:
    few = await enps(shop, "logistics", "boris1")
    assert "no eNPS yet" in few.text
    scores = {**{f"anna{n}": 9 for n in range(1, 7)}, "boris1": 0, "boris2": 10}
    await round_of(shop, "2026-12-01 09:30", "2026-12-08 17:00", scores)
    few = await enps(shop, "logistics", "boris1")
    assert "2 answers: too few to show" in all_text(few)
    assert "eNPS" not in all_text(few).replace("no eNPS", "")
    await round_of(shop, "2026-12-29 09:30", "2027-01-05 17:00", {"anna1": 0, "anna2": 0})
    told = all_text(await enps(shop, "support", "anna3"))
    assert "Since then: 2 answers: too few to show" in told
    assert "eNPS +100" in told


async def test_only_a_lead_is_offered_to_promise(shop: Shop) -> None:
    scores = {f"anna{n}": 9 for n in range(1, 7)}
    await round_of(shop, "2026-12-01 09:30", "2026-12-08 17:00", scores)
    assert buttons_of(await enps(shop, "support", "anna2")) == ()
    offered = [button.action for button in buttons_of(await enps(shop, "support", "anna1"))]
    assert [type(action) for action in offered] == [PromiseOnRound]
