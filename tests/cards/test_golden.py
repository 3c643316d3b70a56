"""Every example, in both languages, exactly as each platform gets it.

After a change that is meant, `KLANKBORD_GOLDEN=renew pytest tests/cards/test_golden.py` writes the files anew; then
read the difference.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from telegram import ForceReply, InlineKeyboardMarkup

from bot.cards.examples import EXAMPLES, Example, scene
from bot.cards.model import Card, Form, Notice, Text
from bot.domain.destination import Platform
from bot.domain.people import Account
from bot.interaction import Person
from bot.platforms.slack.charts import charts_in, native, pictured
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.render import card_message, notice_message
from bot.platforms.slack.views import form_view
from bot.platforms.telegram.pictures import chart_of, fits_below_a_picture
from bot.platforms.telegram.prompts import prompt
from bot.platforms.telegram.render import Rendered, render
from bot.wording import LANGUAGES

GOLDEN = Path(__file__).parent / "golden"
RENEW = os.environ.get("KLANKBORD_GOLDEN") == "renew"
ANNA_IN_TELEGRAM = Person(account=Account(platform=Platform.TELEGRAM, user_id="1001"), name="Anna Visser")


def as_slack_gets_it(example: Example, language: str) -> str:
    """The message or the view, as JSON."""
    seen = example.build(scene(language))
    match seen:
        case Card():
            # Everybody's messages show pictures, which are files of Slack's.
            charts = charts_in(seen.blocks)
            message = card_message(seen, pictured({chart: f"F0CHART{place}" for place, chart in enumerate(charts)}))
        case Notice():
            message = notice_message(seen, native)
        case Form():
            view = form_view(seen, Origin(chat="C0SUPPORT", message="1763645400.000100"))
            return _json(view)
    return _json({"text": message.text, "blocks": message.blocks})


def as_telegram_gets_it(example: Example, language: str) -> str:
    """The HTML with the buttons under it; a form field by field, as it is asked."""
    around = scene(language)
    seen = example.build(around)
    match seen:
        case Card():
            return _picture(seen) + _html(render(seen))
        case Notice():
            card = seen.card or Card(summary=seen.text, blocks=(Text(text=seen.text),))
            buttons = "".join(f"\n[{button.label}]" for button in seen.buttons)
            return f"{_picture(card)}{_html(render(card)).rstrip()}{buttons}\n"
    asked = (
        prompt(
            seen,
            field,
            number=1,
            asked=ANNA_IN_TELEGRAM,
            outside=False,
            first=place == 0,
            complaints=(),
            wording=around.wording,
        )
        for place, field in enumerate(seen.fields)
    )
    return "\n".join(_html(rendered, reply) for rendered, reply in asked)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _picture(card: Card) -> str:
    chart = chart_of(card)
    if chart is None:
        return ""
    place = "above" if fits_below_a_picture(render(card)) else "in a message before"
    lines = "".join(f"\n  {line.label}: {list(zip(chart.labels, line.values, strict=True))}" for line in chart.series)
    return f"[picture {place}: {chart.title} ({chart.low} to {chart.high}); {chart.note}{lines}]\n"


def _html(rendered: Rendered, reply: ForceReply | None = None) -> str:
    placeholder = f"\n[… {reply.input_field_placeholder}]" if reply is not None else ""
    return f"{rendered.text}{_keyboard(rendered.keyboard)}{placeholder}\n"


def _keyboard(keyboard: InlineKeyboardMarkup | None) -> str:
    rows = keyboard.inline_keyboard if keyboard is not None else ()
    return "".join("\n" + " ".join(f"[{one.text}|{one.callback_data}]" for one in row) for row in rows)


DRAWN: dict[str, tuple[Callable[[Example, str], str], str]] = {
    "slack": (as_slack_gets_it, "json"),
    "telegram": (as_telegram_gets_it, "html"),
}


@pytest.mark.parametrize("platform", DRAWN)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_people_see_what_we_agreed_on(example: Example, language: str, platform: str) -> None:
    draw, suffix = DRAWN[platform]
    golden = GOLDEN / language / platform / f"{example.name}.{suffix}"
    drawn = draw(example, language)
    if RENEW:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(drawn, "utf-8")
    assert golden.is_file(), "a new example: renew the golden files (see the top of this test)"
    assert drawn == golden.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    names = {example.name for example in EXAMPLES}
    left_over = {path for path in GOLDEN.rglob("*.*") if path.stem not in names}
    if RENEW:
        for path in left_over:
            path.unlink()
    assert RENEW or not left_over
