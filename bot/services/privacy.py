"""What is kept about somebody."""

from bot.domain.people import Member
from bot.services.office import Office
from storage import kept


async def kept_about(office: Office, member: Member) -> dict[str, int]:
    """How many rows of each table name this member, tables without any left out."""
    async with office.db.read() as tx:
        return await kept.about(tx, member)
