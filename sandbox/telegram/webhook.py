"""Where the bot wants its updates."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(kw_only=True, eq=False)
class Webhook:
    """An address, the secret that we show there, and how the last delivery failed."""

    url: str
    secret: str | None
    max_connections: int
    last_error: str | None = None
    last_error_at: datetime | None = None
