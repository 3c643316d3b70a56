"""The demo stops while somebody looks at its page, and starts again, or answers with half a word: nothing is lost, and
nobody needs to reload."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Route, expect

from sandbox.demo import Demo
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

AWAY = "De demo antwoordt niet"


async def test_what_fails_while_the_demo_is_away_can_be_done_once_it_is_back(demo: Demo, window: Window) -> None:
    await window.open("anna")
    await window.slack.get_by_role("textbox").fill("Ik bel zo")
    await window.phone.get_by_role("textbox").fill("Ben onderweg")
    await window.customer.get_by_label("In eigen woorden").fill("De kraan lekt nog steeds.")
    port = urlsplit(demo.url).port
    assert port is not None
    await demo.stop()
    await expect(window.page.get_by_text("Verbinding kwijt")).to_be_visible()

    send = window.customer.get_by_role("button", name="Verstuur", exact=True)
    await send.click()
    await expect(window.customer.get_by_role("status")).to_contain_text(AWAY)
    await expect(send).to_have_attribute("aria-busy", "false")
    await window.slack.get_by_role("textbox").press("Enter")
    await expect(window.slack.get_by_role("alert")).to_contain_text(AWAY)
    await expect(window.slack.get_by_role("textbox")).to_have_value("Ik bel zo")
    await window.phone.get_by_role("textbox").press("Enter")
    await expect(window.phone.locator(".toast")).to_contain_text(AWAY)
    await expect(window.phone.get_by_role("textbox")).to_have_value("Ben onderweg")
    await window.page.locator(".clock").click()
    await expect(window.page.locator(".machine")).to_contain_text(AWAY)
    await window.page.locator("[data-brings=hour]").click()
    await expect(window.page.locator(".clock")).to_have_attribute("aria-busy", "false")
    await window.page.keyboard.press("Escape")
    await window.page.locator("input[name=actor][value=boris]").check(force=True)
    await expect(window.slack.get_by_role("log")).to_be_visible()
    await expect(window.phone.locator(".screen header")).to_be_visible()

    again = Demo(language="nl", with_morning=False)
    await again.start(port=port)
    try:
        await expect(window.page.get_by_text("Verbinding kwijt")).to_have_count(0)
        await expect(window.page.locator("main[data-who=boris]")).to_be_visible()
        await expect(window.slack.locator(".self")).to_contain_text("Boris")
        await expect(window.slack.get_by_role("alert")).to_have_count(0)
        await send.click()
        await expect(window.customer.get_by_role("status")).to_contain_text("202")
        await expect(window.on_slack("De kraan lekt nog steeds.")).to_be_visible()
        await window.become("anna")
        await window.slack.get_by_role("textbox").press("Enter")
        await expect(window.on_slack("Ik bel zo")).to_be_visible()
    finally:
        await again.stop()


async def test_a_demo_that_was_started_anew_is_gone_on_with(demo: Demo, window: Window) -> None:
    await window.open("anna")
    tour, send = window.page.locator(".tour"), window.customer.locator("button[type=submit]")
    await tour.locator(".primary").click()
    await send.click()
    await expect(window.page.locator(".tour.done")).to_be_visible()
    port = urlsplit(demo.url).port
    assert port is not None
    await demo.stop()
    await expect(window.page.get_by_text("Verbinding kwijt")).to_be_visible()

    again = Demo(language="nl", with_morning=False)
    await again.start(port=port)
    try:
        await expect(window.page.get_by_text("Verbinding kwijt")).to_have_count(0)
        await expect(tour).to_contain_text("staat al klaar")
        await send.click()
        await expect(window.page.locator(".tour.done")).to_be_visible()
        await window.slack.get_by_role("textbox").fill("Ik bel zo")
        await window.page.reload()
        await expect(window.slack.get_by_role("textbox")).to_have_value("Ik bel zo")
        await expect(window.page.locator(".tour.done")).to_contain_text("Stap 1 van 6")
    finally:
        await again.stop()


@pytest.mark.parametrize("half", ['{"chats": [', "{}"], ids=["cut-short", "empty"])
async def test_an_answer_that_says_nothing_does_not_stop_a_side(window: Window, half: str) -> None:
    await window.open("anna")
    await window.page.route("**/telegram/control/state*", lambda route: route.fulfill(status=200, body=half))
    async with window.page.expect_response("**/telegram/control/state*"):
        await window.send_story("nl/promise")
    await expect(window.on_slack("wacht ik op antwoord")).to_be_visible()
    await window.page.unroute_all()
    await window.send_story("nl/sofa")
    await window.send_story("nl/promise")
    await expect(window.on_phone("wacht ik op antwoord").first).to_be_visible()
    if half == "{}":
        window.errors.clear()


async def test_the_time_machine_tells_why_it_stayed(window: Window) -> None:
    async def fail(route: Route) -> None:
        await (route.fulfill(status=500, body="<html>") if route.request.method == "POST" else route.continue_())

    await window.open("anna")
    await window.page.route("**/time", fail)
    await window.page.locator(".clock").click()
    await window.page.locator("[data-brings=hour]").click()
    await expect(window.page.locator(".machine").get_by_role("alert")).to_contain_text("HTTP 500")
    await expect(window.page.locator(".clock")).to_have_attribute("aria-busy", "false")
