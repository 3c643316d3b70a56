"""What our tests use of axe-playwright-python."""

from typing import Any

from playwright.async_api import Page

class AxeResults:
    response: dict[str, Any]

class Axe:
    def __init__(self) -> None: ...
    async def run(self, page: Page) -> AxeResults: ...
