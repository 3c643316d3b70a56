"""A team's days are its own, wherever in the world somebody asks about them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_ENTRY, BORIS, BORIS_ENTRY, FATIMA, FATIMA_ENTRY, SHOP, SUPPORT, Stage
from tests.flows.test_asking import answered


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """It is 03:00 on the 21st in Amsterdam; still the 20th in New York, where Boris is, and in Honolulu, where the shop
    is."""
    async with Stage(database_url, tmp_path) as opened:
        opened.write_config(
            members=ANNA_ENTRY
            + BORIS_ENTRY.replace("language: en", "language: en, timezone: America/New_York")
            + FATIMA_ENTRY,
            shop=("    language: en\n", "    language: en\n    timezone: Pacific/Honolulu\n"),
        )
        await opened.reload()
        opened.clock.ahead = timedelta(hours=17)
        yield opened


async def test_boris_in_new_york_asks_about_his_team_in_amsterdam(stage: Stage) -> None:
    await stage.hears(id="Z-1", score=9, comment="Zo laat nog geholpen!")
    for typed in ("", "support", "klantenservice 30d"):
        assert "30 days, 23 Oct to 21 Nov" in words(await answered(stage, BORIS, typed)), typed
    assert "Saturday 21 November" in words(await answered(stage, BORIS, "today"))
    assert "still to come" not in words(await answered(stage, BORIS, "2026-11-21"))


async def test_fatima_in_amsterdam_asks_about_a_shop_where_it_is_yesterday(stage: Stage) -> None:
    assert "30 dagen, 22 okt t/m 20 nov" in words(await answered(stage, FATIMA, "winkel utrecht"))
    assert "zaterdag 21 november" in words(await answered(stage, FATIMA, "vandaag", SUPPORT))
    assert "vrijdag 20 november" in words(await answered(stage, FATIMA, "vandaag", SHOP))
    assert "moet nog komen" in words(await answered(stage, FATIMA, "@shop 2026-11-21"))


async def test_a_button_means_the_days_that_its_answer_showed(stage: Stage) -> None:
    await stage.hears(id="Z-2", score=9, comment="Zo laat nog geholpen!")
    told = await answered(stage, BORIS, "today")
    assert "By touchpoint" in buttons(told)
    before = len(stage.slack.ephemerals(BORIS))
    await stage.slack.press_ephemeral(BORIS, SUPPORT, "q1:@support_2026-11-21_by_touchpoint", ts=told.ts)
    table = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS)[before:])
    assert "Saturday 21 November" in words(table[-1])
