"""What closed rounds came to, what is held until it may be shown, totals of the organisation, and promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, insert, select, update

from bot.domain.engagement import mean
from bot.domain.outcome import Expectation, Gathered, Outcome, Promise, WholeOutcome
from bot.domain.plan import Question
from bot.domain.tally import Verdict, Whole
from storage.engine import Transaction
from storage.pulses import round_of
from storage.tables import outcomes, promises, rounds, wholes


async def add(
    tx: Transaction, round_id: int, *, answered: int, verdict: Verdict, shown: Gathered | None, held: bytes | None
) -> None:
    """Keep what a round came to: in the open, or sealed until it may be shown."""
    await tx.execute(
        insert(outcomes).values(
            round_id=round_id,
            answered=answered,
            verdict=verdict,
            content=shown.as_json() if shown is not None else None,
            held=held,
        )
    )


async def of_round(tx: Transaction, round_id: int) -> Outcome | None:
    """What a round came to; None while it is open."""
    row = (await tx.execute(_outcomes().where(outcomes.c.round_id == round_id))).mappings().first()
    return None if row is None else _outcome(row)


async def of_day(tx: Transaction, pulse: str, day: date) -> list[Outcome]:
    """What every team's round of one day came to."""
    rows = await tx.execute(_outcomes().where(rounds.c.pulse == pulse, rounds.c.day == day).order_by(rounds.c.team))
    return [_outcome(row) for row in rows.mappings()]


async def shown_until(tx: Transaction, pulse: str, team: str, day: date, *, most: int) -> list[Outcome]:
    """The latest rounds of a team that were shown, up to this day, oldest first."""
    rows = await tx.execute(
        _outcomes()
        .where(rounds.c.pulse == pulse, rounds.c.team == team, rounds.c.day <= day, outcomes.c.verdict == Verdict.SHOWN)
        .order_by(rounds.c.day.desc())
        .limit(most)
    )
    return [_outcome(row) for row in rows.mappings()][::-1]


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """What a round holds, for its team, until it may be shown."""

    round_id: int
    team: str
    held: bytes


async def held(tx: Transaction, pulse: str, *, team: str | None = None, day: date | None = None) -> list[Sealed]:
    """What is held of a pulse: of one team, or of one day's rounds."""
    asked_for = (
        select(outcomes.c.round_id, outcomes.c.held, rounds.c.team)
        .join(rounds)
        .where(rounds.c.pulse == pulse, outcomes.c.held.is_not(None))
    )
    if team is not None:
        asked_for = asked_for.where(rounds.c.team == team)
    if day is not None:
        asked_for = asked_for.where(rounds.c.day == day)
    rows = await tx.execute(asked_for.order_by(rounds.c.day, rounds.c.id))
    return [Sealed(round_id=row.round_id, team=row.team, held=bytes(row.held)) for row in rows]


async def hold(tx: Transaction, round_id: int, sealed: bytes | None) -> None:
    """What a round holds from now on; None: nothing, it has been carried on."""
    await tx.execute(update(outcomes).where(outcomes.c.round_id == round_id).values(held=sealed))


async def add_whole(tx: Transaction, pulse: str, day: date, outcome: WholeOutcome, account: Whole) -> None:
    """Keep a total of the organisation."""
    content = {**outcome.gathered.as_json(), "teams": outcome.teams}
    await tx.execute(insert(wholes).values(pulse=pulse, day=day, content=content, **_account(account)))


async def whole_of(tx: Transaction, pulse: str, day: date) -> WholeOutcome | None:
    """The organisation's total of a day's rounds, where it may be shown."""
    found = select(wholes.c.content).where(wholes.c.pulse == pulse, wholes.c.day == day)
    content = (await tx.execute(found)).scalar()
    return None if content is None else WholeOutcome(gathered=Gathered.of_json(content), teams=content["teams"])


async def whole_waiting_for(tx: Transaction, pulse: str, team: str) -> tuple[int, Whole] | None:
    """The total that waits for a team to show what is bound in it, with its id."""
    rows = await tx.execute(
        select(wholes.c.id, wholes.c.waiting, wholes.c.freed).where(wholes.c.pulse == pulse).order_by(wholes.c.id)
    )
    for row in rows:
        if team in row.waiting:
            return row.id, Whole(waiting=frozenset(row.waiting), freed=_counts(row.freed))
    return None


async def keep_account(tx: Transaction, whole_id: int, account: Whole) -> None:
    """Which teams a total still waits for."""
    await tx.execute(update(wholes).where(wholes.c.id == whole_id).values(**_account(account)))


async def promise(tx: Transaction, pulse: str, team: str, *, words: str, by: int, at: datetime) -> None:
    """Keep what will be done about what a team answered."""
    await tx.execute(insert(promises).values(pulse=pulse, team=team, words=words, by=by, at=at))


async def promises_since(tx: Transaction, pulse: str, team: str, *, since: datetime, until: datetime) -> list[Promise]:
    """What was promised to a team between two moments, oldest first."""
    rows = await tx.execute(
        select(promises)
        .where(promises.c.pulse == pulse, promises.c.team == team, promises.c.at > since, promises.c.at <= until)
        .order_by(promises.c.at, promises.c.id)
    )
    return [Promise(words=row.words, by=row.by, at=row.at) for row in rows]


async def latest(tx: Transaction, team: str, question: Question, *, shown: bool = False) -> Outcome | None:
    """What the team's last closed round with this question came to, of those that were shown or of all that had their
    say: a round whose week goes on has none yet."""
    verdict = outcomes.c.verdict == Verdict.SHOWN if shown else outcomes.c.verdict != Verdict.WEEK_GOES_ON
    found = _outcomes().where(rounds.c.question == question, rounds.c.team == team, verdict)
    row = (await tx.execute(found.order_by(rounds.c.day.desc(), rounds.c.id.desc()).limit(1))).mappings().first()
    return None if row is None else _outcome(row)


async def latest_expectation(tx: Transaction, team: str) -> Expectation | None:
    """What the team expected in the last round that was shown; None when there was none."""
    outcome = await latest(tx, team, Question.EXPECTATION, shown=True)
    if outcome is None or outcome.shown is None:
        return None
    return Expectation(score=mean(outcome.shown.tally), guesses=outcome.shown.answered, day=outcome.round.day)


def _outcomes() -> "Select[Any]":
    return select(rounds, outcomes.c.answered, outcomes.c.verdict, outcomes.c.content).join(
        outcomes, outcomes.c.round_id == rounds.c.id
    )


def _outcome(row: Any) -> Outcome:
    return Outcome(
        round=round_of(row),
        answered=row["answered"],
        verdict=Verdict(row["verdict"]),
        shown=Gathered.of_json(row["content"]) if row["content"] is not None else None,
    )


def _account(whole: Whole) -> dict[str, Any]:
    return {"waiting": sorted(whole.waiting), "freed": sorted(whole.freed.items())}


def _counts(pairs: Any) -> Mapping[int, int]:
    return {statement: n for statement, n in pairs}  # noqa: C416 - lists of two, not pairs
