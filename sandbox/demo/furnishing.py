"""Furnishes the emulated platforms before anyone comes in: accounts, channels, groups, and a little talk."""

from sandbox.demo.people import COLLEAGUES, CREWS, Colleague, Language, Words
from sandbox.slack import SlackEmulator, SlackMessage
from sandbox.telegram import Message, TelegramEmulator

LOCALES: Words = {"nl": "nl-NL", "en": "en-GB"}
_GENERAL = "C0GENERAL"
_COMMAND: Words = {"nl": "Je meldingen en de feedback van je team", "en": "Your cases and your team's feedback"}
_COMMAND_HINT: Words = {
    "nl": "help | me | cases | vorige maand per kanaal | case 42 | afwezig tot vrijdag | link",
    "en": "help | me | cases | last month by channel | case 42 | away until friday | link",
}
_GENERAL_NAME: Words = {"nl": "algemeen", "en": "general"}
_ROSTER: Words = {"nl": "Rooster en verlof", "en": "Roster and leave"}
_FEEDBACK: Words = {"nl": "Wat klanten zeggen", "en": "What customers say"}

_ON_SLACK: tuple[tuple[str, str, Words], ...] = (
    (
        _GENERAL,
        "sanne",
        {
            "nl": "Goedemorgen! Er is taart in de winkel, Tim is jarig.",
            "en": "Good morning! Cake in the shop, it is Tim's birthday.",
        },
    ),
    (_GENERAL, "tim", {"nl": "Kom gerust langs :cake:", "en": "Do come by :cake:"}),
    (
        "C0SUPPORT",
        "fatima",
        {
            "nl": "Morgen allemaal. Anna doet vandaag de telefoon, Boris de chat.",
            "en": "Morning all. Anna is on the phone today, Boris on chat.",
        },
    ),
    (
        "C0DELIVERY",
        "daan",
        {
            "nl": "Let op: de A27 staat vast, de ochtendroute loopt 20 minuten achter.",
            "en": "Mind: the A27 is jammed, the morning route runs 20 minutes late.",
        },
    ),
)
_ON_TELEGRAM: tuple[tuple[int, int | None, str, Words], ...] = (
    (
        CREWS[0].group,
        9,
        "fatima",
        {
            "nl": "Het rooster van volgende week staat klaar.",
            "en": "Next week's roster is ready.",
        },
    ),
    (
        CREWS[1].group,
        None,
        "emma",
        {
            "nl": "Loading the van, leaving in ten minutes 🚚",
            "en": "Loading the van, leaving in ten minutes 🚚",
        },
    ),
)


def furnish_slack(slack: SlackEmulator, language: Language) -> None:
    """The workspace: everybody, a channel for each team and one for all."""
    for person in COLLEAGUES:
        slack.add_user(
            person.slack,
            person.name,
            person.email,
            locale=LOCALES[person.language(language)],
            title=person.role[language],
        )
    slack.add_channel(_GENERAL, _GENERAL_NAME[language], [each.slack for each in COLLEAGUES], bot_is_member=False)
    for crew in CREWS:
        slack.add_channel(crew.channel, crew.channel_name[language], [each.slack for each in crew.members])
    slack.add_command("/nps", _COMMAND[language], _COMMAND_HINT[language])
    space = slack.stage.workspace
    for channel, who, words in _ON_SLACK:
        user = _colleague(who).slack
        space.post(SlackMessage(channel=channel, ts=space.next_ts(), user=user, text=words[language]))


def furnish_telegram(telegram: TelegramEmulator, language: Language) -> None:
    """Everybody's account, and a group for each team; the first team's has topics."""
    for person in COLLEAGUES:
        first_name = person.name.split(" ")[0]
        telegram.add_user(
            person.telegram, first_name, username=f"{person.key}_dvw", language_code=person.language(language)
        )
    for crew in CREWS:
        lead_first = sorted(crew.members, key=lambda person: not person.leads)
        topics = None if crew.topic is None else {crew.topic: _FEEDBACK[language], 9: _ROSTER[language]}
        telegram.add_group(crew.group, crew.name[language], [each.telegram for each in lead_first], topics=topics)
    world = telegram.world
    for group, topic, who, words in _ON_TELEGRAM:
        chat = world.chats[group]
        world.stand(
            Message(
                id=world.next_message_id(chat),
                chat_id=group,
                topic=topic,
                sender=world.users[_colleague(who).telegram],
                date=world.clock(),
                text=words[language],
            )
        )


def _colleague(key: str) -> Colleague:
    return next(person for person in COLLEAGUES if person.key == key)
