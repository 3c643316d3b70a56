"""What the page remembers: through a reload, by its address, and what time it is in the shop."""

import pytest
from playwright.async_api import Browser, expect

from sandbox.demo import Demo
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

FIELDS = """async () => {
  const { fromField, localField } = await import("/page/moments.js");
  return ["2026-07-01T12:00", "2026-12-01T12:00", "2026-10-25T01:30", "2026-10-25T04:30", "2026-03-29T03:30"]
    .map((text) => [localField(fromField(text)) === text, fromField(text).toISOString()]);
}"""

STORAGE = {
    "damaged": "sessionStorage['klankbord-kept'] = sessionStorage['klankbord-tour'] = '{'",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "refused": """for (const name of ['sessionStorage', 'localStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError') } })""",
}
"""What may be wrong with the browser's storage, as a script that runs before the page does."""

COUNTED = """(() => {
  const set = Storage.prototype.setItem;
  window.written = 0;
  Storage.prototype.setItem = function (...it) { window.written += 1; return set.apply(this, it) };
})()"""


async def test_a_reload_keeps_what_was_typed_and_what_was_read(window: Window) -> None:
    await window.open("anna")
    await window.go_to("algemeen")
    await window.go_to("support")
    await window.send_story("nl/promise")
    await window.slack.get_by_role("textbox").fill("Ik bel zo")
    await window.on_slack("wacht ik op antwoord").get_by_role("button", name="Afronden").click()
    await window.form.get_by_label("Wat heb je eraan gedaan?").fill("Meteen gebeld.")
    await expect(window.slack.locator("[data-room='algemeen']")).not_to_have_class("unread")

    await window.page.reload()
    await expect(window.form.get_by_label("Wat heb je eraan gedaan?")).to_have_value("Meteen gebeld.")
    await expect(window.slack.locator("[data-room='algemeen']")).not_to_have_class("unread")
    await window.page.keyboard.press("Escape")
    await expect(window.form).to_have_count(0)
    await expect(window.slack.get_by_role("textbox")).to_have_value("Ik bel zo")


async def test_the_address_can_be_changed_by_hand(window: Window) -> None:
    await window.open("anna")
    await window.page.evaluate("location.hash = '#tim'")
    await expect(window.page.locator("main[data-who=tim]")).to_be_visible()
    await expect(window.slack.locator(".self")).to_contain_text("Tim")


async def test_a_field_for_a_moment_is_on_the_shops_clock(demo: Demo, browser: Browser) -> None:
    page = await browser.new_page(timezone_id="America/New_York")
    await page.goto(f"{demo.url}/#anna")
    await expect(page.locator("main[data-who=anna]")).to_be_visible()
    assert await page.evaluate(FIELDS) == [
        [True, "2026-07-01T10:00:00.000Z"],
        [True, "2026-12-01T11:00:00.000Z"],
        [True, "2026-10-24T23:30:00.000Z"],
        [True, "2026-10-25T03:30:00.000Z"],
        [True, "2026-03-29T01:30:00.000Z"],
    ]
    await page.close()


@pytest.mark.parametrize("wrong", STORAGE)
async def test_without_storage_the_page_forgets_and_lives(window: Window, wrong: str) -> None:
    await window.page.add_init_script(STORAGE[wrong])
    await window.open("anna")
    await window.page.locator(".tour .primary").click()
    await window.customer.locator("button[type=submit]").click()
    await expect(window.page.locator(".tour.done")).to_be_visible()
    await window.page.get_by_role("button", name="EN", exact=True).click()
    await expect(window.page.locator(".tour.done")).to_contain_text("Step 1 of 6")
    await window.page.locator(".tour button.plain").click()
    await expect(window.page.locator(".tour")).to_have_count(0)
    await window.page.reload()
    await expect(window.slack.get_by_role("log")).to_be_visible()


async def test_the_tour_writes_down_only_what_changed(window: Window) -> None:
    await window.page.add_init_script(COUNTED)
    await window.open("anna")
    await window.page.locator(".tour .primary").click()
    await expect(window.page.locator(".spot")).to_be_visible()
    before = await window.page.evaluate("window.written")
    assert before > 0
    await window.customer.get_by_label("In eigen woorden").press_sequentially("De kraan lekt.")
    assert await window.page.evaluate("window.written") == before
