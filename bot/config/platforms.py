"""How the chat platforms are reached, and where in them a team hears from its customers."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from bot.config.known import known_in
from bot.config.section import Section
from bot.config.texts import Emoji, Secret, SlackChat, Url, WebhookSecret
from bot.config.wrong import wrong
from bot.domain.people import Names

Verb = Literal["claim", "resolve", "note"]
SLACK_REACTIONS: dict[str, Verb] = {"eyes": "claim", "white_check_mark": "resolve", "memo": "note"}
TELEGRAM_REACTIONS: dict[str, Verb] = {"👀": "claim", "👌": "resolve", "✍": "note"}


class SlackSection(Section):
    """With an app token by Socket Mode, else by signed requests at POST /slack/events."""

    bot_token: Secret
    app_token: Secret | None = None
    signing_secret: Secret | None = None
    api_url: Annotated[Url, AfterValidator(lambda url: url.rstrip("/") + "/")] = "https://slack.com/api/"
    reactions: Annotated[dict[str, Verb], Emoji] = Field(default=SLACK_REACTIONS, examples=["{eyes: claim}"])

    @model_validator(mode="after")
    def _can_be_called(self) -> Self:
        if self.app_token is None and self.signing_secret is None:
            hint = "Add app_token (Socket Mode), or signing_secret (signed requests)"
            raise wrong("Slack has no way to tell us that somebody pressed", hint)
        swapped = self.bot_token.get_secret_value().startswith("xapp-") or (
            self.app_token is not None and self.app_token.get_secret_value().startswith("xoxb-")
        )
        if swapped:
            raise wrong("the tokens are swapped", "bot_token begins with xoxb-, app_token with xapp-")
        return self


class TelegramSection(Section):
    """With a webhook address Telegram calls us, else we ask (long polling)."""

    bot_token: Secret
    webhook_url: Url | None = None
    webhook_secret: WebhookSecret | None = None
    api_url: Annotated[Url, AfterValidator(lambda url: url.rstrip("/"))] = "https://api.telegram.org"
    reactions: Annotated[dict[str, Verb], Emoji] = Field(default=TELEGRAM_REACTIONS, examples=['{"👀": claim}'])

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> Self:
        if self.webhook_url is not None and self.webhook_secret is None:
            hint = "Add webhook_secret: a random text of letters and digits, from an environment variable"
            raise wrong("without a secret anybody could pretend to be Telegram", hint)
        return self


class DestinationEntry(Section):
    """One chat, on one platform."""

    slack: SlackChat | None = None
    telegram: int | None = Field(default=None, examples=[-100200300])
    topic: int | None = Field(default=None, examples=[7], ge=1)
    names: Names = Names.INITIALS

    @model_validator(mode="after")
    def _is_one_place(self, info: ValidationInfo) -> Self:
        if (self.slack is None) == (self.telegram is None):
            hint = "Write {slack: C0SUPPORT} or {telegram: -100200300}, one per entry"
            raise wrong("a destination is one chat on one platform", hint)
        if self.topic is not None and self.telegram is None:
            raise wrong("only Telegram has topics", "Take out topic")
        platform = "slack" if self.telegram is None else "telegram"
        configured = known_in(info).platforms
        if configured is not None and platform not in configured:
            raise wrong(f"{platform} is not configured", f"Add a section {platform} with its tokens, or take this out")
        return self
