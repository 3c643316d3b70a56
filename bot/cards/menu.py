"""The commands that a chat app offers in its menu."""

from bot.wording import Wording


def command_menu(wording: Wording) -> tuple[tuple[str, str], ...]:
    """Each command with what it is for, the most likely first. `nps_me` is what /nps me is."""
    say = wording.say
    return (
        ("nps", say("How your team does")),
        ("nps_me", say("What waits for you, and what was said about you")),
        ("nps_cases", say("Your team's open cases")),
        ("nps_enps", say("How your team likes working here")),
        ("nps_away", say("You are going away: others take over")),
        ("nps_back", say("You are here again")),
        ("nps_help", say("What you can type")),
    )
