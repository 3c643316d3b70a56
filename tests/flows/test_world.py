"""The shop in which the other tests play is as they were told."""

from bot.domain.destination import Platform
from bot.services.office import Office
from tests.world import ANNA, EVERYONE


async def test_members_have_the_ids_and_accounts_that_tests_name(office: Office) -> None:
    assert dict(office.organisation.members) == {member.id: member for member in EVERYONE}
    private = office.organisation.members[ANNA.id].private_chat()
    assert private is not None
    assert (private.platform, private.chat) == (Platform.TELEGRAM, "1001")
