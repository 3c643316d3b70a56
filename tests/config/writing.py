"""Writing configurations for tests: a small one that is right, changed line by line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.config import Config, load
from bot.errors import Complaint, ConfigError

ENVIRON = {
    "SLACK_BOT_TOKEN": "xoxb-very-secret-bot",
    "SLACK_APP_TOKEN": "xapp-very-secret-app",
    "SLACK_SIGNING_SECRET": "very-secret-signing",
    "TELEGRAM_BOT_TOKEN": "1234:very-secret-telegram",
    "TELEGRAM_WEBHOOK_SECRET": "very_secret_webhook",
    "SURVEY_SECRET": "very-secret-survey",
    "REVIEWS_SECRET": "whsec_dmVyeS1zZWNyZXQ=",
    "HEARTBEAT_KEY": "very-secret-heartbeat",
}

SMALL = """\
organisation: {name: De Vries Wonen, timezone: Europe/Amsterdam}
slack:
  bot_token: ${SLACK_BOT_TOKEN}
  app_token: ${SLACK_APP_TOKEN}
sources:
  - {key: survey, secret: "${SURVEY_SECRET}"}
members:
  - {name: Anna Visser, email: anna@devrieswonen.nl}
  - {name: Boris Jansen, email: boris@devrieswonen.nl}
teams:
  - key: support
    name: Klantenservice
    members: [anna@devrieswonen.nl]
    destinations: [{slack: C0SUPPORT}]
routing:
  default: support
"""


class Folder:
    """A folder with a configuration in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / "config.yaml"

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file beside the configuration."""
        (self._folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def load(self, text: str | bytes, environ: Mapping[str, str] = ENVIRON) -> Config:
        """Write the configuration and read it."""
        self.write("config.yaml", text)
        return load(self.path, environ)

    def complaints(self, text: str | bytes, environ: Mapping[str, str] = ENVIRON) -> tuple[Complaint, ...]:
        """What is said about a configuration that is refused; places are given without the folder."""
        with pytest.raises(ConfigError) as refused:
            self.load(text, environ)
        assert not [secret for secret in environ.values() if len(secret) > 8 and secret in str(refused.value)]
        return tuple(
            Complaint(where=c.where.replace(f"{self._folder}/", ""), what=c.what, hint=c.hint)
            for c in refused.value.complaints
        )


def small(*changes: tuple[str, str]) -> str:
    """The small configuration with some of its text replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text
