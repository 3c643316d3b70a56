"""What the page has to know before it draws anything: who there is, what customers say, and the day."""

from typing import Any

from bot.clock import Clock
from sandbox.demo.people import COLLEAGUES, CREWS, LANGUAGES, Language
from sandbox.demo.stories import STORIES


def scene(clock: Clock, language: Language) -> dict[str, Any]:
    """Everything in both languages, since the page can change its own; `language` is what the teams speak."""
    return {
        "language": language,
        "organisation": "De Vries Wonen",
        "timezone": "Europe/Amsterdam",
        "now": clock().isoformat(),
        "people": [
            {
                "key": person.key,
                "name": person.name,
                "email": person.email,
                "role": person.role,
                "team": person.team,
                "slack": person.slack,
                "telegram": person.telegram,
            }
            for person in COLLEAGUES
            if person.played
        ],
        "teams": [
            {
                "key": crew.key,
                "name": crew.name[language],
                "channel": crew.channel,
                "group": crew.group,
                "topic": crew.topic,
            }
            for crew in CREWS
        ],
        "stories": [
            {
                "key": story.key,
                "icon": story.icon,
                "language": spoken,
                "title": story.title[spoken],
                "piece": story.piece(spoken),
            }
            for spoken in LANGUAGES
            for story in STORIES
        ],
    }
