"""Without a mouse: ways past what is on top, from message to message, and what the emoji are called aloud."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

INSIDE = "(log) => log.contains(document.activeElement)"
NAME = "document.activeElement.ariaLabel ?? document.activeElement.innerText"


@pytest.mark.parametrize(("to", "side"), [("de klant", "customer"), ("Slack", "slack"), ("Telegram", "phone")])
async def test_the_first_links_lead_past_everything_to_each_side(window: Window, to: str, side: str) -> None:
    await window.page.set_viewport_size({"width": 390, "height": 844})
    await window.page.goto(f"{window.url}/#anna")
    await expect(window.page.locator("main[data-who=anna]")).to_be_attached()
    skip = window.page.get_by_role("link", name=f"Naar {to}")
    await skip.focus()
    await expect(skip).to_be_in_viewport()
    await window.page.keyboard.press("Enter")
    await expect(window.page.locator(f"section.{side}")).to_be_focused()
    assert window.page.url.endswith("#anna")


async def test_only_the_message_with_the_keyboard_offers_what_can_be_done_with_it(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    for side in (window.slack, window.phone):
        log = side.get_by_role("log")
        await expect(log).to_contain_text("wacht ik op antwoord")
        tools = log.get_by_role("button", name="Reageer met een emoji")
        await window.page.mouse.move(5, 5)
        await expect(tools).to_have_count(0)
        await log.focus()
        await window.page.keyboard.press("ArrowUp")
        await expect(tools).to_have_count(1)
        await window.page.keyboard.press("ArrowUp")
        await window.page.keyboard.press("ArrowDown")
        walked = []
        while await log.evaluate(INSIDE):
            walked.append(await window.page.evaluate(NAME))
            await window.page.keyboard.press("Tab")
        assert "Reageer met een emoji" in walked
        assert "Oppakken" in walked


async def test_emoji_have_names_that_somebody_would_say(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    card = window.on_slack("wacht ik op antwoord")
    await card.hover()
    await expect(card.get_by_role("button", name="Reageer met vinkje")).to_be_visible()
    await window.page.get_by_role("button", name="EN", exact=True).click()
    await card.hover()
    await expect(card.get_by_role("button", name="React with check mark")).to_be_visible()
    unsaid = """async () => {
      const { named } = await import("/page/slack/emoji.js");
      const { emojiName } = await import("/page/slack/spoken.js");
      return named("").map(emojiName).filter((name) => /[_+-]|^\\d/.test(name));
    }"""
    assert await window.page.evaluate(unsaid) == []
