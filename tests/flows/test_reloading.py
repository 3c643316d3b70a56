"""The operator changes the configuration while cases are open."""

from pathlib import Path

import aiohttp

from bot.actions import ClaimCase, ResolveCase, ShowDetails, encode
from bot.domain.case import CaseState
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import (
    ANNA,
    ANNA_ENTRY,
    ANNA_PHONE,
    BORIS,
    BORIS_ENTRY,
    FATIMA,
    FATIMA_ENTRY,
    SECRET,
    SHOP,
    SUPPORT,
    Stage,
)

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
REPORT = {"cause": "other", "done": "Excuses aangeboden.", "told": "phoned"}
SHOP_TEAM = """  - key: shop
    name: Winkel Utrecht
    language: en
    leads: [fatima@devrieswonen.nl]
    members: [boris@devrieswonen.nl]
    destinations: [{slack: C0SHOP, names: full}]
    presses_from: team
"""


async def _sends(stage: Stage, source: str, secret: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{stage.app.http_url}/feedback/{source}",
            json={"id": "S-1", "score": 9},
            headers={"Authorization": f"Bearer {secret}"},
        ) as response,
    ):
        return response.status


async def test_sources_come_and_go(stage: Stage) -> None:
    assert (await _sends(stage, "survey", SECRET), await _sends(stage, "kiosk", "nog-een-geheim")) == (202, 404)
    stage.write_config(sources=(f"{{key: survey, secret: {SECRET}}}", "{key: kiosk, secret: nog-een-geheim}"))
    await stage.reload()
    assert (await _sends(stage, "survey", SECRET), await _sends(stage, "kiosk", "nog-een-geheim")) == (404, 202)
    assert await _sends(stage, "kiosk", SECRET) == 401


async def test_cards_of_a_team_that_left_the_configuration_still_work(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment="Rude assistant", channel="in-person"))["case"]
    card = await stage.on_slack(SHOP, lambda m: "Rude assistant" in words(m))
    assert buttons(card)[0] == "Claim"
    stage.write_config(team=(SHOP_TEAM, ""), rules=("[{when: {channel: in-person}, team: shop}]", "[]"))
    await stage.reload()
    await stage.slack.press(ANNA, SHOP, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SHOP, lambda m: m.ts == card.ts and "Anna" in words(m))
    await stage.slack.press(ANNA, SHOP, card.ts, encode(ShowDetails(case)))
    await stage.slack.press(ANNA, SHOP, card.ts, encode(ResolveCase(case)))
    assert (await stage.fills_in(ANNA, **REPORT)).closed
    await stage.on_slack(SHOP, lambda m: m.ts == card.ts and "Heropenen" in buttons(m))
    assert (await reading.file(stage.office, case)).case.state is CaseState.RESOLVED
    after = await stage.hears(score=1, comment="Again", channel="in-person")
    assert after["case"]
    await stage.on_slack(SUPPORT, lambda m: "Again" in words(m))


async def test_each_reads_their_own_language_and_clock(stage: Stage) -> None:
    stage.write_config(
        zone=("    name: Winkel Utrecht\n", "    name: Winkel Utrecht\n    timezone: Europe/London\n"),
        language=("email: boris@devrieswonen.nl, language: en", "email: boris@devrieswonen.nl, language: nl"),
    )
    await stage.reload()
    case = (await stage.hears(score=1, comment="Rude assistant", channel="in-person"))["case"]
    card = await stage.on_slack(SHOP, lambda m: "Rude assistant" in words(m))
    assert "⏰ Answer by 13:00" in words(card), "four hours from nine, on the team's clock"
    await stage.slack.press(BORIS, SHOP, card.ts, encode(ClaimCase(case)))
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS, SHOP))
    assert "Je hebt het nu" in words(told[-1])
    assert "14:00" in words(told[-1]), "the same moment on his own clock"
    await stage.on_slack(SHOP, lambda m: "Boris has this since 09:0" in words(m))


