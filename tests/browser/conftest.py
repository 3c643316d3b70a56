"""The demo with an empty morning, and Chromium to look at it with."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from sandbox.demo import Demo
from sandbox.demo.people import Language
from tests.browser.window import CHROMIUM_FLAGS, Window


@pytest.fixture
def language() -> Language:
    """The language of the teams and the page; a test may ask for another by parametrising it."""
    return "nl"


@pytest.fixture
async def demo(language: Language) -> AsyncIterator[Demo]:
    """De Vries Wonen on a working day, before the first customer has said anything."""
    running = Demo(language=language, with_morning=False)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield launched
        await launched.close()


@pytest.fixture
async def window(demo: Demo, browser: Browser) -> AsyncIterator[Window]:
    """A window of 1280 by 800 in which nothing may go wrong unseen."""
    page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    seen = Window(page, demo.url)
    yield seen
    await page.close()
    assert seen.errors == []
