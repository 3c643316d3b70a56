"""A big organisation for the bench: as many teams as people, each team with a Slack channel and a Telegram group.

One card and one edit fit into each chat's pace, so what is measured is the bot and not the platforms' limits.
"""

from pathlib import Path
from typing import TypedDict

SOURCE, SECRET = "survey", "secret-of-the-survey"
_FIRST_PHONE, _FIRST_GROUP = 10_001, -1_000_001

_HEAD = """
organisation: {{name: De Vries Wonen, language: nl, timezone: Europe/Amsterdam, country: NL,
                working_hours: "mon-fri 09:00-17:30"}}
database: "{database}"
http: {{port: {port}}}
sources: [{{key: {source}, secret: {secret}}}]
routing: {{default: {default}}}
"""
_PLATFORMS = """
slack: {{bot_token: {slack_token}, app_token: {app_token}, api_url: "{slack_url}"}}
telegram: {{bot_token: "{telegram_token}", api_url: "{telegram_url}"}}
"""


class Addresses(TypedDict):
    """What a bot must know to work against the emulators, and where the bench finds them."""

    slack_url: str
    slack_token: str
    app_token: str
    telegram_url: str
    telegram_token: str
    desk: str


def team(number: int) -> str:
    """The key of a team, counted from 0."""
    return f"team-{number}"


def channel(number: int) -> str:
    """A team's Slack channel."""
    return f"C0TEAM{number:04}"


def group(number: int) -> int:
    """A team's Telegram group."""
    return _FIRST_GROUP - number


def slack_user(number: int) -> str:
    """A person on Slack, counted from 0."""
    return f"U0PERSON{number:04}"


def phone(number: int) -> int:
    """The same person on Telegram."""
    return _FIRST_PHONE + number


def write_config(folder: Path, *, database: str, port: int, size: int, platforms: Addresses | None) -> Path:
    """A configuration with `size` people and teams; without platforms, the bot only takes feedback in."""
    lines = [_HEAD.format(database=database, port=port, source=SOURCE, secret=SECRET, default=team(0))]
    if platforms is not None:
        lines.append(_PLATFORMS.format(**platforms))
    lines.append("members:")
    for n in range(size):
        accounts = f"slack_id: {slack_user(n)}, telegram_id: {phone(n)}" if platforms else "language: nl"
        lines.append(f"  - {{name: Person {n}, email: person-{n}@devrieswonen.nl, {accounts}}}")
    lines.append("teams:")
    for n in range(size):
        places = f"[{{slack: {channel(n)}}}, {{telegram: {group(n)}}}]"
        lines.append(
            f"  - {{key: {team(n)}, name: Team {n}, leads: [person-{n}@devrieswonen.nl], destinations: {places}}}"
        )
    path = folder / "config.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
