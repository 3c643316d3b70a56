"""Somebody's home: what waits for them, how their teams do, and what they can set. A page, and no message."""

from collections.abc import Sequence

from bot.actions import Action, ClaimCase, ResolveCase, ShowDetails
from bot.cards.lines import dotted
from bot.cards.masking import mask_for
from bot.cards.measured import counted, measured, moved, plain
from bot.cards.model import Block, Button, Buttons, Card, Divider, Heading, Small, Text
from bot.cards.opening import by_when, customer_name, headline
from bot.cards.pulse import question_words
from bot.cards.scene import Scene
from bot.cards.settings import settings_lines
from bot.cards.terms import platform_name
from bot.domain.case import Case, CaseState
from bot.domain.case_file import CaseFile
from bot.domain.destination import Platform
from bot.domain.distribution import Distribution
from bot.domain.mine import MONTH, Asked, Listed, Mine, TeamScore
from bot.domain.people import Member, Names

MOST_CASES = 15
MOST_UNCLAIMED = 10
MOST_TEAMS = 3
MOST_PULSES = 5
_TOO_FEW = "·"
"""So that with a hundred blocks a home has room for everything, and no buttons stand without their words."""


def home_card(mine: Mine, scene: Scene, *, reader: Member, platform: Platform = Platform.SLACK) -> Card:
    """`platform` is where it is looked at."""
    say = scene.wording.say
    title = say("👋 {name}, this is what waits for you", name=reader.first_name)
    return Card(
        summary=dotted(title, cases_in_short(mine, scene)),
        blocks=(
            Heading(text=title),
            *_cases(mine.cases, scene, reader=reader),
            *_unclaimed(mine.unclaimed, scene, reader=reader),
            *(block for one in mine.scores[:MOST_TEAMS] for block in (Divider(), *score_lines(one, scene))),
            *_pulses(mine.pulses[:MOST_PULSES], scene, platform=platform),
            Divider(),
            Text(text=say("Settings"), strong=True),
            *settings_lines(scene, reader=reader),
        ),
    )


def nobodys_home(scene: Scene) -> Card:
    """For whoever works here no longer."""
    sentence = scene.wording.say("Nothing waits for you here.")
    return Card(summary=sentence, blocks=(Text(text=sentence),))


def cases_in_short(mine: Mine, scene: Scene) -> str:
    """How many are mine, and how many nobody has."""
    count = scene.wording.count
    yours = count("{n} case of yours", "{n} cases of yours", mine.cases.all) if mine.cases.all else ""
    nobodys = count("{n} that nobody has", "{n} that nobody has", mine.unclaimed.all) if mine.unclaimed.all else ""
    return dotted(yours, nobodys)


def score_lines(one: TeamScore, scene: Scene) -> tuple[Block, ...]:
    """A team's scores, each on its own scale: whether it has changed, and how it went month by month."""
    name = Text(text=scene.team_name(one.team), strong=True)
    if not one.kinds:
        return (name, Small(text=scene.wording.say("No scores in {days} days.", days=MONTH)))
    return (name, *(block for months in one.kinds for block in _kind_lines(months, scene)))


def _kind_lines(months: Sequence[Distribution], scene: Scene) -> tuple[Block, ...]:
    wording, minimum, now = scene.wording, max(scene.organisation.minimum, 1), months[-1]
    answers = wording.count("{n} answer in {days} days", "{n} answers in {days} days", now.n, days=MONTH)
    if now.n < minimum:
        few = wording.count(
            "Too few for a score: {n} answer, and it takes {minimum}.",
            "Too few for a score: {n} answers, and it takes {minimum}.",
            now.n,
            minimum=minimum,
        )
        return (Text(text=counted(now, scene)), Small(text=few))
    before = months[-2] if len(months) > 1 else Distribution(kind=now.kind)
    score = dotted(measured(now, wording), moved(now, before, minimum, wording))
    return (Text(text=score, strong=True), *months_line(months, scene), Small(text=answers))


