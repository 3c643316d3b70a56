"""Under a team's card: a colleague's note from elsewhere, or a call to whoever the case was handed to."""

from bot.cards.lines import one_line
from bot.cards.masking import mask_of
from bot.cards.model import Block, Card, Heading, Mention, Quote
from bot.cards.scene import Scene
from bot.domain.case import HistoryRow
from bot.domain.case_file import CaseFile


def note_card(file: CaseFile, row: HistoryRow, scene: Scene) -> Card:
    """Who noted what. `author` in the row's details: whose words they are, when somebody else made a note of them.

    Like the card above it, it never names the employee whom the feedback is about.
    """
    mask = mask_of(file.feedback, file.case.named, scene)
    author = one_line(mask.hide(row.details.get("author", ""))) or mask.name(row.by, scene)
    words = mask.hide(row.details.get("note", ""))
    title = scene.wording.say("📝 {name} noted", name=author)
    return Card(
        summary=f"{title}: {one_line(words, limit=120)}", blocks=(Heading(text=title), Quote(text=words, limit=1500))
    )


def handed_over_card(file: CaseFile, row: HistoryRow, scene: Scene) -> Card:
    """For a colleague who has no private chat with us: so they are called where the whole team reads."""
    mask = mask_of(file.feedback, file.case.named, scene)
    to = row.details.get("to", "")
    member = scene.member(int(to) if to.isdecimal() else None)
    title = scene.wording.say("🤝 {name} has handed over this case", name=mask.name(row.by, scene))
    reason = mask.hide(row.details.get("reason", "").strip())
    call: tuple[Block, ...] = ()
    if member is not None:
        accounts = {str(account.platform): account.user_id for account in member.accounts}
        call = (Mention(name=scene.name(member.id), accounts=accounts, text=scene.wording.say("it is yours now.")),)
    words = (Quote(text=reason, limit=300),) if reason else ()
    return Card(summary=title, blocks=(Heading(text=title), *call, *words))
