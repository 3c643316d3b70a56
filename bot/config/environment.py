"""Environment variables inside configuration texts: ${NAME}. A literal ${ is written $${."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.config.wrong import nearest

REFERENCE = re.compile(r"\$\$\{|\$\{([^}]*)\}|\$\{")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A text with its variables filled in, which variables those were, and what is wrong (what, hint)."""

    text: str
    used: frozenset[str] = frozenset()
    wrong: tuple[tuple[str, str], ...] = ()


def fill(text: str, environ: Mapping[str, str]) -> Filled:
    """Put in the variables. What cannot be put in becomes nothing and is named in `wrong`."""
    if "${" not in text:
        return Filled(text=text)
    used: set[str] = set()
    problems: list[tuple[str, str]] = []

    def value(found: re.Match[str]) -> str:
        if found[0] == "$${":
            return "${"
        name = found[1]
        if name is None or not NAME.fullmatch(name):
            problems.append(("${…} holds no name of an environment variable", "Write it like ${SLACK_BOT_TOKEN}"))
            return ""
        if not environ.get(name):
            state = "empty" if name in environ else "not set"
            problems.append((f"the environment variable {name} is {state}", _how_to_set(name, environ)))
            return ""
        used.add(name)
        return environ[name]

    filled = REFERENCE.sub(value, text)
    return Filled(text=filled, used=frozenset(used), wrong=tuple(problems))


def _how_to_set(name: str, environ: Mapping[str, str]) -> str:
    close = nearest(name, (each for each in environ if each != name and environ[each]))
    meant = f", or write ${{{close}}}, which is set" if close else ""
    return f"Set it before starting, for example with: export {name}=…{meant}"
