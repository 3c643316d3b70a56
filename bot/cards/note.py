"""A colleague's note, under the cards where it was not written."""

from bot.cards.lines import one_line
from bot.cards.model import Card, Heading, Quote
from bot.cards.scene import Scene
from bot.domain.case import HistoryRow


def note_card(row: HistoryRow, scene: Scene) -> Card:
    """Who noted what. `author` in the row's details: whose words they are, when somebody else made a note of them."""
    author = one_line(row.details.get("author", "")) or scene.name(row.by)
    words = row.details.get("note", "")
    title = scene.wording.say("📝 {name} noted", name=author)
    return Card(
        summary=f"{title}: {one_line(words, limit=120)}", blocks=(Heading(text=title), Quote(text=words, limit=1500))
    )
