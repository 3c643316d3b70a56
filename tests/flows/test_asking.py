"""What leads and members ask with /nps, on both platforms, answered in private, and shared where it is wanted."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from sandbox.slack.values import SlackMessage
from sandbox.telegram.values import Message
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, FATIMA, GROUP, SECRET, SHOP, SUPPORT, Stage
from tests.world import NOW


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A month of answers about support: 40 promoters, 10 passives, 10 detractors, some with words."""
    async with Stage(database_url, tmp_path) as opened:
        for n in range(60):
            score = 10 if n < 40 else 8 if n < 50 else 2
            await opened.hears(
                id=f"S-{n}",
                score=score,
                comment="De wachttijd was lang." if n == 59 else None,
                touchpoint="delivery" if n % 3 == 0 else "showroom",
                occurred_at=(NOW - timedelta(days=10 + n % 15)).isoformat(),
                customer={"id": f"C-{n}", "value": 1000 + n},
            )
        yield opened


async def answered(stage: Stage, user: str, text: str, channel: str = SUPPORT) -> SlackMessage:
    """What somebody gets back in Slack for /nps and these words."""
    before = len(stage.slack.ephemerals(user))
    await stage.slack.command(user, channel, "/nps", text)
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(user)[before:])
    return told[-1]


async def phoned(stage: Stage, text: str) -> Message:
    """What Anna gets back on her Telegram."""
    before = max((m.id for m in stage.telegram.messages(ANNA_PHONE)), default=0)
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, f"/nps {text}".strip())
    return await stage.on_telegram(ANNA_PHONE, lambda m: m.id > before + 1 and m.text.strip() != "")


async def test_a_team_asks_how_it_does(stage: Stage) -> None:
    told = await answered(stage, BORIS, "")
    assert "NPS +50 ± " in words(told)
    assert "40 promoters, 10 passives, 10 detractors · 60 answers" in words(told)
    assert "Share here" in buttons(told)
    phone = await phoned(stage, "")
    assert "NPS +50 ± " in phone.text
    assert "Klantenservice · 30 dagen" in phone.text


async def test_split_and_in_dutch(stage: Stage) -> None:
    phone = await phoned(stage, "per contactmoment")
    assert "Klantenservice per contactmoment" in phone.text
    assert "Showroom" in phone.text
    told = await answered(stage, BORIS, "by weekday 90d")
    assert "Klantenservice by weekday" in words(told)


async def test_causes_are_not_known_before_a_case_is_resolved(stage: Stage) -> None:
    told = words(await answered(stage, BORIS, "by cause"))
    assert "No case with a score from these days is resolved yet, so no cause is known." in told
    phone = await phoned(stage, "per oorzaak")
    assert "nog geen melding met een cijfer afgerond" in phone.text


async def test_who_may_ask(stage: Stage) -> None:
    refused = await phoned(stage, "winkel utrecht")
    assert "De cijfers en meldingen van Winkel Utrecht zijn voor het team zelf" in refused.text
    assert "can compare teams" in words(await answered(stage, BORIS, "compare support shop"))
    compared = await answered(stage, FATIMA, "vergelijk support shop 90d")
    assert "Klantenservice naast Winkel Utrecht" in words(compared)
    assert "te weinig antwoorden om te vergelijken" in words(compared)


async def test_a_case_of_another_team_is_that_teams_own(stage: Stage) -> None:
    """Anna does not work in the shop, and a number can be guessed; Boris does."""
    case = (await stage.hears(id="B-1", score=1, comment="De kassa was dicht.", channel="in-person"))["case"]
    refused = await phoned(stage, f"case {case}")
    assert "voor het team zelf" in refused.text
    assert "kassa" not in refused.text
    assert not refused.buttons
    assert "kassa" in words(await answered(stage, BORIS, f"case {case}"))


