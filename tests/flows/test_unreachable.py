"""Colleagues who have no chat with us, chats that close and groups that move."""

from bot.actions import ClaimCase, HandOverCase, ShowContact, encode
from bot.services import reading
from tests.flows.reading import words
from tests.flows.stage import (
    ANNA_ENTRY,
    BORIS,
    BORIS_ENTRY,
    BORIS_PHONE,
    DAAN_ENTRY,
    FATIMA_ENTRY,
    GROUP,
    SUPPORT,
    TOPIC,
    Stage,
)
from tests.flows.test_linking import link_of

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."


async def test_who_has_no_chat_with_us_is_called_under_the_card(stage: Stage) -> None:
    stage.write_config(members=ANNA_ENTRY + BORIS_ENTRY + FATIMA_ENTRY + DAAN_ENTRY)
    await stage.reload()
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit" in words(m))
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(HandOverCase(case)))
    daan = stage.office.organisation.member_by_email("daan@devrieswonen.nl")
    assert daan is not None
    assert (await stage.fills_in(BORIS, to=str(daan.id), reason="Jij kent de route.")).closed
    called = await stage.on_telegram(GROUP, lambda m: "Jij kent de route." in m.text)
    assert called.text.splitlines()[1].startswith("Daan")
    assert (called.reply_to, called.topic) == (phone.id, TOPIC)
    told = await stage.slack.wait_for(
        lambda: [m for m in stage.slack.ephemerals(BORIS) if "no private chat with Daan" in words(m)]
    )
    assert told
    assert (await reading.file(stage.office, case)).case.holder == daan.id


async def test_a_press_of_boris_who_never_opened_the_private_chat(stage: Stage) -> None:
    """What is short is told on the button; what is private waits behind a link to his own chat."""
    code = await link_of(stage)
    await stage.telegram.start_bot(BORIS_PHONE, code)
    await stage.on_telegram(BORIS_PHONE, lambda m: "linked" in m.text)
    await stage.telegram.block(BORIS_PHONE)
    case = (await stage.hears(score=3, comment=COMPLAINT, customer={"name": "M. de Vries", "phone": "+31612345678"}))[
        "case"
    ]
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    claimed = await stage.telegram.press(BORIS_PHONE, GROUP, phone.id, "Oppakken")
    assert "You have it now" in claimed.text
    asked = await stage.telegram.press(BORIS_PHONE, GROUP, phone.id, encode(ShowContact(case)))
    assert asked.url is not None
    await stage.settled()
    assert not [m for m in stage.telegram.messages(GROUP) if "+31612345678" in m.text]
    await stage.telegram.start_bot(BORIS_PHONE, asked.url.partition("start=")[2])
    await stage.on_telegram(BORIS_PHONE, lambda m: "+31612345678" in m.text)


async def test_good_words_about_a_colleague_without_a_chat_go_to_the_team_without_the_name(stage: Stage) -> None:
    stage.write_config(members=ANNA_ENTRY + BORIS_ENTRY + FATIMA_ENTRY + DAAN_ENTRY)
    await stage.reload()
    said = {"kind": "compliment", "employee": "daan@devrieswonen.nl"}
    await stage.hears(**said, comment="Daan dacht echt mee!")
    card = await stage.on_slack(SUPPORT, lambda m: "dacht echt mee!" in words(m))
    assert "Daan" not in words(card) + card.text
