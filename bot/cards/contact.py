"""How to reach the customer: a private answer, and each look is in the case's history."""

from bot.cards.lines import one_line
from bot.cards.masking import SEE_ALL
from bot.cards.model import Card, Facts, Heading, Small, Text
from bot.cards.opening import by_when, customer_name, wish
from bot.cards.scene import Scene
from bot.domain.case_file import CaseFile
from bot.domain.feedback import Feedback
from bot.domain.people import Names


def contact_card(about: CaseFile | Feedback, scene: Scene) -> Card:
    """Name, phone, e-mail, and how and when they want to be reached."""
    feedback = about.feedback if isinstance(about, CaseFile) else about
    customer, say = feedback.said.customer, scene.wording.say
    name = customer_name(feedback, scene, Names.FULL)
    rows = tuple(
        (label, one_line(value, limit=200))
        for label, value in (
            (say("Phone"), customer.phone),
            (say("E-mail"), customer.email),
            (say("Customer number"), customer.id),
            (say("Language"), customer.language),
        )
        if value
    )
    unreachable = say("We were given no phone number or e-mail address.")
    nothing = () if customer.phone or customer.email else (Text(text=unreachable),)
    due = (
        (Text(text=by_when(about.case, feedback, scene), strong=True),)
        if isinstance(about, CaseFile) and about.case.resolution is None
        else ()
    )
    noted = (Small(text=say("That you looked is in the case's history.")),) if isinstance(about, CaseFile) else ()
    return Card(
        summary=say("How to reach {name}", name=name),
        blocks=(
            Heading(text=name),
            Text(text=wish(feedback, scene, mask=SEE_ALL)),
            *due,
            *nothing,
            *((Facts(rows=rows),) if rows else ()),
            *noted,
        ),
    )
