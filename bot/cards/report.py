"""The report under a case's card: what was done, why it happened, and what the customer heard."""

from bot.cards.lines import dotted, one_line
from bot.cards.masking import SEE_ALL, mask_of
from bot.cards.model import Card, Facts, Heading, Quote, Small
from bot.cards.opening import customer_name
from bot.cards.scene import Scene
from bot.cards.terms import cause_word, told_word
from bot.domain.case import HistoryRow, Told
from bot.domain.case_file import CaseFile
from bot.domain.people import Names


def report_card(file: CaseFile, row: HistoryRow, scene: Scene, *, names: Names) -> Card:
    """The row's own report, which stays as it is when the case is reopened and resolved anew.

    A colleague's report hides the named employee as the card does; their own report is theirs to sign.
    """
    wording = scene.wording
    about = (file.case.named, file.feedback.employee_id)
    mask = SEE_ALL if row.by in about else mask_of(file.feedback, file.case.named, scene)
    done = mask.hide(row.details.get("done", ""))
    title = wording.say("✅ Resolved by {name}", name=scene.name(row.by))
    where = file.feedback.said.touchpoint
    return Card(
        summary=f"{title}: {one_line(done, limit=120)}",
        blocks=(
            Heading(text=title),
            Quote(text=done, limit=1500),
            Facts(rows=(_cause(row, scene), _told(row, scene, because=mask.hide(row.details.get("because", ""))))),
            Small(
                text=dotted(
                    customer_name(file.feedback, scene, names),
                    where and one_line(mask.hide(where), limit=40),
                    scene.at(row.at),
                )
            ),
        ),
    )


def _cause(row: HistoryRow, scene: Scene) -> tuple[str, str]:
    return scene.wording.say("Cause"), cause_word(row.details.get("cause", ""), scene.wording)


def _told(row: HistoryRow, scene: Scene, *, because: str) -> tuple[str, str]:
    told = Told(row.details.get("told", Told.NOT_POSSIBLE))
    way = told_word(told, scene.wording)
    return scene.wording.say("Told the customer"), f"{way}: {because}" if told is Told.NOT_POSSIBLE and because else way
