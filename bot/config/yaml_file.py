"""Reading the configuration file: YAML with environment variables, in plain complaints.

YAML as its version 1.2 has it: only true and false are truth values, so that Norway's NO stays a country, and 10:30 is
a text and not 630. Keys without a value count as left out.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.config.environment import fill
from bot.config.source import KeyPath, Place, Source
from bot.errors import Complaint, ConfigError

WHOLE_NUMBER = re.compile(r"0|[-+]?[1-9][0-9]*", re.ASCII)
WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
DEEPEST = 20
# A shorter value from the environment is a language or a port; hiding it would hide parts of words.
SHORTEST_SECRET = 5
IN_QUOTES = "Put the text in quotes"
# What the YAML library says, and what an operator can do about it. Its own words may quote the file, and so a secret.
PROBLEMS = (
    ("mapping values are not allowed", "there is a “:” where none can stand", f"Check the indentation. {IN_QUOTES}"),
    ("could not find expected ':'", "a key without “:”", "Write “key: value”, and texts of several lines in quotes"),
    ("expected <block end>", "this line does not fit those above it", "Indent everything in a section alike"),
    ("unexpected end of stream", "a quote is never closed", "Close the quote that was opened before here"),
    ("expected ',' or", "a “{” or “[” is not closed, or a “,” is missing", 'In “{…}” write variables as "${NAME}"'),
    ("cannot start any token", "this sign cannot begin a text", IN_QUOTES),
    ("undefined alias", "a text cannot begin with “*”", IN_QUOTES),
)


def read_text(path: Path, *, missing: str) -> str:
    """A UTF-8 file's text. Raises ConfigError in plain words; `missing` says what to do when there is no such file."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _refused(str(path), "there is no such file", missing) from None
    except OSError as error:
        reason = error.strerror or "it is not a readable file"
        raise _refused(str(path), f"the file cannot be read: {reason}", "Name a file that this user may read") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(f"{path}:{line}", "this is not UTF-8 text", "Save the file as UTF-8 in your editor") from None


def read_yaml(path: Path, environ: Mapping[str, str]) -> Source:
    """Read the file and put in the environment's variables. Raises ConfigError when it is no YAML at all."""
    text = read_text(path, missing="Copy config.example.yaml there and fill it in, or name another file with --config")
    source = Source(file=str(path))
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _unreadable(source.file, text, error) from None
    source.tree = _Builder(source, environ).build(root, ()) if root is not None else {}
    return source


class _Builder:
    def __init__(self, source: Source, environ: Mapping[str, str]) -> None:
        self._source = source
        self._environ = environ

    def build(self, node: yaml.Node, path: KeyPath) -> object:
        self._source.places.setdefault(path, self._place(node))
        if len(path) > DEEPEST:
            self._source.complain(path, "this is nested too deeply", "Take out what refers to itself")
            self._source.spoil(path)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(each, (*path, index)) for index, each in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        raise TypeError(type(node))

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        built: dict[str, object] = {}
        written: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._source.complain(path, "a key must be a word", 'Put a variable in quotes: "${NAME}"')
                self._source.spoil(path)
                continue
            key = str(key_node.value)
            here = (*path, key)
            place = self._place(key_node)
            if key in written:
                what = "this key stands here twice"
                hint = f"Keep one of the two; the first is on line {written[key]}"
                self._source.complain(here, what, hint, place=place)
                continue
            written[key] = place.line
            self._source.places[here] = place
            value = self.build(value_node, here)
            if value is not None:
                built[key] = value
        return built

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> str | int | bool | None:
        written = str(node.value)
        if node.style is None and written in WORDS:
            return WORDS[written]
        if node.style is None and WHOLE_NUMBER.fullmatch(written):
            return int(written)
        filled = fill(written, self._environ)
        for what, hint in filled.wrong:
            self._source.complain(path, what, hint)
            self._source.spoil(path)
        self._source.secret.update(
            {n: self._environ[n] for n in filled.used if len(self._environ[n]) >= SHORTEST_SECRET}
        )
        return filled.text

    def _place(self, node: yaml.Node) -> Place:
        return Place(file=self._source.file, line=node.start_mark.line + 1)


def _unreadable(file: str, text: str, error: yaml.YAMLError) -> ConfigError:
    tabs = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r" *\t", line)]
    if tabs:
        what, hint = "there is a tab before the text", "Use spaces: YAML knows no tabs there."
        return ConfigError(tuple(Complaint(where=f"{file}:{line}", what=what, hint=hint) for line in tabs))
    problem = (getattr(error, "problem", None) or "").lower()
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else text.count("\n", 0, getattr(error, "position", 0)) + 1
    for said, what, hint in PROBLEMS:
        if said in problem:
            return _refused(f"{file}:{line}", what, hint)
    return _refused(f"{file}:{line}", "this cannot be read as YAML", "Compare it with config.example.yaml")


def _refused(where: str, what: str, hint: str) -> ConfigError:
    return ConfigError((Complaint(where=where, what=what, hint=hint + "."),))
