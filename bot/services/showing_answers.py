"""What a shared answer shows: found anew for the same days, whenever it is drawn."""

from dataclasses import replace

from bot.cards.answers import shared_card
from bot.cards.model import Card
from bot.cards.scene import Scene
from bot.domain.findings import ComparisonFound, ScoreFound, TableFound
from bot.domain.posting import Posting
from bot.domain.question import AskComparison, AskScore, AskTable, Question
from bot.services import asking
from bot.services.office import Office
from storage import questions

Found = ScoreFound | TableFound | ComparisonFound


async def find(office: Office, question: Question, scene: Scene, *, aloud: bool = False) -> Found:
    """The answer to any question in numbers. `aloud`: for everybody in a chat, which quotes less than one person may
    read."""
    match question:
        case AskScore():
            return await asking.score(office, question, aloud=aloud, now=scene.now)
        case AskTable():
            return await asking.table(office, question)
        case AskComparison():
            return await asking.comparison(office, question)


async def question_truth(office: Office, posting: Posting, scene: Scene) -> Card:
    """The card of a shared answer. Raises NotFound. Customers' words stay within the team that they are about."""
    async with office.db.read() as tx:
        shared = await questions.get(tx, posting.subject)
    found = await find(office, shared.question, scene, aloud=True)
    if isinstance(found, ScoreFound) and found.question.team != posting.team:
        found = replace(found, good=None, painful=None)
    return shared_card(found, scene, by=shared.by, at=shared.at)
