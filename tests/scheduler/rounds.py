"""A courier on its round through De Vries Wonen, with two platforms made of memory."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from prometheus_client import CollectorRegistry
from sqlalchemy import select

from bot.domain.case import Case, Told
from bot.domain.destination import Platform
from bot.domain.posting import Posting, Shows
from bot.metrics import Metrics
from bot.services import cases, intake
from bot.services.office import By, Office
from scheduler.courier import Courier, nobody_goes_first
from storage import postings, tables
from storage.postings import posting_of, select_postings
from tests.scheduler.letterbox import Letterbox
from tests.world import StoppedClock, nps


@dataclass(kw_only=True)
class Round:
    """The office that the courier works for, its platforms, and the clock that tells all of them the time."""

    office: Office
    clock: StoppedClock
    slack: Letterbox
    telegram: Letterbox
    courier: Courier

    async def case(self, id: str = "S-1", *, employee: str | None = None, touchpoint: str = "call-centre") -> int:
        """A customer is unhappy, another one each time."""
        said = nps(id=id, employee=employee, touchpoint=touchpoint)
        said = replace(said, customer=replace(said.customer, id=id))
        receipt = await intake.take_in(self.office, said, now=self.clock())
        assert receipt.case is not None
        return receipt.case

    async def go(self, *, after: timedelta = timedelta()) -> None:
        """Let time pass, then deliver what is due."""
        self.clock.move(after)
        await self.courier.deliver_all()

    async def settle_all(self, *, steps: int = 20, step: timedelta = timedelta(seconds=30)) -> None:
        """Let time pass in steps, and deliver at each."""
        for _ in range(steps):
            await self.go(after=step)

    def by(self, member: int, platform: Platform = Platform.SLACK) -> By:
        """A press by one of the members."""
        return By(member=self.office.organisation.members[member], platform=platform, delivery=None, at=self.clock())

    async def claim(self, case: int, member: int) -> Case:
        """Somebody takes the case."""
        claimed = await cases.claim(self.office, case, self.by(member))
        assert isinstance(claimed, Case)
        return claimed

    async def release(self, case: int, member: int) -> None:
        """Somebody gives the case back."""
        assert isinstance(await cases.release(self.office, case, self.by(member)), Case)

    async def resolve(self, case: int, member: int) -> None:
        """Somebody calls the customer back, and says so."""
        by = self.by(member)
        done = await cases.resolve(
            self.office, case, by, cause="other", done="Teruggebeld.", told=Told.PHONED, because=None
        )
        assert isinstance(done, Case)

    async def postings(self, *shows: Shows) -> list[Posting]:
        """All postings of these kinds (or of all), oldest first."""
        async with self.office.db.read() as tx:
            rows = await tx.execute(select_postings().order_by(tables.postings.c.id))
            found = [posting_of(row) for row in rows.mappings()]
        return [one for one in found if not shows or one.shows in shows]

    async def standings(self) -> dict[int, str]:
        """How each posting fares, by its number."""
        async with self.office.db.read() as tx:
            rows = await tx.execute(select(tables.postings.c.id, tables.postings.c.standing))
            return {row.id: row.standing for row in rows}

    async def counts(self) -> dict[str, int]:
        """What the operator sees."""
        async with self.office.db.read() as tx:
            return await postings.counts(tx)


def on_round(office: Office, clock: StoppedClock) -> Round:
    """A courier with fresh platforms."""
    slack = Letterbox(platform=Platform.SLACK, clock=clock)
    telegram = Letterbox(platform=Platform.TELEGRAM, clock=clock, finds=False)
    return Round(office=office, clock=clock, slack=slack, telegram=telegram, courier=courier(office, slack, telegram))


def courier(
    office: Office,
    slack: Letterbox,
    telegram: Letterbox,
    *,
    give_way: Callable[[], Awaitable[None]] = nobody_goes_first,
) -> Courier:
    """Another courier, as the product makes it, for the same platforms."""
    return Courier(
        office,
        {Platform.SLACK: slack, Platform.TELEGRAM: telegram},
        clock=slack.clock,
        chance=lambda: 0.0,
        metrics=Metrics(CollectorRegistry()),
        give_way=give_way,
    )


async def until(happened: Callable[[], object]) -> None:
    """Wait until it has happened, for five real seconds at the most."""
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - the letterbox tells nobody when something arrives
            await asyncio.sleep(0.01)
