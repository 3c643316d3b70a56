"""What people set for themselves: their language, and that they go away or are back."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards import away_notices, settings
from bot.cards.model import FormErrors, Notice, Reply
from bot.cards.scene import Scene
from bot.domain.absence import back_at
from bot.services import away
from bot.services import settings as setting
from bot.services.office import By, Office
from bot.wording import Wording
from handlers import submissions
from handlers.returning import Trouble, day_of_return

_UNTIL = "until"


async def language(office: Office, wanted: str, by: By, scene: Scene) -> Notice:
    """The answer comes in the language that was chosen."""
    member = await setting.choose_language(office, by, wanted)
    if member is None:
        return settings.unknown_language(scene)
    return settings.language_set(replace(scene, wording=Wording(member.language, scene.wording.zone)))


async def go_away(office: Office, words: str, by: By, scene: Scene) -> Reply:
    """The day is the member's own, and so is the hour at which they are back."""
    day = day_of_return(words, by.at.astimezone(scene.wording.zone).date())
    if isinstance(day, Trouble):
        return away_notices.not_understood(words, scene, is_a_day=day is not Trouble.NOT_A_DAY)
    until = back_at(day, by.member, office.organisation)
    leaving = await away.leave(office, by, until=until)
    if leaving is None:
        return None
    return away_notices.away(until, scene, handed_over=leaving.handed_over, released=leaving.released)


async def submit_away(office: Office, values: Mapping[str, str], by: By, scene: Scene) -> Reply:
    """The same by a form, or what is wrong in it."""
    wrong = submissions.check(settings.away_form(scene), values, scene)
    if wrong is not None:
        return wrong
    words = values[_UNTIL].strip()
    day = day_of_return(words, by.at.astimezone(scene.wording.zone).date())
    if isinstance(day, Trouble):
        why = away_notices.not_understood(words, scene, is_a_day=day is not Trouble.NOT_A_DAY)
        return FormErrors(errors={_UNTIL: why.text})
    return await go_away(office, words, by, scene)


async def come_back(office: Office, by: By, scene: Scene) -> Notice:
    """They hear everything again."""
    await away.come_back(office, by)
    return away_notices.back(scene)
