"""What is kept about the person who asks: how much of what, and what pulses keep."""

from collections.abc import Mapping

from bot.cards.model import Card, Facts, Heading, Text
from bot.cards.scene import Scene


def kept_card(counts: Mapping[str, int], scene: Scene) -> Card:
    """`counts` of rows that name them, by table."""
    say = scene.wording.say
    title = say("What is kept about you")
    rows = tuple((_words(table, scene), scene.wording.number(n)) for table, n in counts.items())
    answers = say(
        "Pulses keep that you were asked, and when. What you answer is kept sealed, without your name or the time, so"
        " nobody can look it up, not even for you. When a round closes it becomes totals and reasons in mixed order;"
        " the rest is deleted, also who was asked."
    )
    platform = say("Slack and Telegram themselves see who presses what, as with everything you do there.")
    return Card(
        summary=title,
        blocks=(Heading(text=title), Facts(rows=rows), Text(text=answers), Text(text=platform)),
    )


def _words(table: str, scene: Scene) -> str:
    say = scene.wording.say
    words = {
        "accounts": say("Your accounts in Slack and Telegram"),
        "asked": say("When each pulse last wrote to you"),
        "ballots": say("Open rounds in which you were asked"),
        "bundles": say("Messages to you about several cases"),
        "cases": say("Cases that you have, had or were named in"),
        "exports": say("Files of answers that you asked for"),
        "feedback": say("What customers said about you"),
        "history": say("What you did on cases"),
        "homes": say("When you last opened me in Slack"),
        "link_codes": say("Links to your Telegram that still work"),
        "members": say("Your name, address, language and time zone"),
        "pending_forms": say("Forms that you have not finished"),
        "postings": say("Messages to you"),
        "promises": say("What you promised a team"),
        "questions": say("Answers that you shared with a team"),
        "waiting_presses": say("Presses that wait until we know you"),
    }
    return words.get(table, table)
