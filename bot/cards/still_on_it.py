"""The question to whoever has a case, half-way to its deadline."""

from bot.actions import HandOverCase, ReleaseCase, ResolveCase, ShowDetails, StillOnIt
from bot.cards.lines import dotted, one_line
from bot.cards.model import Block, Button, Buttons, Card, Heading, Text
from bot.cards.opening import by_when, customer_name
from bot.cards.scene import Scene
from bot.domain.case import CaseState, HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.people import Member, Names


def still_on_it_card(file: CaseFile, scene: Scene, *, reader: Member, said_yes: HistoryRow | None) -> Card:
    """For the holder alone. Once they have answered, or have the case no longer, it says so."""
    say, case = scene.wording.say, file.case
    where = file.feedback.said.touchpoint
    about = dotted(
        customer_name(file.feedback, scene, Names.FULL),
        where and one_line(where, limit=40),
        scene.at(file.feedback.occurred_at),
    )
    title = say("⏳ Are you still on it?")
    if case.holder != reader.id:
        blocks: tuple[Block, ...] = (Text(text=_how_it_stands(file, scene)), _buttons(_details(file, scene)))
    elif said_yes is not None:
        yes = Text(text=say("✅ You said yes, {moment}.", moment=scene.at(said_yes.at)))
        due = Text(text=by_when(case, file.feedback, scene), strong=True)
        blocks = (due, yes, _buttons(*_holders(file, scene)))
    else:
        due = Text(text=by_when(case, file.feedback, scene), strong=True)
        otherwise = Text(text=say("If I don't hear from you by then, it goes back to the team."))
        yes_button = Button(label=say("Yes"), action=StillOnIt(case.id), primary=True)
        blocks = (due, otherwise, _buttons(yes_button, *_holders(file, scene)[1:]))
    return Card(summary=f"{title} {about}", blocks=(Heading(text=title), Text(text=about), *blocks))


def _how_it_stands(file: CaseFile, scene: Scene) -> str:
    case = file.case
    if case.state is CaseState.RESOLVED:
        return scene.wording.say("It is resolved.")
    if case.holder is None:
        return scene.wording.say("It is with the team again.")
    return scene.wording.say("{name} has it now.", name=scene.name(case.holder))


def _holders(file: CaseFile, scene: Scene) -> tuple[Button, ...]:
    say, number = scene.wording.say, file.case.id
    return (
        Button(label=say("Resolve"), action=ResolveCase(number), primary=True),
        Button(label=say("Hand over"), action=HandOverCase(number)),
        Button(label=say("Release"), action=ReleaseCase(number)),
        _details(file, scene),
    )


def _details(file: CaseFile, scene: Scene) -> Button:
    return Button(label=scene.wording.say("Details"), action=ShowDetails(file.case.id))


def _buttons(*buttons: Button) -> Buttons:
    return Buttons(buttons=buttons)
