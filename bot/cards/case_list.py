"""A page of cases, most at stake first, for one person's eyes: what each is about, who has it, what can be pressed."""

from collections.abc import Sequence

from bot.actions import ClaimCase, ResolveCase, ShowDetails
from bot.cards.lines import dotted, one_line
from bot.cards.masking import mask_for
from bot.cards.model import Block, Button, Buttons, Card, Heading, Quote, Small, Text
from bot.cards.opening import by_when, customer_name
from bot.cards.scene import Scene
from bot.cards.terms import in_short
from bot.domain.case import CaseState
from bot.domain.case_file import CaseFile
from bot.domain.findings import CasesFound
from bot.domain.people import Member, Names
from bot.domain.question import Which
from bot.wording import Wording

_GIST = 140


def case_list_card(
    found: CasesFound,
    scene: Scene,
    *,
    team: str,
    reader: Member,
    names: Names,
    buttons: tuple[Button, ...] = (),
) -> Card:
    """`names` says how customers are called where the reader looks. Whose feedback it is stays out of sight as on the
    team's card, but for whom it concerns."""
    title = _title(found, team, scene)
    numbered = list(enumerate(found.files, start=found.begins + 1))
    cases = tuple(block for number, file in numbered for block in _case(number, file, scene, reader, names))
    rows = (_first_to_do(numbered, reader, scene), _whole(numbered), buttons)
    how = (Small(text=scene.wording.say("A number shows the whole case.")),) if found.files else ()
    return Card(
        summary=title,
        blocks=(Heading(text=title), *cases, *how, *(Buttons(buttons=row) for row in rows if row)),
    )


def _title(found: CasesFound, team: str, scene: Scene) -> str:
    count, say = scene.wording.count, scene.wording.say
    if not found.many:
        return dotted(team, _none(found.which, scene.wording))
    match found.which:
        case Which.OVERDUE:
            told = count("{n} case overdue", "{n} cases overdue", found.many)
        case Which.MINE:
            told = count("{n} case of yours", "{n} cases of yours", found.many)
        case Which.OPEN:
            told = count("{n} case open", "{n} cases open", found.many)
    if found.many == len(found.files):
        return dotted(team, told)
    here = say("{first} to {last}", first=found.begins + 1, last=found.begins + len(found.files))
    return dotted(team, told, here)


def _none(which: Which, wording: Wording) -> str:
    match which:
        case Which.OVERDUE:
            return wording.say("👌 Nothing is overdue.")
        case Which.MINE:
            return wording.say("👌 You have no open cases.")
        case Which.OPEN:
            return wording.say("👌 Nothing waits for you here.")


def _case(number: int, file: CaseFile, scene: Scene, reader: Member, names: Names) -> tuple[Block, ...]:
    said, mask = file.feedback.said, mask_for(reader, file, scene)
    what = dotted(
        in_short(file.feedback.kind, said.score, scene.wording),
        said.touchpoint and one_line(mask.hide(said.touchpoint), limit=40),
        customer_name(file.feedback, scene, names),
        _at_stake(file, scene),
    )
    gist = one_line(mask.hide(said.comment or ""), limit=_GIST)
    return (
        Text(text=f"{number}. {what}", strong=True),
        *((Quote(text=gist, limit=_GIST),) if gist else ()),
        Small(text=dotted(by_when(file.case, file.feedback, scene), _holder(file, scene, reader))),
    )


def _at_stake(file: CaseFile, scene: Scene) -> str:
    amount = file.case.value_at_risk
    if not amount:
        return ""
    return scene.wording.say("{money} at risk", money=scene.wording.money(amount, scene.organisation.currency))


def _holder(file: CaseFile, scene: Scene, reader: Member) -> str:
    holder, say = file.case.holder, scene.wording.say
    if holder is None:
        return say("nobody has it yet")
    if holder == reader.id:
        return say("you have it")
    return say("{name} has it", name=mask_for(reader, file, scene).name(holder, scene))


def _first_to_do(numbered: Sequence[tuple[int, CaseFile]], reader: Member, scene: Scene) -> tuple[Button, ...]:
    """Claim what nobody has, resolve what is mine."""
    say = scene.wording.say
    made: list[Button] = []
    for number, file in numbered:
        if file.case.state is CaseState.OPEN:
            made.append(Button(label=say("Claim {number}", number=number), action=ClaimCase(file.case.id)))
        elif file.case.holder == reader.id:
            made.append(Button(label=say("Resolve {number}", number=number), action=ResolveCase(file.case.id)))
    return tuple(made)


def _whole(numbered: Sequence[tuple[int, CaseFile]]) -> tuple[Button, ...]:
    return tuple(Button(label=str(number), action=ShowDetails(file.case.id)) for number, file in numbered)
