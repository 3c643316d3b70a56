"""People press and fill in; the dispatch hears of it once and they get their answer. By both ways."""

import asyncio
from dataclasses import replace

import pytest

from bot.actions import Ask, ClaimCase, NoteOnCase, ResolveCase
from bot.cards.model import Button, Buttons, Card, FormErrors, Notice, Reply, Text
from bot.interaction import Interaction, Pressed, Submitted
from tests.edges.slack.cards import COMPLAINT, REPORT
from tests.edges.slack.conftest import SUPPORT, Bench, answering, form_of, whispered

TAKEN = Notice(text="Anna has it since 14:02")
FILLED = {"cause": {"entered": "other"}, "done": {"entered": "Called back"}}


async def test_a_press_is_dispatched_once_and_answered_in_private(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(TAKEN)
    await bench.slack.press("U0BORIS", "C0SUPPORT", card.message, "Claim")
    [press] = bench.seen
    assert press.what == Pressed(ClaimCase(42))
    assert press.message == card
    assert press.person.account.user_id == "U0BORIS"
    assert (await whispered(bench, "U0BORIS")).text == TAKEN.text
    assert bench.slack.ephemerals("U0ANNA") == []


async def test_a_press_is_acknowledged_after_it_was_carried_out(bench: Bench) -> None:
    card = await bench.post()
    order: list[str] = []

    async def slowly(_: Interaction) -> Reply:
        await asyncio.sleep(0.2)
        order.append("carried out")
        return None

    bench.decide = slowly
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    order.append("acknowledged")
    assert order == ["carried out", "acknowledged"]


async def test_a_press_that_comes_twice_has_one_delivery(bench: Bench) -> None:
    card = await bench.post()
    bench.slack.faults.duplicate_next_delivery()
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    assert len(bench.seen) == 2
    assert len({press.delivery for press in bench.seen}) == 1


async def test_a_press_that_failed_says_so_and_logs_no_words(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    card = await bench.post()

    async def failing(_: Interaction) -> Reply:
        raise ValueError("Drie keer teruggebeld")

    bench.decide = failing
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    assert "try again" in (await whispered(bench)).text
    assert "ClaimCase failed: ValueError" in caplog.text
    assert "Drie keer" not in caplog.text
    assert "U0ANNA" not in caplog.text


async def test_an_answer_under_a_report_stands_in_its_thread(bench: Bench) -> None:
    card = await bench.post()
    reply = await bench.post(posting=8, parent=card)
    bench.decide = answering(TAKEN)
    await bench.slack.press("U0ANNA", "C0SUPPORT", reply.message, "Claim")
    assert (await whispered(bench)).thread_ts == card.message
    assert bench.seen[0].thread == card


async def test_a_private_answer_has_buttons_that_work(bench: Bench) -> None:
    card = await bench.post()
    undo = Button(label="Undo", action=ClaimCase(43))
    bench.decide = answering(Notice(text="You have it", buttons=(undo,)))
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    await whispered(bench)
    bench.decide = answering(Notice(text="Released"))
    await bench.slack.press_ephemeral("U0ANNA", "C0SUPPORT", "Undo")
    await bench.slack.wait_for(lambda: bench.slack.ephemerals("U0ANNA")[-1].text == "Released")
    assert len(bench.slack.ephemerals("U0ANNA")) == 1
    assert bench.seen[-1].what == Pressed(ClaimCase(43))


def _page(number: int) -> Notice:
    """A private list of which each case can be claimed, and the next page asked for."""
    blocks = (
        Text(text=f"Page {number}"),
        Buttons(buttons=(Button(label="Claim 1", action=ClaimCase(1)), Button(label="Claim 2", action=ClaimCase(2)))),
        Buttons(buttons=(Button(label="Next", action=Ask(f"page {number + 1}"), in_place=True),)),
    )
    return Notice(text=f"Page {number}", card=Card(summary=f"Page {number}", blocks=blocks))


async def test_a_private_list_can_be_worked_down(bench: Bench) -> None:
    """What comes of a claim stands beside the list; the next page takes the place of this one."""
    card = await bench.post()
    bench.decide = answering(_page(1))
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    page = await whispered(bench)

    for number in (1, 2):
        bench.decide = answering(Notice(text=f"You have {number} now"))
        await bench.slack.press_ephemeral("U0ANNA", "C0SUPPORT", f"Claim {number}", ts=page.ts)
    await bench.slack.wait_for(lambda: len(bench.slack.ephemerals("U0ANNA")) == 3)
    assert [told.text for told in bench.slack.ephemerals("U0ANNA")] == ["Page 1", "You have 1 now", "You have 2 now"]

    bench.decide = answering(Notice(text="That did not work.", alert=True))
    await bench.slack.press_ephemeral("U0ANNA", "C0SUPPORT", "Next", ts=page.ts)
    await bench.slack.wait_for(lambda: len(bench.slack.ephemerals("U0ANNA")) == 4)
    bench.decide = answering(_page(2))
    await bench.slack.press_ephemeral("U0ANNA", "C0SUPPORT", "Next", ts=page.ts)
    await bench.slack.wait_for(lambda: bench.slack.ephemerals("U0ANNA")[0].text == "Page 2")
    assert len(bench.slack.ephemerals("U0ANNA")) == 4
    assert bench.seen[-1].what == Pressed(Ask("page 2"))


async def test_a_long_private_answer_shows_its_card(bench: Bench) -> None:
    card = await bench.post()
    contact = Notice(text="Contact", card=Card(summary="Contact", blocks=(Text(text="+31 6 1234 5678"),)))
    bench.decide = answering(contact)
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    assert "+31 6 1234 5678" in str((await whispered(bench)).blocks)


async def test_a_form_opens_loading_then_asks_then_is_carried_out(bench: Bench) -> None:
    card = await bench.post()
    loading = asyncio.Event()

    async def asks(_: Interaction) -> Reply:
        await bench.slack.wait_for(lambda: bench.slack.views("U0ANNA"))
        assert "One moment" in str(bench.slack.views("U0ANNA")[0].blocks)
        loading.set()
        return REPORT

    bench.decide = asks
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Resolve")
    assert loading.is_set()
    view = await form_of(bench)
    bench.decide = answering(Notice(text="Thank you"))
    done = await bench.slack.submit("U0ANNA", view.id, FILLED)
    assert done.closed
    submitted = bench.seen[-1]
    assert submitted.what == Submitted(ResolveCase(42), {"cause": "other", "done": "Called back"})
    assert (submitted.chat.chat, submitted.message) == ("C0SUPPORT", card)
    assert (await whispered(bench)).text == "Thank you"


async def test_what_is_wrong_shows_under_its_field_and_can_be_corrected(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(REPORT)
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Resolve")
    view = await form_of(bench)
    bench.decide = answering(FormErrors(errors={"because": "Say why", "nonsense": "Odd"}))
    wrong = await bench.slack.submit("U0ANNA", view.id, FILLED)
    assert wrong.errors == {"because": "Say why", "cause": "Odd"}
    bench.decide = answering(None)
    done = await bench.slack.submit("U0ANNA", view.id, {"because": {"entered": "nobody answered"}})
    assert done.closed
    assert len({interaction.delivery for interaction in bench.seen}) == 3


async def test_a_form_that_failed_stays_open_with_what_was_typed(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(REPORT)
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Resolve")
    view = await form_of(bench)

    async def failing(_: Interaction) -> Reply:
        raise ConnectionError

    bench.decide = failing
    wrong = await bench.slack.submit("U0ANNA", view.id, FILLED)
    assert "try again" in wrong.errors["cause"]


async def test_instead_of_a_form_comes_the_reason(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(Notice(text="Boris has it", buttons=(Button(label="Note", action=NoteOnCase(42)),)))
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Resolve")
    await bench.slack.wait_for(lambda: "Boris has it" in str(bench.slack.views("U0ANNA")))
    [view] = bench.slack.views("U0ANNA")
    bench.decide = answering(REPORT)
    await bench.slack.press_in_view("U0ANNA", view.id, "Note")
    assert (await form_of(bench)).id == view.id
    assert bench.seen[-1].message == card


async def test_a_closed_form_harms_nobody(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    card = await bench.post()

    async def asks(_: Interaction) -> Reply:
        await bench.slack.wait_for(lambda: bench.slack.views("U0ANNA"))
        await bench.slack.close_view("U0ANNA", bench.slack.views("U0ANNA")[0].id)
        return REPORT

    bench.decide = asks
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Resolve")
    await bench.desk.settled()
    assert bench.slack.views("U0ANNA") == []
    assert "not given" not in caplog.text


async def test_an_event_that_failed_is_brought_again_with_the_same_name(bench: Bench) -> None:
    card = await bench.post()

    async def failing_once(_: Interaction) -> Reply:
        if len(bench.seen) == 1:
            raise ConnectionError
        return None

    bench.decide = failing_once
    await bench.slack.react("U0ANNA", "C0SUPPORT", card.message, "eyes")
    await bench.slack.wait_for(lambda: len(bench.seen) == 2)
    assert bench.seen[0].delivery == bench.seen[1].delivery


async def test_a_guest_from_another_company_is_known_as_such(bench: Bench) -> None:
    card = await bench.gateway.post(replace(SUPPORT, chat="C0SHARED"), COMPLAINT, posting=9, parent=None)
    await bench.slack.press("U0GUEST", "C0SHARED", card.message, "Claim")
    assert bench.seen[0].person.external


async def test_a_button_that_nobody_knows_any_more(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(Notice(text="This button is too old"))
    [row] = [block for block in bench.slack.messages("C0SUPPORT")[0].blocks if block["type"] == "actions"]
    row["elements"][0]["value"] = row["elements"][0]["action_id"] = "c0:42"
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "c0:42")
    assert bench.seen[0].what == Pressed(None)
    assert (await whispered(bench)).text == "This button is too old"


async def test_a_hundred_presses_at_once_are_each_answered(bench: Bench) -> None:
    card = await bench.post()
    bench.decide = answering(TAKEN)
    await asyncio.gather(
        *(bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim") for _ in range(100)),
    )
    await bench.slack.wait_for(lambda: len(bench.slack.ephemerals("U0ANNA")) == 100, timeout=10)
    assert len({press.delivery for press in bench.seen}) == 100


async def test_an_answer_waits_when_slack_asks_to(bench: Bench) -> None:
    bench.slack.faults.fail_next("chat.postEphemeral", "ratelimited", retry_after=1)
    bench.decide = answering(Notice(text="What can be typed"))
    await bench.slack.say("U0ANNA", bench.slack.bot_user, "help")
    assert (await whispered(bench)).text == "What can be typed"
