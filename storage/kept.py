"""Where a person stands in our tables. The tables themselves say so, so that none is forgotten."""

from sqlalchemy import Table, and_, func, or_, select

from bot.domain.people import Member
from storage.engine import Transaction
from storage.tables import members, metadata


def tables() -> list[Table]:
    """Every table with a column that names a member or an account of theirs, by name."""
    return [table for name, table in sorted(metadata.tables.items()) if _columns(table) or _has_account(table)]


async def about(tx: Transaction, member: Member) -> dict[str, int]:
    """How many rows of each table name the member; tables without any are left out."""
    found: dict[str, int] = {}
    for table in tables():
        named = [table.c[column] == member.id for column in _columns(table)]
        if not named:
            named = [
                and_(table.c.platform == account.platform, table.c.user_id == account.user_id)
                for account in member.accounts
            ]
        if not named:
            continue
        many = (await tx.execute(select(func.count()).select_from(table).where(or_(*named)))).scalar_one()
        if many:
            found[table.name] = int(many)
    return found


def _columns(table: Table) -> list[str]:
    if table is members:
        return ["id"]
    return [column.name for column in table.columns if any(key.column.table is members for key in column.foreign_keys)]


def _has_account(table: Table) -> bool:
    return "user_id" in table.c and "platform" in table.c
