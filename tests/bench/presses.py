"""Many people press at once: until acknowledged, and until the card stands edited, beside a bot that does nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.actions import ClaimCase, encode
from bot.domain.destination import Platform
from tests.bench import town
from tests.bench.cards import BARE_BUTTON, grumble, place
from tests.bench.desk import Desk, Place, Pressed, Pressing
from tests.bench.figures import Row, median, percentile
from tests.bench.town import Addresses

ALLOWED_MS = 500
SCENES = ("different cases", "one case", "bare")


@dataclass(frozen=True, kw_only=True)
class Latencies:
    """One round, in milliseconds since the press; `edited` holds one figure for each press too."""

    acknowledged: list[float]
    edited: list[float]


@dataclass(kw_only=True)
class PressRounds:
    """The rounds by platform and scene."""

    of: dict[tuple[Platform, str], list[Latencies]] = field(
        default_factory=lambda: {(platform, scene): [] for platform in Platform for scene in SCENES}
    )


async def different_cases(
    desk: Desk, platform: Platform, messages: Sequence[str], cases: Sequence[int], rounds: PressRounds
) -> None:
    """Each person claims the case of their own team, whose card is this message."""
    presses = [
        _pressing(platform, number, place(platform, number), message, encode(ClaimCase(case)))
        for number, (message, case) in enumerate(zip(messages, cases, strict=True))
    ]
    rounds.of[platform, "different cases"].append(await _measure(desk, platform, presses))


async def one_case(desk: Desk, platform: Platform, bot_url: str, team: int, people: int, rounds: PressRounds) -> None:
    """Everybody claims a fresh case of one team."""
    there = place(platform, team)
    await desk.clear()
    _, case = await desk.say(bot_url, grumble(town.team(team)))
    assert case is not None
    await desk.until(desk.posted, [there])
    message, code = desk.posted[there][0].message, encode(ClaimCase(case))
    presses = [_pressing(platform, number, there, message, code) for number in range(people)]
    rounds.of[platform, "one case"].append(await _measure(desk, platform, presses))


async def bare(desk: Desk, platform: Platform, people: int, rounds: PressRounds) -> None:
    """Each person presses a button of the bare bot, in their own team's chat, where it stands in `desk.posted`."""
    presses = [
        _pressing(platform, number, there, desk.posted[there][0].message, BARE_BUTTON)
        for number, there in ((number, place(platform, number)) for number in range(people))
    ]
    rounds.of[platform, "bare"].append(await _measure(desk, platform, presses))


def for_bare_bot(addresses: Addresses) -> Sequence[str]:
    """The command line of the bare bot."""
    return [
        addresses["slack_url"],
        addresses["slack_token"],
        addresses["app_token"],
        addresses["telegram_url"],
        addresses["telegram_token"],
    ]


def _pressing(platform: Platform, number: int, there: Place, message: str, code: str) -> Pressing:
    if platform is Platform.SLACK:
        return town.slack_user(number), there[1], message, code
    return town.phone(number), int(there[1]), int(message), code


async def _measure(desk: Desk, platform: Platform, presses: Sequence[Pressing]) -> Latencies:
    await desk.clear()
    pressed = await desk.press(platform, presses)
    places = [(platform, str(chat)) for _, chat, _, _ in presses]
    await desk.until(desk.edited, places)
    return Latencies(
        acknowledged=[one.seconds * 1000 for one in pressed],
        edited=[_until_edited(desk, there, one) for there, one in zip(places, pressed, strict=True)],
    )


def _until_edited(desk: Desk, there: Place, pressed: Pressed) -> float:
    after = next((edit.at for edit in desk.edited[there] if edit.at >= pressed.at), None)
    assert after is not None, "the card was edited before the press only"
    return (after - pressed.at) * 1000


def rows(rounds: PressRounds, size: int) -> Sequence[Row]:
    """What the rounds came to."""
    made = []
    for platform in Platform:
        bare = rounds.of[platform, "bare"]
        for scene in SCENES[:-1]:
            ours = rounds.of[platform, scene]
            for what in ("acknowledged", "edited"):
                for part in (50, 99):
                    value = [percentile(getattr(one, what), part) for one in ours]
                    promised = what == "acknowledged" and part == 99
                    made.append(
                        Row(
                            what=f"{size} press, {scene}, {platform.value.title()} -> {what}, p{part}",
                            unit="ms",
                            value=value,
                            baseline=[percentile(getattr(one, what), part) for one in bare],
                            beside="bare bolt app" if platform is Platform.SLACK else "bare polling loop",
                            target=f"under {ALLOWED_MS} ms" if promised else "",
                            met=median(value) < ALLOWED_MS if promised else None,
                        )
                    )
    return made
