"""What the operator reads while the bot runs: one plain line on stderr for each thing, without secrets or content.

2026-11-20T13:03:00.123Z WARNING handlers.slack: Slack asks to wait
"""

import logging
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote

LEVELS = ("debug", "info", "warning", "error")
HIDDEN = "•••"

_POINTLESS = "As you gave `client` as well"  # bolt, about an environment variable that it happens to know

# What others write at these levels quotes whole requests and updates: tokens in addresses, customers' words in bodies.
_QUIET = {
    "aiohttp": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "klankbord": logging.INFO,  # under this name the Slack SDK logs for us
    "slack_bolt": logging.INFO,
    "slack_sdk": logging.INFO,
    "sqlalchemy": logging.WARNING,
    "telegram": logging.INFO,
    "telegram.request": logging.CRITICAL,  # quotes every answer that it cannot read; whoever asked tells of the failure
}
_TOKENS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|whsec_[\w+/=-]+|(?<=bot)\d+:[\w-]+|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)")
_SHORTEST_SECRET = 5
_QUOTES = ("DETAIL:", "[parameters:")
_QUOTES_NO_MORE = ("[SQL", "(Background", "HINT:", "The above exception", "During handling", "Traceback (")


class PlainLines(logging.Formatter):
    """A line for each record; a traceback follows indented. Known secrets and whatever looks like a token are hidden,
    and so are the values that PostgreSQL quotes in its errors.
    """

    def __init__(self) -> None:
        super().__init__()
        self._secrets: re.Pattern[str] | None = None

    def hide(self, secrets: Iterable[str]) -> None:
        """From now on these never show, written plainly or as in an address."""
        texts = {text for secret in secrets if len(secret) >= _SHORTEST_SECRET for text in (secret, quote(secret, ""))}
        longest_first = sorted(texts, key=len, reverse=True)
        self._secrets = re.compile("|".join(re.escape(text) for text in longest_first)) if texts else None

    def format(self, record: logging.LogRecord) -> str:
        """The line, and what belongs to it."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
        message = " ⏎ ".join(_without_content(record.getMessage().splitlines()))
        text = f"{at}Z {record.levelname} {record.name}: {message}"
        if record.exc_info:
            traceback = self.formatException(record.exc_info).splitlines()
            text += "".join(f"\n    {line}" for line in _without_content(traceback))
        text = _TOKENS.sub(HIDDEN, text)
        return self._secrets.sub(HIDDEN, text) if self._secrets is not None else text


def _without_content(lines: Iterable[str]) -> Iterator[str]:
    """The lines without those in which a database error quotes what was being written."""
    quoting = False
    for line in lines:
        quoting = line.startswith(_QUOTES) or (quoting and not line.startswith(_QUOTES_NO_MORE))
        if not quoting:
            yield line


def set_up(level: str, stream: TextIO = sys.stderr) -> PlainLines:
    """Log from `level` on to `stream`, and nowhere else. Returns what is to be told which secrets to hide."""
    lines = PlainLines()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(lines)
    handler.addFilter(lambda record: not str(record.msg).startswith(_POINTLESS))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name, lowest in _QUIET.items():
        logging.getLogger(name).setLevel(max(lowest, logging.getLogger().level))
    return lines
