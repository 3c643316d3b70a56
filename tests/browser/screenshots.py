"""The README's picture and those of docs/tour.md: the guided tour as it is lived, step by step."""

import asyncio
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import async_playwright, expect

from sandbox.demo import Demo
from tests.browser.pictures import small
from tests.browser.window import CHROMIUM_FLAGS, Window

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
_A_FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_SETTLED = 700
"""Milliseconds in which what has just changed stops drawing attention to itself."""


class Camera:
    """Takes the pictures of one window."""

    def __init__(self, window: Window, folder: Path) -> None:
        self._window = window
        self._folder = folder

    async def take(self, name: str) -> None:
        """One picture, once everything holds still."""
        page = self._window.page
        await page.mouse.move(0, 0)
        await page.wait_for_timeout(_SETTLED)
        (self._folder / f"{name}.png").write_bytes(small(await page.screenshot()))


async def live_through(window: Window, camera: Camera) -> None:
    """All six steps, with a picture of each."""
    page, next_step = window.page, window.page.locator(".tour .turns .primary")
    done = page.locator(".tour.done")
    await window.open("anna")
    await page.locator(".tour .primary").click()
    await window.send_story("en/promise")
    await expect(done).to_be_visible()
    await camera.take("tour-1-complain")
    await next_step.click()
    await window.on_slack("waiting two weeks").get_by_role("button", name="Claim").click()
    await expect(window.on_phone("waiting two weeks")).to_contain_text("Anna has this since")
    await expect(done).to_be_visible()
    await camera.take("tour-2-claim")
    await next_step.click()
    await window.become("boris")
    await expect(done).to_be_visible()
    await camera.take("tour-3-see")
    await next_step.click()
    await window.become("anna")
    await window.on_slack("waiting two weeks").get_by_role("button", name="Resolve").click()
    await window.form.get_by_label("What was the cause?").select_option(index=1)
    await window.form.get_by_label("What did you do about it?").fill("Called, said sorry, and sent a new sofa today.")
    await window.form.get_by_label("By phone").check()
    await camera.take("tour-4-resolve")
    await window.form.locator("button[type=submit]").click()
    await expect(done).to_be_visible()
    await next_step.click()
    await page.locator(".clock").click()
    await page.locator("[data-brings=digest]").click()
    await expect(done).to_be_visible()
    await camera.take("tour-5-digest")
    await next_step.click()
    await page.locator(".clock").click()
    await page.locator("[data-brings=pulse]").click()
    await expect(page.locator(".clock.travelling")).to_have_count(0)
    await window.go_to("Klankbord")
    await window.slack.get_by_role("button", name="8", exact=True).click()
    await page.locator(".clock").click()
    await page.locator("[data-brings=result]").click()
    await window.go_to("support")
    await expect(done).to_be_visible()
    await camera.take("tour-6-pulse")


async def the_loop(window: Window, camera: Camera) -> None:
    """A customer's complaint that Anna has just taken up, on Slack and on her phone."""
    await window.open("anna")
    await window.page.locator(".tour .quiet").click()
    await window.send_story("en/promise")
    await window.on_slack("waiting two weeks").get_by_role("button", name="Claim").click()
    await expect(window.on_phone("waiting two weeks")).to_contain_text("Anna has this since")
    await camera.take("loop")


async def take(chromium: str, folder: Path) -> None:
    """Write all pictures."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        for story in (the_loop, live_through):
            demo = Demo(language="en", today=_A_FRIDAY)
            await demo.start()
            page = await browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
            window = Window(page, demo.url)
            await story(window, Camera(window, folder))
            await page.close()
            await demo.stop()
        await browser.close()


def main() -> int:
    """Write the pictures; 1 when there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("No Chromium here (Debian: apt install chromium).\n")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(chromium, PICTURES))
    sys.stdout.write(f"{PICTURES}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
