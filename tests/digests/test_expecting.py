"""What the team expected stands beside what customers said, once."""

from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction

from bot.domain.digest import Expected
from bot.domain.nps import Counts
from bot.domain.outcome import Gathered
from bot.domain.plan import Asks, Pulse, Question
from bot.domain.pulse import Round
from bot.domain.schedule import Recurrence
from bot.domain.tally import Verdict
from bot.services import digests
from bot.services.office import Office
from storage import pulse_outcomes, pulses
from tests.cards.texts import lines_of
from tests.digests.days import PLAN, at, by_the_clock, day, hears, made, read

FRIDAY = date(2026, 11, 20)
EXPECTATION = Pulse(
    key="expectation",
    question=Question.EXPECTATION,
    asks=Asks.TEAM,
    when=Recurrence(at=time(15), weekday=4),
    open_for=timedelta(hours=2),
    remind_after=None,
    minimum=3,
    sample=Fraction(1),
)


async def expects(office: Office, *guesses: int) -> None:
    """On Friday afternoon the customer service was asked what it expects; the round has closed."""
    asked = Round(
        id=0,
        pulse="expectation",
        question=Question.EXPECTATION,
        team="support",
        day=FRIDAY,
        opens_at=at(20, "15:00"),
        closes_at=at(20, "17:00"),
        remind_at=None,
        minimum=3,
        asked=5,
    )
    tally = {(0, guess): guesses.count(guess) for guess in guesses}
    shown = Gathered(tally=tally, asked=5, answered=len(guesses), rounds=1)
    async with office.db.begin() as tx:
        number = await pulses.add(tx, asked)
        await pulse_outcomes.add(tx, number, answered=len(guesses), verdict=Verdict.SHOWN, shown=shown, held=None)


async def test_the_next_digest_shows_it_beside_what_customers_gave_that_week(office: Office) -> None:
    office.organisation = by_the_clock(office.organisation, minimum=3)
    office.organisation = replace(office.organisation, plan=replace(PLAN, pulses=(EXPECTATION,)))
    await hears(office, at(13, "10:00"), 2)
    for score in (10, 10, 9, 3):
        await hears(office, at(17, "10:00"), score)
    await hears(office, at(22, "23:00"), 8)
    await digests.make_due(office, at(20))
    assert (await day(office)).expected is None

    await expects(office, 60, 40, 20)
    await digests.make_due(office, at(23))
    monday = await day(office)
    assert monday.expected == Expected(score=40, real=Counts(promoters=3, passives=1, detractors=1), enough=True)
    lines = lines_of(await read(office, (await made(office))[-1], now=at(23)))
    assert "🔮 Jullie verwachtten +40; klanten gaven +40 ± 70" in lines

    await digests.make_due(office, at(24))
    tuesday = await day(office)
    assert (tuesday.expected, tuesday.expected_on) == (None, FRIDAY)
    await digests.make_due(office, at(25))
    assert (await day(office)).expected is None


async def test_too_few_answers_stand_there_as_counts(office: Office) -> None:
    office.organisation = replace(office.organisation, plan=replace(PLAN, pulses=(EXPECTATION,)))
    await hears(office, at(17, "10:00"), 10)
    await expects(office, -10, -20, 0)
    await digests.make_due(office, at(23))
    lines = lines_of(await read(office, (await made(office))[-1], now=at(23)))
    assert "🔮 Jullie verwachtten −10; klanten gaven 1 promotor" in lines
