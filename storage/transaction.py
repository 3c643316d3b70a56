"""What stores take: everything done with it is committed together, or not at all."""

from sqlalchemy.ext.asyncio import AsyncConnection

Transaction = AsyncConnection
