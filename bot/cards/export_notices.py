"""What somebody hears who asks for a file of answers."""

from bot.cards.model import Attachment, Notice
from bot.cards.scene import Scene
from bot.domain.organisation import PersonalFor
from bot.domain.period import Period


def made(name: str, content: bytes, rows: int, team: str, period: Period, scene: Scene, *, personal: bool) -> Notice:
    """The file, and how it may be used."""
    wording = scene.wording
    what = wording.count(
        "{team}, {when}: {n} answer.", "{team}, {when}: {n} answers.", rows, team=team, when=when(period, scene)
    )
    careful = (
        wording.say("Customers can be recognised in it: don't pass it on, and delete it when you are done.")
        if personal
        else wording.say("Names, addresses and numbers are left out.")
    )
    alt = wording.say("Table of answers of customers of {team}, {when}", team=team, when=when(period, scene))
    return Notice(text=f"{what} {careful}", file=Attachment(name=name, content=content, alt=alt))


def making(rows: int, scene: Scene) -> Notice:
    """It takes a while."""
    return Notice(
        text=scene.wording.count(
            "I'm putting {n} answer into a file. It comes here in a moment.",
            "I'm putting {n} answers into a file. It comes here in a moment.",
            rows,
        )
    )


def empty(team: str, period: Period, scene: Scene) -> Notice:
    """Nobody answered."""
    return Notice(text=scene.wording.say("{team} has no answers in {when}.", team=team, when=when(period, scene)))


def only_leads(team: str, scene: Scene) -> Notice:
    """A member asks for a file."""
    return Notice(text=scene.wording.say("The leads of {team} and the admins can take a file.", team=team), alert=True)


def not_personal(allowed: PersonalFor, scene: Scene) -> Notice:
    """Customers' names were asked for, and are not for this person."""
    say = scene.wording.say
    match allowed:
        case PersonalFor.NOBODY:
            who = say("Files with customers' names are switched off here. Your operator decides that.")
        case PersonalFor.ADMINS:
            who = say("Only admins may take customers' names along. Ask one of them; your operator decides.")
        case PersonalFor.LEADS:
            who = say("Only leads and admins may take customers' names along. Your operator decides.")
    return Notice(text=f"{who} {say('Without “personal” you can have the file.')}", alert=True)


def too_many_rows(rows: int, scene: Scene) -> Notice:
    """Excel ends before the answers do."""
    return Notice(
        text=scene.wording.say(
            "Excel takes 1,048,575 rows and these are {many} answers. Ask for a shorter period, or for csv.",
            many=scene.wording.number(rows),
        ),
        alert=True,
    )


def too_large(scene: Scene) -> Notice:
    """The chat does not take such a file."""
    return Notice(
        text=scene.wording.say("A file of more than 50 MB can't be sent. Ask for a shorter period."),
        alert=True,
    )


def failed(scene: Scene) -> Notice:
    """A fault of ours."""
    return Notice(text=scene.wording.say("The file could not be made now. Please try again in a moment."), alert=True)


def when(period: Period, scene: Scene) -> str:
    """1 Nov – 20 Nov."""
    today = scene.now.astimezone(scene.wording.zone).date()
    first, last = (scene.wording.short_date(day, today=today) for day in (period.first, period.last))
    return first if period.days == 1 else f"{first} – {last}"
