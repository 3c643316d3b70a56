"""Under the card of a case whose holder no longer works here: it is everyone's again."""

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
    """Without blame, and without a name when the feedback is about whoever left.

    `left` in the row's details is their member id.
    """
    wording = scene.wording
    former = row.details.get("left", "")
    leaver = int(former) if former.isdecimal() else None
    about = (file.case.named, file.feedback.employee_id)
    title = wording.say("🔓 Open again")
    who = wording.say("A colleague") if leaver in about else scene.name(leaver)
    where = file.feedback.said.touchpoint
    mask = mask_of(file.feedback, file.case.named, scene)
    sentence = wording.say("{name} no longer works with us. Who takes this on?", name=who)
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
    )
