"""From the operator's schedules, pulses and escalation to the domain's plan."""

from bot.config.durations import Every, EveryUnit
from bot.config.rhythm import Asks, Days, EscalationStep, Pulse, Tell
from bot.config.times import At
from bot.config.tree import Config
from bot.domain import plan
from bot.domain.schedule import Recurrence, Unit, WorkingDays

_DAILY = Every(count=1, unit=EveryUnit.DAY)


def plan_of(config: Config) -> plan.Plan:
    """What happens by the clock."""
    digest, huddle = config.schedules.digest, config.schedules.huddle
    on = WorkingDays.SKIP if digest.days is Days.WORKING else WorkingDays.IGNORE
    return plan.Plan(
        digest=plan.Summary(when=_recurrence(digest.at, _DAILY, on), catch_up=digest.catch_up),
        huddle=plan.Summary(when=_recurrence(huddle.at, _DAILY, WorkingDays.NEXT), catch_up=huddle.catch_up),
        pulses=tuple(_pulse(pulse) for pulse in config.pulses),
        escalation=tuple(sorted((_step(step) for step in config.escalation), key=lambda step: step.after)),
    )


def _recurrence(at: At, every: Every, working_days: WorkingDays) -> Recurrence:
    return Recurrence(
        at=at.time,
        every=every.count,
        unit=Unit(every.unit),
        weekday=at.weekday,
        nth=at.nth,
        working_days=working_days,
    )


def _pulse(pulse: Pulse) -> plan.Pulse:
    return plan.Pulse(
        key=pulse.key,
        question=plan.Question(pulse.question),
        asks=plan.Asks.TEAM if pulse.to is Asks.TEAM else plan.Asks.EMPLOYEES,
        when=_recurrence(pulse.at, pulse.every, WorkingDays.NEXT),
        open_for=pulse.open_for,
        remind_after=pulse.remind_after,
        minimum=pulse.minimum_answers,
        sample=pulse.sample,
    )


def _step(step: EscalationStep) -> plan.Step:
    if step.remind is not None:
        return plan.Step(after=step.after, kind=plan.StepKind.REMIND)
    kind = plan.StepKind.TELL_TEAM if step.tell is Tell.TEAM else plan.StepKind.TELL_LEADS
    return plan.Step(after=step.after, kind=kind)
