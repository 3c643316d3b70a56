"""What a lead says will be done about a round's answers."""

from collections.abc import Mapping

from bot.cards import pulse_notices
from bot.cards.model import Form, Notice, Reply
from bot.cards.scene import Scene
from bot.services import promises
from bot.services.office import By, Office
from handlers import submissions


async def form(office: Office, round_id: int, by: By, scene: Scene) -> Form | Notice:
    """The form, for those whose promise it is to make. Raises NotFound."""
    one = await promises.round_for(office, round_id, by)
    return pulse_notices.promise_form(one, scene) if one is not None else pulse_notices.only_leads(scene)


async def submit(office: Office, round_id: int, values: Mapping[str, str], by: By, scene: Scene) -> Reply:
    """Keep the promise, or say what is wrong in the form. Raises NotFound."""
    asked = await form(office, round_id, by, scene)
    if isinstance(asked, Notice):
        return asked
    wrong = submissions.check(asked, values, scene)
    if wrong is not None:
        return wrong
    kept = await promises.promise(office, round_id, by, words=values["promise"].strip())
    return pulse_notices.promised(scene) if kept else None
