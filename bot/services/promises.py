"""You said, we did: what a lead promises about a round, told under its results and at the start of the next."""

from bot.domain.posting import Shows
from bot.domain.pulse import Round
from bot.services.office import By, Office
from storage import postings, pulse_outcomes, pulses, seen


async def round_for(office: Office, round_id: int, by: By) -> Round | None:
    """The round, for a lead of its team or an admin; None for anybody else. Raises NotFound."""
    async with office.db.read() as tx:
        one = await pulses.get(tx, round_id)
    leads = office.team(one.team).leads
    return one if by.member.email in leads or office.organisation.is_admin(by.member) else None


async def promise(office: Office, round_id: int, by: By, *, words: str) -> bool:
    """Keep a promise. False: this very press was carried out before. Raises NotFound."""
    async with office.db.begin() as tx:
        if by.delivery is not None and not await seen.first_time(tx, by.platform, by.delivery, now=by.at):
            return False
        one = await pulses.get(tx, round_id)
        await pulse_outcomes.promise(tx, one.pulse, one.team, words=words, by=by.member.id, at=by.at)
        await postings.want(tx, (Shows.PULSE_RESULT,), [round_id])
    office.nudge()
    return True
