"""A team's day in numbers, and what it can still put right today. Its numbers are frozen; its buttons are not."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.actions import ClaimCase
from bot.cards.gather import tally_lines
from bot.cards.lines import dotted, one_line, without_turns
from bot.cards.masking import hiding_everyone, mask_of
from bot.cards.model import Block, Button, Buttons, Card, Heading, Quote, Text
from bot.cards.opening import customer_name
from bot.cards.scene import Scene
from bot.cards.score import expected_lines, rolling_lines, score_of
from bot.cards.terms import in_short
from bot.domain.case import CaseState
from bot.domain.case_file import CaseFile
from bot.domain.digest import QUIET_LINES, DayContent, Digest, Standing, Tally
from bot.domain.feedback import SCALES, Feedback
from bot.domain.people import Names
from bot.wording import Wording

QUOTE = 200
_GIST = 80


def digest_card(
    digest: Digest,
    day: DayContent,
    scene: Scene,
    *,
    names: Names,
    worth: Sequence[CaseFile],
    hurts: Feedback | None,
    proud: Feedback | None,
) -> Card:
    """`worth` are the listed cases as they are now, in order; `hurts` and `proud` what is quoted, if it still exists.

    No employee is named in it, neither by us nor by a customer.
    """
    since = scene.wording.moment(day.since, now=digest.made_at)
    if day.quiet_days:
        return _quiet(day, since, scene)
    date = scene.wording.day(digest.day)
    title = dotted(f"☀️ {date[:1].upper()}{date[1:]}", scene.team_name(digest.team))
    came_in = _came_in(day.heard, since, scene.wording)
    score = score_of(day.rolling, scene.wording)
    hide = hiding_everyone(scene)
    return Card(
        summary=dotted(came_in, score, _urgent(day.cases, scene.wording)),
        blocks=(
            Heading(text=title),
            Text(text=came_in),
            *(Text(text=line) for line in _tallies(day.heard, scene)),
            *_quoted(scene.wording.say("💔 This hurt:"), hurts, scene, hide),
            *_quoted(scene.wording.say("💚 This makes us proud:"), proud, scene, hide),
            *rolling_lines(day.rolling, scene),
            *expected_lines(day.expected, scene),
            *_cases(day.cases, scene.wording),
            *_worth(worth, scene, names=names, hide=hide),
        ),
    )


def quote(heard: Feedback | None, scene: Scene, hide: Callable[[str], str]) -> Quote | None:
    """A customer's words at a glance, nobody of us named; None when there are none to quote."""
    said = without_turns(heard.said.comment or "").strip() if heard is not None else ""
    if heard is None or not said:
        return None
    return Quote(text=mask_of(heard, None, scene).hide(hide(said)), limit=QUOTE)


def _quiet(day: DayContent, since: str, scene: Scene) -> Card:
    line = scene.wording.say("☕ A quiet day: nothing new since {moment}.", moment=since)
    if day.quiet_days >= QUIET_LINES:
        line = f"{line} {scene.wording.say('You hear from me again as soon as there is news.')}"
    return Card(summary=line, blocks=(Text(text=line),), silent=True)


def _came_in(heard: Sequence[Tally], since: str, wording: Wording) -> str:
    n = sum(tally.n for tally in heard)
    if not n:
        return wording.say("Nothing came in since {moment}.", moment=since)
    return wording.count("{n} response since {moment}", "{n} responses since {moment}", n, moment=since)


def _tallies(heard: Sequence[Tally], scene: Scene) -> list[str]:
    scored = {(one.kind, one.score): one.n for one in heard if one.kind in SCALES and one.score is not None}
    unscored = {(one.kind, 0): one.n for one in heard if one.kind not in SCALES}
    return [line for line in (*tally_lines(scored, scene), dotted(*tally_lines(unscored, scene))) if line]


def _quoted(title: str, heard: Feedback | None, scene: Scene, hide: Callable[[str], str]) -> tuple[Block, ...]:
    said = quote(heard, scene, hide)
    return (Text(text=title), said) if said is not None else ()


def _cases(cases: Standing, wording: Wording) -> tuple[Block, ...]:
    open_ = wording.count("{n} case open", "{n} cases open", cases.open) if cases.open else ""
    resolved = wording.say("✅ {n} resolved", n=cases.resolved) if cases.resolved else ""
    unclaimed = wording.say("{n} nobody has yet", n=cases.unclaimed) if cases.unclaimed else ""
    lines = [dotted(open_, unclaimed), _urgent(cases, wording), resolved, _told(cases, wording)]
    if not cases.open:
        lines[0] = wording.say("👌 No customer is waiting for us.")
    return tuple(Text(text=line) for line in lines if line)


def _urgent(cases: Standing, wording: Wording) -> str:
    overdue = wording.say("⚠️ {n} overdue", n=cases.overdue) if cases.overdue else ""
    near = wording.say("⏰ {n} near the deadline", n=cases.near) if cases.near else ""
    return dotted(overdue, near)


def _told(cases: Standing, wording: Wording) -> str:
    if not cases.told_of:
        return ""
    share = f"{round(100 * cases.told / cases.told_of)}%"
    return wording.say(
        "📣 {share} of customers heard what we did: {told} of {all} in 30 days",
        share=share,
        told=cases.told,
        all=cases.told_of,
    )


def _worth(files: Sequence[CaseFile], scene: Scene, *, names: Names, hide: Callable[[str], str]) -> tuple[Block, ...]:
    if not files:
        return ()
    say = scene.wording.say
    numbered = list(enumerate(files, start=1))
    one = len(files) == 1
    buttons = tuple(
        Button(
            label=say("Claim") if one else say("Claim {number}", number=number),
            action=ClaimCase(file.case.id),
        )
        for number, file in numbered
        if file.case.state is CaseState.OPEN
    )
    lines = (_entry(file, scene, names=names, hide=hide) for file in files)
    return (
        Text(text=say("🛟 We can still put this right today:"), strong=True),
        *(Text(text=line if one else f"{number}. {line}") for number, line in enumerate(lines, start=1)),
        *((Buttons(buttons=buttons),) if buttons else ()),
    )


def _entry(file: CaseFile, scene: Scene, *, names: Names, hide: Callable[[str], str]) -> str:
    """Neither score nor words once somebody works on it: whoever that is may be whom it is about."""
    said, say = file.feedback.said, scene.wording.say

    def masked(text: str | None, limit: int) -> str:
        return one_line(mask_of(file.feedback, file.case.named, scene).hide(hide(text)), limit=limit) if text else ""

    who = dotted(masked(said.touchpoint, 40), customer_name(file.feedback, scene, names))
    match file.case.state:
        case CaseState.RESOLVED:
            return say("✅ Resolved: {what}", what=who)
        case CaseState.CLAIMED:
            return say("🤝 Taken up: {what}", what=who)
    gist = masked(said.comment, _GIST)
    line = dotted(in_short(file.feedback.kind, said.score, scene.wording), who, _due(file.case.deadline, scene))
    return f"{line}\n“{gist}”" if gist else line


def _due(deadline: datetime, scene: Scene) -> str:
    if scene.now > deadline:
        return scene.wording.say("⚠️ overdue")
    return scene.wording.say("⏰ by {moment}", moment=scene.at(deadline))
