"""What employees answer. It leaves no trace but sealed rows under names that only the key explains: no member, no time,
no delivery, no message. Doing it twice changes nothing.
"""

import struct
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Member
from bot.domain.pulse import LONGEST_REMARK, STATEMENTS, Round
from bot.domain.secrecy import Secrecy
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import pulse_answers, pulses
from storage.engine import Transaction

_Work = Callable[[Transaction, Round], Awaitable["NotTaken | None"]]

_ANSWER = struct.Struct(">bh")
_LENGTH = struct.Struct(">H")
_ROOM = 4 * LONGEST_REMARK
"""Bytes. Every remark takes as much, so that its length tells nothing."""


class NotTaken(StrEnum):
    """Why an answer does not count."""

    CLOSED = "closed"
    UNKNOWN = "unknown"  # a token or an answer that we never offered, or one made under another key
    NOT_YOURS = "not_yours"  # the question is for another team


async def answer(office: Office, token: str, score: int, statement: int = 0, *, now: datetime) -> Round | NotTaken:
    """Count a token's answer to one statement (0 where there is one question), in place of an earlier one."""
    name = office.secrecy.hash_of(token, str(statement))

    async def keep(tx: Transaction, found: Round) -> NotTaken | None:
        if not found.knows(score, statement):
            return NotTaken.UNKNOWN
        sealed = office.secrecy.seal(_ANSWER.pack(statement, score), place=_place(found.id, name))
        await pulse_answers.keep_answer(tx, found.id, name, sealed)
        return None

    return await _in_round(office, office.secrecy.round_of(token), keep, now)


async def remark(office: Office, token: str, words: str, *, now: datetime) -> Round | NotTaken:
    """Keep a token's reason, in place of an earlier one, apart from its answer. What is too long is cut off."""
    name = _remark_name(office.secrecy, token)
    said = words.strip()[:LONGEST_REMARK].encode()

    async def keep(tx: Transaction, found: Round) -> None:
        plain = _LENGTH.pack(len(said)) + said.ljust(_ROOM, b"\0")
        await pulse_answers.keep_remark(tx, found.id, name, office.secrecy.seal(plain, place=_place(found.id, name)))

    return await _in_round(office, office.secrecy.round_of(token), keep, now)


async def withdraw(office: Office, token: str, *, now: datetime) -> Round | NotTaken:
    """Not this time: whatever the token has answered counts no longer."""

    async def let_go(tx: Transaction, found: Round) -> None:
        names = [office.secrecy.hash_of(token, str(statement)) for statement in STATEMENTS[found.question]]
        await pulse_answers.take_back(tx, found.id, [*names, _remark_name(office.secrecy, token)])

    return await _in_round(office, office.secrecy.round_of(token), let_go, now)


async def expect(office: Office, round_id: int, member: Member, score: int, *, now: datetime) -> Round | NotTaken:
    """Count what a member of the team thinks its customers say, in place of their earlier guess."""
    name = office.secrecy.hash_of_member(round_id, member.id)

    async def keep(tx: Transaction, found: Round) -> NotTaken | None:
        if not office.team(found.team).has(member.email):
            return NotTaken.NOT_YOURS
        if not found.knows(score, 0):
            return NotTaken.UNKNOWN
        sealed = office.secrecy.seal(_ANSWER.pack(0, score), place=_place(found.id, name))
        await pulse_answers.keep_answer(tx, found.id, name, sealed)
        return None

    return await _in_round(office, round_id, keep, now)


async def round_of(office: Office, token: str) -> Round | None:
    """The round that a token answers; None when we never made it."""
    number = office.secrecy.round_of(token)
    if number is None:
        return None
    async with office.db.read() as tx:
        return await pulses.get(tx, number)


def opened_answers(secrecy: Secrecy, round_id: int, kept: Iterable[tuple[str, bytes]]) -> Iterator[tuple[int, int]]:
    """Each kept answer as (statement, score); what was sealed under another key is left out."""
    for name, sealed in kept:
        plain = secrecy.open(sealed, place=_place(round_id, name))
        if plain is not None:
            statement, score = _ANSWER.unpack(plain)
            yield statement, score


def opened_remarks(secrecy: Secrecy, round_id: int, kept: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Each kept remark that holds words."""
    for name, sealed in kept:
        plain = secrecy.open(sealed, place=_place(round_id, name))
        if plain is not None:
            (length,) = _LENGTH.unpack_from(plain)
            if length:
                yield plain[_LENGTH.size : _LENGTH.size + length].decode()


async def _in_round(office: Office, round_id: int | None, work: _Work, now: datetime) -> Round | NotTaken:
    if round_id is None:
        return NotTaken.UNKNOWN

    async def attempt() -> Round | NotTaken:
        async with office.db.begin() as tx:
            found = await pulses.held_open(tx, round_id)
            if found is None:
                return NotTaken.UNKNOWN
            if not found.takes(now):
                return NotTaken.CLOSED
            return await work(tx, found) or found

    return await until_kept(attempt)


def _remark_name(secrecy: Secrecy, token: str) -> str:
    return secrecy.hash_of(token, "remark")


def _place(round_id: int, name: str) -> str:
    return f"{round_id}:{name}"
