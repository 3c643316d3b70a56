"""To leads and admins, once: a chat is closed to us, and what opens it again."""

from typing import assert_never

from bot.cards.lines import one_line
from bot.cards.model import Card, Heading, Small, Text
from bot.cards.scene import Scene
from bot.cards.terms import platform_name
from bot.domain.destination import Platform
from bot.domain.people import Member


def chat_gone_card(platform: Platform, chat: str, because: str, scene: Scene, team_name: str | None) -> Card:
    """`because` is the platform's own reason, in English. A member's private chat is called by the member's name."""
    say = scene.wording.say
    owner = next((m for m in scene.organisation.members.values() if (platform, chat) in _accounts(m)), None)
    place = platform_name(platform)
    if owner is not None:
        sentence = say("I can no longer write to {name} in {platform}.", name=owner.name, platform=place)
    elif team_name is not None:
        sentence = say(
            "I can no longer write to {team} in {platform} (chat {chat}).", team=team_name, platform=place, chat=chat
        )
    else:
        sentence = say("I can no longer write to chat {chat} in {platform}.", platform=place, chat=chat)
    title = say("🔌 A chat is closed to me")
    return Card(
        summary=sentence,
        blocks=(
            Heading(text=title),
            Text(text=sentence),
            Text(text=_remedy(platform, scene, private=owner is not None)),
            Small(text=say("{platform} says: {reason}", platform=place, reason=one_line(because, limit=200))),
        ),
    )


def _accounts(member: Member) -> set[tuple[Platform, str]]:
    return {(account.platform, account.user_id) for account in member.accounts}


def _remedy(platform: Platform, scene: Scene, *, private: bool) -> str:
    say = scene.wording.say
    match platform:
        case Platform.SLACK if private:
            return say("Are they still in Slack? Until then their cases go to the team at once.")
        case Platform.SLACK:
            return say("Type /invite and my name in the channel; what waited there comes after all.")
        case Platform.TELEGRAM if private:
            return say("Ask them to unblock me and press Start. Until then their cases go to the team at once.")
        case Platform.TELEGRAM:
            return say("Add me to the group again and let me post; what waited there comes after all.")
    assert_never(platform)
