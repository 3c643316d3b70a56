"""The cases in a digest that can still be put right, each with a live Claim as long as nobody has it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.actions import ClaimCase
from bot.cards.lines import dotted, one_line
from bot.cards.masking import mask_of
from bot.cards.model import Block, Button, Buttons, Text
from bot.cards.opening import customer_name
from bot.cards.scene import Scene
from bot.cards.terms import in_short
from bot.domain.case import CaseState
from bot.domain.case_file import CaseFile
from bot.domain.feedback import Feedback
from bot.domain.people import Names

_GIST = 80


def put_right_lines(
    files: Sequence[CaseFile], scene: Scene, *, names: Names, hide: Callable[[str], str], quoted: Feedback | None
) -> tuple[Block, ...]:
    """The cases as they are now, in order, numbered like their buttons; the words of `quoted` stand elsewhere."""
    if not files:
        return ()
    say = scene.wording.say
    alone = len(files) == 1
    numbered = list(enumerate(files, start=1))
    lines = [_line(file, scene, names=names, hide=hide, quoted=quoted) for file in files]
    buttons = tuple(
        Button(label=say("Claim") if alone else say("Claim {number}", number=number), action=ClaimCase(file.case.id))
        for number, file in numbered
        if file.case.state is CaseState.OPEN
    )
    return (
        Text(text=say("🛟 We can still put this right today:"), strong=True),
        *(Text(text=line if alone else f"{number}. {line}") for number, line in enumerate(lines, start=1)),
        *((Buttons(buttons=buttons),) if buttons else ()),
    )


def _line(file: CaseFile, scene: Scene, *, names: Names, hide: Callable[[str], str], quoted: Feedback | None) -> str:
    """Neither score nor words once somebody works on it: whoever that is may be whom it is about."""
    said, say = file.feedback.said, scene.wording.say

    def masked(text: str | None, limit: int) -> str:
        return one_line(mask_of(file.feedback, file.case.named, scene).hide(hide(text)), limit=limit) if text else ""

    what = dotted(masked(said.touchpoint, 40), customer_name(file.feedback, scene, names))
    match file.case.state:
        case CaseState.RESOLVED:
            return say("✅ Resolved: {what}", what=what)
        case CaseState.CLAIMED:
            return say("🤝 Taken up: {what}", what=what)
    line = dotted(in_short(file.feedback.kind, said.score, scene.wording), what, _due(file.case.deadline, scene))
    gist = masked(said.comment, _GIST) if quoted is None or quoted.id != file.feedback.id else ""
    return f"{line}\n“{gist}”" if gist else line


def _due(deadline: datetime, scene: Scene) -> str:
    if scene.now > deadline:
        return scene.wording.say("⚠️ overdue")
    return scene.wording.say("⏰ by {moment}", moment=scene.at(deadline))
