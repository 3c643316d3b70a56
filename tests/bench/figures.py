"""Figures and the table in which they stand."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table. `value` and `baseline` hold one figure for each run; `unit` is ms, /s, s or MB.

    `target` is in words, `met` says whether the median keeps it; None where nothing is promised.
    """

    what: str
    unit: str
    value: Sequence[float]
    baseline: Sequence[float]
    beside: str
    target: str = ""
    met: bool | None = None


def median(figures: Sequence[float]) -> float:
    """The middle of several runs."""
    return statistics.median(figures)


def percentile(figures: Sequence[float], part: int) -> float:
    """The figure below which `part` percent of all lie."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, round(part / 100 * (len(ordered) - 1)))]


def table(rows: Sequence[Row]) -> str:
    """All rows as aligned text: the median of the runs, their spread, the baseline, the ratio, and the target."""
    cells: list[tuple[str, ...]] = [("what", "median", "runs", "baseline", "runs", "ratio", "against", "target", "")]
    cells += [_cells(row) for row in rows]
    widths = [max(len(line[n]) for line in cells) for n in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    value, baseline = median(row.value), median(row.baseline)
    verdict = {None: "", True: "met", False: "MISSED"}[row.met]
    return (
        row.what,
        f"{_short(value)} {row.unit}",
        _spread(row.value),
        f"{_short(baseline)} {row.unit}",
        _spread(row.baseline),
        f"{value / baseline:.2f}" if baseline else "",
        row.beside,
        row.target,
        verdict,
    )


def _spread(figures: Sequence[float]) -> str:
    return f"{_short(min(figures))}..{_short(max(figures))}"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"
