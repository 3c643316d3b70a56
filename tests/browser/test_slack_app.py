"""The emulated Slack as an app: its Home tab, what it offers while one types, emoji, and every block drawn."""

from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.demo import Demo
from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SUPPORT = "C0SUPPORT"
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
    "c9fe92ef0000000049454e44ae426082"
)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def line(name: str, values: dict[str, int]) -> dict[str, Any]:
    return {"name": name, "data": [{"label": month, "value": value} for month, value in values.items()]}


def chart(kind: str) -> dict[str, Any]:
    return {
        "type": "data_visualization",
        "title": f"NPS as {kind}",
        "chart": {
            "type": kind,
            "series": [line("NPS", {"sep": -4, "nov": 31}), line("<b>Before</b>", {"sep": 12, "okt": 15, "nov": 9})],
            "axis_config": {"categories": ["sep", "okt", "nov"], "y_label": "points"},
        },
    }


PIE = {
    "type": "data_visualization",
    "title": "Causes",
    "chart": {"type": "pie", "segments": [{"label": "Delivery", "value": 7}, {"label": "Price", "value": 3}]},
}
TABLE = {
    "type": "table",
    "column_settings": [{"align": "left"}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Moment"}, {"type": "raw_text", "text": "NPS"}],
        [{"type": "raw_text", "text": "<i>delivery</i>"}, {"type": "raw_text", "text": "−12"}],
    ],
}


async def upload(client: AsyncWebClient, name: str, content: bytes, channel: str | None = None) -> str:
    made = await client.files_getUploadURLExternal(filename=name, length=len(content))
    async with ClientSession() as session, session.post(str(made["upload_url"]), data=content) as answer:
        assert answer.status == 200
    await client.files_completeUploadExternal(files=[{"id": made["file_id"], "title": name}], channel_id=channel)
    return str(made["file_id"])


async def test_every_block_is_drawn_and_told(demo: Demo, window: Window) -> None:
    client = AsyncWebClient(token=demo.slack.bot_token, base_url=demo.slack.api_url)
    picture = await upload(client, "nps.png", ONE_PIXEL)
    image = {"type": "image", "slack_file": {"id": picture}, "alt_text": "A line that rises"}
    markdown = {"type": "markdown", "text": "# Head\n- **one** <b>\n- two"}
    kit: list[list[dict[str, Any]]] = [[TABLE, chart("line"), chart("bar")], [chart("area"), PIE], [image, markdown]]
    for blocks in kit:
        await client.chat_postMessage(channel=SUPPORT, text="kit", blocks=blocks)
    await upload(client, "export.csv", b"a;b\n1;2\n", SUPPORT)
    await window.open("anna")

    row = window.slack.get_by_role("row").filter(has_text="delivery")
    await expect(row.get_by_role("rowheader")).to_have_text("<i>delivery</i>")
    drawn = window.slack.get_by_role("img", name="NPS as line. NPS: sep -4, nov 31; <b>Before</b>: sep 12")
    await expect(drawn.locator("path.stroke")).to_have_count(3)  # the NPS of one month is not known
    await expect(window.slack.get_by_role("img", name="NPS as bar").locator("rect.bar")).to_have_count(5)
    await expect(window.slack.get_by_role("img", name="NPS as area").locator("path.area")).to_have_count(3)
    await expect(window.slack.get_by_role("img", name="Causes. Delivery 7, Price 3").locator("path")).to_have_count(2)
    shown = window.slack.get_by_role("link", name="A line that rises").locator("img")
    assert await shown.evaluate("async (image) => { await image.decode(); return image.naturalWidth }") == 1
    await expect(window.slack.locator(".block.markdown li").first).to_have_text("one <b>")
    async with window.page.expect_download() as fetching:
        await window.slack.get_by_role("link", name="Download export.csv").click()
    assert (await fetching.value).suggested_filename == "export.csv"
    await expect(window.slack.locator(".message")).not_to_contain_text(["kent deze pagina niet"])


async def test_home_follows_what_its_owner_does_there(demo: Demo, window: Window) -> None:
    await window.open("anna")
    await window.send_story("nl/promise")
    await window.go_to("Klankbord")
    await window.slack.get_by_role("tab", name="Home").click()

    def opened() -> bool:
        events = [one.payload.get("event", {}) for one in demo.slack.deliveries]
        return any(event.get("type") == "app_home_opened" and event["tab"] == "home" for event in events)

    assert await demo.slack.wait_for(opened)
    home = window.slack.get_by_role("tabpanel", name="Home")
    await expect(home).to_contain_text("1 melding die nog niemand heeft")
    await home.get_by_role("button", name="Oppakken").click()
    await expect(window.form).to_contain_text("Je hebt het nu")
    await window.page.keyboard.press("Escape")
    await expect(window.form).to_have_count(0)
    await expect(home).to_contain_text("1 melding van jou")
    await window.slack.get_by_role("tab", name="Home").focus()
    await window.page.keyboard.press("ArrowRight")
    await expect(window.slack.get_by_role("tab", name="Berichten")).to_be_focused()
    await expect(window.slack.get_by_role("log")).to_be_visible()


async def test_typing_offers_commands_and_names_and_emoji_are_found_by_name(window: Window) -> None:
    await window.open("boris")
    await window.send_story("nl/promise")
    write = window.slack.get_by_role("textbox", name="Bericht aan #support")
    await write.fill("/")
    await expect(window.slack.get_by_role("option", name="/nps")).to_have_attribute("aria-selected", "true")
    await write.press("Enter")
    await expect(write).to_have_value("/nps ")
    await expect(window.slack.locator(".composer .hint")).to_contain_text("help")
    await window.page.keyboard.type("he")
    await expect(write).to_have_value("/nps he")
    await write.fill("Kijk eens @fat")
    await write.press("Tab")
    await expect(write).to_have_value("Kijk eens @Fatima el Amrani ")
    await write.press("Enter")
    await expect(window.on_slack("Kijk eens").locator(".mention")).to_have_text("@Fatima el Amrani")

    card = window.on_slack("wacht ik op antwoord")
    await card.hover()
    await card.get_by_role("button", name="Reageer met een emoji").click()
    search = card.get_by_role("searchbox")
    await expect(search).to_be_focused()
    await search.fill("tad")
    await search.press("Enter")
    await window.become("anna")
    given = card.get_by_role("button", name="feest: 1 (Boris Jansen)")
    await expect(given).to_have_attribute("aria-pressed", "false")
    await given.click()
    await expect(card.get_by_role("button", name="feest: 2")).to_have_attribute("aria-pressed", "true")


async def test_a_form_keeps_the_focus_and_gives_it_back(demo: Demo, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    window = Window(page, demo.url)
    await window.open("anna")
    await window.send_story("nl/promise")
    resolve = window.on_slack("wacht ik op antwoord").get_by_role("button", name="Afronden")
    await resolve.press("Enter")
    await expect(window.form).to_be_visible()

    for _ in range(12):
        await page.keyboard.press("Tab")
        assert await page.evaluate("Boolean(document.activeElement.closest('[role=dialog]'))")
    await page.keyboard.press("Escape")
    await expect(window.form).to_have_count(0)
    await expect(resolve).to_be_focused()
    await page.close()
    assert window.errors == []
