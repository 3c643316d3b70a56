"""Everything about a case, as a private answer: the whole words, the facts, and what happened."""

from collections.abc import Sequence

from bot.actions import ShowDetails
from bot.cards.case import case_buttons
from bot.cards.history import history_lines
from bot.cards.lines import one_line
from bot.cards.masking import Mask, mask_for
from bot.cards.model import Block, Button, Buttons, Card, Divider, Facts, Heading, Text
from bot.cards.opening import by_when, customer_name, earlier, headline, wish, words
from bot.cards.scene import Scene
from bot.domain.case import HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.people import Member, Names

MOST_ATTRIBUTES = 10
WHOLE = 10_000


def details_card(file: CaseFile, rows: Sequence[HistoryRow], scene: Scene, *, reader: Member, names: Names) -> Card:
    """`names` says how the customer is called where the reader looks. Who looks from outside the case reads no more of
    the named employee than on the team's card.
    """
    mask = mask_for(reader, file, scene)
    line = headline(file.feedback, scene, mask=mask)
    unresolved = file.case.resolution is None
    due: tuple[Block, ...] = (Text(text=by_when(file.case, file.feedback, scene), strong=True),) if unresolved else ()
    watching = file.case.holder not in (None, reader.id)
    return Card(
        summary=scene.wording.say("Case {number}: {line}", number=file.case.id, line=line),
        blocks=(
            Heading(text=line),
            Text(text=wish(file.feedback, scene, mask=mask)),
            *due,
            words(file.feedback, scene, mask=mask, limit=WHOLE),
            Facts(rows=_facts(file, scene, mask=mask, names=names)),
            *earlier(file.past, scene),
            Divider(),
            Text(text=scene.wording.say("History"), strong=True),
            Text(text=history_lines(rows, scene, mask=mask)),
            Buttons(buttons=_all_but_details(case_buttons(file, scene.wording, watching=watching))),
        ),
    )


def _all_but_details(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(button for button in buttons if not isinstance(button.action, ShowDetails))


def _facts(file: CaseFile, scene: Scene, *, mask: Mask, names: Names) -> tuple[tuple[str, str], ...]:
    say, feedback, said = scene.wording.say, file.feedback, file.feedback.said
    at_risk = file.case.value_at_risk
    known = (
        (say("Case"), str(file.case.id)),
        (say("Customer"), customer_name(feedback, scene, names)),
        (say("When"), scene.at(feedback.occurred_at)),
        (say("Received"), scene.at(feedback.received_at)),
        (say("Location"), said.location),
        (say("Journey"), said.journey),
        (say("Tags"), ", ".join(said.tags)),
        (say("Team"), scene.team_name(file.case.team)),
        (say("At risk a year"), at_risk and scene.wording.money(at_risk, scene.organisation.currency)),
        (say("Source"), said.source),
        *((str(key), str(value)) for key, value in list(said.attributes.items())[:MOST_ATTRIBUTES]),
    )
    return tuple((one_line(label, limit=40), one_line(mask.hide(value), limit=200)) for label, value in known if value)
