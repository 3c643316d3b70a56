"""The answer to /nps me: what waits for me, and what customers said about me. Mine alone, and shown to me alone."""

from bot.actions import ShowDetails
from bot.cards.home import case_line, cases_in_short, months_line, pulse_lines, score_lines
from bot.cards.lines import without_turns
from bot.cards.masking import SEE_ALL, mask_for
from bot.cards.model import Block, Button, Buttons, Card, Divider, Heading, Notice, Quote, Small, Text
from bot.cards.opening import circumstances, headline
from bot.cards.scene import Scene
from bot.cards.settings import settings_lines
from bot.domain.feedback import Feedback
from bot.domain.mine import AboutMe, Mine
from bot.domain.people import Member, Names

MOST_CASES = 10
MOST_COMPLIMENTS = 3
ENOUGH_FOR_ME = 5
"""Answers in a month that make a score of my own. It is nobody else's to see, and it says how many it rests on."""
_WHOLE = 10_000


def me_card(mine: Mine, about: AboutMe, scene: Scene, *, reader: Member) -> Card:
    """An answer in private, on either platform."""
    title = scene.wording.say("👋 {name}, this is what waits for you", name=reader.first_name)
    short = cases_in_short(mine, scene)
    return Card(
        summary=f"{title}: {short}" if short else title,
        blocks=(
            Heading(text=title),
            *_cases(mine, scene, reader=reader),
            *(line for one in mine.pulses for line in pulse_lines(one, scene, platform=None)),
            *_compliments(about, scene),
            *_my_trend(about, scene),
            *(block for one in mine.scores[:1] for block in (Divider(), *score_lines(one, scene))),
            Divider(),
            *settings_lines(scene, reader=reader),
        ),
    )


def not_your_pulse(team: str, scene: Scene) -> Notice:
    """What employees answered is for their own team."""
    return Notice(text=scene.wording.say("What {team} answered is for {team} alone.", team=team), alert=True)


def no_pulse_yet(team: str, scene: Scene) -> Notice:
    """No round of it has closed."""
    return Notice(text=scene.wording.say("{team} has no eNPS yet: no round has closed.", team=team))


def _cases(mine: Mine, scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    say, count = scene.wording.say, scene.wording.count
    nobodys = mine.unclaimed.all
    waiting: tuple[Block, ...] = ()
    if nobodys:
        told = count("{n} case that nobody has yet", "{n} cases that nobody has yet", nobodys)
        waiting = (Text(text=f"{told}: {say('/nps cases')}"),)
    if not mine.cases.files:
        return (Text(text=say("👌 You have no open cases.")), *waiting)
    numbered = list(enumerate(mine.cases.files, start=1))
    lines = [
        block
        for number, file in numbered
        for block in (
            Text(text=f"{number}. {headline(file.feedback, scene, mask=mask_for(reader, file, scene))}", strong=True),
            Text(text=case_line(file, scene, reader=reader)),
        )
    ]
    more = count("… and {n} more …", "… and {n} more …", mine.cases.more)
    buttons = tuple(Button(label=str(number), action=ShowDetails(file.case.id)) for number, file in numbered)
    return (
        *lines,
        *((Small(text=more),) if mine.cases.more else ()),
        *waiting,
        Small(text=say("A number shows the whole case.")),
        Buttons(buttons=buttons),
    )


def _compliments(about: AboutMe, scene: Scene) -> tuple[Block, ...]:
    if not about.compliments:
        return ()
    title = Text(text=scene.wording.say("💚 Said about you:"), strong=True)
    return (Divider(), title, *(block for heard in about.compliments for block in _compliment(heard, scene)))


def _compliment(heard: Feedback, scene: Scene) -> tuple[Block, ...]:
    said = without_turns(heard.said.comment or "").strip()
    who = circumstances(heard, scene, mask=SEE_ALL, names=Names.FULL)
    return (Quote(text=said, limit=_WHOLE), who)


def _my_trend(about: AboutMe, scene: Scene) -> tuple[Block, ...]:
    line = months_line(about.months, scene, minimum=ENOUGH_FOR_ME)
    if not line:
        return ()
    answers = sum(one.n for one in about.months)
    rests_on = scene.wording.count(
        "{n} answer about you; nobody else sees this.", "{n} answers about you; nobody else sees this.", answers
    )
    return (Text(text=scene.wording.say("Your own trend"), strong=True), *line, Small(text=rests_on))
