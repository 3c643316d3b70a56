"""The guided tour, step by step, done for real on both platforms and in both languages: it points, and it notices."""

import asyncio
from time import monotonic

import pytest
from playwright.async_api import FloatRect, Locator, expect

from tests.browser.window import PATIENCE, Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

NL = {
    "start": "Begin de rondleiding",
    "next": "Volgende",
    "finish": "Klaar",
    "resolve": "Afronden",
    "cause": "Wat was de oorzaak?",
    "done": "Wat heb je eraan gedaan?",
    "phone": "Telefonisch",
    "digest": "sinds",
}
EN = {
    "start": "Take the tour",
    "next": "Next",
    "finish": "Finish",
    "resolve": "Resolve",
    "cause": "What was the cause?",
    "done": "What did you do about it?",
    "phone": "By phone",
    "digest": "since",
}


def lies_around(ring: FloatRect | None, box: FloatRect | None) -> bool:
    """Whether both are to be seen and the ring leaves out at most a pixel of the box."""
    if ring is None or box is None:
        return False
    wide = ring["x"] <= box["x"] + 1 and ring["x"] + ring["width"] >= box["x"] + box["width"] - 1
    return wide and ring["y"] <= box["y"] + 1 and ring["y"] + ring["height"] >= box["y"] + box["height"] - 1


async def surrounds(window: Window, target: Locator) -> None:
    """The ring that the tour draws comes to lie around this; it follows at the page's next picture."""
    ring = window.page.locator(".spot")
    until = monotonic() + PATIENCE / 1000
    while not lies_around(drawn := await ring.bounding_box(), box := await target.bounding_box()):
        assert monotonic() < until, f"the ring lies at {drawn}, and not around {box}"
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_somebody_new_closes_a_loop_and_sees_all_six_steps(window: Window, language: str) -> None:
    said = NL if language == "nl" else EN
    page, tour = window.page, window.page.locator(".tour")
    is_done, go_on = page.locator(".tour.done"), tour.get_by_role("button", name=said["next"])
    await window.open("anna")
    await tour.get_by_role("button", name=said["start"]).click()

    await surrounds(window, window.customer.locator("button[type=submit]"))
    await expect(window.slack.locator(".message", has_text="⏰")).to_have_count(0)
    await window.customer.locator("button[type=submit]").click()
    await expect(is_done).to_be_visible()
    await go_on.click()

    claim = window.slack.locator(".button.primary").last
    await surrounds(window, claim)
    await claim.click()
    await expect(is_done).to_be_visible()
    await go_on.click()

    await expect(tour).to_contain_text("Boris")
    await surrounds(window, page.locator("[data-person=boris]"))
    await window.become("boris")
    await expect(is_done).to_be_visible()
    await go_on.click()

    await window.become("anna")
    await window.slack.get_by_role("button", name=said["resolve"]).last.click()
    await window.form.get_by_label(said["cause"]).select_option(index=1)
    await window.form.get_by_label(said["done"]).fill("Called, and a new sofa promised.")
    await window.form.get_by_label(said["phone"]).check()
    await window.form.locator("button[type=submit]").click()
    await expect(is_done).to_be_visible()
    await go_on.click()

    await surrounds(window, page.locator(".clock"))
    await page.locator(".clock").click()
    await surrounds(window, page.locator("[data-brings=digest]"))
    await page.locator("[data-brings=digest]").click()
    await expect(is_done).to_be_visible()
    await expect(window.on_slack(said["digest"]).last).to_be_visible()
    await go_on.click()

    await page.locator(".clock").click()
    await page.locator("[data-brings=pulse]").click()
    await expect(page.locator(".clock.travelling")).to_have_count(0)
    await surrounds(window, window.slack.locator("[data-room=Klankbord]"))
    await window.go_to("Klankbord")
    await window.slack.get_by_role("button", name="8", exact=True).click()
    await expect(tour).to_contain_text("verzegeld" if language == "nl" else "sealed")
    await page.locator(".clock").click()
    await page.locator("[data-brings=result]").click()
    await surrounds(window, window.slack.locator("[data-room=support]"))
    await window.go_to("support")
    await expect(is_done).to_be_visible()
    await expect(window.on_slack("eNPS").last).to_be_visible()
    await tour.get_by_role("button", name=said["finish"]).click()
    await expect(tour).to_have_count(0)
    await expect(page.locator(".spot")).to_be_hidden()


async def test_it_can_be_put_away_and_stays_away_until_asked_for(window: Window) -> None:
    await window.open("anna")
    tour = window.page.locator(".tour")
    await tour.get_by_role("button", name="Nu niet").click()
    await expect(tour).to_have_count(0)
    await window.page.reload()
    await expect(window.slack.get_by_role("log")).to_be_visible()
    await expect(tour).to_have_count(0)
    await window.page.get_by_role("button", name="Rondleiding").click()
    await expect(tour.get_by_role("heading")).to_contain_text("Een klant klaagt")
    await window.page.keyboard.press("Escape")
    await expect(tour).to_have_count(0)


async def test_it_can_be_walked_with_the_keyboard_alone_and_steps_can_be_skipped(window: Window) -> None:
    await window.open("anna")
    keyboard, tour = window.page.keyboard, window.page.locator(".tour")
    await tour.get_by_role("button", name="Begin").focus()
    await keyboard.press("Enter")
    await expect(tour.get_by_role("heading")).to_be_focused()
    await keyboard.press("Tab")
    await expect(tour.get_by_role("button", name="Wijs het aan")).to_be_focused()
    await keyboard.press("Enter")
    await expect(window.customer.locator("button[type=submit]")).to_be_focused()
    await keyboard.press("Enter")
    await expect(window.page.locator(".tour.done")).to_be_visible()
    await tour.get_by_role("button", name="Volgende").press("Enter")
    await expect(tour.get_by_role("heading")).to_contain_text("Stap 2")
    await tour.get_by_role("button", name="Wijs het aan").press("Enter")
    await expect(window.slack.get_by_role("button", name="Oppakken")).to_be_focused()
    await keyboard.press("Enter")
    await expect(window.page.locator(".tour.done")).to_be_visible()
    for step in (3, 4):
        await tour.get_by_role("button", name="Volgende" if step == 3 else "Sla over").press("Enter")
        await expect(tour.get_by_role("heading")).to_contain_text(f"Stap {step}")
    await tour.get_by_role("button", name="Vorige").press("Enter")
    await expect(tour.get_by_role("heading")).to_contain_text("Stap 3")
