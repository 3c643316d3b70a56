"""The gallery: it shows every example that there is, can be searched, and the most important ones look as agreed on.

After a change that is meant, `KLANKBORD_GOLDEN=renew pytest tests/browser/test_gallery.py` takes the pictures anew;
then look at them.
"""

import os
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, expect

from bot.cards.examples import EXAMPLES
from sandbox.demo import Demo
from tests.browser.pictures import difference, same_font, small
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

GOLDEN = Path(__file__).parent / "golden"
RENEW = os.environ.get("KLANKBORD_GOLDEN") == "renew"
TOLERANCE = 0.02
"""The share of pixels that may differ."""

PICTURES = (
    ("team-open", "slack-nl", "light"),
    ("team-open", "telegram-en", "light"),
    ("form-resolve", "slack-en", "light"),
    ("digest", "telegram-nl", "light"),
    ("digest", "slack-nl", "dark"),
    ("pulse-enps-telegram", "telegram-en", "dark"),
)


async def hall(browser: Browser, demo: Demo, scheme: str = "light", search: str = "") -> Page:
    """The gallery, drawn alike on every machine."""
    page = await browser.new_page(
        viewport={"width": 1280, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    await page.goto(f"{demo.url}/gallery?language=en&search={search}")
    await expect(page.locator("[data-example]").first).to_be_visible()
    await same_font(page)
    return page


@pytest.mark.parametrize(("example", "drawing", "scheme"), PICTURES, ids="-".join)
async def test_it_looks_as_agreed_on(demo: Demo, browser: Browser, example: str, drawing: str, scheme: str) -> None:
    page = await hall(browser, demo, scheme, search=example)
    frame = page.locator(f"[data-example={example}] [data-drawing={drawing}] .frame")
    taken = small(await frame.screenshot(animations="disabled"))
    await page.close()
    golden = GOLDEN / f"{example}-{drawing}-{scheme}.png"
    if RENEW:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(taken)
    found = difference(taken, golden.read_bytes())
    assert found.share <= TOLERANCE, f"{found}: look at it, and see the top of this test"


async def test_every_example_is_drawn_on_both_platforms_in_both_languages(demo: Demo, browser: Browser) -> None:
    page = await hall(browser, demo)
    window = Window(page, demo.url)
    names = await page.evaluate("[...document.querySelectorAll('[data-example]')].map((one) => one.dataset.example)")
    assert names == [example.name for example in EXAMPLES]
    drawn = await page.evaluate(
        "[...document.querySelectorAll('[data-example]')]"
        ".filter((one) => one.querySelectorAll('.frame > *').length < 4).map((one) => one.dataset.example)"
    )
    assert drawn == []
    assert "this page does not know" not in await page.evaluate("document.body.innerText")
    assert await page.locator("img[src='x']").count() == 0
    assert window.errors == []
    await page.close()


async def test_it_can_be_searched_and_narrowed_down(demo: Demo, browser: Browser) -> None:
    page = await hall(browser, demo)
    await page.get_by_role("searchbox").fill("form-resolve")
    await expect(page.locator("[data-example]")).to_have_count(2)
    await expect(page.get_by_role("heading", level=2, name="Resolve")).to_have_count(2)
    await page.get_by_role("button", name="Slack", exact=True).click()
    await page.get_by_role("button", name="Dutch", exact=True).click()
    await expect(page.locator("[data-example]").first.locator("figure")).to_have_count(1)
    await page.get_by_role("button", name="Phone", exact=True).click()
    box = await page.locator(".frame").first.bounding_box()
    assert box is not None
    assert box["width"] == 376
    await page.get_by_role("searchbox").fill("cases-none-overdue")
    await page.get_by_role("button", name="NL", exact=True).click()
    await expect(page.get_by_role("heading", level=2)).to_contain_text("niets", ignore_case=True)
    await page.get_by_role("button", name="EN", exact=True).click()
    await page.get_by_role("searchbox").fill("nothing is called like this")
    await expect(page.get_by_text("Nothing found.")).to_be_visible()
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.get_by_role("searchbox").fill("team-open")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.close()


async def test_a_hostile_customer_is_only_text_in_the_gallery_too(demo: Demo) -> None:
    async with ClientSession() as session, session.get(f"{demo.url}/gallery/cards") as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert len((await answer.json())["examples"]) == len(EXAMPLES)
