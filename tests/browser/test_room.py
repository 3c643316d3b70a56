"""Nothing is cut off where there is room: tables, threads, keys, reactions and people, wide and at phone width."""

import pytest
from playwright.async_api import Browser, Locator, expect
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.demo import Demo
from sandbox.demo.people import CREWS
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SUPPORT, GROUP, TOPIC = CREWS[0].channel, CREWS[0].group, CREWS[0].topic
SPILLS = "(it) => it.scrollWidth > it.clientWidth"
RIGHT = """(it) => {
  const range = document.createRange();
  range.selectNodeContents(it);
  const lines = [...range.getClientRects()];
  return [lines[0], lines[lines.length - 1]].map((line) => it.getBoundingClientRect().right - line.right);
}"""
"""How far from the right edge of its element a text's first and last line end, in pixels."""

COLOURS = """(it) => {
  const { color, backgroundColor } = getComputedStyle(it);
  return [color, backgroundColor].map((colour) => colour.match(/[\\d.]+/g).map(Number));
}"""
"""Red, green and blue of an element's text and of its ground, with a fourth number where one can look through."""


def light(colour: list[float]) -> float:
    """The relative luminance of WCAG."""
    red, green, blue = (part / 3294.6 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    """From 1, the same, to 21, black on white."""
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


async def within(inner: Locator, outer: Locator) -> bool:
    """Whether nothing of the one hangs out of the sides of the other."""
    one, other = await inner.bounding_box(), await outer.bounding_box()
    assert one is not None
    assert other is not None
    return one["x"] >= other["x"] and one["x"] + one["width"] <= other["x"] + other["width"]


def row(*cells: str) -> list[dict[str, str]]:
    return [{"type": "raw_text", "text": cell} for cell in cells]


def table(*, wrapped: bool) -> dict[str, object]:
    return {
        "type": "table",
        "column_settings": [{"align": "left", "is_wrapped": wrapped}] * 3,
        "rows": [
            row("Touchpoint", "NPS", "Answers"),
            row("Call-centre", "11 promoters, 5 passives, 12 detractors" * 2, "28"),
        ],
    }


@pytest.mark.parametrize("width", [1280, 390])
async def test_a_tables_long_cells_wrap_where_the_app_lets_them(demo: Demo, window: Window, width: int) -> None:
    client = AsyncWebClient(token=demo.slack.bot_token, base_url=demo.slack.api_url)
    for wrapped in (True, False):
        await client.chat_postMessage(channel=SUPPORT, text="table", blocks=[table(wrapped=wrapped)])
    await window.page.set_viewport_size({"width": width, "height": 800})
    await window.page.goto(f"{demo.url}/#anna")
    sheets = window.slack.locator(".sheet")
    await expect(sheets).to_have_count(2)
    assert not await sheets.first.evaluate(SPILLS)
    assert await sheets.last.evaluate(SPILLS)


@pytest.mark.parametrize(("width", "beside"), [(1500, True), (1440, True), (1280, True), (820, False)])
async def test_a_thread_stands_beside_its_channel_where_there_is_room(window: Window, width: int, beside: bool) -> None:
    await window.page.set_viewport_size({"width": width, "height": 800})
    await window.page.goto(f"{window.url}/#anna")
    await window.slack.get_by_role("textbox").fill("Wie belt?")
    await window.slack.get_by_role("textbox").press("Enter")
    said = window.on_slack("Wie belt?")
    await said.hover()
    await said.get_by_role("button", name="Reageer in gesprek").click()
    await expect(window.slack.locator(".thread")).to_be_visible()
    await expect(window.slack.locator(".conversation")).to_be_visible(visible=beside)
    assert await within(window.slack.locator(".thread"), window.slack)
    await window.go_to("algemeen")
    await expect(window.slack.locator(".thread")).to_have_count(0)


async def test_reactions_and_a_long_row_of_keys_stay_on_the_phone(demo: Demo, window: Window) -> None:
    keys = [
        InlineKeyboardButton(name, callback_data=name) for name in ("-100", "-50", "0", "+25", "+50", "+75", "+100")
    ]
    async with Bot(demo.telegram.bot_token, base_url=f"{demo.telegram.api_url}/bot") as bot:
        await bot.send_message(GROUP, "Hoi", message_thread_id=TOPIC)
        await bot.send_message(GROUP, "Raad", message_thread_id=TOPIC, reply_markup=InlineKeyboardMarkup([keys]))
    await window.open("anna")
    for key in await window.on_phone("Raad").locator(".keyboard button").all():
        assert not await key.evaluate(SPILLS)
    await window.write_on_phone("Ja")
    for words in ("Hoi", "Raad", "Ja"):
        said = window.on_phone(words).last
        await said.hover()
        await said.get_by_role("button", name="Reageer met een emoji").click()
        for emoji in ("👀", "🙏"):
            assert await within(
                said.get_by_role("button", name=f"Reageer met {emoji}"), window.phone.locator(".screen")
            )
        await window.page.keyboard.press("Escape")


async def test_each_line_goes_the_way_of_its_own_letters(window: Window) -> None:
    await window.open("anna")
    await window.customer.get_by_label("In eigen woorden").fill("لم يتصل بي أحد\nNobody called.")
    await window.customer.get_by_role("button", name="Verstuur", exact=True).click()
    for card in (window.on_slack("Nobody called."), window.on_phone("Nobody called.")):
        arabic, english = await card.locator("blockquote").evaluate(RIGHT)
        assert arabic < 25
        assert english > 25


async def test_everybody_is_within_reach_at_phone_width(window: Window) -> None:
    await window.page.set_viewport_size({"width": 390, "height": 844})
    await window.page.goto(f"{window.url}/#boris")
    await expect(window.page.locator("main[data-who=boris]")).to_be_visible()
    for last in (window.page.locator("[data-person]").last, window.page.get_by_role("group", name="Taal van deze")):
        box = await last.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 384


async def test_what_the_phone_says_in_passing_can_be_read_in_the_dark(demo: Demo, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    window = Window(page, demo.url)
    await window.open("anna")
    await window.send_story("nl/promise")
    await window.on_phone("wacht ik op antwoord").get_by_role("button", name="Oppakken").click()
    text, ground = await window.phone.locator(".toast").evaluate(COLOURS)
    assert len(ground) == 3, "what lies behind it shines through"
    assert contrast(text, ground) >= 4.5
    await page.close()
