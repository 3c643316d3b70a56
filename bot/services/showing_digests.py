"""What a digest shows: its numbers as they were frozen, its quotes and cases as they are now."""

from bot.cards.digest import digest_card
from bot.cards.huddle import huddle_card
from bot.cards.model import Card
from bot.cards.scene import Scene
from bot.domain.case_file import CaseFile
from bot.domain.digest import HuddleContent
from bot.domain.feedback import Feedback
from bot.domain.people import Names
from bot.domain.posting import Posting
from bot.errors import NotFound
from storage import cases, digests, feedback
from storage.engine import Transaction


async def digest_truth(tx: Transaction, posting: Posting, scene: Scene, *, names: Names) -> Card:
    """The card of a digest or a huddle. Raises NotFound."""
    digest = await digests.get(tx, posting.subject)
    content = digest.content
    if isinstance(content, HuddleContent):
        quoted = [await _heard(tx, one.quote) for one in content.causes]
        return huddle_card(digest, content, scene, quotes={one.id: one for one in quoted if one is not None})
    return digest_card(
        digest,
        content,
        scene,
        names=names,
        worth=[file for number in content.worth if (file := await _file(tx, number)) is not None],
        hurts=await _heard(tx, content.hurts),
        proud=await _heard(tx, content.proud),
    )


async def _heard(tx: Transaction, number: int | None) -> Feedback | None:
    """What is quoted, unless it has been erased since."""
    if number is None:
        return None
    try:
        return await feedback.get(tx, number)
    except NotFound:
        return None


async def _file(tx: Transaction, number: int) -> CaseFile | None:
    """A listed case, unless it has been erased since."""
    try:
        return await cases.file(tx, number)
    except NotFound:
        return None
