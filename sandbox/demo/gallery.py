"""Every example of a card, as each platform gets it from the bot's own renderers, in both languages."""

from typing import Any

from telegram import ForceReply

from bot.cards.examples import EXAMPLES, Example, scene
from bot.cards.examples.cast import NOW
from bot.cards.model import Card, Form, Notice, Text
from bot.domain.destination import Platform
from bot.domain.people import Account
from bot.interaction import Person
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.render import card_message, notice_message
from bot.platforms.slack.views import form_view
from bot.platforms.telegram.prompts import prompt
from bot.platforms.telegram.render import Rendered, render
from bot.wording import LANGUAGES

Json = dict[str, Any]

_WHERE = Origin(chat="C0SUPPORT", message="1763645400.000100")
_READER = Person(account=Account(platform=Platform.TELEGRAM, user_id="1001"), name="Anna Visser")


def gallery() -> Json:
    """What the gallery's page draws. `kind` of a Slack drawing is message, private (only its reader sees it) or
    modal; on Telegram one thing may take several messages."""
    return {
        "now": NOW.isoformat(),
        "examples": [
            {
                "name": example.name,
                "drawn": {
                    language: {"slack": on_slack(example, language), "telegram": on_telegram(example, language)}
                    for language in LANGUAGES
                },
            }
            for example in EXAMPLES
        ],
    }


def on_slack(example: Example, language: str) -> Json:
    """One message or view, as in Slack's Web API."""
    seen = example.build(scene(language))
    match seen:
        case Card():
            message = card_message(seen)
            return {"kind": "message", "payload": {"text": message.text, "blocks": message.blocks}}
        case Notice():
            message = notice_message(seen)
            return {"kind": "private", "payload": {"text": message.text, "blocks": message.blocks}}
        case Form():
            return {"kind": "modal", "payload": form_view(seen, _WHERE)}


def on_telegram(example: Example, language: str) -> list[Json]:
    """One or more messages, as in sendMessage; a form is asked field by field."""
    around = scene(language)
    seen = example.build(around)
    match seen:
        case Card():
            return [_message(render(seen))]
        case Notice():
            card = seen.card or Card(summary=seen.text, blocks=(Text(text=seen.text),))
            message = _message(render(card))
            if seen.buttons:
                keys = [[{"text": button.label, "callback_data": button.label}] for button in seen.buttons]
                message["reply_markup"] = {"inline_keyboard": keys}
            return [message]
        case Form():
            asked = (
                prompt(
                    seen,
                    field,
                    number=1,
                    asked=_READER,
                    outside=False,
                    first=place == 0,
                    complaints=(),
                    wording=around.wording,
                )
                for place, field in enumerate(seen.fields)
            )
            return [_message(rendered, reply) for rendered, reply in asked]


def _message(rendered: Rendered, reply: ForceReply | None = None) -> Json:
    message: Json = {"text": rendered.text, "parse_mode": "HTML"}
    if rendered.keyboard is not None:
        message["reply_markup"] = rendered.keyboard.to_dict()
    elif reply is not None:
        message["reply_markup"] = reply.to_dict()
    return message