async def test_an_answer_is_shared_where_it_was_asked(stage: Stage) -> None:
    told = await answered(stage, FATIMA, "")
    assert "Deel hier" in buttons(told)
    action = next(b for b in _actions(told) if b.startswith("q2:"))
    await stage.slack.press_ephemeral(FATIMA, SUPPORT, action, ts=told.ts)
    shared = await stage.on_slack(SUPPORT, lambda m: "Gedeeld door Fatima" in words(m))
    assert "NPS +50 ± " in words(shared)
    await stage.settled()
    assert not [m for m in stage.telegram.messages(GROUP) if "Gedeeld door" in m.text]


async def test_fast_fingers_share_once(stage: Stage) -> None:
    """Three presses before anything is seen, and a colleague who shares the same a minute later."""
    told = await answered(stage, FATIMA, "")
    action = next(b for b in _actions(told) if b.startswith("q2:"))
    await asyncio.gather(*(stage.slack.press_ephemeral(FATIMA, SUPPORT, action, ts=told.ts) for _ in range(3)))
    await stage.slack.wait_for(lambda: len(_saying(stage, FATIMA, "Dit is daar net al gedeeld")) == 2)
    assert len(_saying(stage, FATIMA, "Gedeeld met Klantenservice.")) == 1

    stage.clock.ahead += timedelta(minutes=1)
    again = await answered(stage, BORIS, "")
    await stage.slack.press_ephemeral(
        BORIS, SUPPORT, next(b for b in _actions(again) if b.startswith("q2:")), ts=again.ts
    )
    await stage.slack.wait_for(lambda: _saying(stage, BORIS, "This was shared there just now"))
    await stage.settled()
    assert len([m for m in stage.slack.messages(SUPPORT) if "Gedeeld door" in words(m)]) == 1


def _saying(stage: Stage, user: str, text: str) -> list[SlackMessage]:
    return [told for told in stage.slack.ephemerals(user) if text in words(told)]


async def test_from_a_private_chat_it_is_shared_with_the_team(stage: Stage) -> None:
    phone = await phoned(stage, "")
    assert "Deel met het team" in " ".join(buttons(phone))
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, phone.id, "Deel met het team")
    await stage.on_telegram(GROUP, lambda m: "Gedeeld door Anna" in m.text)
    await stage.on_slack(SUPPORT, lambda m: "Gedeeld door Anna" in words(m))
    assert not [m for m in stage.slack.messages(SHOP) if "Gedeeld" in words(m)]


async def test_cases_by_what_is_at_stake(stage: Stage) -> None:
    for n, value in enumerate((500, 4000, 1200), start=1):
        await stage.hears(id=f"T-{n}", score=1, comment=f"Klacht {value}", customer={"value": value}, channel="phone")
    await stage.settled()
    told = await answered(stage, BORIS, "cases")
    assert words(told).index("Klacht 4000") < words(told).index("Klacht 1200") < words(told).index("Klacht 500")
    claim = next(b for b in _actions(told) if b.startswith("c1:"))
    await stage.slack.press_ephemeral(BORIS, SUPPORT, claim, ts=told.ts)
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit sinds" in words(m) and "Klacht 4000" in words(m))
    await stage.slack.wait_for(lambda: _saying(stage, BORIS, "You have it now."))
    mine = await answered(stage, BORIS, "cases mine")
    assert "1 case of yours" in words(mine)


async def test_a_list_can_be_worked_down(stage: Stage) -> None:
    """Each claim is answered beside the list, and the score stays where it is when it was shared."""
    for n in range(3):
        await stage.hears(id=f"T-{n}", score=1, comment=f"Klacht {n}", channel="phone")
    await stage.settled()
    told = await answered(stage, BORIS, "cases")
    for claim in [one for one in _actions(told) if one.startswith("c1:")]:
        await stage.slack.press_ephemeral(BORIS, SUPPORT, claim, ts=told.ts)
    await stage.slack.wait_for(lambda: len(_saying(stage, BORIS, "You have it now.")) == 3)
    assert "Klacht 2" in words(next(one for one in stage.slack.ephemerals(BORIS) if one.ts == told.ts))

    score = await answered(stage, FATIMA, "")
    await stage.slack.press_ephemeral(
        FATIMA, SUPPORT, next(b for b in _actions(score) if b.startswith("q2:")), ts=score.ts
    )
    await stage.slack.wait_for(lambda: [m for m in stage.slack.ephemerals(FATIMA) if "Gedeeld met" in words(m)])
    assert "NPS +43 ± " in words(next(one for one in stage.slack.ephemerals(FATIMA) if one.ts == score.ts))


