"""What stands around both apps: the page's language, the time machine, the wire, people; wide, narrow and dark."""

import pytest
from playwright.async_api import Browser, expect

from sandbox.demo import Demo
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_the_page_changes_its_language_without_the_teams_changing_theirs(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    await window.page.get_by_role("button", name="EN", exact=True).click()
    await expect(window.customer.get_by_role("heading")).to_have_text("The customer")
    await expect(window.page.get_by_text("Customer care").first).to_be_visible()
    await expect(window.slack.get_by_role("button", name="Oppakken")).to_be_visible()
    await window.page.reload()
    await expect(window.customer.get_by_role("heading")).to_have_text("The customer")
    assert await window.page.evaluate("document.documentElement.lang") == "en"


async def test_the_time_machine_goes_where_one_wants_and_says_where_one_is(window: Window) -> None:
    await window.open("fatima")
    await window.send_story("nl/promise")
    clock = window.page.locator(".clock")
    await expect(clock).to_contain_text("10:00")
    await clock.click()
    await expect(window.page.locator("[data-brings]").first).to_be_focused()
    await window.page.locator("[data-brings=hour]").click()
    await expect(clock).to_contain_text("11:00")
    await expect(window.page.locator(".time [role=status]")).to_contain_text("Het is nu")

    await clock.click()
    field = window.page.get_by_label("Dag en uur")
    today = (await field.input_value()).split("T")[0]
    await field.fill(f"{today}T14:05")
    await window.page.get_by_role("button", name="Ga", exact=True).click()
    await expect(clock).to_contain_text("14:05")
    await expect(window.on_slack("Te laat").first).to_be_visible()

    await clock.click()
    await field.fill(f"{int(today[:4]) + 2}-01-01T10:00")
    await window.page.get_by_role("button", name="Ga", exact=True).click()
    await expect(window.page.locator(".machine")).to_contain_text(", 14:05. Vandaar gaat de tijdmachine alleen vooruit")
    await window.page.keyboard.press("Escape")
    await expect(window.page.locator(".machine")).to_have_count(0)
    await expect(clock).to_be_focused()


async def test_the_wire_shows_what_a_press_did_newest_first_and_can_be_searched(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    await window.page.get_by_role("button", name="Lijn").click()
    drawer = window.page.get_by_role("region", name="Op de lijn")
    rows = drawer.locator(".list button")
    await expect(rows.filter(has_text="POST feedback/survey")).to_have_count(1)

    await window.slack.get_by_role("button", name="Oppakken").click()
    await expect(rows.filter(has_text="block_actions")).to_have_count(1)
    await expect(rows.filter(has_text="editMessageText").first).to_be_visible()
    await drawer.locator(".filters").get_by_role("button", name="Webhook").click()
    await expect(rows).to_have_count(1)
    await expect(drawer.locator("pre").first).to_contain_text("webhook-signature")
    await drawer.locator(".filters").get_by_role("button", name="Alles").click()
    await drawer.get_by_role("searchbox").fill("chat.postMessage")
    await rows.first.click()
    await expect(drawer.locator(".detail h3")).to_contain_text("chat.postMessage")
    assert "xoxb-" not in await drawer.inner_text()
    await window.page.keyboard.press("Escape")
    await expect(drawer).to_have_count(0)


async def test_everybody_has_a_role_and_those_nobody_plays_are_not_to_choose(window: Window) -> None:
    await window.open("anna")
    people = window.page.locator("[data-person]")
    await expect(people).to_have_count(7)
    await expect(people.filter(has_text="Fatima")).to_contain_text("leidt Klantenservice")
    assert await window.page.evaluate(
        "(() => { const it = document.querySelector('.people'); return it.scrollWidth <= it.clientWidth })()"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_at_phone_width_the_tour_points_at_the_tab_behind_which_something_is(
    demo: Demo, browser: Browser, scheme: str
) -> None:
    page = await browser.new_page(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    window = Window(page, demo.url)
    await page.goto(f"{demo.url}/#anna")
    await page.get_by_role("button", name="Begin de rondleiding").click()
    tab = page.locator(".tabs [data-tab=customer]")
    await expect(page.locator(".spot")).to_be_visible()
    ring, there = await page.locator(".spot").bounding_box(), await tab.bounding_box()
    assert ring is not None
    assert there is not None
    assert abs(ring["x"] + 5 - there["x"]) < 2
    await tab.click()
    await window.send_story("nl/promise")
    await expect(page.locator(".tour.done")).to_be_visible()
    await page.locator(".clock").click()
    await expect(page.locator("[data-brings=digest]")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.locator("[data-tool=line]").click()
    await expect(page.locator(".line-drawer .list button").first).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.close()
    assert window.errors == []
