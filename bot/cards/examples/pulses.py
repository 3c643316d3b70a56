"""Pulses: what is asked, what it came to, and every private answer about them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.cards import pulse_notices as notices
from bot.cards.examples.cast import FATIMA, Example
from bot.cards.expectation import expectation_card
from bot.cards.kept import kept_card
from bot.cards.pulse import question_card, reminder_card
from bot.cards.pulse_results import result_card
from bot.domain.destination import Platform
from bot.domain.outcome import Gathered, Outcome, Promise, WholeOutcome
from bot.domain.plan import Question
from bot.domain.pulse import Round
from bot.domain.tally import Verdict

_OPENS = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
_TOKEN = "AAAAAAdrT0Yx2cQvJm3hW8nZ5sKpLbR1uEoG4i"  # noqa: S105 - nobody's
_ENPS = Round(
    id=7,
    pulse="enps",
    question=Question.ENPS,
    team="support",
    day=date(2026, 11, 17),
    opens_at=_OPENS,
    closes_at=_OPENS + timedelta(days=7, hours=7, minutes=30),
    remind_at=_OPENS + timedelta(days=3),
    minimum=5,
    asked=12,
)
_INDEX = replace(_ENPS, question=Question.ENGAGEMENT_INDEX)
_GUESS = replace(_ENPS, question=Question.EXPECTATION, closes_at=_OPENS + timedelta(days=5, hours=23))
_PROMISE = Promise(words="From Monday two of us answer the phone at noon.", by=FATIMA.id, at=_OPENS)
_REMARKS = ("The schedule comes too late.", "Good colleagues, good coffee.")
_SHOWN = Gathered(tally={(0, 10): 3, (0, 9): 1, (0, 8): 2, (0, 4): 2}, remarks=_REMARKS, asked=12, answered=8, rounds=1)
_BEFORE = (Gathered(tally={(0, 9): 2, (0, 7): 2, (0, 3): 3}), Gathered(tally={(0, 10): 3, (0, 8): 3, (0, 5): 1}))
_TWO = replace(_SHOWN, asked=24, rounds=2, remarks=tuple(f"Reason {n}." for n in range(20)))
_WHOLE = WholeOutcome(gathered=Gathered(tally={(0, 10): 20, (0, 8): 12, (0, 3): 8}, answered=40), teams=5)
_FOUR = Gathered(
    tally={(s, score): n for s in (1, 2, 3, 4) for score, n in ((5, 2), (4, s), (2, 6 - s))},
    asked=9,
    answered=8,
    rounds=1,
)
_KEPT = {"accounts": 2, "asked": 2, "ballots": 1, "bundles": 1, "cases": 14, "feedback": 31, "history": 120}
_MORE_KEPT = {"link_codes": 1, "members": 1, "pending_forms": 1, "postings": 80, "promises": 1, "waiting_presses": 1}


def _outcome(shown: Gathered | None, *, one: Round = _ENPS, answered: int = 8, bound: bool = False) -> Outcome:
    verdict = Verdict.SHOWN if shown is not None else Verdict.BOUND if bound else Verdict.TOO_FEW
    return Outcome(round=one, answered=answered, verdict=verdict, shown=shown)


EXAMPLES = (
    Example("pulse-enps-slack", lambda s: question_card(_ENPS, s, token=_TOKEN, platform=Platform.SLACK)),
    Example("pulse-enps-telegram", lambda s: question_card(_ENPS, s, token=_TOKEN, platform=Platform.TELEGRAM)),
    Example(
        "pulse-enps-promise",
        lambda s: question_card(_ENPS, s, token=_TOKEN, platform=Platform.SLACK, promises=(_PROMISE,)),
    ),
    Example("pulse-index-slack", lambda s: question_card(_INDEX, s, token=_TOKEN, platform=Platform.SLACK)),
    Example("pulse-index-telegram", lambda s: question_card(_INDEX, s, token=_TOKEN, platform=Platform.TELEGRAM)),
    Example("pulse-reminder", lambda s: reminder_card(_ENPS, s)),
    Example("pulse-expectation", lambda s: expectation_card(_GUESS, s)),
    Example("pulse-result", lambda s: result_card(_outcome(_SHOWN), s)),
    Example(
        "pulse-result-trend",
        lambda s: result_card(_outcome(_SHOWN), s, before=_BEFORE, whole=_WHOLE, promises=(_PROMISE,)),
    ),
    Example("pulse-result-two-rounds", lambda s: result_card(_outcome(_TWO), s)),
    Example("pulse-result-index", lambda s: result_card(_outcome(_FOUR, one=_INDEX), s, before=(_FOUR,))),
    Example("pulse-too-few", lambda s: result_card(_outcome(None, answered=4), s, whole=_WHOLE)),
    Example("pulse-too-few-one", lambda s: result_card(_outcome(None, answered=1), s)),
    Example("pulse-no-answers", lambda s: result_card(_outcome(None, answered=0), s)),
    Example("pulse-bound", lambda s: result_card(_outcome(None, answered=6, bound=True), s)),
    Example("form-pulse-reason", lambda s: notices.reason_form(_ENPS, _TOKEN, s)),
    Example("form-promise", lambda s: notices.promise_form(_ENPS, s)),
    Example("notice-pulse-counted", lambda s: notices.counted(_ENPS, s, Platform.SLACK)),
    Example("notice-pulse-counted-telegram", lambda s: notices.counted(_ENPS, s, Platform.TELEGRAM)),
    Example("notice-pulse-guessed", lambda s: notices.guessed(_GUESS, s)),
    Example("notice-pulse-not-now", notices.not_now),
    Example("notice-pulse-reason-kept", notices.reason_kept),
    Example("notice-pulse-reply", notices.reply_with_reason),
    Example("notice-pulse-reply-to-question", notices.reply_to_the_question),
    Example("notice-pulse-closed", notices.closed),
    Example("notice-pulse-unknown", notices.unknown),
    Example("notice-pulse-not-yours", notices.not_yours),
    Example("notice-promised", notices.promised),
    Example("notice-only-leads", notices.only_leads),
    Example("kept", lambda s: kept_card({**_KEPT, **_MORE_KEPT}, s)),
)
