"""A case about Anna goes to Anna first; good words about her are hers to share."""

from datetime import timedelta

from bot.actions import ClaimCase, ShareWords, encode
from bot.domain.case import CaseState, Told
from bot.domain.destination import Platform
from bot.services import cases, reading
from bot.services.office import By
from tests.flows.reading import buttons, words
from tests.flows.stage import (
    ANNA,
    ANNA_ENTRY,
    ANNA_PHONE,
    BORIS,
    BORIS_ENTRY,
    DAAN_ENTRY,
    FATIMA_ENTRY,
    GROUP,
    SUPPORT,
    Stage,
)

BY_ANNA = {"employee": "anna@devrieswonen.nl", "channel": "phone", "touchpoint": "call-centre"}
RUDE = "Anna was onvriendelijk en hing op."


async def test_anna_hears_it_alone_and_the_team_reads_a_folded_card_when_she_claims(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=RUDE, **BY_ANNA))["case"]
    own = await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    assert "M. de Vries" in own.text, "her own card has the customer's name"
    assert stage.slack.messages(SUPPORT) == []

    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(ClaimCase(case)))
    folded = await stage.on_slack(SUPPORT, lambda m: "Anna" in words(m))
    assert RUDE not in words(folded)
    assert "onvriendelijk" not in words(folded)


async def test_her_report_stands_under_the_folded_card(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=RUDE, **BY_ANNA))["case"]
    own = await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(ClaimCase(case)))
    folded = await stage.on_slack(SUPPORT, lambda m: "Anna" in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: "Anna" in m.text)
    anna = stage.office.organisation.member_by_email("anna@devrieswonen.nl")
    assert anna is not None
    by = By(member=anna, platform=Platform.TELEGRAM, delivery=None, at=stage.clock())
    await cases.resolve(stage.office, case, by, cause="other", done="Zelf gebeld.", told=Told.PHONED, because=None)
    await stage.on_telegram(GROUP, lambda m: "Zelf gebeld." in m.text and m.reply_to == phone.id)
    thread = await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, folded.ts))
    assert "Zelf gebeld." in words(thread[0])
    done = await stage.on_slack(SUPPORT, lambda m: m.ts == folded.ts and "Heropenen" in buttons(m))
    assert "2 van 10" not in words(done) + words(thread[0])


async def test_when_her_head_start_passes_it_is_everybodys_and_names_nobody(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=RUDE, **BY_ANNA))["case"]
    await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    stage.clock.ahead += timedelta(minutes=61)
    card = await stage.on_slack(SUPPORT, lambda m: "onvriendelijk" in words(m))
    assert "Anna" not in words(card)
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_telegram(ANNA_PHONE, lambda m: "Boris heeft dit" in m.text)


async def test_nobody_jumps_the_queue(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=RUDE, **BY_ANNA))["case"]
    await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    await stage.slack.command(BORIS, SUPPORT, "/nps", f"case {case}")
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS, SUPPORT))
    assert RUDE not in words(told[-1])


async def test_with_her_phone_closed_to_us_anna_hears_it_on_her_slack(stage: Stage) -> None:
    await stage.telegram.block(ANNA_PHONE)
    await stage.hears(score=2, comment=RUDE, **BY_ANNA)
    own = await stage.on_slack(stage.slack.direct_channel(ANNA).id, lambda m: RUDE in words(m))
    assert "M. de Vries" in words(own)
    assert stage.slack.messages(SUPPORT) == []


async def test_boris_hears_it_in_private_though_he_never_pressed_anything(stage: Stage) -> None:
    await stage.hears(score=2, comment="Boris wist van niets.", employee="boris@devrieswonen.nl")
    own = await stage.on_slack(stage.slack.direct_channel(BORIS).id, lambda m: "Boris wist" in words(m))
    assert buttons(own)[0] == "Claim", "in his own language"
    assert stage.slack.messages(SUPPORT) == []


async def test_daan_cannot_be_reached_so_the_team_hears_at_once(stage: Stage) -> None:
    stage.write_config(members=ANNA_ENTRY + BORIS_ENTRY + FATIMA_ENTRY + DAAN_ENTRY)
    await stage.reload()
    answer = await stage.hears(score=2, comment="Daan was onvriendelijk.", employee="daan@devrieswonen.nl")
    card = await stage.on_slack(SUPPORT, lambda m: "onvriendelijk" in words(m))
    assert "Oppakken" in buttons(card)
    assert (await reading.file(stage.office, answer["case"])).case.state is CaseState.OPEN


async def test_good_words_are_hers_to_share(stage: Stage) -> None:
    said = "Anna dacht echt met me mee, wat een topper!"
    answer = await stage.hears(score=10, comment=said, **BY_ANNA)
    assert answer["case"] is None
    own = await stage.on_telegram(ANNA_PHONE, lambda m: said in m.text)
    assert stage.slack.messages(SUPPORT) == []
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(ShareWords(answer["feedback"])))
    card = await stage.on_slack(SUPPORT, lambda m: "dacht echt met me mee" in words(m))
    assert "Anna" in words(card), "she shared it herself"
    await stage.on_telegram(ANNA_PHONE, lambda m: m.id == own.id and not m.buttons)
    assert len(stage.slack.messages(SUPPORT)) == 1


async def test_good_words_about_nobody_go_to_the_team(stage: Stage) -> None:
    await stage.hears(kind="compliment", comment="Wat een fijne winkel.")
    await stage.on_slack(SUPPORT, lambda m: "Wat een fijne winkel." in words(m))
    await stage.on_telegram(GROUP, lambda m: "Wat een fijne winkel." in m.text)


async def test_in_the_evening_personal_cards_wait_for_the_morning(stage: Stage) -> None:
    stage.clock.ahead += timedelta(hours=9)  # Friday 19:00
    await stage.hears(score=2, comment=RUDE, **BY_ANNA)
    await stage.hears(score=2, comment="Niemand nam op.")
    await stage.on_slack(SUPPORT, lambda m: "Niemand nam op." in words(m))
    assert not [m for m in stage.telegram.messages(ANNA_PHONE) if RUDE in m.text]
    stage.clock.ahead += timedelta(days=2, hours=14, minutes=1)  # Monday 09:01
    own = await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    assert "Oppakken" in buttons(own)
