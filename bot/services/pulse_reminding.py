"""Reminding of a round: everybody who was asked, in the same words, since nobody knows who has answered."""

from datetime import datetime
from functools import partial

from bot.domain.hours import WorkingHours
from bot.domain.posting import NewPosting, Posting, Shows, Urgency
from bot.domain.pulse import Round, on_clock_of, own_moment
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import postings, pulses


async def remind_due(office: Office, now: datetime) -> int:
    """Remind of every round whose moment for it has come; returns how many reminders are wanted.

    Whose question does not stand yet, or came so late that the reminder would come after closing, gets none.
    """
    async with office.db.read() as tx:
        due = await pulses.due_to_remind(tx, now=now)
    wanted = 0
    for one in due:
        wanted += await until_kept(partial(_remind, office, one, now))
        office.nudge()
    return wanted


async def _remind(office: Office, one: Round, now: datetime) -> int:
    async with office.db.begin() as tx:
        if not await pulses.mark_reminded(tx, one.id, now=now):
            return 0
        questions = await postings.of(tx, (Shows.PULSE,), one.id)
        standing = [question for question in questions if question.remote is not None]
        last = await pulses.last_asked(tx, [each.member for each in standing if each.member is not None])
        clocks: dict[str, WorkingHours] = {}
        new: list[NewPosting] = []
        for question in standing:
            asked_at = next((each.at for each in last.get(question.member or 0, ()) if each.pulse == one.pulse), now)
            reminder = _reminder(office, one, question, asked_at, clocks, now)
            if reminder is not None:
                new.append(reminder)
        await postings.add_many(tx, new, now=now)
    return len(new)


def _reminder(
    office: Office,
    one: Round,
    question: Posting,
    asked_at: datetime,
    clocks: dict[str, WorkingHours],
    now: datetime,
) -> NewPosting | None:
    member = office.organisation.members.get(question.member or 0)
    if member is None or not member.active or one.remind_at is None:
        return None
    hours = office.team(one.team).hours
    clock = clocks.setdefault(member.timezone, on_clock_of(member.timezone, hours))
    at = hours.local(one.remind_at)
    earliest = max(now, asked_at + (one.remind_at - one.opens_at), member.away_until or now)
    day = max(at.date(), clock.local(earliest).date())
    moment = own_moment(day, at.time(), clock, earliest=earliest)
    if moment >= one.closes_at:
        return None
    return NewPosting(
        shows=Shows.PULSE_REMINDER,
        subject=one.id,
        place=question.place,
        team=one.team,
        member=member.id,
        parent=question.id,
        not_before=moment,
        urgency=Urgency.QUIET,
    )
