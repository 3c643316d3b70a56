"""What can be typed after /nps, understood. `team` is None where nobody named one: then it is the asker's own."""

from dataclasses import dataclass
from datetime import date

from bot.domain.period import Period
from bot.domain.question import Dimension, FileFormat, Which
from handlers.periods import Trouble


@dataclass(frozen=True)
class Help:
    """What can be typed."""


@dataclass(frozen=True)
class LinkMe:
    """A personal link to my Telegram."""


@dataclass(frozen=True)
class ShowCase:
    """A case with its history."""

    case: int


@dataclass(frozen=True)
class Away:
    """I am away; `words` say until when, as they were typed."""

    words: str


@dataclass(frozen=True)
class Back:
    """I am here again."""


@dataclass(frozen=True)
class Privacy:
    """What is kept about me."""


@dataclass(frozen=True, kw_only=True)
class AskScore:
    """How a team does."""

    team: str | None
    period: Period


@dataclass(frozen=True, kw_only=True)
class AskTable:
    """The same, split; by team: of every team."""

    team: str | None
    period: Period
    by: Dimension


@dataclass(frozen=True, kw_only=True)
class AskComparison:
    """Two teams side by side; `one` is None for the asker's own."""

    one: str | None
    other: str
    period: Period


@dataclass(frozen=True, kw_only=True)
class AskCases:
    """Cases in order of value at risk; `which` is None for those that are not resolved. Pages count from 1."""

    which: Which | None = None
    team: str | None = None
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class AskSaid:
    """Customers' words with these in them; `after`: the day and number of the last feedback on the page before."""

    words: str
    team: str | None = None
    after: tuple[date, int] | None = None


@dataclass(frozen=True, kw_only=True)
class AskEnps:
    """What a team's own people say, within their anonymity."""

    team: str | None = None


@dataclass(frozen=True, kw_only=True)
class AskExport:
    """A file of answers; `personal`: with what tells who the customers are."""

    team: str | None
    period: Period
    form: FileFormat = FileFormat.CSV
    personal: bool = False


@dataclass(frozen=True)
class AskMe:
    """My cases, my compliments, my own trend."""


@dataclass(frozen=True, kw_only=True)
class NoSuchPeriod:
    """A question about days that are not there."""

    typed: str
    trouble: Trouble


@dataclass(frozen=True)
class NotUnderstood:
    """Something else. `nearest` can be typed and is what may have been meant; no team is called `unknown_team`, and
    there is no table by `no_table`."""

    typed: str
    nearest: str | None
    unknown_team: str | None = None
    no_table: str | None = None


Asked = AskScore | AskTable | AskComparison | AskCases | AskSaid | AskEnps | AskExport | AskMe

Understood = Asked | Help | LinkMe | ShowCase | Away | Back | Privacy

Command = Understood | NoSuchPeriod | NotUnderstood
