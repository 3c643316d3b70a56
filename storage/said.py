"""Customers' words by their stems: kept beside the feedback, and walked from the newest backward, so that a page takes
as long however much was ever said, and however much of it is not for the team to read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, func, literal, select, tuple_, union, union_all

from bot.domain.feedback import Feedback
from bot.stems import stems
from storage.columns import Day, Id
from storage.inserting import Row, insert_all
from storage.reports import team_may_read
from storage.tables import feedback, said_words
from storage.transaction import Transaction

_TEAMS_AT_ONCE = 100
"""SQLite joins no more than 500 selects, and each team has one for each stem of a word."""

_RARE = 1_000
"""Words that were said less often than this are told apart by how often; all others are common."""

MOST_WALKED = 5_000
"""For a page, so many of the latest with the least common word are looked through."""

Word = Collection[str]
"""The stems of a word, of which one has to be there."""

_Kept = tuple[str, str, date, int]  # team, stem, day, feedback

Place = tuple[date, int]
"""The day and the id of feedback: words stand in this order."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Feedback, the newest first, and from which place on there may be more, if there may be."""

    feedback: Sequence[int]
    after: Place | None


async def keep(tx: Transaction, new: Sequence[Feedback]) -> None:
    """Keep the words of new feedback."""
    await insert_all(tx, said_words, _rows({place for one in new for place in _places(one)}))


async def change(tx: Transaction, before: Feedback, after: Feedback) -> None:
    """Keep the words of feedback that its source has changed."""
    if (before.said.comment, before.team, before.day) == (after.said.comment, after.team, after.day):
        return
    old, new = _places(before), _places(after)
    if gone := _rows(old - new):
        await tx.execute(_DELETE, [{f"of_{name}": value for name, value in row.items()} for row in gone])
    await insert_all(tx, said_words, _rows(new - old))


async def forget(tx: Transaction, gone: Sequence[Feedback]) -> None:
    """Keep nothing of the words of feedback that goes."""
    if rows := _rows({place for one in gone for place in _places(one)}):
        await tx.execute(_DELETE, [{f"of_{name}": value for name, value in row.items()} for row in rows])


async def said(
    tx: Transaction,
    teams: Collection[str],
    words: Sequence[Word],
    *,
    after: Place | None,
    limit: int,
    now: datetime,
    most_walked: int = MOST_WALKED,
) -> Page:
    """Feedback with all these words in it, the newest first, of what its team may read, from `after` on. Without words
    or teams there is none. A page may hold less than `limit`, or nothing, and yet there is more: then nothing else was
    found in the latest `most_walked`."""
    if not words:
        return Page(feedback=(), after=None)
    found: list[Place] = []
    furthest: list[Place] = []
    in_order = sorted(teams)
    for start in range(0, len(in_order), _TEAMS_AT_ONCE):
        some = in_order[start : start + _TEAMS_AT_ONCE]
        first, *others = await _rarest_first(tx, some, words)
        walks = [(team, stem) for team in some for stem in sorted(first)]
        until = await _furthest(tx, walks, after, most_walked)
        pages = [select(_page(team, stem, others, after, until, limit + 1, now).subquery()) for team, stem in walks]
        every = union(*pages).subquery()
        newest = select(every).order_by(every.c.day.desc(), every.c.feedback_id.desc()).limit(limit + 1)
        found += [(row.day, row.feedback_id) for row in await tx.execute(newest)]
        furthest += [until] if until is not None else []
    # What lies beyond the place where any walk ended comes on a later page, in its order among what is found there.
    until = max(furthest, default=None)
    in_reach = sorted((place for place in found if until is None or place >= until), reverse=True)
    page = in_reach[:limit]
    return Page(feedback=[number for _, number in page], after=page[-1] if len(in_reach) > limit else until)


async def _furthest(tx: Transaction, walks: Sequence[tuple[str, str]], after: Place | None, most: int) -> Place | None:
    """The place at which the first of these walks has looked through its most; None where all come to their end."""
    ends = [
        select(
            select(said_words.c.day, said_words.c.feedback_id)
            .where(*_walked(team, stem, after))
            .order_by(*_NEWEST)
            .offset(most - 1)
            .limit(1)
            .subquery()
        )
        for team, stem in walks
    ]
    return max(((row.day, row.feedback_id) for row in await tx.execute(union_all(*ends))), default=None)


def _page(
    team: str, stem: str, others: Sequence[Word], after: Place | None, until: Place | None, limit: int, now: datetime
) -> Select[tuple[date, int]]:
    """One team's newest feedback with one stem, and a stem of each other word, in it: a walk along the index."""
    page = (
        select(said_words.c.day, said_words.c.feedback_id)
        .join(feedback, feedback.c.id == said_words.c.feedback_id)
        .where(*_walked(team, stem, after), *team_may_read(now))
        .order_by(*_NEWEST)
        .limit(limit)
    )
    if until is not None:
        page = page.where(_kept_at >= _place(until))
    for word in others:
        there = said_words.alias()
        page = page.where(
            exists().where(
                there.c.team == team,
                there.c.stem.in_(sorted(word)),
                there.c.day == said_words.c.day,
                there.c.feedback_id == said_words.c.feedback_id,
            )
        )
    return page


def _walked(team: str, stem: str, after: Place | None) -> Sequence[ColumnElement[bool]]:
    here = (said_words.c.team == team, said_words.c.stem == stem)
    return here if after is None else (*here, _kept_at < _place(after))


def _place(of: Place) -> ColumnElement[Place]:
    day, number = of
    return tuple_(literal(day, Day), literal(number, Id))


_kept_at = tuple_(said_words.c.day, said_words.c.feedback_id)
_NEWEST = said_words.c.day.desc(), said_words.c.feedback_id.desc()


async def _rarest_first(tx: Transaction, teams: Sequence[str], words: Sequence[Word]) -> list[Word]:
    """The walk goes along the rarest word: else it would pass all that has the common ones."""
    if len(words) == 1:
        return list(words)
    often: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        some = (
            select(literal(1).label("one"))
            .select_from(said_words)
            .where(said_words.c.team.in_(teams), said_words.c.stem.in_(sorted(word)))
            .limit(_RARE)
            .subquery()
        )
        often.append(((await tx.execute(select(func.count()).select_from(some))).scalar_one(), place))
    return [words[place] for _, place in sorted(often)]


def _places(one: Feedback) -> set[_Kept]:
    return {(one.team, stem, one.day, one.id) for stem in stems(one.said.comment or "")}


def _rows(places: Collection[_Kept]) -> list[Row]:
    """In the order in which they are kept, so that those who keep words at the same time do not wait for each other."""
    names = [column.name for column in said_words.columns]
    return [dict(zip(names, place, strict=True)) for place in sorted(places)]


_DELETE = delete(said_words).where(*(column == bindparam(f"of_{column.name}") for column in said_words.columns))
