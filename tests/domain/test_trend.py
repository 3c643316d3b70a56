"""A trend begins where there are enough answers, in steps that are long enough, or is not drawn at all."""

from datetime import date

from bot.domain.feedback import Kind
from bot.domain.trend import WEEKS, trend

TODAY = date(2026, 11, 20)


def weeks(*answers: int) -> list[dict[int, int]]:
    """A year of weeks, the last of which had so many tens each."""
    return [{}] * (WEEKS - len(answers)) + [{10: n} if n else {} for n in answers]


def test_a_busy_team_sees_its_weeks() -> None:
    found = trend(Kind.NPS, weeks(*[40] * 30), last=TODAY, minimum=30)
    assert found is not None
    assert (found.step, len(found.scores)) == (7, 13)
    assert found.begins(12) == date(2026, 11, 14)


def test_a_new_team_sees_what_it_has() -> None:
    found = trend(Kind.NPS, weeks(*[15] * 12), last=TODAY, minimum=30)
    assert found is not None
    assert (found.step, [one.n for one in found.scores]) == (28, [60, 60, 60])


def test_a_quiet_week_is_a_gap() -> None:
    found = trend(Kind.NPS, weeks(40, 40, 3, 40, 40), last=TODAY, minimum=30)
    assert found is not None
    assert [one.n for one in found.scores] == [40, 40, 3, 40, 40]


def test_too_few_answers_make_no_trend() -> None:
    assert trend(Kind.NPS, weeks(*[2] * 40), last=TODAY, minimum=30) is None
    assert trend(Kind.NPS, weeks(40, 40), last=TODAY, minimum=30) is None
    assert trend(Kind.NPS, weeks(), last=TODAY, minimum=1) is None
