"""Reads `parse_mode=HTML` as strictly as Telegram does, with its words for every mistake."""

import string
from dataclasses import dataclass, field

from sandbox.telegram.errors import bad_request
from sandbox.telegram.utf16 import width
from sandbox.telegram.values import Entity, User

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = frozenset(string.ascii_letters + string.digits + ".-")
_LAST_CODE_POINT = 0x10FFFF


class ParseError(Exception):
    """The text is not Telegram's HTML; the words are Telegram's."""


@dataclass(kw_only=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int


@dataclass
class _Reader:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_OpenTag] = field(default_factory=list)
    found: list[tuple[_OpenTag, Entity | None]] = field(default_factory=list)

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    @property
    def char(self) -> str:
        """The character here; empty at the end."""
        return self.source[self.at : self.at + 1]

    def skip_spaces(self) -> None:
        while self.char.isspace():
            self.at += 1

    def take_until(self, stops: str) -> str:
        begin = self.at
        while self.char and self.char not in stops and not self.char.isspace():
            self.at += 1
        return self.source[begin : self.at]

    def write(self, text: str) -> None:
        self.out.append(text)
        self.length += width(text)

    def character(self) -> str:
        """One character of text, with an HTML entity decoded; what is no entity stays as it is."""
        here = self.char
        self.at += 1
        if here != "&":
            return here
        end = self.at
        if self.source[end : end + 1] == "#":
            end += 1
            digits, base = string.digits, 10
            if self.source[end : end + 1] == "x":
                end, digits, base = end + 1, string.hexdigits, 16
            begin = end
            while self.source[end : end + 1] and self.source[end] in digits:
                end += 1
            code = int(self.source[begin:end], base) if end > begin else 0
            if not 0 < code <= _LAST_CODE_POINT:
                return here
            if 0xD800 <= code <= 0xDFFF:
                raise ParseError(
                    "Text contains invalid Unicode characters after decoding HTML entities, "
                    "check for unmatched surrogate code units"
                )
            decoded = chr(code)
        else:
            begin = end
            while self.source[end : end + 1] and self.source[end] in string.ascii_letters:
                end += 1
            name = self.source[begin:end]
            if name not in _NAMED:
                return here
            decoded = _NAMED[name]
        self.at = end + (self.source[end : end + 1] == ";")
        return decoded

    def start_tag(self) -> None:
        begin = self.at
        where = self.byte(begin)
        self.at += 1
        name = self.take_until(">").lower()
        if not self.char:
            raise ParseError(f"Unclosed start tag at byte offset {where}")
        if name not in TAGS:
            raise ParseError(f'Unsupported start tag "{name}" at byte offset {where}')
        attributes: dict[str, str] = {}
        while self.char != ">":
            self.skip_spaces()
            if self.char == ">":
                break
            if not self.char:
                raise ParseError(f"Unclosed start tag at byte offset {where}")
            key, value = self.attribute(name, where)
            attributes[key] = value
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.stack.append(_OpenTag(name=name, attributes=attributes, offset=self.length))

    def attribute(self, tag: str, where: int) -> tuple[str, str]:
        key = self.take_until("=" if tag != "blockquote" else "=>").lower()
        if not key:
            raise ParseError(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self.skip_spaces()
        if tag == "blockquote" and key == "expandable" and self.char != "=":
            return key, ""
        if self.char != "=":
            raise ParseError(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {where}'
            )
        self.at += 1
        self.skip_spaces()
        if not self.char:
            raise ParseError(f'Unclosed start tag "{tag}" at byte offset {where}')
        if self.char not in "'\"":
            begin = self.at
            while self.char and self.char in _TOKEN:
                self.at += 1
            if not self.char.isspace() and self.char != ">":
                raise ParseError(f"Unexpected end of name token at byte offset {self.byte(begin)}")
            return key, self.source[begin : self.at].lower()
        quote = self.char
        self.at += 1
        value: list[str] = []
        while self.char and self.char != quote:
            value.append(self.character())
        if not self.char:
            raise ParseError(f"Unclosed start tag at byte offset {where}")
        self.at += 1
        return key, "".join(value)

    def end_tag(self) -> None:
        where = self.byte(self.at)
        if not self.stack:
            raise ParseError(f"Unexpected end tag at byte offset {where}")
        self.at += 2
        name = self.take_until(">").lower()
        self.skip_spaces()
        if self.char != ">":
            raise ParseError(f"Unclosed end tag at byte offset {where}")
        self.at += 1
        tag = self.stack.pop()
        if name and name != tag.name:
            raise ParseError(f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{name}>"')
        if self.length > tag.offset:
            self.found.append((tag, _entity(tag, self.length - tag.offset, "".join(self.out))))


def _entity(tag: _OpenTag, length: int, written: str) -> Entity | None:
    kind = TAGS[tag.name]
    given = tag.attributes
    if kind == "text_link":
        tail = written.encode("utf-16-le")[2 * tag.offset :].decode("utf-16-le")
        url = given.get("href") or tail
        if url.startswith("tg://user?id=") and url[13:].isdigit():
            person = User(id=int(url[13:]), first_name="")
            return Entity(type="text_mention", offset=tag.offset, length=length, user=person)
        if "://" not in url and not url.startswith(("mailto:", "tel:")):
            if "." not in url:
                return None
            url = f"http://{url}"
        return Entity(type=kind, offset=tag.offset, length=length, url=url)
    if kind == "blockquote" and "expandable" in given:
        kind = "expandable_blockquote"
    if kind == "custom_emoji":
        return Entity(type=kind, offset=tag.offset, length=length, custom_emoji_id=given.get("emoji-id", ""))
    if kind == "date_time":
        if not given.get("unix", "").isdigit():
            raise ParseError('Tag "tg-time" must have a valid attribute "unix"')
        return Entity(
            type=kind,
            offset=tag.offset,
            length=length,
            unix_time=int(given["unix"]),
            date_time_format=given.get("format", ""),
        )
    return Entity(type=kind, offset=tag.offset, length=length)


def _languages(found: list[tuple[_OpenTag, Entity | None]]) -> list[Entity]:
    """`<pre><code class="language-x">` is one block of code in a language, when both cover the same text."""
    entities = [entity for _, entity in found if entity is not None]
    for tag, code in found:
        language = tag.attributes.get("class", "").removeprefix("language-")
        if tag.name != "code" or code is None or "language-" not in tag.attributes.get("class", ""):
            continue
        for outer in entities:
            same_place = (outer.offset, outer.length) == (code.offset, code.length)
            if outer.type == "pre" and same_place and language:
                entities.remove(outer)
                entities.remove(code)
                entities.append(Entity(type="pre", offset=code.offset, length=code.length, language=language))
                break
    return entities


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities.

    Raises ApiError "can't parse entities: ..." with Telegram's own explanation.
    """
    reader = _Reader(source)
    try:
        while reader.char:
            if reader.char != "<":
                reader.write(reader.character())
            elif reader.source[reader.at + 1 : reader.at + 2] == "/":
                reader.end_tag()
            else:
                reader.start_tag()
        if reader.stack:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{reader.stack[-1].name}"')
    except ParseError as problem:
        raise bad_request(f"can't parse entities: {problem}") from None
    return "".join(reader.out), _languages(reader.found)
