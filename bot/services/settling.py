"""What a message that stands brings about, in the transaction that notes it."""

from bot.domain.destination import Remote
from bot.domain.posting import Posting, Shows
from storage import leases, pulses
from storage.engine import Transaction


async def settle(tx: Transaction, posting: Posting, *, shown: int, remote: Remote | None) -> bool:
    """Note that a message stands as it was rendered at revision `shown`, or (`remote` None) stands no longer.

    False: the posting was no longer ours. A pulse's question that stands knows its token itself: we forget it.
    """
    kept = await leases.settle(tx, posting, shown=shown, remote=remote)
    if kept and posting.shows is Shows.PULSE and posting.member is not None:
        await pulses.forget_token(tx, posting.subject, posting.member)
    return kept
