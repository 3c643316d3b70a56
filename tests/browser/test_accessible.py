"""What axe finds with everything opened that can be opened, in light and dark, wide and at phone width: nothing that
is serious."""

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from sandbox.demo import Demo
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WHERE = """(() => {
  const it = document.activeElement;
  if (it === document.body) return "";
  const near = it.closest("label") ?? it.closest(".composer") ?? it;
  const ring = [it, near].some((one) => getComputedStyle(one).outlineStyle !== "none");
  const name = it.ariaLabel ?? (it.innerText || it.value || it.name);
  return `${ring ? "" : "no ring: "}${name.trim()}`;
})()"""
"""What has the keyboard, and whether that can be seen."""


async def serious_faults(page: Page) -> list[str]:
    """Rule and place of each serious or critical fault."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{fault['id']}: {fault['help']}: {node['target']} {node['failureSummary']}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.fixture(params=["light", "dark"])
async def window(request: pytest.FixtureRequest, demo: Demo, browser: Browser) -> AsyncIterator[Window]:
    """A wide window, in light and in dark, that holds still."""
    page = await browser.new_page(
        viewport={"width": 1280, "height": 800}, color_scheme=request.param, reduced_motion="reduce"
    )
    yield Window(page, demo.url)
    await page.close()


async def test_the_page_with_the_tour_the_time_machine_and_the_wire_open(window: Window) -> None:
    await window.open("anna")
    assert await serious_faults(window.page) == []
    await window.page.locator(".tour .primary").click()
    await window.send_story("nl/promise")
    await expect(window.page.locator(".tour.done")).to_be_visible()
    await window.page.locator("[data-tool=line]").click()
    await expect(window.page.locator(".line-drawer .detail")).to_be_visible()
    assert await serious_faults(window.page) == []
    await window.page.keyboard.press("Escape")
    await window.page.locator(".clock").click()
    await expect(window.page.locator(".machine")).to_be_visible()
    assert await serious_faults(window.page) == []


async def test_a_modal_with_faults_in_it_and_a_private_note(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    await window.slack.get_by_role("button", name="Oppakken").click()
    await window.slack.get_by_role("button", name="Afronden").click()
    await window.form.locator("button[type=submit]").click()
    await expect(window.form.get_by_role("alert").first).to_be_visible()
    assert await serious_faults(window.page) == []


async def test_the_gallery(window: Window, demo: Demo) -> None:
    await window.page.goto(f"{demo.url}/gallery?search=form-")
    await expect(window.page.locator("article").first).to_be_visible()
    assert await serious_faults(window.page) == []


async def test_each_side_at_phone_width(window: Window) -> None:
    await window.page.set_viewport_size({"width": 390, "height": 844})
    await window.page.goto(f"{window.url}/#anna")
    tabs = window.page.locator(".tabs button")
    await expect(tabs).to_have_count(3)
    for place in range(3):
        await tabs.nth(place).click()
        assert await serious_faults(window.page) == []


async def test_the_whole_page_can_be_reached_with_the_tab_key(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    await expect(window.slack.get_by_role("button", name="Oppakken")).to_be_visible()
    await window.page.evaluate("document.activeElement.blur()")
    seen: list[str] = []
    for _ in range(60):
        await window.page.keyboard.press("Tab")
        seen.append(await window.page.evaluate(WHERE))
    assert not [name for name in seen if name.startswith("no ring: ")]
    walked = " | ".join(seen)
    for name in ("tijdmachine", "Rondleiding", "Begin de rondleiding", "Verstuur", "support", "Oppakken", "Bericht"):
        assert name in walked
