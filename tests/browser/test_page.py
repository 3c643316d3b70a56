"""The page itself: nothing runs that was only said, it fits every width, and hands on the keyboard can use it."""

import pytest
from playwright.async_api import Browser, expect

from sandbox.demo import Demo
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_what_a_customer_writes_is_only_text(window: Window) -> None:
    await window.open("fatima")
    await window.send_story("nl/odd")

    for card in (window.on_slack("*Niet vet*"), window.on_phone("*Niet vet*")):
        await expect(card).to_contain_text("_niet schuin_ <b>& ook geen HTML</b>")
        await expect(card).to_contain_text("`code` שלום")
        await expect(card.locator("blockquote :is(b, em, code)")).to_have_count(0)
        await card.get_by_role("button", name="Contact").click()
    await expect(window.slack.locator(".ephemeral")).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(window.page.locator("img[src='x']")).to_have_count(0)


async def test_own_words_go_through_the_signed_webhook(window: Window) -> None:
    await window.open("anna")
    await window.customer.get_by_label("In eigen woorden").fill("De kraan lekt nog steeds.")
    await window.customer.get_by_label("Cijfer").fill("1")
    await window.customer.get_by_role("button", name="Verstuur", exact=True).click()
    await expect(window.on_slack("De kraan lekt nog steeds.")).to_contain_text("1 van 10")

    await window.customer.get_by_text("Wat er over de lijn ging").click()
    await expect(window.customer.locator("pre").first).to_contain_text("webhook-signature: v1,")

    await window.customer.get_by_label("In eigen woorden").fill("De kraan lekt nog steeds, en nu ook de douche.")
    await window.customer.get_by_role("button", name="Verstuur als aanvulling").click()
    await expect(window.on_slack("en nu ook de douche")).to_have_count(1)


async def test_unread_messages_are_marked_until_somebody_looks(window: Window) -> None:
    await window.open("fatima")
    await window.go_to("algemeen")
    await window.pick_up_phone()
    await window.send_story("nl/promise")

    room = window.slack.locator("[data-room='support']")
    await expect(room).to_have_class("unread")
    await expect(window.phone.locator("[data-chat='Klantenservice'] .badge")).to_be_visible()
    await room.click()
    await expect(room).not_to_have_class("unread")


async def test_a_card_can_be_worked_with_by_keyboard_alone(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    card = window.on_slack("wacht ik op antwoord")

    await card.get_by_role("button", name="Oppakken").focus()
    await window.page.keyboard.press("Enter")
    await card.get_by_role("button", name="Afronden").press("Enter")
    await expect(window.form.get_by_label("Wat was de oorzaak?")).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.form).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_at_phone_width_one_side_shows_at_a_time(demo: Demo, browser: Browser, scheme: str) -> None:
    page = await browser.new_page(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    window = Window(page, demo.url)
    await page.goto(f"{demo.url}/#anna")
    tabs = page.get_by_role("navigation").last
    await tabs.get_by_role("button", name="De klant").click()
    await window.send_story("nl/promise")
    await tabs.get_by_role("button", name="Telegram").click()
    await expect(window.slack).to_be_hidden()
    await window.on_phone("wacht ik op antwoord").get_by_role("button", name="Oppakken").click()
    await tabs.get_by_role("button", name="Slack").click()
    await expect(window.on_slack("Anna heeft dit sinds")).to_be_visible()

    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ground = await page.evaluate("getComputedStyle(document.querySelector('.conversation')).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    await page.close()
    assert window.errors == []