async def test_a_list_can_be_worked_down_on_a_phone(stage: Stage) -> None:
    for n in range(3):
        await stage.hears(id=f"T-{n}", score=1, comment=f"Klacht {n}", channel="phone")
    await stage.settled()
    listed = await phoned(stage, "zaken")
    claims = [one for one in buttons(listed) if one.startswith("Oppakken ")]
    assert len(claims) == 3
    for claim in claims:
        answer = await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, listed.id, claim)
        assert "Je hebt" in answer.text
    await stage.settled()
    standing = next(m for m in stage.telegram.messages(ANNA_PHONE) if m.id == listed.id)
    assert (standing.text, buttons(standing)) == (listed.text, buttons(listed))


def _actions(message: SlackMessage) -> list[str]:
    return [
        element["action_id"] for block in message.blocks if block["type"] == "actions" for element in block["elements"]
    ]


async def test_what_customers_said_page_by_page(stage: Stage) -> None:
    for n in range(7):
        await stage.hears(id=f"W-{n}", score=9, comment=f"Die wachttijden, nummer {n}!", channel="chat")
    told = await answered(stage, BORIS, "said wachttijd")
    assert "nummer 6" in words(told)
    assert "nummer 1" not in words(told)
    older = next(b for b in _actions(told) if b.startswith("q1:said"))
    await stage.slack.press_ephemeral(BORIS, SUPPORT, older, ts=told.ts)
    rest = await stage.slack.wait_for(lambda: [m for m in stage.slack.ephemerals(BORIS) if "nummer 0" in words(m)])
    assert "De wachttijd was lang." in words(rest[-1])
    assert "nummer 6" not in words(rest[-1])
    assert rest[-1].ts == told.ts, "the next page stands where the first stood"
    phone = await phoned(stage, "gezegd onvindbaar")
    assert "Niet gevonden in wat het team mag lezen" in phone.text


async def test_how_many_were_asked_stands_beside_the_score(stage: Stage) -> None:
    told = {"id": "W47", "day": "2026-11-05", "invited": 240, "team": "support"}
    async with aiohttp.ClientSession() as session:
        url = f"{stage.app.http_url}/feedback/survey/invited"
        async with session.post(url, json=told, headers={"Authorization": f"Bearer {SECRET}"}) as response:
            assert response.status == 202
    assert "60 answers · 25% of 240 customers asked" in words(await answered(stage, BORIS, ""))


async def test_the_trend_as_a_picture_in_private(stage: Stage) -> None:
    """Slack draws the trend in the answer itself, without its margin; the picture with it comes in her direct messages
    when she asks for it.
    """
    for n in range(160):
        at = (NOW - timedelta(days=1 + n % 28)).isoformat()
        await stage.hears(id=f"P-{n}", score=10 if n % 3 else 4, occurred_at=at)
    told = await answered(stage, FATIMA, "90d")
    assert [block["type"] for block in told.blocks].count("data_visualization") == 1
    assert "In de grafiek die ik kan sturen staat ook de marge." in words(told)
    send = next(b for b in _actions(told) if b.startswith("q3:"))
    await stage.slack.press_ephemeral(FATIMA, SUPPORT, send, ts=told.ts)
    sent = await stage.on_slack(FATIMA, lambda m: bool(m.files))
    [file] = [stage.slack.stage.files.by_id[one] for one in sent.files]
    assert (file.content or b"").startswith(b"\x89PNG")
    before = max(m.id for m in stage.telegram.messages(ANNA_PHONE))
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "/nps 90d")
    photo = await stage.on_telegram(ANNA_PHONE, lambda m: m.id > before + 1 and m.photo is not None)
    assert photo.photo is not None
