"""What new feedback wants shown, gathered up so that it takes a few statements, however many pieces come together."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.case import Case
from bot.domain.deadlines import next_working_moment
from bot.domain.feedback import Feedback, Tone, is_wordless
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Gather, Organisation
from bot.domain.posting import NewPosting, Shows, Urgency
from bot.domain.routing import Route
from bot.services import homes
from storage import feedback, postings
from storage.engine import Transaction


def personal_moment(hours: WorkingHours, org: Organisation, now: datetime) -> datetime:
    """Personal cards come in working hours: the deadline's clock stands still outside them too."""
    return next_working_moment(now, hours) if org.cards.hold_outside_hours else now


@dataclass(kw_only=True)
class Wanted:
    """First say what each piece needs, then `show` all of it."""

    org: Organisation
    now: datetime
    _new: list[NewPosting] = field(default_factory=list)
    _gather: dict[tuple[str, date], list[tuple[int, Route]]] = field(default_factory=dict)
    _waiting_in: set[str] = field(default_factory=set)
    _waiting_for: set[int] = field(default_factory=set)

    def of_case(self, case: Case, way: Route) -> None:
        """A case that opens: to one person first where there is one, and to the team."""
        private = way.first.private_chat() if way.first else None
        if way.first is not None and private is not None:
            self._new.append(
                NewPosting(
                    shows=Shows.OWN_CASE,
                    subject=case.id,
                    place=private,
                    team=way.team.key,
                    member=way.first.id,
                    not_before=personal_moment(way.team.hours, self.org, self.now),
                )
            )
        self._new.extend(
            NewPosting(
                shows=Shows.TEAM_CASE,
                subject=case.id,
                place=there.place,
                team=way.team.key,
                not_before=case.head_start_until,
            )
            for there in way.destinations
        )
        self._waiting_in.add(way.team.key)
        self._waiting_for |= {case.named} if case.named is not None else set()

    def without_case(self, one: Feedback, way: Route) -> None:
        """What asks for nothing: good words to the person first, scores alone gathered, all else to the team."""
        if is_wordless(one.said) and self.org.cards.gather is Gather.WORDLESS:
            day = way.team.hours.local(self.now).date()
            self._gather.setdefault((way.team.key, day), []).append((one.id, way))
            return
        private = way.employee.private_chat() if way.employee else None
        if way.employee is not None and private is not None and one.tone is Tone.POSITIVE:
            self._new.append(
                NewPosting(
                    shows=Shows.OWN_FEEDBACK,
                    subject=one.id,
                    place=private,
                    team=way.team.key,
                    member=way.employee.id,
                    not_before=personal_moment(way.team.hours, self.org, self.now),
                )
            )
            return
        self._new.extend(
            NewPosting(shows=Shows.FEEDBACK, subject=one.id, place=there.place, team=way.team.key)
            for there in way.destinations
        )

    async def show(self, tx: Transaction) -> None:
        """Want all of it, and the homes of those whom a new case waits for."""
        for (team, day), members in self._gather.items():
            gathering, is_new = await feedback.gathering_of(tx, team=team, day=day)
            await feedback.gather(tx, [number for number, _ in members], gathering)
            if is_new:
                self._new.extend(
                    NewPosting(shows=Shows.GATHER, subject=gathering, place=there.place, team=team)
                    for there in members[0][1].team.destinations
                )
            else:
                await postings.want(tx, (Shows.GATHER,), [gathering], urgency=Urgency.BROADCAST)
        await postings.add_many(tx, self._new, now=self.now)
        await homes.follow_people(tx, teams=self._waiting_in, members=self._waiting_for, now=self.now)
