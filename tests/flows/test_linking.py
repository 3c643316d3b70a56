"""Getting to know people: by e-mail on Slack, by a one-time link on Telegram; and people who leave."""

import re
from datetime import timedelta

from bot.actions import ClaimCase, encode
from bot.domain.case import CaseState
from bot.domain.destination import Platform
from bot.services import reading
from tests.flows.reading import words
from tests.flows.stage import (
    ANNA,
    ANNA_ENTRY,
    BORIS,
    BORIS_ENTRY,
    BORIS_PHONE,
    FATIMA_ENTRY,
    GROUP,
    NOBODY_PHONE,
    SUPPORT,
    Stage,
)

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."


async def link_of(stage: Stage, user: str = BORIS) -> str:
    """The code in the link that this person asks for in their own Slack."""
    before = len(stage.slack.ephemerals(user, SUPPORT))
    await stage.slack.command(user, SUPPORT, "/nps", "link")
    told = await stage.slack.wait_for(
        lambda: [m for m in stage.slack.ephemerals(user, SUPPORT)[before:] if "start=" in words(m)]
    )
    found = re.search(r"start=([A-Za-z0-9_-]+)", words(told[-1]))
    assert found is not None
    return found.group(1)


async def test_the_press_is_carried_out_once_boris_is_linked(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    told = await stage.telegram.press(BORIS_PHONE, GROUP, card.id, encode(ClaimCase(case)))
    assert "/nps link" in (told.text or "")
    assert (await reading.file(stage.office, case)).case.state is CaseState.OPEN

    await stage.telegram.start_bot(BORIS_PHONE, await link_of(stage))
    await stage.on_telegram(GROUP, lambda m: "Boris heeft dit" in m.text)
    hello = await stage.on_telegram(BORIS_PHONE, lambda m: "Boris" in m.text)
    assert "linked" in hello.text


async def test_a_link_works_once_and_for_fifteen_minutes(stage: Stage) -> None:
    code = await link_of(stage)
    await stage.telegram.start_bot(BORIS_PHONE, code)
    await stage.on_telegram(BORIS_PHONE, lambda m: "linked" in m.text)
    await stage.telegram.start_bot(NOBODY_PHONE, code)
    await stage.on_telegram(NOBODY_PHONE, lambda m: m.sender.id != NOBODY_PHONE)
    boris = next(m for m in stage.office.organisation.members.values() if m.name == "Boris Jansen")
    assert [a.user_id for a in boris.accounts if a.platform is Platform.TELEGRAM] == [str(BORIS_PHONE)]

    stage.write_config(members=ANNA_ENTRY + FATIMA_ENTRY)
    await stage.reload()
    stage.write_config()
    await stage.reload()
    late = await link_of(stage)
    stage.clock.ahead += timedelta(minutes=16)
    await stage.telegram.start_bot(BORIS_PHONE, late)
    await stage.telegram.wait_for(lambda: len([m for m in stage.telegram.messages(BORIS_PHONE) if m.sender.is_bot]) > 1)
    boris = next(m for m in stage.office.organisation.members.values() if m.name == "Boris Jansen")
    assert not [a for a in boris.accounts if a.platform is Platform.TELEGRAM]


async def test_who_left_loses_access_and_the_team_gets_the_case_back(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(ANNA, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit" in words(m))
    stage.write_config(members=BORIS_ENTRY + FATIMA_ENTRY)
    await stage.reload()
    await stage.on_slack(SUPPORT, lambda m: m.ts == card.ts and "Anna heeft dit" not in words(m))
    await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, card.ts))
    await stage.slack.press(ANNA, SUPPORT, card.ts, encode(ClaimCase(case)))
    assert (await reading.file(stage.office, case)).case.state is CaseState.OPEN
