"""Everybody's own page in Slack: filled when it is opened, and true while somebody looks at it."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from bot.actions import ClaimCase, ComeBack, GoAway, ResolveCase, SetLanguage, ShowDetails, encode
from bot.domain.posting import Shows, Standing
from bot.services import housekeeping, pulses, reading
from sandbox.slack.values import SlackMessage
from storage import tables
from tests.flows.reading import buttons, words
from tests.flows.stage import (
    ANNA,
    ANNA_ENTRY,
    ANNA_PHONE,
    BORIS,
    FATIMA,
    FATIMA_ENTRY,
    GROUP,
    PARTNER,
    STRANGER,
    SUPPORT,
    Stage,
)

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
REPORT = {"cause": "waiting time", "done": "Excuses aangeboden en bloemen gestuurd.", "told": "phoned"}
ASKED = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
"""Tuesday 1 December 2026, 09:30 in Amsterdam."""


def published(stage: Stage, user: str) -> int:
    """How often a home was asked for, whatever came of it."""
    return sum(call.method == "views.publish" and user in str(call.args.get("user_id")) for call in stage.slack.calls)


async def test_it_is_filled_when_it_is_opened(stage: Stage) -> None:
    await stage.hears(score=3, comment=COMPLAINT, channel="phone")
    await stage.slack.open_home(BORIS)
    home = await stage.at_home(BORIS, lambda home: "1 case that nobody has yet" in words(home))
    assert "Boris, this is what waits for you" in words(home)
    assert "You have no open cases" in words(home)
    assert "M. de V." in words(home)
    assert "M. de Vries" not in words(home)
    assert buttons(home)[:2] == ["Claim", "Details"]


async def test_a_claim_elsewhere_shows_on_every_home_that_is_open(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT, channel="phone"))["case"]
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    for user in (ANNA, FATIMA):
        await stage.slack.open_home(user)
        await stage.at_home(user, lambda home: "1 melding die nog niemand heeft" in words(home))
    await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, encode(ClaimCase(case)))
    mine = await stage.at_home(ANNA, lambda home: "1 melding van jou" in words(home))
    assert "M. de Vries" in words(mine)
    theirs = await stage.at_home(FATIMA, lambda home: "die nog niemand heeft" not in words(home))
    assert "van jou" not in words(theirs)
    assert stage.slack.home(BORIS) is None, "who never looked has none"


async def test_a_new_case_shows_on_the_homes_of_its_team(stage: Stage) -> None:
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "Geen scores in 30 dagen" in words(home))
    await stage.hears(score=3, comment=COMPLAINT, channel="phone")
    home = await stage.at_home(FATIMA, lambda home: "1 melding die nog niemand heeft" in words(home))
    assert "1 criticaster" in words(home)


async def test_what_is_done_on_it_shows_at_once(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT, channel="phone"))["case"]
    await stage.slack.open_home(FATIMA)
    home = await stage.at_home(FATIMA, lambda home: "die nog niemand heeft" in words(home))
    await stage.slack.press_in_view(FATIMA, home.id, encode(ClaimCase(case)))
    told = await stage.slack.wait_for(lambda: stage.slack.views(FATIMA))
    assert "Je hebt het nu" in words(told[-1])
    await stage.slack.close_view(FATIMA, told[-1].id)
    home = await stage.at_home(FATIMA, lambda home: "1 melding van jou" in words(home))

    await stage.slack.press_in_view(FATIMA, home.id, encode(ShowDetails(case)))
    whole = await stage.slack.wait_for(lambda: stage.slack.views(FATIMA))
    assert COMPLAINT in words(whole[-1])
    await stage.slack.close_view(FATIMA, whole[-1].id)

    await stage.slack.press_in_view(FATIMA, home.id, encode(ResolveCase(case)))
    done = await stage.fills_in(FATIMA, **REPORT)
    assert done.view is not None
    assert "Afgerond" in words(done.view)
    await stage.at_home(FATIMA, lambda home: "Je hebt geen open meldingen" in words(home))
    assert stage.slack.messages(FATIMA) == [], "nothing of it comes as a message"


async def test_a_home_that_cannot_be_shown_breaks_nothing(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT, channel="phone"))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "die nog niemand heeft" in words(home))
    stage.slack.faults.fail_next("views.publish", "error", times=3, error="not_enabled")
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Fatima heeft dit sinds" in words(m))
    assert (await reading.file(stage.office, case)).case.holder is not None
    await _stands(stage, Standing.PARKED)
    async with stage.office.db.read() as tx:
        closed = select(func.count()).select_from(tables.chats).where(tables.chats.c.closed_at.is_not(None))
        assert (await tx.execute(closed)).scalar_one() == 0, "her private chat is as open as before"
    stage.slack.faults.clear()
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "1 melding van jou" in words(home))


async def _stands(stage: Stage, standing: Standing) -> None:
    of_homes = select(tables.postings.c.standing).where(tables.postings.c.shows == Shows.HOME)
    for _ in range(1000):
        async with stage.office.db.read() as tx:
            if set((await tx.execute(of_homes)).scalars()) == {standing}:
                return
        await asyncio.sleep(0.01)
    raise AssertionError(f"no home is {standing}")


@pytest.mark.parametrize(
    ("kind", "error"), [("error", "hash_conflict"), ("ratelimited", ""), ("http", ""), ("drop_after", "")]
)
async def test_what_slack_did_not_take_is_brought_again(stage: Stage, kind: str, error: str) -> None:
    stage.slack.faults.fail_next("views.publish", kind, error=error, retry_after=1)  # type: ignore[arg-type]
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "Fatima, dit wacht op je" in words(home))


async def test_blocks_that_slack_refuses_leave_the_words(stage: Stage) -> None:
    await stage.hears(score=3, comment=COMPLAINT, channel="phone")
    stage.slack.faults.fail_next("views.publish", "error", error="invalid_arguments")
    await stage.slack.open_home(FATIMA)
    home = await stage.at_home(FATIMA, lambda home: "1 melding die nog niemand heeft" in words(home))
    assert buttons(home) == []


async def test_many_changes_come_to_few_looks(stage: Stage) -> None:
    cases = [(await stage.hears(score=3, comment=f"Klacht {n}"))["case"] for n in range(4)]
    cards = [await stage.on_slack(SUPPORT, partial(_says, f"Klacht {n}")) for n in range(4)]
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "4 meldingen die nog niemand heeft" in words(home))
    before = published(stage, FATIMA)
    for card, case in zip(cards, cases, strict=True):
        await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.at_home(FATIMA, lambda home: "4 meldingen van jou" in words(home))
    assert published(stage, FATIMA) - before <= 2


def _says(what: str, message: SlackMessage) -> bool:
    return what in words(message)


async def test_a_restart_loses_no_look(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "1 melding die nog niemand heeft" in words(home))
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.app.stop()
    assert "van jou" not in words(await stage.at_home(FATIMA, lambda _: True))
    await stage.open_app()
    await stage.at_home(FATIMA, lambda home: "1 melding van jou" in words(home))


async def test_who_looked_long_ago_is_not_shown_anything(stage: Stage) -> None:
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda _: True)
    before = published(stage, FATIMA)
    stage.clock.ahead += timedelta(hours=2)
    await stage.hears(score=3, comment=COMPLAINT)
    await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.settled()
    assert published(stage, FATIMA) == before
    await housekeeping.forget_old(stage.office.db, now=stage.clock() + timedelta(days=1))
    async with stage.office.db.read() as tx:
        assert (await tx.execute(select(func.count()).select_from(tables.homes))).scalar_one() == 0


async def test_strangers_and_partners_find_a_friendly_word(stage: Stage) -> None:
    await stage.slack.open_home(STRANGER)
    home = await stage.at_home(STRANGER, lambda _: True)
    assert "nico@devrieswonen.nl" in words(home)
    await stage.slack.open_home(PARTNER)
    home = await stage.at_home(PARTNER, lambda _: True)
    assert "eigen mensen" in words(home) or "own people" in words(home)


async def test_whoever_leaves_finds_nothing_any_more(stage: Stage) -> None:
    await stage.hears(score=3, comment=COMPLAINT)
    await stage.slack.open_home(BORIS)
    await stage.at_home(BORIS, lambda home: "that nobody has yet" in words(home))
    stage.write_config(members=ANNA_ENTRY + FATIMA_ENTRY)
    await stage.reload()
    home = await stage.at_home(BORIS, lambda home: "that nobody has yet" not in words(home))
    assert words(home) == "Nothing waits for you here."


async def test_the_language_that_was_chosen_survives_a_reload(stage: Stage) -> None:
    await stage.slack.open_home(FATIMA)
    home = await stage.at_home(FATIMA, lambda home: "Jouw taal: Nederlands" in words(home))
    await stage.slack.press_in_view(FATIMA, home.id, encode(SetLanguage("en")))
    told = await stage.slack.wait_for(lambda: stage.slack.views(FATIMA))
    assert "From now on we speak English." in words(told[-1])
    await stage.at_home(FATIMA, lambda home: "Your language: English" in words(home))
    stage.write_config()
    await stage.reload()
    fatima = stage.office.organisation.member_by_email("fatima@devrieswonen.nl")
    assert fatima is not None
    assert fatima.language == "en"
    await stage.slack.close_view(FATIMA, told[-1].id)
    await stage.slack.open_home(FATIMA)
    await stage.at_home(FATIMA, lambda home: "Fatima, this is what waits for you" in words(home))


async def test_going_away_and_coming_back(stage: Stage) -> None:
    await stage.slack.open_home(FATIMA)
    home = await stage.at_home(FATIMA, lambda home: "Ik ben er even niet" in buttons(home))
    await stage.slack.press_in_view(FATIMA, home.id, encode(GoAway()))
    refused = await stage.fills_in(FATIMA, until="ooit")
    assert "ooit" in refused.errors["until"]
    away = await stage.fills_in(FATIMA, until="tot maandag")
    assert away.view is not None
    assert "Je bent afwezig tot maandag 23 november" in words(away.view)
    home = await stage.at_home(FATIMA, lambda home: "🌴 Je bent afwezig tot maandag 23 november, 09:00" in words(home))
    await stage.slack.close_view(FATIMA, away.view.id)
    await stage.slack.press_in_view(FATIMA, home.id, encode(ComeBack()))
    await stage.at_home(FATIMA, lambda home: "🌴" not in words(home))


async def test_a_question_that_stands_can_be_found_from_it(stage: Stage) -> None:
    stage.clock.ahead += ASKED - stage.clock() + timedelta(seconds=1)
    await pulses.open_due(stage.office, stage.clock())
    await stage.settled()
    asked = await stage.slack.wait_for(
        lambda: [m for m in stage.slack.messages(FATIMA) if "werkgever aan anderen" in words(m)]
    )
    await stage.slack.open_home(FATIMA)
    home = await stage.at_home(FATIMA, lambda home: "Vragen aan jou" in words(home))
    links = [
        element["url"]
        for block in home.blocks
        if block["type"] == "rich_text"
        for section in block["elements"]
        for element in section["elements"]
        if element["type"] == "link"
    ]
    assert len(links) == 1
    assert asked[-1].ts.replace(".", "") in links[0]
    await stage.slack.open_home(ANNA)
    home = await stage.at_home(ANNA, lambda home: "Vragen aan jou" in words(home))
    assert "Je vindt hem in je chat met mij op Telegram." in words(home)
