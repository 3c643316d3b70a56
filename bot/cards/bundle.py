"""What a lead hears in passing, at most once an hour: cases that nobody has and whose deadlines come near."""

from collections.abc import Sequence

from bot.actions import ClaimCase
from bot.cards.lines import dotted
from bot.cards.masking import mask_for
from bot.cards.model import Block, Button, Buttons, Card, Heading, Small, Text
from bot.cards.opening import by_when, customer_name, headline
from bot.cards.scene import Scene
from bot.domain.case_file import CaseFile
from bot.domain.people import Member, Names

MOST_CASES = 5


def bundle_card(files: Sequence[CaseFile], scene: Scene, *, reader: Member) -> Card:
    """The open cases among them, the most urgent first; what was taken meanwhile needs nobody."""
    say, count = scene.wording.say, scene.wording.count
    title = count("⏳ {n} case waits for somebody", "⏳ {n} cases wait for somebody", len(files))
    urgent = sorted(files, key=lambda file: (file.case.deadline, file.case.id))
    shown, rest = urgent[:MOST_CASES], len(urgent) - MOST_CASES
    lines = [f"{number}. {_line(file, scene, reader=reader)}" for number, file in enumerate(shown, start=1)]
    more: tuple[Block, ...] = (Small(text=count("… and {n} more …", "… and {n} more …", rest)),) if rest > 0 else ()
    buttons = tuple(
        Button(label=say("Claim {number}", number=number), action=ClaimCase(file.case.id))
        for number, file in enumerate(shown, start=1)
    )
    return Card(
        summary=dotted(title, headline(shown[0].feedback, scene, mask=mask_for(reader, shown[0], scene))),
        blocks=(Heading(text=title), *(Text(text=line) for line in lines), *more, Buttons(buttons=buttons)),
    )


def all_taken_card(scene: Scene) -> Card:
    """Every one of them has been taken since."""
    title = scene.wording.say("✅ All of these have been taken by now")
    return Card(summary=title, blocks=(Heading(text=title),))


def _line(file: CaseFile, scene: Scene, *, reader: Member) -> str:
    return dotted(
        headline(file.feedback, scene, mask=mask_for(reader, file, scene)),
        customer_name(file.feedback, scene, Names.INITIALS),
        by_when(file.case, file.feedback, scene),
    )
