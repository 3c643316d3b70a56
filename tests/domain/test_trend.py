"""A trend begins where there are enough answers, in steps that are long enough, or is not drawn at all."""

from datetime import date

from bot.domain.feedback import Kind
from bot.domain.trend import LONGEST, STEPS, Trend, trend

TODAY = date(2026, 11, 20)
WEEKLY, FOUR_WEEKLY = STEPS


def drawn(*answers: int, step: int = WEEKLY, minimum: int = 30) -> Trend | None:
    """The last steps had so many tens each, and those before them none."""
    steps: list[dict[int, int]] = [{}] * (LONGEST - len(answers)) + [{10: n} if n else {} for n in answers]
    return trend(Kind.NPS, steps, step=step, last=TODAY, minimum=minimum)


def test_a_busy_team_sees_its_weeks() -> None:
    found = drawn(*[40] * LONGEST)
    assert found is not None
    assert (found.step, len(found.scores)) == (7, 13)
    assert (found.begins(0), found.begins(12)) == (date(2026, 8, 22), date(2026, 11, 14))


def test_a_new_team_sees_what_it_has() -> None:
    found = drawn(60, 60, 60, step=FOUR_WEEKLY)
    assert found is not None
    assert (found.step, [one.n for one in found.scores]) == (28, [60, 60, 60])
    assert found.begins(0) == date(2026, 8, 29)


def test_a_quiet_week_is_a_gap() -> None:
    found = drawn(40, 40, 3, 40, 40)
    assert found is not None
    assert [one.n for one in found.scores] == [40, 40, 3, 40, 40]


def test_too_few_answers_make_no_trend() -> None:
    assert drawn(*[2] * LONGEST) is None
    assert drawn(40, 40) is None
    assert drawn(40, 3, 3, 3, 3, 40, 40) is None
    assert drawn(minimum=1) is None
