"""The guided tour when people do not walk straight on: it still points at the right thing, and says what is true."""

import re

import pytest
from playwright.async_api import Browser, Locator, expect

from sandbox.demo import Demo
from tests.browser.test_tour import surrounds
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SKIP = re.compile("^(Sla over|Skip|Volgende|Next)$")


async def take_the_tour(window: Window, *, to: int = 1) -> Locator:
    """Begin it, skip what comes before step `to`, and return the strip in which it speaks."""
    tour = window.page.locator(".tour")
    await tour.locator(".primary").click()
    for step in range(1, to):
        await expect(tour.get_by_role("heading")).to_contain_text(re.compile(rf"(Stap|Step) {step}\b"))
        await tour.get_by_role("button", name=SKIP).click()
    return tour


async def travel_to(window: Window, brings: str) -> None:
    """With the time machine."""
    await window.page.locator(".clock").click()
    await window.page.locator(f"[data-brings={brings}]").click()
    await expect(window.page.locator(".clock.travelling")).to_have_count(0)


async def test_from_anywhere_on_the_phone_it_leads_to_the_topic(window: Window) -> None:
    await window.open("boris")
    await window.send_story("nl/promise")
    tour = await take_the_tour(window, to=3)
    await expect(window.page.locator(".tour.done")).to_be_visible()

    back, rows = window.phone.locator(".back"), window.phone.locator(".list button")
    await back.click()
    await surrounds(window, rows.and_(window.page.locator("[data-chat='Wat klanten zeggen']")))
    await back.click()
    await surrounds(window, rows.and_(window.page.locator("[data-chat='Klantenservice']")))
    await tour.get_by_role("button", name="Wijs het aan").click()
    await window.page.keyboard.press("Enter")
    await rows.filter(has_text="Rooster en verlof").click()
    await surrounds(window, back)
    await back.click()
    await rows.filter(has_text="Wat klanten zeggen").click()
    await expect(window.page.locator(".tour.done")).to_be_visible()


@pytest.mark.parametrize("who", ["anna", "boris"])
async def test_it_says_on_which_side_the_question_came(window: Window, who: str) -> None:
    await window.open(who)
    tour = await take_the_tour(window, to=6)
    await travel_to(window, "pulse")
    if who == "anna":
        await expect(tour).to_contain_text("privé, in Slack")
        await surrounds(window, window.slack.locator("[data-room=Klankbord]"))
        await window.go_to("Klankbord")
        await window.slack.get_by_role("tab").first.click()
        messages = window.slack.get_by_role("tab").nth(1)
        await surrounds(window, messages)
        await messages.click()
    else:
        await expect(tour).to_contain_text("privé, in Telegram")
        await surrounds(window, window.phone.locator(".back"))
        await window.pick_up_phone("Klankbord")
    await expect(tour).to_contain_text("Druk op een cijfer")


@pytest.mark.parametrize("language", ["en"])
async def test_it_quotes_what_stands_there_whatever_the_page_speaks(window: Window) -> None:
    await window.open("anna")
    await window.page.get_by_role("button", name="NL", exact=True).click()
    await expect(window.page.locator(".tongue [role=status]")).to_contain_text("Alleen deze pagina is nu Nederlands")
    tour = await take_the_tour(window)
    await expect(window.page.locator(".tongue [role=status]")).to_have_text("")
    await expect(tour).to_contain_text("‘Nobody called back’ staat al klaar")
    await window.customer.locator("button[type=submit]").click()
    await expect(tour).to_contain_text("bij Customer care")
    await tour.get_by_role("button", name="Volgende").click()
    await expect(tour).to_contain_text("Druk op de groene knop Claim")
    await tour.get_by_role("button", name="Sla over").click()
    await window.become("boris")
    await window.phone.locator(".back").click()
    await expect(tour).to_contain_text("de groep Customer care, onderwerp ‘What customers say’")
    await tour.get_by_role("button", name="Sla over").click()
    await window.become("anna")
    await expect(tour).to_contain_text("Druk in Slack op Resolve")
    await window.page.get_by_role("button", name="EN", exact=True).click()
    await expect(window.page.locator(".tongue [role=status]")).to_have_text("")


