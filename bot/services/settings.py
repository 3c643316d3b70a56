"""What members set for themselves."""

from bot.domain.people import Member
from bot.services import homes
from bot.services.office import By, Office
from bot.wording import LANGUAGES
from storage import people


async def choose_language(office: Office, by: By, language: str) -> Member | None:
    """From now on the member reads this language, also after the configuration was read again. None: we don't speak it.

    What stands in their chats already changes with its next revision.
    """
    if language not in LANGUAGES:
        return None
    async with office.db.begin() as tx:
        await people.choose_language(tx, by.member.id, language)
        await homes.follow_people(tx, members=[by.member.id], now=by.at)
    await office.meet_members()
    office.nudge()
    return office.organisation.members[by.member.id]
