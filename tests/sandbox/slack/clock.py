"""A clock that only moves when told."""

from datetime import UTC, datetime, timedelta


class HandClock:
    """Stands still at a Friday afternoon until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 14, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
