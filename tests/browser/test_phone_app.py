"""The emulated Telegram as an app: pictures and papers, buttons that spin, reactions, one's own commands."""

import asyncio

import pytest
from playwright.async_api import Route, expect
from telegram import Bot

from sandbox.demo import Demo
from sandbox.demo.people import COLLEAGUES, CREWS
from tests.browser.test_slack_app import ONE_PIXEL
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

GROUP, TOPIC = CREWS[0].group, CREWS[0].topic
ANNA = next(one for one in COLLEAGUES if one.key == "anna")
STORY = "Ik wil mijn verhaal graag helemaal vertellen. " * 8


async def test_pictures_papers_and_formatting_are_shown_and_markup_is_only_text(demo: Demo, window: Window) -> None:
    async with Bot(demo.telegram.bot_token, base_url=f"{demo.telegram.api_url}/bot") as bot:
        await bot.send_photo(GROUP, ONE_PIXEL, caption="NPS <img src=x onerror=alert(1)>", message_thread_id=TOPIC)
        paper = b"<script>alert(1)</script>"
        await bot.send_document(GROUP, paper, filename="export.html", message_thread_id=TOPIC)
        text = (
            f"<b>Lang</b> &lt;i&gt;niet schuin&lt;/i&gt; <tg-spoiler>geheim</tg-spoiler>"
            f"<blockquote expandable>{STORY}</blockquote>"
        )
        await bot.send_message(GROUP, text, parse_mode="HTML", message_thread_id=TOPIC)
    await window.open("anna")

    picture = window.on_phone("NPS <img src=x onerror=alert(1)>").locator("img")
    assert await picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth }") == 1
    async with window.page.expect_download() as fetching:
        await window.phone.get_by_role("link", name="Download export.html").click()
    assert (await fetching.value).suggested_filename == "export.html"
    story = window.on_phone("<i>niet schuin</i>")
    await expect(story.locator("blockquote")).to_have_class("folded")
    await story.get_by_role("button", name="Toon alles").click()
    await expect(story.get_by_role("button", name="Toon minder")).to_have_attribute("aria-expanded", "true")
    await story.get_by_role("button", name="Verborgen").click()
    await expect(story.locator(".spoiler")).to_have_class("plain spoiler shown")


async def test_a_button_spins_until_it_is_answered_and_reactions_have_faces(window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    card = window.on_phone("wacht ik op antwoord")
    answered = asyncio.Event()

    async def hold(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await window.page.route("**/telegram/control/press", hold)
    claim = card.get_by_role("button", name="Oppakken")
    await claim.press("Enter")
    await expect(claim).to_have_attribute("aria-busy", "true")
    answered.set()
    await expect(window.phone.locator(".toast")).to_contain_text("Je hebt het nu")
    await expect(card).to_contain_text("Anna heeft dit sinds")

    await card.hover()
    await card.get_by_role("button", name="Reageer met een emoji").click()
    await card.get_by_role("button", name="Meer reacties").click()
    await expect(card.get_by_role("button", name="Reageer met 👀")).to_be_focused()
    await card.get_by_role("button", name="Reageer met 🔥").click()
    given = card.get_by_role("button", name="🔥 1")
    await expect(given).to_have_attribute("title", "Anna")
    await given.click()
    await expect(given).to_have_count(0)


async def test_commands_are_offered_in_the_persons_language_and_sent_when_chosen(window: Window) -> None:
    await window.open("emma")
    await window.pick_up_phone("Klankbord")
    await window.phone.get_by_role("button", name="Opdrachten").click()
    await expect(window.phone.get_by_role("list", name="Opdrachten")).to_contain_text("What you can type")
    await window.phone.get_by_role("button", name="Opdrachten").click()

    write = window.phone.get_by_role("textbox", name="Bericht")
    await write.fill("/nps_h")
    await expect(window.phone.get_by_role("option")).to_have_count(1)
    await write.press("Enter")
    await expect(write).to_have_value("")
    await expect(window.phone.locator(".line.mine").last).to_contain_text("/nps_help")


async def test_who_types_on_keeps_the_keyboard_when_nothing_is_offered_any_more(window: Window) -> None:
    await window.open("emma")
    await window.pick_up_phone("Klankbord")
    write = window.phone.get_by_role("textbox", name="Bericht")
    await write.press_sequentially("/nps_h")
    await expect(window.phone.get_by_role("option")).to_have_count(1)
    await window.page.keyboard.type("!")
    await expect(window.phone.get_by_role("option")).to_have_count(0)
    await window.page.keyboard.type(" there")
    await expect(write).to_have_value("/nps_h! there")


async def test_a_chat_that_moves_up_takes_the_keyboard_along(demo: Demo, window: Window) -> None:
    await window.open("anna")
    await window.pick_up_phone()
    chats = window.phone.locator(".list button")
    await expect(chats.last).to_have_attribute("data-chat", "Klankbord")
    await chats.last.focus()
    async with Bot(demo.telegram.bot_token, base_url=f"{demo.telegram.api_url}/bot") as bot:
        await bot.send_message(ANNA.telegram, "Goedemorgen")
    await expect(chats.first).to_have_attribute("data-chat", "Klankbord")
    await expect(chats.first).to_be_focused()
