"""Once a week: what keeps coming back, in the customers' own words, to talk about."""

from collections.abc import Mapping

from bot.cards.digest import quote
from bot.cards.lines import one_line
from bot.cards.masking import hiding_everyone
from bot.cards.model import Block, Card, Heading, Small, Text
from bot.cards.scene import Scene
from bot.cards.terms import cause_word
from bot.domain.digest import Digest, HuddleContent, Repeated
from bot.domain.feedback import Feedback


def huddle_card(digest: Digest, week: HuddleContent, scene: Scene, *, quotes: Mapping[int, Feedback]) -> Card:
    """`quotes` are the quoted feedback that still exist, by id. No employee is named in it."""
    wording = scene.wording
    title = wording.say("🧭 What keeps coming back at {team}", team=scene.team_name(digest.team))
    hide = hiding_everyone(scene)
    blocks: list[Block] = [
        Heading(text=title),
        Small(text=wording.say("From your own reports of the last {days} days", days=week.days)),
    ]
    for one in week.causes:
        said = quote(quotes.get(one.quote), scene, hide) if one.quote is not None else None
        blocks += [Text(text=_line(one, scene), strong=True), *([said] if said is not None else [])]
    return Card(
        summary=f"{title}: {', '.join(_cause(one, scene) for one in week.causes)}",
        blocks=(*blocks, Text(text=wording.say("Which one can we take away this week?"))),
    )


def _line(one: Repeated, scene: Scene) -> str:
    many = scene.wording.count("{cause}: {n} time", "{cause}: {n} times", one.n, cause=_cause(one, scene))
    if not one.lately:
        return many
    return f"{many}, {scene.wording.say('{n} of them last week', n=one.lately)}"


def _cause(one: Repeated, scene: Scene) -> str:
    return one_line(cause_word(one.cause, scene.wording), limit=60)
