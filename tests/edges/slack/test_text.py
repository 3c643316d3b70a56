"""Text on its way into Slack: what turns writing around is gone, and a name that is kept apart stays kept apart."""

import pytest

from bot.platforms.slack.text import clean

LAYLA = "\u2068ليلى\u2069"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"{LAYLA} · 12:26 · {LAYLA}", f"{LAYLA} · 12:26 · {LAYLA}"),
        ("\u2068ليلى · 12:26", "ليلى · 12:26"),
        ("ليلى\u2069 · 12:26", "ليلى · 12:26"),
        ("\u2068over\ntwo lines\u2069", "over\ntwo lines"),
        ("\u2067all of it\u2069", "all of it"),
        (f"\u2068\u202e{LAYLA}\u2069", LAYLA),
        ("\u2068a\u202eb\u2069", "\u2068ab\u2069"),
        ("a\u202eb\x07c\r\nd", "abc\nd"),
    ],
)
def test_only_what_is_isolated_from_beginning_to_end_stays_isolated(written: str, kept: str) -> None:
    assert clean(written) == kept
