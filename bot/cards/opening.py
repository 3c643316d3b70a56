"""The parts that cards about a customer's words share: what happened, what is asked, by when, who, and what before."""

from bot.cards.lines import dotted, initials, one_line, without_turns
from bot.cards.masking import Mask
from bot.cards.model import Block, Heading, Quote, Small, Text
from bot.cards.scene import Scene
from bot.cards.terms import channel_word, in_short, said_in_a_word
from bot.domain.case import Case
from bot.domain.case_file import Past
from bot.domain.feedback import ContactHow, Feedback
from bot.domain.people import Names
from bot.wording import Wording

CLIP = 600
MOST_TAGS = 3


def headline(feedback: Feedback, scene: Scene, *, mask: Mask) -> str:
    """What happened and where: "🔴 Detractor 3 of 10 · Delivery · phone"."""
    said = feedback.said
    touchpoint, channel = (said.touchpoint or "").strip(), (said.channel or "").strip()
    if touchpoint.casefold() == channel.casefold():
        touchpoint = ""
    return dotted(
        said_in_a_word(feedback.kind, said.score, scene.wording),
        touchpoint and one_line(mask.hide(touchpoint), limit=40),
        channel and one_line(mask.hide(channel_word(channel, scene.wording)), limit=30),
    )


def wish(feedback: Feedback, scene: Scene, *, mask: Mask) -> str:
    """What the customer asks of us, in one line that says what to do."""
    said, wording = feedback.said, scene.wording
    if said.contact_requested is False:
        return wording.say("🔕 Prefers not to be contacted")
    if said.contact is None and not said.contact_requested:
        return wording.say("💬 Let them hear what we do about it")
    asked = _asked(said.contact.how if said.contact else None, wording)
    when = said.contact.when if said.contact else None
    return f"{asked}: {one_line(mask.hide(when), limit=80)}" if when and when.strip() else asked


def _asked(how: ContactHow | None, wording: Wording) -> str:
    match how:
        case ContactHow.PHONE:
            return wording.say("📞 Wants to be called")
        case ContactHow.VIDEO:
            return wording.say("🎥 Wants a video call")
        case ContactHow.MAIL:
            return wording.say("✉️ Wants an e-mail")
        case ContactHow.VISIT:
            return wording.say("🤝 Wants to meet in person")
        case None:
            return wording.say("💬 Wants to hear from us")


def by_when(case: Case, feedback: Feedback, scene: Scene) -> str:
    """Until when we have, on the reader's clock, or plainly that it is too late."""
    moment = scene.at(case.deadline)
    if scene.now > case.deadline:
        return scene.wording.say("⚠️ Overdue: we should have answered by {moment}", moment=moment)
    if feedback.said.contact_requested is False:
        return scene.wording.say("⏰ Sort out by {moment}", moment=moment)
    return scene.wording.say("⏰ Answer by {moment}", moment=moment)


def first_lines(case: Case, feedback: Feedback, scene: Scene, *, mask: Mask) -> tuple[Block, ...]:
    """What happened, what to do, by when: what a phone shows before anybody scrolls."""
    return (
        Heading(text=headline(feedback, scene, mask=mask)),
        Text(text=wish(feedback, scene, mask=mask)),
        Text(text=by_when(case, feedback, scene), strong=True),
    )


def words(feedback: Feedback, scene: Scene, *, mask: Mask, limit: int = CLIP) -> Block:
    """The customer's own words."""
    comment = without_turns(feedback.said.comment or "").strip()
    if not comment:
        return Small(text=scene.wording.say("No words with it."))
    return Quote(text=mask.hide(comment), limit=limit)


def customer_name(feedback: Feedback, scene: Scene, names: Names) -> str:
    """The customer in full or by initials; "a customer" when there is no name."""
    name = one_line(feedback.said.customer.name or "", limit=60)
    shown = name if names is Names.FULL else one_line(initials(name))
    return shown or scene.wording.say("A customer")


def circumstances(feedback: Feedback, scene: Scene, *, mask: Mask, names: Names) -> Small:
    """Who and when, where, on which journey, and a few tags, in small print."""
    said = feedback.said
    return Small(
        text=dotted(
            customer_name(feedback, scene, names),
            scene.at(feedback.occurred_at),
            said.location and one_line(mask.hide(said.location), limit=40),
            said.journey and one_line(mask.hide(said.journey), limit=40),
            " ".join(f"#{one_line(mask.hide(tag), limit=20)}" for tag in said.tags[:MOST_TAGS]),
        )
    )


def earlier(past: tuple[Past, ...], scene: Scene) -> tuple[Small, ...]:
    """The customer's last feedbacks in one line; nothing when this is the first."""
    if not past:
        return ()
    each = (
        f"{in_short(one.kind, one.score, scene.wording)} ({scene.wording.short_day(one.occurred_at, now=scene.now)})"
        for one in past[:3]
    )
    return (Small(text=scene.wording.say("Before: {past}", past=" · ".join(each))),)