async def test_it_says_which_story_to_choose_and_takes_back_nothing_it_said(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/sofa")
    tour = await take_the_tour(window)
    await expect(tour).to_contain_text("Kies ‘Niemand belde terug’")
    await surrounds(window, window.customer.locator("select.stories"))
    await window.customer.locator("button[type=submit]").click()
    await expect(tour).to_contain_text("Die kwam bij iemand anders terecht")
    await window.customer.locator("select.stories").select_option("nl/promise")
    await surrounds(window, window.customer.locator("button[type=submit]"))
    await window.customer.locator("button[type=submit]").click()
    await expect(window.page.locator(".tour.done")).to_be_visible()


async def test_who_skipped_claiming_is_pointed_at_resolve_all_the_same(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    tour = await take_the_tour(window, to=4)
    await expect(tour).to_contain_text("Druk in Slack op Afronden")
    await surrounds(window, window.slack.get_by_role("button", name="Afronden"))


async def test_without_a_complaint_it_sends_one_back_to_the_first_step(window: Window) -> None:
    await window.open("anna")
    tour = await take_the_tour(window, to=2)
    await expect(tour).to_contain_text("Ga terug naar stap 1")
    await surrounds(window, tour.get_by_role("button", name="Vorige"))


async def test_loading_the_page_again_goes_on_where_one_was(window: Window) -> None:
    await window.open("anna")
    tour = await take_the_tour(window)
    await window.customer.locator("button[type=submit]").click()
    await expect(window.page.locator(".tour.done")).to_be_visible()
    await window.page.reload()
    await expect(window.page.locator(".tour.done")).to_contain_text("Stap 1 van 6")
    await tour.get_by_role("button", name="Volgende").click()
    for _ in range(4):
        await tour.get_by_role("button", name=SKIP).click()
    await travel_to(window, "pulse")
    await window.go_to("Klankbord")
    await window.slack.get_by_role("button", name="8", exact=True).click()
    await expect(tour).to_contain_text("verzegeld")
    await window.page.reload()
    await expect(tour).to_contain_text("Stap 6 van 6")
    await expect(tour).to_contain_text("verzegeld")
    await travel_to(window, "result")
    await expect(window.page.locator(".tour.done")).to_be_visible()

    await window.page.evaluate(
        "sessionStorage['klankbord-tour'] = sessionStorage['klankbord-tour'].replace(/world/, 'was')"
    )
    await window.page.reload()
    await expect(tour).to_contain_text("Nieuw hier?")


@pytest.mark.parametrize("width", [1280, 390])
async def test_the_time_machine_leaves_what_the_tour_says_to_be_read(window: Window, width: int) -> None:
    await window.open("anna")
    tour = await take_the_tour(window, to=6)
    await window.page.set_viewport_size({"width": width, "height": 800})
    await window.page.locator(".clock").click()
    await expect(tour).to_contain_text("Ga naar de dag waarop")
    await surrounds(window, window.page.locator("[data-brings=pulse]"))
    said, panel = await tour.bounding_box(), await window.page.locator(".machine").bounding_box()
    assert said is not None
    assert panel is not None
    assert panel["y"] >= said["y"] + said["height"]
    assert panel["y"] + panel["height"] <= 800


async def test_at_phone_width_telegram_is_seen_once_it_is_opened_and_the_ring_stays_under_the_wire(
    demo: Demo, browser: Browser
) -> None:
    page = await browser.new_page(viewport={"width": 390, "height": 844})
    window = Window(page, demo.url)
    await page.goto(f"{demo.url}/#boris")
    await page.locator(".tabs [data-tab=customer]").click()
    await window.send_story("nl/promise")
    await page.locator(".tabs [data-tab=slack]").click()
    tour = await take_the_tour(window, to=3)
    await expect(tour).to_contain_text("Kijk nu in Telegram")
    telegram = page.locator(".tabs [data-tab=telegram]")
    await surrounds(window, telegram)

    await page.locator("[data-tool=line]").click()
    layer = "(selector) => Number(getComputedStyle(document.querySelector(selector)).zIndex)"
    assert await page.evaluate(layer, ".spot") < await page.evaluate(layer, ".line-drawer")
    await expect(page.locator(".line-drawer input")).to_be_focused()
    await page.keyboard.press("Escape")
    await telegram.click()
    await expect(page.locator(".tour.done")).to_be_visible()
    await page.close()
    assert window.errors == []


async def test_without_a_tour_nothing_is_drawn_over_and_over(window: Window) -> None:
    await window.page.add_init_script(
        "window.frames_asked = 0; const ask = requestAnimationFrame;"
        "window.requestAnimationFrame = (call) => { window.frames_asked += 1; return ask(call) }"
    )
    await window.open("anna")
    tour = await take_the_tour(window)
    await expect(window.page.locator(".spot")).to_be_visible()
    await tour.press("Escape")
    await expect(window.page.locator(".spot")).to_be_hidden()
    await window.page.wait_for_timeout(300)
    before = await window.page.evaluate("window.frames_asked")
    await window.page.wait_for_timeout(500)
    assert await window.page.evaluate("window.frames_asked") - before < 5
