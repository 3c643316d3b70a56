"""Words without a case, gathered scores, and what leads hear about chats."""

from datetime import timedelta

from bot.cards.chat_gone import chat_gone_card
from bot.cards.examples.cast import ANNA, NOW, SUPPORT, Example, feedback
from bot.cards.feedback import own_feedback_card, team_feedback_card, words_card
from bot.cards.gather import gather_card
from bot.domain.destination import Platform
from bot.domain.feedback import Kind
from bot.domain.people import Names

_PRAISE = "Anna listened, called back when she said she would, and even moved the delivery forward. Wonderful!"
_GOOD = feedback(score=10, comment=_PRAISE, contact=None, contact_requested=None, touchpoint="Customer service")
_COMPLIMENT = feedback(kind=Kind.COMPLIMENT, score=None, comment=_PRAISE, contact=None, contact_requested=None)
_IDEA = feedback(
    kind=Kind.IDEA, score=None, comment="Let us choose an hour.", contact=None, contact_requested=None, employee=None
)
_LONG_PRAISE = feedback(score=9, comment=f"{_PRAISE} " * 9, contact=None, contact_requested=None)
_TODAY = NOW.date()
_YESTERDAY = _TODAY - timedelta(days=1)
_OF_ALL_KINDS = {
    (Kind.NPS, 10): 4,
    (Kind.NPS, 9): 2,
    (Kind.NPS, 7): 1,
    (Kind.NPS, 2): 1,
    (Kind.CSAT, 5): 3,
    (Kind.CSAT, 3): 1,
    (Kind.CES, 7): 2,
    (Kind.STARS, 4): 1200,
    (Kind.COMPLIMENT, 0): 2,
}
_PLAIN = {(Kind.NPS, 9): 5, (Kind.NPS, 10): 1, (Kind.NPS, 8): 2}

EXAMPLES = (
    Example("words-team", lambda s: team_feedback_card(_IDEA, s, names=Names.INITIALS, shared_by=None)),
    Example("words-team-masked", lambda s: team_feedback_card(_GOOD, s, names=Names.INITIALS, shared_by=None)),
    Example("words-team-shared", lambda s: team_feedback_card(_COMPLIMENT, s, names=Names.INITIALS, shared_by=ANNA)),
    Example("words-team-shared-idea", lambda s: team_feedback_card(_IDEA, s, names=Names.FULL, shared_by=ANNA)),
    Example("words-team-long", lambda s: team_feedback_card(_LONG_PRAISE, s, names=Names.FULL, shared_by=ANNA)),
    Example("words-own", lambda s: own_feedback_card(_COMPLIMENT, s, reader=ANNA, shared=False)),
    Example("words-own-shared", lambda s: own_feedback_card(_GOOD, s, reader=ANNA, shared=True)),
    Example("words-own-long", lambda s: own_feedback_card(_LONG_PRAISE, s, reader=ANNA, shared=True)),
    Example("words-own-idea", lambda s: own_feedback_card(_IDEA, s, reader=ANNA, shared=False)),
    Example("words-whole", lambda s: words_card(_LONG_PRAISE, s, reader=ANNA, names=Names.FULL)),
    Example("gather-today", lambda s: gather_card(SUPPORT, _TODAY, _PLAIN, s)),
    Example("gather-all-kinds", lambda s: gather_card(SUPPORT, _YESTERDAY, _OF_ALL_KINDS, s)),
    Example("gather-one", lambda s: gather_card(SUPPORT, _TODAY, {(Kind.NPS, 8): 1}, s)),
    Example("gather-empty", lambda s: gather_card(SUPPORT, _TODAY, {}, s)),
    Example(
        "chat-gone-slack",
        lambda s: chat_gone_card(Platform.SLACK, "C0SUPPORT", "the channel is archived", s, SUPPORT.name),
    ),
    Example(
        "chat-gone-telegram-private",
        lambda s: chat_gone_card(Platform.TELEGRAM, "1001", "bot was blocked by the user", s, SUPPORT.name),
    ),
    Example(
        "chat-gone-slack-private",
        lambda s: chat_gone_card(Platform.SLACK, "U0BORIS", "the person's Slack account is deactivated", s, None),
    ),
    Example(
        "chat-gone-telegram",
        lambda s: chat_gone_card(Platform.TELEGRAM, "-100200300", "bot was kicked from the group", s, None),
    ),
)
