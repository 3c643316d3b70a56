"""What somebody must hear in private about a case that they worked on."""

from bot.actions import ShowDetails
from bot.cards.case import case_buttons
from bot.cards.lines import dotted, one_line
from bot.cards.masking import Mask, mask_for
from bot.cards.model import Block, Button, Buttons, Card, Heading, Quote, Text
from bot.cards.opening import by_when, customer_name, wish
from bot.cards.scene import Scene
from bot.cards.terms import told_outcome
from bot.domain.case import CaseState, Happening, HistoryRow, Told
from bot.domain.case_file import CaseFile
from bot.domain.people import Member, Names


def told_card(file: CaseFile, row: HistoryRow, scene: Scene, *, reader: Member) -> Card:
    """One happening, told to one person; how things stand now decides what they can press."""
    mask = mask_for(reader, file, scene)
    title = _title(row, scene, reader=reader)
    about = _about(file, scene, mask=mask, reader=reader)
    return Card(
        summary=f"{title} — {about}",
        blocks=(Heading(text=title), Text(text=about), *_rest(file, row, scene, mask=mask, reader=reader)),
    )


def _title(row: HistoryRow, scene: Scene, *, reader: Member) -> str:
    say, name = scene.wording.say, scene.name(row.by)
    match row.what:
        case Happening.RESOLVED:
            return say("✅ {name} resolved a case that you helped with", name=name)
        case Happening.WOKEN:
            return say("⏰ Here it is again: the case you snoozed")
        case Happening.HANDED_OVER if row.details.get("to") == str(reader.id):
            return say("🤝 {name} handed a case over to you", name=name)
        case Happening.HANDED_OVER | Happening.CLAIMED:
            holder = row.details.get("to", "")
            taker = scene.name(int(holder)) if holder.isdecimal() else name
            return say("🤝 {name} has taken over a case of yours", name=taker)
        case Happening.RELEASED if row.details.get("unanswered") == str(reader.id):
            return say("🔓 Without an answer from you, this case went back to the team")
        case Happening.REOPENED:
            return say("🔁 {name} opened a case of yours again", name=name)
        case Happening.NOTED:
            return say("📝 {name} noted something on a case of yours", name=name)
        case Happening.FEEDBACK_UPDATED:
            return say("✏️ The customer added something to a case of yours")
        case _:
            return say("🔔 Something changed in a case of yours")


def _about(file: CaseFile, scene: Scene, *, mask: Mask, reader: Member) -> str:
    where = file.feedback.said.touchpoint
    # Whoever has the case knows the customer by name; others press Contact, which is recorded.
    names = Names.FULL if reader.id in (file.case.named, file.case.holder) else Names.INITIALS
    return dotted(
        customer_name(file.feedback, scene, names),
        where and one_line(mask.hide(where), limit=40),
        scene.at(file.feedback.occurred_at),
    )


def _rest(file: CaseFile, row: HistoryRow, scene: Scene, *, mask: Mask, reader: Member) -> tuple[Block, ...]:
    details = Button(label=scene.wording.say("Details"), action=ShowDetails(file.case.id))
    quoted = row.details.get("done") or row.details.get("reason") or row.details.get("note") or ""
    words = (Quote(text=mask.hide(quoted), limit=300),) if quoted else ()
    if row.what is Happening.RESOLVED:
        outcome = told_outcome(Told(row.details.get("told", Told.NOT_POSSIBLE)), scene.wording)
        return (*words, Text(text=f"→ {outcome}"), Buttons(buttons=(details,)))
    buttons = case_buttons(file, scene.wording, watching=file.case.holder not in (None, reader.id))
    if file.case.state is CaseState.RESOLVED or file.case.holder not in (None, reader.id):
        return (*words, Buttons(buttons=buttons))
    return (
        *words,
        Text(text=wish(file.feedback, scene, mask=mask)),
        Text(text=by_when(file.case, file.feedback, scene), strong=True),
        Buttons(buttons=buttons),
    )
