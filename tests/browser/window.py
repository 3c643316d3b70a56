"""One browser window with the demo's page in it, in the words of whoever sits before it."""

from playwright.async_api import Locator, Page, expect

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
"""Milliseconds to wait for what should appear in a blink: the machine may be busy."""
expect.set_options(timeout=PATIENCE)


class Window:
    """What a person sees and does. `errors` gathers what the page itself complained about."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"a dialogue said {dialog.message}"))
        self.customer = page.locator("section.customer")
        self.slack = page.locator("section.slack")
        self.phone = page.locator("section.phone")
        self.form = self.slack.get_by_role("dialog")

    async def open(self, who: str) -> None:
        """Open the page as this person."""
        await self.page.goto(f"{self.url}/#{who}")
        await expect(self.slack.get_by_role("log")).to_be_visible()
        await expect(self.phone.locator(".screen header")).to_be_visible()

    async def become(self, who: str) -> None:
        """Go on as another person."""
        await self.page.locator(f"input[name=actor][value={who}]").check(force=True)
        await expect(self.page.locator(f"input[name=actor][value={who}]")).to_be_checked()
        await expect(self.page.locator(f"main[data-who={who}]")).to_be_visible()

    async def send_story(self, story: str) -> None:
        """Send a ready-made story, by language and key, and see it accepted."""
        await self.customer.locator("select.stories").select_option(story)
        await self.customer.locator("button[type=submit]").click()
        await expect(self.customer.get_by_role("status")).to_contain_text("202")

    def on_slack(self, words: str) -> Locator:
        """The messages in the open conversation or thread that hold these words, private notes left out."""
        return self.slack.locator(".message:not(.ephemeral)").filter(has_text=words)

    def on_phone(self, words: str) -> Locator:
        """The messages in the open chat that hold these words."""
        return self.phone.locator(".line").filter(has_text=words)

    async def go_to(self, room: str) -> None:
        """Open a conversation of Slack's sidebar."""
        await self.slack.locator(f"[data-room='{room}']").click()

    async def pick_up_phone(self, *chats: str) -> None:
        """From the list of chats, open one, and in a group with topics the topic."""
        title = self.phone.locator(".screen h3")
        while await self.phone.locator(".back").count():
            left = await title.inner_text()
            await self.phone.locator(".back").click()
            await expect(title).not_to_have_text(left)
        for chat in chats:
            await self.phone.locator(f"[data-chat='{chat}']").click()

    async def write_on_slack(self, words: str) -> None:
        """Write in the open conversation."""
        await self.slack.locator(".composer textarea").last.fill(words)
        await self.slack.locator(".composer textarea").last.press("Enter")

    async def write_on_phone(self, words: str) -> None:
        """Write in the open chat."""
        await self.phone.locator(".composer textarea").fill(words)
        await self.phone.locator(".composer textarea").press("Enter")
