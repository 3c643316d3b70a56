"""Customers' words by their stems: kept beside the feedback, and walked from the newest backward, so that a page takes
as long however much was ever said."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, bindparam, delete, exists, func, literal, select, tuple_, union

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

MOST_WALKED = 20_000
"""Of several words that all are common, so many of the latest with the least common one are looked through."""

Word = Collection[str]
"""The stems of a word, of which one has to be there."""

_Place = tuple[str, str, date, int]  # team, stem, day, feedback


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
    after: tuple[date, int] | None,
    limit: int,
    now: datetime,
) -> list[int]:
    """Feedback with all these words in it, the newest first, of what its team may read. `after`: the day and the id of
    the last one on the page before. Without words or teams there is none."""
    if not words:
        return []
    found: list[tuple[date, int]] = []
    in_order = sorted(teams)
    for start in range(0, len(in_order), _TEAMS_AT_ONCE):
        some = in_order[start : start + _TEAMS_AT_ONCE]
        first, *others = await _rarest_first(tx, some, words)
        pages = [
            select(_page(team, stem, others, after, limit, now).subquery()) for team in some for stem in sorted(first)
        ]
        every = union(*pages).subquery()
        newest = select(every).order_by(every.c.day.desc(), every.c.feedback_id.desc()).limit(limit)
        found += [(row.day, row.feedback_id) for row in await tx.execute(newest)]
    return [number for _, number in sorted(found, reverse=True)[:limit]]


def _page(
    team: str, stem: str, others: Sequence[Word], after: tuple[date, int] | None, limit: int, now: datetime
) -> Select[tuple[date, int]]:
    """One team's newest feedback with one stem, and a stem of each other word, in it: a walk along the index. Where
    there are other words it goes no further than MOST_WALKED places, since common words may never meet."""
    newest = said_words.c.day.desc(), said_words.c.feedback_id.desc()
    walk = select(said_words.c.day, said_words.c.feedback_id).where(
        said_words.c.team == team, said_words.c.stem == stem
    )
    if after is not None:
        day, number = after
        place = tuple_(said_words.c.day, said_words.c.feedback_id)
        walk = walk.where(place < tuple_(literal(day, Day), literal(number, Id)))
    if others:
        walk = walk.order_by(*newest).limit(MOST_WALKED)
    here = walk.subquery()
    page = (
        select(here.c.day, here.c.feedback_id)
        .join(feedback, feedback.c.id == here.c.feedback_id)
        .where(*team_may_read(now))
        .order_by(here.c.day.desc(), here.c.feedback_id.desc())
        .limit(limit)
    )
    for word in others:
        there = said_words.alias()
        page = page.where(
            exists().where(
                there.c.team == team,
                there.c.stem.in_(sorted(word)),
                there.c.day == here.c.day,
                there.c.feedback_id == here.c.feedback_id,
            )
        )
    return page


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


def _places(one: Feedback) -> set[_Place]:
    return {(one.team, stem, one.day, one.id) for stem in stems(one.said.comment or "")}


def _rows(places: Collection[_Place]) -> list[Row]:
    """In the order in which they are kept, so that those who keep words at the same time do not wait for each other."""
    names = [column.name for column in said_words.columns]
    return [dict(zip(names, place, strict=True)) for place in sorted(places)]


_DELETE = delete(said_words).where(*(column == bindparam(f"of_{column.name}") for column in said_words.columns))
