"""People type, mention and react; the dispatch hears of it once and they get their answer. By both ways."""

from bot.actions import ClaimCase
from bot.cards.model import Button, Confirmed, Notice
from bot.domain.destination import Remote
from bot.interaction import Mentioned, Reacted, Typed
from tests.edges.slack.cards import REPORT
from tests.edges.slack.conftest import Bench, answering, form_of, whispered


async def test_a_command_is_answered_in_private_or_with_a_form(bench: Bench) -> None:
    bench.decide = answering(Notice(text="Your link"))
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "link")
    assert bench.seen[0].what == Typed("link")
    assert (await whispered(bench)).text == "Your link"
    bench.decide = answering(REPORT)
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "resolve 42")
    await form_of(bench)


async def test_a_word_in_private_is_a_command(bench: Bench) -> None:
    bench.decide = answering(Notice(text="What can be typed"))
    await bench.slack.say("U0ANNA", bench.slack.bot_user, "help")
    assert bench.seen[0].what == Typed("help")
    assert (await whispered(bench)).text == "What can be typed"


async def test_a_note_by_mention_is_confirmed_with_a_reaction(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(Confirmed())
    said = f"<@{bench.slack.bot_user}> klant belt morgen terug, zegt <@U0BORIS>"
    ts = await bench.slack.say("U0ANNA", "C0SUPPORT", said, thread_ts=card.message)
    [note] = bench.seen
    assert note.what == Mentioned("klant belt morgen terug, zegt @Boris Jansen")
    assert note.thread == card
    await bench.slack.wait_for(lambda: bench.slack.thread("C0SUPPORT", card.message)[0].reactions)
    assert bench.slack.thread("C0SUPPORT", card.message)[0].ts == ts
    assert list(bench.slack.thread("C0SUPPORT", card.message)[0].reactions) == ["white_check_mark"]


async def test_without_that_scope_a_note_is_confirmed_in_words(bench: Bench) -> None:
    card = await bench.post()
    bench.slack.scopes.remove("reactions:write")
    bench.decide = answering(Confirmed())
    await bench.slack.say("U0ANNA", "C0SUPPORT", f"<@{bench.slack.bot_user}> noted", thread_ts=card.message)
    done = await whispered(bench)
    assert (done.text, done.thread_ts) == ("Done.", card.message)


async def test_chatter_stays_chatter(bench: Bench) -> None:
    card = await bench.post()
    ts = await bench.slack.say("U0ANNA", "C0SUPPORT", "lunch?", thread_ts=card.message)
    await bench.slack.react("U0BORIS", "C0SUPPORT", ts, "pizza")
    assert bench.seen == []


async def test_a_reaction_claims_and_its_answer_can_be_undone(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(Notice(text="You have it", buttons=(Button(label="Undo", action=ClaimCase(1)),)))
    await bench.slack.react("U0ANNA", "C0SUPPORT", card.message, "eyes")
    [claim] = bench.seen
    assert claim.what == Reacted("eyes", True)
    assert claim.message == card
    assert "Undo" in str((await whispered(bench)).blocks)
    bench.decide = answering(None)
    await bench.slack.unreact("U0ANNA", "C0SUPPORT", card.message, "eyes")
    assert bench.seen[-1].what == Reacted("eyes", False)


async def test_a_reaction_makes_a_note_of_what_somebody_said(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(Confirmed())
    ts = await bench.slack.say("U0BORIS", "C0SUPPORT", "ze was niet thuis", thread_ts=card.message)
    await bench.slack.react("U0ANNA", "C0SUPPORT", ts, "memo")
    [note] = bench.seen
    assert (note.words, note.author) == ("ze was niet thuis", "Boris Jansen")
    assert note.thread == card
    assert note.message == Remote(chat="C0SUPPORT", message=ts)
    await bench.slack.react("U0BORIS", "C0SUPPORT", ts, "memo")
    assert (bench.seen[-1].words, bench.seen[-1].author) == ("ze was niet thuis", None)
    await bench.slack.react("U0ANNA", "C0SUPPORT", card.message, "memo")
    assert bench.seen[-1].words is None


async def test_a_form_after_a_reaction_is_offered_as_a_button(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(REPORT)
    await bench.slack.react("U0ANNA", "C0SUPPORT", card.message, "white_check_mark")
    await whispered(bench)
    await bench.slack.press_ephemeral("U0ANNA", "C0SUPPORT", "Resolve")
    await form_of(bench)