def months_line(months: Sequence[Distribution], scene: Scene, *, minimum: int | None = None) -> tuple[Block, ...]:
    """Month by month, the latest last; a dot where there were too few answers. Nothing where there is nothing to see.

    `minimum`: so many make a score, where that is not for the organisation to say.
    """
    enough = max(scene.organisation.minimum if minimum is None else minimum, 1)
    values = [plain(one, scene.wording) if one.n >= enough else _TOO_FEW for one in months]
    while values and values[0] == _TOO_FEW:
        values.pop(0)
    if len(values) < 2:
        return ()
    return (Text(text=scene.wording.say("Month by month: {values}", values=" → ".join(values))),)


def case_line(file: CaseFile, scene: Scene, *, reader: Member) -> str:
    """Who, by when, and how it stands with the reader."""
    case = file.case
    mine = reader.id in (case.holder, case.named)
    name = customer_name(file.feedback, scene, Names.FULL if mine else Names.INITIALS)
    teams = scene.organisation.teams_of(reader)
    team = scene.team_name(case.team) if len(teams) > 1 or all(one.key != case.team for one in teams) else ""
    return dotted(name, by_when(case, file.feedback, scene), team, _standing(case, scene))


def _standing(case: Case, scene: Scene) -> str:
    if case.snoozed_until is not None and case.is_snoozed(scene.now):
        return scene.wording.say("💤 until {moment}", moment=scene.at(case.snoozed_until))
    if case.head_start_until is not None and case.state is CaseState.OPEN and case.in_head_start(scene.now):
        return scene.wording.say("yours alone until {moment}", moment=scene.at(case.head_start_until))
    return ""


def _cases(listed: Listed, scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    say, count = scene.wording.say, scene.wording.count
    if not listed.files:
        return (Text(text=say("👌 You have no open cases.")),)
    title = count("{n} case of yours", "{n} cases of yours", listed.all)
    return (Text(text=title, strong=True), *_each(listed, scene, reader=reader))


def _unclaimed(listed: Listed, scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    if not listed.files:
        return ()
    title = scene.wording.count("{n} case that nobody has yet", "{n} cases that nobody has yet", listed.all)
    return (Divider(), Text(text=title, strong=True), *_each(listed, scene, reader=reader))


def _each(listed: Listed, scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    more = scene.wording.count("… and {n} more …", "… and {n} more …", listed.more)
    return (
        *(block for file in listed.files for block in _case(file, scene, reader=reader)),
        *((Small(text=more),) if listed.more else ()),
    )


def _case(file: CaseFile, scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    case, say = file.case, scene.wording.say
    details = Button(label=say("Details"), action=ShowDetails(case.id))
    label, act = _first_to_do(case, scene)
    return (
        Text(text=headline(file.feedback, scene, mask=mask_for(reader, file, scene))),
        Text(text=case_line(file, scene, reader=reader)),
        Buttons(buttons=(Button(label=label, action=act), details)),
    )


def _first_to_do(case: Case, scene: Scene) -> tuple[str, Action]:
    if case.state is CaseState.OPEN:
        return scene.wording.say("Claim"), ClaimCase(case.id)
    return scene.wording.say("Resolve"), ResolveCase(case.id)


def _pulses(asked: Sequence[Asked], scene: Scene, *, platform: Platform) -> tuple[Block, ...]:
    if not asked:
        return ()
    say = scene.wording.say
    lines: list[Block] = [Divider(), Text(text=say("Questions to you"), strong=True)]
    for one in asked:
        lines += pulse_lines(one, scene, platform=platform)
    return (*lines, Small(text=say("Nobody knows who has answered, so this stands here until it closes.")))


def pulse_lines(one: Asked, scene: Scene, *, platform: Platform | None) -> tuple[Text, ...]:
    """Which question, until when, and the way to it; never whether it was answered, which nobody knows.

    `platform` is where it is looked at, if one can be led from there to a message.
    """
    say = scene.wording.say
    until = scene.wording.weekday_time(one.round.closes_at, now=scene.now)
    where = say("→ To the question")
    if one.platform is not platform:
        where = say("You find it in your chat with me on {platform}.", platform=platform_name(one.platform))
    asked = question_words(one.round.question, scene)
    return (
        Text(text=say("📋 {question} Until {moment}.", question=asked, moment=until)),
        Text(text=where, leads_to=one.message if one.platform is platform else None),
    )
