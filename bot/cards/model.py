"""What people see, before any platform: plain text in semantic blocks.

Only a platform's renderer escapes, marks up and clips; raw platform blocks never enter a Card.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.actions import Action
from bot.domain.destination import Remote


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The first line: what happened. Set in bold."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """A line or paragraph of plain text. Line breaks stay.

    `leads_to`: a message of ours, or an address; where a platform cannot lead there, the words stand alone.
    """

    text: str
    strong: bool = False
    leads_to: Remote | str | None = None


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Somebody's own words, set apart. Clipped by the renderer to `limit` characters with an ellipsis."""

    text: str
    limit: int = 600


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Short labelled facts, in order; each label and value on a line of its own."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Short cells in rows below their headings, as many in each. The first column names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line of a chart: a value for each of its labels, None where there is none. `margins`, one for each value or
    none at all: how far the truth may lie from it on either side, drawn as a band around the line.
    """

    label: str
    values: tuple[float | None, ...]
    margins: tuple[float | None, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Lines over time or order, as a picture or as the platform's own chart; where neither can be, `alt` is read.

    `alt` says in plain words what the lines show. `labels` stand along the bottom; Slack's own chart takes twenty at
    most, and no gaps. `low` and `high` are the ends of the scale. `note` is small print in the picture (what the band
    is), `without_margins` what stands below the platform's own chart, which shows no band. `language`: how numbers are
    written in it.
    """

    title: str
    alt: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    note: str = ""
    without_margins: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Small:
    """A line of small print: context that one may skip."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Calls a person so that their device notices: the first account that fits the platform, else the bare name."""

    name: str
    accounts: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True)
class Divider:
    """A thin line between parts."""


@dataclass(frozen=True, kw_only=True)
class Button:
    """Something to press. `confirm` asks "are you sure" in these words first, where the platform can.

    `in_place`: what comes of it may take the place of the private message it stands in, as the next page does of this
    one; give it to every button of a row. Of all others in a private card the answer stands beside the card, which has
    more to press.
    """

    label: str
    action: Action
    primary: bool = False
    danger: bool = False
    confirm: str | None = None
    in_place: bool = False


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """A row of buttons, the most likely one first."""

    buttons: tuple[Button, ...]


Block = Heading | Text | Quote | Facts | Table | Chart | Small | Mention | Divider | Buttons


@dataclass(frozen=True, kw_only=True)
class Card:
    """A message. `summary` is what a locked phone shows: one plain line without line breaks.

    `loud`: where it stands in a thread, those who do not follow the thread see it too.
    """

    summary: str
    blocks: tuple[Block, ...]
    silent: bool = False
    loud: bool = False


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file for one person. `alt` says in plain words what it is, for whoever cannot see or open it."""

    name: str
    content: bytes = field(repr=False)
    alt: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A short private answer to whoever pressed or typed. `alert`: important enough to need an OK on Telegram.

    `card` carries a longer private answer (details, contact); `text` then stands where only a line fits. `fleeting`:
    rather not seen at all than left standing in a chat. `file` goes into the person's private chat with the bot, a
    chart as a picture; `text` then says what came, or, on Slack, that it is there. Its own `buttons` (Undo) have their
    answer in place: once one was pressed, the line has served.
    """

    text: str
    alert: bool = False
    fleeting: bool = False
    card: Card | None = None
    buttons: tuple[Button, ...] = ()
    file: Attachment | Chart | None = None


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose; `value` is what is submitted."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A field in which one of the options is chosen."""

    key: str
    label: str
    options: tuple[Option, ...]
    required: bool = True
    initial: str | None = None


@dataclass(frozen=True, kw_only=True)
class Words:
    """A field for free words.

    `needed_when`: (key of a choice, value): asked, and then required, only when that choice was made;
    a platform that shows all fields at once shows it as optional with its label.
    """

    key: str
    label: str
    hint: str = ""
    required: bool = True
    needed_when: tuple[str, str] | None = None
    lines: int = 4
    limit: int = 3000


Field = Choice | Words


@dataclass(frozen=True, kw_only=True)
class Form:
    """A question that needs words. `submit` is the action that is carried out with the values.

    Slack shows it as a modal; Telegram asks field after field. `title` is at most 24 characters.
    """

    title: str
    submit: Action
    submit_label: str
    cancel_label: str
    intro: tuple[Block, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True)
class FormErrors:
    """What is wrong in a submitted form, by the field's key; each says what to write instead."""

    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Confirmed:
    """Done, and so plain that a reaction on the person's message is answer enough."""


@dataclass(frozen=True, kw_only=True)
class Later:
    """An answer that takes its time: `first` is told at once, and what `then` gives when it is there."""

    first: Notice
    then: Callable[[], Awaitable[Notice]]


Reply = Notice | Form | FormErrors | Confirmed | Later | None
"""What a person gets back. None: nothing needs saying (ordinary chatter stays chatter)."""
