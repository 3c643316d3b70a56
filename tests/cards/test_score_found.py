"""What was said without a score is counted as what it is, and never as a score."""

from datetime import date

from bot.cards.examples import scene
from bot.cards.score_found import score_card
from bot.domain.feedback import Kind
from bot.domain.findings import ScoreFound
from bot.domain.period import Period
from bot.domain.question import AskScore
from bot.domain.tallied import Tallied
from tests.cards.texts import lines_of

QUARTER = Period(first=date(2026, 7, 1), last=date(2026, 9, 30))


def test_words_under_a_question_for_a_score_make_nobody_a_detractor() -> None:
    unscored = {Kind.NPS: 2, Kind.CSAT: 1, Kind.COMPLAINT: 3}
    found = ScoreFound(
        question=AskScore(team="support", period=QUARTER), now=Tallied(unscored=unscored), before=Tallied()
    )
    lines = lines_of(score_card(found, scene("en")))
    assert "3 responses without a score · Complaint: 3" in lines
    assert not any("detractor" in line or "× 0" in line for line in lines)
    assert not any("No customer said anything" in line for line in lines)


def test_whoever_reads_only_the_summary_is_told_the_same() -> None:
    said = ScoreFound(
        question=AskScore(team="support", period=QUARTER),
        now=Tallied(unscored={Kind.COMPLIMENT: 1}),
        before=Tallied(),
    )
    silent = ScoreFound(question=AskScore(team="support", period=QUARTER), now=Tallied(), before=Tallied())
    assert "Compliment: 1" in score_card(said, scene("en")).summary
    assert "No customer said anything in these days." in score_card(silent, scene("en")).summary
