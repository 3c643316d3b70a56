"""A file of answers: who may take it, and the file, at once or as soon as it is there."""

from bot.cards import asking_notices, export_notices
from bot.cards.model import Later, Notice, Reply
from bot.cards.scene import Scene
from bot.domain.exported import MOST_ROWS
from bot.domain.organisation import Team
from bot.domain.period import Period
from bot.domain.permissions import Refused, may_take_personal, why_not_export
from bot.domain.question import FileFormat
from bot.errors import Conflict, Unavailable
from bot.services import exporting
from bot.services.exporting import TooMuch
from bot.services.office import By, Office

_AT_ONCE = 500
"""So many rows are written while somebody waits; Slack waits for three seconds."""


async def export(
    office: Office, team: Team, period: Period, form: FileFormat, by: By, scene: Scene, *, personal: bool
) -> Reply:
    """The file for the asker alone; or why they do not get it."""
    org = office.organisation
    match why_not_export(team.key, by.member, org):
        case Refused.OTHER_TEAM:
            return asking_notices.other_team(team.name, scene)
        case Refused.LEADS_ONLY:
            return export_notices.only_leads(team.name, scene)
    if personal and not may_take_personal(team.key, by.member, org):
        return export_notices.not_personal(org.personal_for, scene)
    rows = await exporting.count(office, team.key, period)
    if rows == 0:
        return export_notices.empty(team.name, period, scene)
    if form is FileFormat.XLSX and rows > MOST_ROWS:
        return export_notices.too_many_rows(rows, scene)

    async def make() -> Notice:
        return await _file(office, team, period, form, by, scene, personal=personal)

    if rows <= _AT_ONCE and not office.exporting.locked():
        return await make()
    return Later(first=export_notices.making(rows, scene), then=make)


async def _file(
    office: Office, team: Team, period: Period, form: FileFormat, by: By, scene: Scene, *, personal: bool
) -> Notice:
    try:
        found = await exporting.make(office, team, period, form, personal=personal, by=by, scene=scene)
    except (Conflict, Unavailable, OSError):
        return export_notices.failed(scene)
    match found:
        case TooMuch.BYTES:
            return export_notices.too_large(scene)
        case TooMuch.ROWS:
            return export_notices.too_many_rows(MOST_ROWS + 1, scene)
    name = f"klankbord-{team.key}-{period.first}-{period.last}.{form.value}"
    return export_notices.made(name, found.content, found.rows, team.name, period, scene, personal=personal)
