"""The log is for operators: plain lines in which no secret and no customer's word shows."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.log import set_up


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up("info", stream).hide(["very-secret", "with/slash"])
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers, root.level = handlers, level


def test_a_record_is_one_plain_line(stream: io.StringIO) -> None:
    logging.getLogger("scheduler.courier").warning("posting %s waits\nfor Slack", 7)
    assert stream.getvalue().endswith("Z WARNING scheduler.courier: posting 7 waits ⏎ for Slack\n")


@pytest.mark.parametrize(
    "secret",
    [
        "very-secret",
        "with%2Fslash",
        "https://api.telegram.org/bot1000001:AAsomething-else/getMe",
        "xoxb-1-somebody",
        "whsec_abc=",
        "postgresql://anna:geheim@host/klankbord",
    ],
)
def test_secrets_never_show(stream: io.StringIO, secret: str) -> None:
    logging.getLogger("handlers").info("we tried %s again", secret)
    shown = stream.getvalue()
    assert "•••" in shown
    assert not [part for part in ("very-secret", "%2F", "AAsome", "xoxb", "whsec", "geheim") if part in shown]
    assert "again" in shown


def test_what_a_database_error_quotes_is_left_out(stream: io.StringIO) -> None:
    quoted = 'new row violates check "x"\nDETAIL:  Failing row contains (1, Drie keer\nteruggebeld).\n[SQL: x]'
    try:
        raise ValueError(quoted)
    except ValueError:
        logging.getLogger("handlers").exception("not kept")
    shown = stream.getvalue()
    assert "ValueError" in shown
    assert "[SQL: x]" in shown
    assert "teruggebeld" not in shown
    assert "Drie keer" not in shown


def test_libraries_that_quote_whole_requests_are_held_back(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot1:x/sendMessage")
    logging.getLogger("telegram.ext").debug("update: Drie keer teruggebeld")
    assert stream.getvalue() == ""
