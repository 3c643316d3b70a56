"""A team's day in numbers, and what it can still put right today. Its numbers are frozen; its buttons are not."""

from collections.abc import Callable, Sequence

from bot.cards.gather import tally_lines
from bot.cards.lines import dotted, without_turns
from bot.cards.masking import hiding_everyone, mask_of
from bot.cards.model import Block, Card, Heading, Quote, Text
from bot.cards.put_right import put_right_lines
from bot.cards.scene import Scene
from bot.cards.score import expected_lines, rolling_lines, score_of
from bot.domain.case_file import CaseFile
from bot.domain.digest import QUIET_LINES, DayContent, Digest, Standing, Tally
from bot.domain.feedback import SCALES, Feedback
from bot.domain.people import Names
from bot.wording import Wording

QUOTE = 200


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
            *put_right_lines(worth, scene, names=names, hide=hide, quoted=hurts),
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
    waiting = dotted(open_, unclaimed) or wording.say("👌 No customer is waiting for us.")
    lines = (waiting, dotted(_urgent(cases, wording), resolved), _told(cases, wording))
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
