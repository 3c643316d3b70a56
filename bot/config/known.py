"""What the rest of the configuration may refer to, gathered before it is checked, and the texts that refer to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from bot.config.wrong import listed, nearest, wrong


@dataclass(kw_only=True)
class Known:
    """The teams, members and platforms that the configuration names, read leniently; None: could not be read.

    `seen` holds what must be there only once, as it is met.
    """

    teams: frozenset[str] | None
    emails: frozenset[str] | None
    platforms: frozenset[str] | None
    seen: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, tree: object, *, spoiled: Callable[[tuple[str]], bool]) -> "Known":
        """Gather from the plain tree, whatever shape it is in; a part that is spoiled tells nothing."""
        sections = tree if isinstance(tree, dict) else {}
        return cls(
            teams=None if spoiled(("teams",)) else _names(sections.get("teams"), "key"),
            emails=None if spoiled(("members",)) else _names(sections.get("members", []), "email"),
            platforms=frozenset(sections) & {"slack", "telegram"},
        )


def _names(entries: object, key: str) -> frozenset[str] | None:
    if not isinstance(entries, list):
        return None
    return frozenset(str(entry[key]).strip().lower() for entry in entries if isinstance(entry, dict) and key in entry)


def known_in(info: ValidationInfo) -> Known:
    """The gathered names; nothing is known, and so nothing refused, where none were passed in."""
    return info.context if isinstance(info.context, Known) else Known(teams=None, emails=None, platforms=None)


def once(what: str) -> AfterValidator:
    """Refuses what was met before under the same name."""

    def refuse_twice(value: str | int, info: ValidationInfo) -> str | int:
        seen = known_in(info).seen
        if (what, str(value)) in seen:
            raise wrong(f"the {what} “{value}” is there twice", "Keep one of the two, or give each its own")
        seen.add((what, str(value)))
        return value

    return AfterValidator(refuse_twice)


def _choice(value: str, known: Iterable[str] | None, missing: str, otherwise: str) -> str:
    if known is None or value in known:
        return value
    close = nearest(value, known)
    raise wrong(missing.format(value), f"Did you mean “{close}”? {otherwise}" if close else otherwise)


def _email(value: str) -> str:
    name, at, host = value.lower().partition("@")
    if not (name and at and host) or "@" in host or any(sign.isspace() for sign in value):
        raise wrong(f"“{value}” is not an e-mail address", "Write one such as anna@devrieswonen.nl")
    return value.lower()


def _member(value: str, info: ValidationInfo) -> str:
    otherwise = "Add this person to members, or leave them out here"
    return _choice(value, known_in(info).emails, "there is no member “{}”", otherwise)


def _team(value: str, info: ValidationInfo) -> str:
    teams = known_in(info).teams
    otherwise = f"The teams are {listed(sorted(teams))}" if teams else "Add this team to teams"
    return _choice(value.lower(), teams, "there is no team “{}”", otherwise)


def as_list(given: object) -> object:
    """One value where several may stand is a list of one."""
    return [given] if isinstance(given, str | int) else given


def _not_empty(entries: tuple[object, ...]) -> tuple[object, ...]:
    if not entries:
        raise wrong("this list is empty", "Write one at least")
    return entries


NOT_EMPTY = AfterValidator(_not_empty)
"""A list with at least one entry."""

Email = Annotated[str, AfterValidator(_email)]
"""An e-mail address, in lower case."""

MemberEmail = Annotated[Email, AfterValidator(_member)]
"""The address of somebody who is in `members`."""

TeamKey = Annotated[str, AfterValidator(_team)]
"""The key of a team that is in `teams`."""

OneOrMore = BeforeValidator(as_list)
"""Lets one value stand for a list of one."""
