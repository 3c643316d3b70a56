"""What a digest tells <-> JSON. Stored digests outlive deploys: what an older one lacks has a default."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.domain.digest import (
    DayContent,
    DigestKind,
    Expected,
    HuddleContent,
    Repeated,
    Rolling,
    Standing,
    Tally,
)
from bot.domain.estimate import Change
from bot.domain.feedback import Kind
from bot.domain.nps import Counts


def to_json(content: DayContent | HuddleContent) -> dict[str, Any]:
    """Only what JSON knows: moments become text, everything else is numbers, words and lists of them."""
    plain = asdict(content)
    if isinstance(content, DayContent):
        plain["since"] = content.since.isoformat()
        plain["expected_on"] = content.expected_on.isoformat() if content.expected_on else None
    return plain


def from_json(kind: DigestKind, plain: Mapping[str, Any]) -> DayContent | HuddleContent:
    """The content as it was frozen."""
    if kind is DigestKind.HUDDLE:
        return HuddleContent(days=plain["days"], causes=tuple(Repeated(**one) for one in plain["causes"]))
    return DayContent(
        since=datetime.fromisoformat(plain["since"]),
        heard=tuple(Tally(kind=Kind(one["kind"]), score=one["score"], n=one["n"]) for one in plain["heard"]),
        rolling=_rolling(plain["rolling"]),
        cases=Standing(**plain["cases"]),
        worth=tuple(plain["worth"]),
        hurts=plain["hurts"],
        proud=plain["proud"],
        expected=_expected(plain.get("expected")),
        expected_on=date.fromisoformat(plain["expected_on"]) if plain.get("expected_on") else None,
        quiet_days=plain["quiet_days"],
    )


def _rolling(plain: Mapping[str, Any]) -> Rolling:
    return Rolling(
        days=plain["days"],
        now=Counts(**plain["now"]),
        before=Counts(**plain["before"]),
        enough=plain["enough"],
        changed=Change(plain["changed"]) if plain["changed"] else None,
    )


def _expected(plain: Mapping[str, Any] | None) -> Expected | None:
    if plain is None:
        return None
    return Expected(**{**plain, "real": Counts(**plain["real"])})
