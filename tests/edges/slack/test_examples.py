"""Everything that people see is accepted by Slack as it stands."""

import pytest

from bot.cards.examples import EXAMPLES, Example, scene
from bot.cards.model import Card, Form, Notice
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.render import card_message, notice_message
from bot.platforms.slack.text import units
from bot.platforms.slack.views import form_view
from sandbox.slack.blockkit import check_message_blocks, check_view


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_slack_accepts_it(example: Example, language: str) -> None:
    match example.build(scene(language)):
        case Card() as card:
            message = card_message(card)
            assert check_message_blocks(message.blocks) == []
            assert message.text != "…"
        case Notice() as notice:
            assert check_message_blocks(notice_message(notice).blocks) == []
        case Form() as form:
            assert units(form.title) <= 24
            assert check_view(form_view(form, Origin(chat="C0SUPPORT")), ("modal",)) == []
