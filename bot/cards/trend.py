"""A score over time as a picture, and the same in words for whoever cannot see it."""

from datetime import date

from bot.cards.measured import plain
from bot.cards.model import Chart, Series
from bot.cards.scene import Scene
from bot.cards.table_found import kind_heading
from bot.domain.distribution import Distribution
from bot.domain.feedback import SCALES, Kind
from bot.domain.trend import WEEK, Trend


def trend_chart(trend: Trend | None, scene: Scene, *, team: str) -> tuple[Chart, ...]:
    """A line with its margin as a band; nothing where there is no trend. Steps with too few answers are gaps."""
    if trend is None:
        return ()
    wording, minimum = scene.wording, scene.organisation.minimum
    today = scene.now.astimezone(wording.zone).date()
    kind = trend.scores[0].kind
    shown = [scores if scores.n >= minimum else None for scores in trend.scores]
    days: list[date] = [trend.begins(place) for place in range(len(shown))]
    weeks = trend.step // WEEK
    what = kind_heading(kind, wording)
    title = (
        wording.say("{what} by the week", what=what)
        if weeks == 1
        else wording.say("{what} by {n} weeks", what=what, n=weeks)
    )
    low, high = _axis(kind)
    return (
        Chart(
            title=title,
            alt=f"{title}: {' → '.join(_in_words(scores, scene) for scores in shown)}",
            labels=tuple(wording.short_date(day, today=today) for day in days),
            series=(
                Series(
                    label=scene.team_name(team),
                    values=tuple(None if scores is None else scores.value for scores in shown),
                    margins=tuple(None if scores is None else scores.margin for scores in shown),
                ),
            ),
            low=low,
            high=high,
            note=wording.say("The band is the margin: with 95 % certainty the score of all customers lies within it."),
            without_margins=wording.say("The picture shows the margin too."),
            language=wording.locale,
        ),
    )


def _in_words(scores: Distribution | None, scene: Scene) -> str:
    return plain(scores, scene.wording) if scores is not None else "…"


def _axis(kind: Kind) -> tuple[float, float]:
    match kind:
        case Kind.NPS:
            return -100, 100
        case Kind.CSAT:
            return 0, 100
        case _:
            return SCALES[kind].low, SCALES[kind].high
