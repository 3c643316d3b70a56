"""What can be typed after /nps, and what somebody hears whose words meant nothing to us."""

from collections.abc import Sequence
from typing import assert_never

from bot.actions import Ask, fits
from bot.cards.model import Button, Buttons, Card, Divider, Heading, Notice, Small, Text
from bot.cards.scene import Scene
from bot.domain import spelling
from bot.domain.organisation import Team
from bot.domain.period import Trouble

_MOST_TEAMS = 12
_LABEL = 20
_CLIPPED = 40


def help_(scene: Scene) -> Notice:
    """Every command with an example that can be typed as it stands."""
    say = scene.wording.say
    one, *others = (team.name for team in scene.organisation.teams.values())
    numbers = (
        say("/nps — my team, the last 30 days"),
        say("/nps last month · /nps 90d · /nps 2026-Q3 · /nps 1 october..15 november — other days"),
        say("/nps {team} last week — a team by its name", team=one),
        say("/nps by channel — or by touchpoint, journey, location, source, weekday, hour, cause, team"),
        *(say("/nps compare {one} {other} 90d — two teams side by side", one=one, other=other) for other in others[:1]),
    )
    words_and_work = (
        say("/nps said waiting — what customers said with that word in it"),
        say("/nps cases — or open cases, overdue cases, my cases: the most at stake first"),
        say("/nps case 42 — a case with its whole history"),
        say("/nps enps — what the team itself says, anonymously"),
        say("/nps export 90d — a file with answers, for leads; add xlsx for Excel"),
    )
    about_me = (
        say("/nps me — my cases, my compliments, my own trend"),
        say("/nps away until friday — others take over until then; /nps back when you are here again"),
        say("/nps link — link your Telegram to your Slack"),
        say("/nps privacy — what is kept about you"),
        say("/nps help — this list"),
    )
    title = say("What you can type")
    blocks = (
        Heading(text=title),
        Text(text="\n".join(numbers)),
        Divider(),
        Text(text="\n".join(words_and_work)),
        Divider(),
        Text(text="\n".join(about_me)),
        Small(text=say("Under a card: mention me or react 📝 (✍ in Telegram) to keep a note, 👀 to claim.")),
    )
    lines = "\n".join((*numbers, *words_and_work, *about_me))
    return Notice(text=f"{title}:\n{lines}", card=Card(summary=title, blocks=blocks))


def unknown_command(
    typed: str,
    nearest: str | None,
    scene: Scene,
    *,
    unknown_team: str | None = None,
    no_table: str | None = None,
    over_time: bool = False,
    teams: Sequence[Team] = (),
) -> Notice:
    """What was typed, and what may have been meant, to press. Where a team was meant that is not there, which are; and
    where a table was, by what there are tables; `over_time`: it was meant by weeks or the like."""
    say = scene.wording.say
    if no_table is not None:
        lines = [
            say("There is no table by “{what}”.", what=_clipped(no_table)),
            say("There is one by touchpoint, journey, channel, location, source, weekday, hour, cause or team."),
        ]
        if over_time:
            lines.append(say("How it went over time is in the line beside a score."))
    elif unknown_team is not None:
        lines = [say("There is no team “{name}”.", name=_clipped(unknown_team))]
    else:
        lines = [say("I don't know “{typed}”.", typed=_clipped(typed))]
    if no_table is None and unknown_team is not None and teams:
        names = [team.name for team in teams[:_MOST_TEAMS]]
        if len(teams) > _MOST_TEAMS:
            names.append("…")
        lines.append(say("You can ask about: {teams}", teams=", ".join(names)))
    if nearest is not None:
        lines.append(say("Did you mean /nps {nearest}?", nearest=nearest))
    else:
        lines.append(say("/nps help shows what you can type."))
    return _with_buttons(lines, nearest, scene)


def no_such_period(typed: str, trouble: Trouble, scene: Scene) -> Notice:
    """Why there are no such days, and what to type instead."""
    say = scene.wording.say
    match trouble:
        case Trouble.NOT_A_DAY:
            why = say("“{typed}” has a day in it that does not exist.", typed=_clipped(typed))
        case Trouble.NOT_A_WEEK:
            why = say("“{typed}” has a week in it that its year does not have.", typed=_clipped(typed))
        case Trouble.NOT_A_MONTH:
            why = say("“{typed}” has a month in it that does not exist: the day comes first.", typed=_clipped(typed))
        case Trouble.NOT_A_QUARTER:
            why = say("“{typed}” has a quarter in it that does not exist: a year has four.", typed=_clipped(typed))
        case Trouble.FUTURE:
            why = say("“{typed}” is still to come.", typed=_clipped(typed))
        case Trouble.TOO_LONG:
            why = say("“{typed}” is more than ten years.", typed=_clipped(typed))
        case Trouble.REVERSED:
            why = say("“{typed}” ends before it begins.", typed=_clipped(typed))
        case _:
            assert_never(trouble)
    how = say("Type for example /nps last month, /nps 90d or /nps 2026-11-01..2026-11-20.")
    return _with_buttons([why, how], None, scene)


def _with_buttons(lines: Sequence[str], nearest: str | None, scene: Scene) -> Notice:
    say = scene.wording.say
    buttons: list[Button] = []
    if nearest is not None and fits(nearest):
        label = f"/nps {nearest}"
        buttons.append(Button(label=label if len(label) <= _LABEL else say("Yes, that"), action=Ask(nearest)))
    buttons.append(Button(label=say("What can I type?"), action=Ask(spelling.HELP)))
    row = tuple(buttons)
    told = "\n".join(lines)
    return Notice(text=told, card=Card(summary=lines[0], blocks=(Text(text=told), Buttons(buttons=row))))


def _clipped(typed: str) -> str:
    one_line = " ".join(typed.split())
    return one_line if len(one_line) <= _CLIPPED else f"{one_line[: _CLIPPED - 1]}…"
