"""What came out, as two tables: how the questions do from size to size, and what it took to make what was asked of."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.large.questions import SAID_COMMON, SAID_RARE, SCORE

_ALLOWED_MS: Mapping[str, float] = {SCORE: 100, SAID_RARE: 300, SAID_COMMON: 300}
_ALLOWED_RATIO = 1.5
_KEEPS_ITS_PACE = {SCORE}


@dataclass(frozen=True, kw_only=True)
class Result:
    """A question on one database of one size, in milliseconds. `cpu` is this process's own work for it.

    `of_now`: measured in this run, not read from an earlier one.
    """

    question: str
    database: str
    size: int
    p50: float
    p99: float
    cpu: float
    times: int
    plain: float
    duck: float
    of_now: bool = True


def remembered(path: Path) -> list[Result]:
    """What earlier runs found."""
    if not path.exists():
        return []
    return [Result(**{**one, "of_now": False}) for one in json.loads(path.read_text())]


def together(earlier: Iterable[Result], fresh: Iterable[Result]) -> list[Result]:
    """The last of each, by question, database and size."""
    latest = {(one.question, one.database, one.size): one for one in (*earlier, *fresh)}
    order = list(dict.fromkeys(one.question for one in latest.values()))
    return sorted(latest.values(), key=lambda one: (order.index(one.question), one.database != "SQLite", one.size))


def remember(path: Path, results: Iterable[Result]) -> None:
    """For later runs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(one) for one in results]))


def questions_table(results: Sequence[Result]) -> str:
    """Every question beside itself at the smallest size, and beside raw rows."""
    smallest = {(one.question, one.database): one for one in sorted(results, key=lambda one: -one.size)}
    lines: list[Sequence[str]] = [
        (
            "question",
            "database",
            "feedbacks",
            "p50",
            "p99",
            "cpu",
            "times",
            "p50 x",
            "p99 x",
            "plain SQL",
            "DuckDB",
            "target",
            "",
        )
    ]
    for one in results:
        least = smallest[one.question, one.database]
        wanted, met = _verdict(one, least)
        lines.append(
            (
                one.question,
                one.database,
                f"{one.size:,}{'' if one.of_now else ' *'}",
                f"{_short(one.p50)} ms",
                f"{_short(one.p99)} ms",
                f"{_short(one.cpu)} ms",
                str(one.times),
                f"{one.p50 / least.p50:.2f}" if one is not least else "",
                f"{one.p99 / least.p99:.2f}" if one is not least else "",
                _beside(one.plain, one.p50),
                _beside(one.duck, one.p50),
                wanted,
                met,
            )
        )
    note = "" if all(one.of_now for one in results) else "\n* measured in an earlier run"
    return _aligned(lines) + note


_STEPS = ("generated", "stemmed", "counted", "loaded", "words loaded", "numbers loaded", "indexed", "written")


def making_table(made: Mapping[int, Mapping[str, Mapping[str, float]]]) -> str:
    """Feedback a second through each step, by size and place."""
    lines: list[Sequence[str]] = [("made", "feedbacks", *_STEPS, "in all", "on disk")]
    for size, places in made.items():
        for place, told in places.items():
            # A file has neither words nor numbers: those steps were not for it.
            steps = {step: told[step] for step in _STEPS if step in told}
            if "written" in steps:
                steps = {step: steps[step] for step in ("generated", "written")}
            lines.append(
                (
                    place,
                    f"{size:,}",
                    *(f"{size / max(steps[step], 1e-6):,.0f} /s" if step in steps else "" for step in _STEPS),
                    f"{sum(steps.values()):,.0f} s",
                    f"{told['bytes'] / 1e6:,.0f} MB",
                )
            )
    return _aligned(lines)


def _verdict(one: Result, least: Result) -> tuple[str, str]:
    allowed = _ALLOWED_MS.get(one.question)
    if allowed is None:
        return "", ""
    wanted, met = f"p99 < {allowed:.0f} ms", one.p99 < allowed
    if one.question in _KEEPS_ITS_PACE and one is not least:
        wanted, met = f"{wanted}, x <= {_ALLOWED_RATIO}", met and one.p50 <= _ALLOWED_RATIO * least.p50
    return wanted, "met" if met else "MISSED"


def _beside(raw: float, ours: float) -> str:
    """Milliseconds, and how many times ours that is."""
    times = raw / ours
    return f"{_short(raw)} ms ({times:,.0f}x)" if times >= 10 else f"{_short(raw)} ms ({times:.2g}x)"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    made = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([made[0], "-" * max(map(len, made)), *made[1:]])
