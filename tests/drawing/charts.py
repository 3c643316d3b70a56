"""A chart as an answer would hold it."""

from bot.cards.model import Chart, Series

WEEKS = ("7 Sep", "14 Sep", "21 Sep", "28 Sep", "5 Oct", "12 Oct")


def trend(
    title: str = "NPS of Support, by week", *, values: tuple[float | None, ...] = (12, 8, 15, None, 19, 26)
) -> Chart:
    """Six weeks of one team."""
    margins = tuple(None if value is None else 9.0 for value in values)
    return Chart(
        title=title,
        alt="NPS by week: from 12 on 7 Sep to 26 on 12 Oct, give or take 9.",
        labels=WEEKS[: len(values)],
        series=(Series(label="Support", values=values, margins=margins),),
        low=-100,
        high=100,
        note="The band is the 95% margin",
        without_margins="The picture shows the margin too.",
    )
