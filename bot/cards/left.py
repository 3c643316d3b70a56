"""Under the card of a case that is everyone's again without its holder's doing: they left, are away, or never came
round to it.
"""

from bot.actions import ClaimCase
from bot.cards.lines import dotted, one_line
from bot.cards.masking import mask_of
from bot.cards.model import Button, Buttons, Card, Heading, Text
from bot.cards.opening import by_when, customer_name
from bot.cards.scene import Scene
from bot.domain.case import CaseState, HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.people import Names


def left_card(file: CaseFile, row: HistoryRow, scene: Scene, *, names: Names) -> Card:
    """Without blame, and without a name when the feedback is about the former holder."""
    wording = scene.wording
    about = (file.case.named, file.feedback.employee_id)
    title = wording.say("🔓 Open again")
    where = file.feedback.said.touchpoint
    mask = mask_of(file.feedback, file.case.named, scene)
    sentence = _why(row, scene, about=about)
    claim = Button(label=wording.say("Claim"), action=ClaimCase(file.case.id), primary=True)
    still_open = file.case.state is CaseState.OPEN
    return Card(
        summary=f"{title}: {sentence}",
        blocks=(
            Heading(text=title),
            Text(text=sentence),
            Text(
                text=dotted(customer_name(file.feedback, scene, names), where and one_line(mask.hide(where), limit=40))
            ),
            *((Text(text=by_when(file.case, file.feedback, scene), strong=True),) if still_open else ()),
            *((Buttons(buttons=(claim,)),) if still_open else ()),
        ),
        loud=True,
    )


def _why(row: HistoryRow, scene: Scene, *, about: tuple[int | None, ...]) -> str:
    say = scene.wording.say
    for reason in ("left", "away", "unanswered"):
        former = row.details.get(reason, "")
        if former.isdecimal():
            name = say("A colleague") if int(former) in about else scene.name(int(former))
            match reason:
                case "left":
                    return say("{name} no longer works with us. Who takes this on?", name=name)
                case "away":
                    return say("{name} is away. Who takes this on?", name=name)
                case _:
                    return say("{name} did not get round to this. Who takes it on?", name=name)
    return say("Who takes this on?")
