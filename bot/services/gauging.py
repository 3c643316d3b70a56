"""How things stand, in numbers for the operator."""

from bot.metrics import Metrics
from storage import inbound, postings, quarantine
from storage.engine import Database


async def gauge(db: Database, metrics: Metrics) -> None:
    """Set the gauges to what the database holds now."""
    async with db.read() as tx:
        metrics.observe(
            postings=await postings.counts(tx),
            quarantined=await quarantine.count(tx),
            left_alone=await inbound.count_left_alone(tx),
        )


async def reachable(db: Database) -> str | None:
    """Nothing when the database answers, else why not."""
    async with db.read() as tx:
        await quarantine.count(tx)
    return None
