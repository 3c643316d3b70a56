"""The day in numbers and the week's huddle, busy, thin, quiet and late."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.digest import digest_card
from bot.cards.examples.cast import BORIS, NOW, SUPPORT, Builds, Example, feedback
from bot.cards.examples.files import file, held_by, resolution
from bot.cards.huddle import huddle_card
from bot.cards.model import Card
from bot.cards.scene import Scene
from bot.domain.case import CaseState
from bot.domain.case_file import CaseFile
from bot.domain.digest import DayContent, Digest, Expected, HuddleContent, Repeated, Rolling, Standing, Tally
from bot.domain.estimate import Change
from bot.domain.feedback import Customer, Feedback, Kind
from bot.domain.nps import Counts
from bot.domain.people import Names

_MADE = NOW - timedelta(hours=5, minutes=45)
_SINCE = _MADE - timedelta(days=1)
_PRAISE = "Boris Jansen called back within the hour, and Anna's plan for our kitchen was lovely. Thank you!"
_WORDS = "Third call about the same invoice. Fatima said it was solved; it was not."
_A_DAY = (
    Tally(kind=Kind.NPS, score=10, n=6),
    Tally(kind=Kind.NPS, score=8, n=2),
    Tally(kind=Kind.NPS, score=3, n=3),
    Tally(kind=Kind.CSAT, score=5, n=2),
    Tally(kind=Kind.COMPLAINT, score=None, n=1),
    Tally(kind=Kind.COMPLIMENT, score=None, n=1),
)
_UP = Rolling(
    days=30,
    now=Counts(promoters=58, passives=24, detractors=14),
    before=Counts(promoters=38, passives=26, detractors=24),
    enough=True,
    changed=Change.UP,
)
_CASES = Standing(open=7, unclaimed=3, near=2, overdue=1, resolved=4, told=39, told_of=45)
_BUSY = DayContent(since=_SINCE, heard=_A_DAY, rolling=_UP, cases=_CASES, worth=(41, 42, 43), hurts=41, proud=8)
_THIN = Rolling(
    days=180, now=Counts(promoters=9, passives=4, detractors=2), before=Counts(), enough=False, changed=None
)


def _listed(number: int, **said: object) -> CaseFile:
    one = file(feedback(**said), past=())  # type: ignore[arg-type]  # an example may change anything about it
    return replace(one, case=replace(one.case, id=number), feedback=replace(one.feedback, id=number))


def _worth() -> tuple[CaseFile, ...]:
    late = _listed(41, kind=Kind.COMPLAINT, score=None, comment=_WORDS, touchpoint="Invoice", employee=None)
    wordless = _listed(43, comment=None, score=5, customer=Customer(name="J. Bakker"))
    return (
        replace(late, case=replace(late.case, deadline=NOW - timedelta(hours=1))),
        _listed(42),
        replace(wordless, case=replace(wordless.case, deadline=NOW + timedelta(days=3))),
    )


def _day(
    content: DayContent,
    *,
    worth: tuple[CaseFile, ...] = (),
    hurts: Feedback | None = None,
    proud: Feedback | None = None,
    names: Names = Names.INITIALS,
) -> Builds:
    digest = Digest(id=3, team=SUPPORT.key, day=NOW.date(), made_at=_MADE, content=content)

    def build(scene: Scene, /) -> Card:
        return digest_card(digest, content, scene, names=names, worth=worth, hurts=hurts, proud=proud)

    return build


def _in_hand() -> tuple[CaseFile, ...]:
    first, second, third = _worth()
    done = replace(first.case, state=CaseState.RESOLVED, resolution=resolution(BORIS.id))
    return (replace(first, case=done), replace(second, case=held_by(BORIS.id).case), third)


_HURTS = replace(feedback(comment=_WORDS, employee=None), id=41)
_PROUD = feedback(kind=Kind.NPS, score=10, comment=_PRAISE, employee=BORIS)
_WEEK = HuddleContent(
    days=28,
    causes=(
        Repeated(cause="broken promise", n=5, lately=2, quote=41),
        Repeated(cause="Stairs too narrow <2m>", n=3, lately=0, quote=None),
        Repeated(cause="delivery", n=2, lately=1, quote=9),
    ),
)


def _huddle(scene: Scene, /) -> Card:
    digest = Digest(id=4, team=SUPPORT.key, day=NOW.date(), made_at=_MADE, content=_WEEK)
    return huddle_card(digest, _WEEK, scene, quotes={41: _HURTS})


def _quiet(days: int) -> DayContent:
    nothing = Rolling(days=180, now=Counts(), before=Counts(), enough=False, changed=None)
    return DayContent(since=_SINCE, heard=(), rolling=nothing, cases=Standing(), quiet_days=days)


EXAMPLES = (
    Example("digest", _day(_BUSY, worth=_worth(), hurts=_HURTS, proud=_PROUD)),
    Example("digest-full-names", _day(_BUSY, worth=_worth(), names=Names.FULL)),
    Example("digest-taken-up", _day(_BUSY, worth=_in_hand(), hurts=_HURTS, proud=_PROUD)),
    Example("digest-one-case", _day(replace(_BUSY, rolling=replace(_UP, changed=Change.UNCLEAR)), worth=_worth()[1:2])),
    Example(
        "digest-down", _day(replace(_BUSY, rolling=replace(_UP, now=_UP.before, before=_UP.now, changed=Change.DOWN)))
    ),
    Example("digest-too-few", _day(replace(_BUSY, rolling=_THIN, heard=_A_DAY[:1], cases=Standing(resolved=1)))),
    Example("digest-first-comparison", _day(replace(_BUSY, heard=(), rolling=replace(_UP, changed=None)))),
    Example(
        "digest-expected",
        _day(replace(_BUSY, expected=Expected(score=40, real=_UP.now, enough=True))),
    ),
    Example(
        "digest-expected-few",
        _day(replace(_BUSY, expected=Expected(score=-5, real=_THIN.now, enough=False))),
    ),
    Example("digest-quiet", _day(_quiet(1))),
    Example("digest-quiet-for-now", _day(_quiet(3))),
    Example("huddle", _huddle),
)
