"""The README's picture: a customer's complaint that Anna has just taken up, on Slack and on her phone."""

import asyncio
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import async_playwright, expect

from sandbox.demo import Demo
from tests.browser.window import CHROMIUM_FLAGS, Window

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "loop.png"
_A_FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


async def take(chromium: str, picture: Path) -> None:
    """Play the first half of the loop and write what it looks like."""
    demo = Demo(language="en", today=_A_FRIDAY)
    await demo.start()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        window = Window(page, demo.url)
        await window.open("anna")
        await window.send_story("en/promise")
        await window.on_slack("waiting two weeks").get_by_role("button", name="Claim").click()
        await expect(window.on_phone("waiting two weeks")).to_contain_text("Anna has this since")
        await page.mouse.move(0, 0)
        picture.parent.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=picture)
        await browser.close()
    await demo.stop()


def main() -> int:
    """Write the picture; 1 when there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("No Chromium here (Debian: apt install chromium).\n")
        return 1
    asyncio.run(take(chromium, PICTURE))
    sys.stdout.write(f"{PICTURE}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
