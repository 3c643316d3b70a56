"""Words that ask for no work: for the person whom they are about first, and for the team."""

from bot.actions import ShareWords, ShowWords
from bot.cards.masking import SEE_ALL, mask_of
from bot.cards.model import Button, Buttons, Card, Heading, Small, Text
from bot.cards.opening import CLIP, circumstances, headline, words
from bot.cards.scene import Scene
from bot.domain.feedback import Feedback, Tone
from bot.domain.people import Member, Names


def team_feedback_card(feedback: Feedback, scene: Scene, *, names: Names, shared_by: Member | None) -> Card:
    """What a customer said, for the team to read. Whom it is about stays out of sight, unless they shared it."""
    mask = mask_of(feedback, None, scene) if shared_by is None else SEE_ALL
    line = headline(feedback, scene, mask=mask)
    if shared_by is None:
        opening: tuple[Heading | Text, ...] = (Heading(text=line),)
    else:
        proud = _sharing(feedback, scene.name(shared_by.id), scene)
        opening = (Heading(text=proud), Text(text=line))
    return Card(
        summary=line if shared_by is None else f"{opening[0].text} — {line}",
        blocks=(
            *opening,
            words(feedback, scene, mask=mask),
            circumstances(feedback, scene, mask=mask, names=names),
            *_whole(feedback, scene),
        ),
    )


def own_feedback_card(feedback: Feedback, scene: Scene, *, reader: Member, shared: bool) -> Card:
    """What a customer said about the reader's work, in private, theirs to share."""
    line = headline(feedback, scene, mask=SEE_ALL)
    title = _for_you(feedback, reader, scene)
    share = Button(label=scene.wording.say("Share with the team"), action=ShareWords(feedback.id), primary=True)
    closing = Small(
        text=scene.wording.say("Shared with the team.")
        if shared
        else scene.wording.say("Only you see this. Will you share it?")
    )
    buttons = (() if shared else (share,)) + _reading_on(feedback, scene)
    return Card(
        summary=f"{title} — {line}",
        blocks=(
            Heading(text=title),
            Text(text=line),
            words(feedback, scene, mask=SEE_ALL),
            circumstances(feedback, scene, mask=SEE_ALL, names=Names.FULL),
            closing,
            *((Buttons(buttons=buttons),) if buttons else ()),
        ),
    )


def words_card(feedback: Feedback, scene: Scene, *, reader: Member, names: Names) -> Card:
    """The whole of what was said, privately to whoever asked."""
    mask = SEE_ALL if reader.id == feedback.employee_id else mask_of(feedback, None, scene)
    line = headline(feedback, scene, mask=mask)
    return Card(
        summary=line,
        blocks=(
            Heading(text=line),
            words(feedback, scene, mask=mask, limit=len(feedback.said.comment or "") + 1),
            circumstances(feedback, scene, mask=mask, names=names),
        ),
    )


def _sharing(feedback: Feedback, name: str, scene: Scene) -> str:
    if feedback.tone is Tone.POSITIVE:
        return scene.wording.say("💚 {name} shares a compliment", name=name)
    return scene.wording.say("💬 {name} shares what a customer said", name=name)


def _for_you(feedback: Feedback, reader: Member, scene: Scene) -> str:
    if feedback.tone is Tone.POSITIVE:
        return scene.wording.say("💚 A compliment for you, {name}", name=reader.first_name)
    return scene.wording.say("💬 A customer about your work, {name}", name=reader.first_name)


def _whole(feedback: Feedback, scene: Scene) -> tuple[Buttons, ...]:
    buttons = _reading_on(feedback, scene)
    return (Buttons(buttons=buttons),) if buttons else ()


def _reading_on(feedback: Feedback, scene: Scene) -> tuple[Button, ...]:
    if len(feedback.said.comment or "") <= CLIP:
        return ()
    return (Button(label=scene.wording.say("Read it all"), action=ShowWords(feedback.id)),)
