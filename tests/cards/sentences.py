"""Every sentence that the code says, and the catalogues that translate them.

`python -m tests.cards.sentences` takes new sentences into the catalogues and drops those that nobody says any more.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.wording import DEFAULT_LANGUAGE, LANGUAGES, LOCALES

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler")
COMMAND_LINE = ROOT / "bot" / "cli"
"""Speaks to operators, in English only."""

# Without dates and authors: version control knows those, and they would change with every run.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: klankbord\\n"
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Sentence:
    """What is said: one form, or two when it depends on a number. `where` is file:line."""

    forms: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Unreadable:
    """A call whose sentence is no literal, so that no catalogue can hold it."""

    where: str


def said_in(source: str, name: str) -> Iterator[Sentence | Unreadable]:
    """The sentences that a module says: `say("...")` and `count("...", "...", n)` with literals.

    The count of a text or a list is told apart by its arguments.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(attr=called) | ast.Name(id=called):
                forms = {"say": 1, "count": 2}.get(called)
            case _:
                forms = None
        if forms is None:
            continue
        literals = [arg.value for arg in node.args[:forms] if isinstance(arg, ast.Constant)]
        texts = tuple(literal for literal in literals if isinstance(literal, str))
        if len(texts) == forms:
            yield Sentence(texts, f"{name}:{node.lineno}")
        elif _is_wording(node.func):
            yield Unreadable(f"{name}:{node.lineno}")


def _is_wording(called: ast.expr) -> bool:
    """Whether this is `wording.say` or `scene.wording.say`."""
    owner = called.value if isinstance(called, ast.Attribute) else None
    return isinstance(owner, ast.Attribute | ast.Name) and ast.unparse(owner).endswith("wording")


def everything_said() -> list[Sentence | Unreadable]:
    """All sentences of the product, in the order of the code."""
    rooms = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    files = (path for path in rooms if not path.is_relative_to(COMMAND_LINE))
    return [one for path in files for one in said_in(path.read_text("utf-8"), str(path.relative_to(ROOT)))]


def catalogue_path(language: str) -> Path:
    """Where a language's sentences stand."""
    return LOCALES / language / "LC_MESSAGES" / "klankbord.po"


def catalogue(language: str) -> Catalog:
    """A language's sentences as they stand now."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def renewed(kept: Catalog) -> Catalog:
    """The catalogue with exactly today's sentences; translations that still serve are kept."""
    fresh = Catalog(locale=kept.locale, fuzzy=False)
    for one in everything_said():
        if isinstance(one, Sentence):
            message = one.forms if len(one.forms) > 1 else one.forms[0]
            known = kept.get(one.forms[0])
            fresh.add(message, known.string if known is not None else "")
    return fresh


def _write() -> None:
    for language in LANGUAGES:
        if language == DEFAULT_LANGUAGE:
            continue
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = catalogue(language) if path.is_file() else Catalog(locale=language)
        fresh = renewed(kept)
        with path.open("wb") as file:
            file.write(HEADER.format(language=language, plural_forms=fresh.plural_forms).encode())
            write_po(file, fresh, width=120, omit_header=True, sort_output=True, no_location=True)


if __name__ == "__main__":
    _write()
