"""Making a case everybody's again without its holder's doing."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain import case as rules
from bot.domain.case import Case, Happening
from bot.domain.destination import Platform
from bot.domain.posting import Shows
from bot.errors import Conflict
from bot.services.following import follow
from bot.services.telling import under
from storage import cases, postings
from storage.engine import Transaction


async def free(
    tx: Transaction,
    case: Case,
    why: Mapping[str, str],
    *,
    by: int | None = None,
    platform: Platform | None = None,
    now: datetime,
) -> tuple[Case, int]:
    """Open the case to all; the case as it became, and the row of its history. `why` names the former holder.

    Raises Conflict when it changed meanwhile.
    """
    freed = rules.given_back(case)
    if not await cases.save(tx, freed):
        raise Conflict(f"case {case.id} changed meanwhile")
    row = await cases.record(tx, case.id, Happening.RELEASED, at=now, by=by, platform=platform, details=why)
    await postings.bring_forward(tx, Shows.TEAM_CASE, case.id, now=now)
    await follow(tx, [case.id], now=now)
    return freed, row


async def tell_team(
    tx: Transaction, case: Case, row: int, *, not_before: datetime | None = None, now: datetime
) -> None:
    """Say so under the team's cards, in a message of its own."""
    for card in await postings.of(tx, (Shows.TEAM_CASE,), case.id):
        await under(tx, card, Shows.LEFT, row, not_before=not_before, now=now)