async def test_a_colleague_of_another_team_acts_on_what_was_brought_to_her(stage: Stage) -> None:
    """The shop keeps its cards to itself, but Anna of support is the one whom it is about."""
    said = {"channel": "in-person", "employee": "anna@devrieswonen.nl"}
    case = (await stage.hears(score=1, comment="Anna was rude", **said))["case"]
    own = await stage.on_telegram(ANNA_PHONE, lambda m: "Anna was rude" in m.text)
    told = await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, "Oppakken")
    assert "Je hebt het nu" in told.text
    card = await stage.on_slack(SHOP, lambda m: "Anna" in words(m))
    await stage.on_telegram(ANNA_PHONE, lambda m: "Teruggeven" in buttons(m))
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, "Teruggeven")
    card = await stage.on_slack(SHOP, lambda m: "Claim" in buttons(m))
    assert "Anna" not in words(card)
    await stage.slack.press(FATIMA, SHOP, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SHOP, lambda m: "Fatima has this since" in words(m))


async def test_another_team_is_refused_by_every_way(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment="Rude assistant", channel="in-person"))["case"]
    card = await stage.on_slack(SHOP, lambda m: "Rude assistant" in words(m))
    await stage.settled()
    await stage.slack.react(ANNA, SHOP, card.ts, "eyes")
    await stage.slack.say(ANNA, SHOP, f"<@{stage.slack.bot_user}> ik weet meer", thread_ts=card.ts)
    await stage.slack.command(ANNA, SHOP, "/nps", f"case {case}")
    for action in ("Contact", "Details"):
        await stage.slack.press(ANNA, SHOP, card.ts, action)
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(ANNA, SHOP)[4:])
    told = stage.slack.ephemerals(ANNA, SHOP)
    assert len(told) == 5
    assert all("Winkel Utrecht" in words(one) for one in told)
    await stage.slack.press(ANNA, SHOP, card.ts, "Resolve")
    form = await stage.slack.wait_for(lambda: stage.slack.views(ANNA))
    assert not form[-1].body.get("submit")
    assert len(await reading.history(stage.office, case)) == 1


async def test_members_come_and_go_by_a_spreadsheet(stage: Stage, tmp_path: Path) -> None:
    everybody = ANNA_ENTRY + BORIS_ENTRY + FATIMA_ENTRY
    rows = [
        "name;email;language;timezone;slack_id;telegram_id;teams",
        "Fatima el Idrissi;fatima@devrieswonen.nl;nl;;U0FATIMA;;",
        "Boris Jansen;boris@devrieswonen.nl;en;;;;support",
        "Anna Visser;anna@devrieswonen.nl;nl;;;1001;support",
    ]
    sheet = tmp_path / "members.csv"
    sheet.write_text("\n".join(rows), "utf-8-sig")
    stage.write_config(csv=(f"members:\n{everybody}", "members: members.csv"), own=("[anna@", "[fatima@"))
    await stage.reload()
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(ANNA, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit" in words(m))
    sheet.write_text("\n".join(rows[:-1]), "utf-8-sig")
    await stage.reload()
    await stage.on_slack(SUPPORT, lambda m: m.ts == card.ts and "Oppakken" in buttons(m))
    told = await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, card.ts))
    assert "Anna werkt hier niet meer" in words(told[-1])


async def test_reactions_are_what_the_operator_makes_them(stage: Stage) -> None:
    stage.write_config(
        cards=("routing:", "cards: {leads_claim_by_reaction: true}\nrouting:"),
        slack=("slack: {", "slack: {reactions: {fire: claim}, "),
    )
    await stage.reload()
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.settled()
    await stage.slack.react(ANNA, SUPPORT, card.ts, "eyes")
    await stage.slack.react(FATIMA, SUPPORT, card.ts, "fire")
    await stage.on_slack(SUPPORT, lambda m: "Fatima heeft dit" in words(m))
    assert len(await reading.history(stage.office, case)) == 2
    assert not stage.slack.ephemerals(ANNA)
