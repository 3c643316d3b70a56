"""The day in numbers as people see it at a quarter to nine, on both platforms."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.actions import ClaimCase, encode
from bot.services import digests
from scheduler.clockwork import tick
from scheduler.jobs import JOBS
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, GROUP, SHOP, SUPPORT, Stage

COMPLAINT = "Drie keer teruggebeld, en niemand wist ervan."
PRAISE = "Boris dacht helemaal met ons mee, wat een topper!"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


async def the_clock_says(stage: Stage, moment: datetime) -> None:
    """Put the clock forward and let what is on the timetable happen."""
    stage.clock.ahead += moment - stage.clock()
    for job in JOBS:
        if job.work is digests.make_due:
            await tick(job, stage.office, stage.clock)


async def test_monday_at_a_quarter_to_nine_the_team_reads_its_weekend_and_claims_from_it(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT, touchpoint="call-centre"))["case"]
    await stage.hears(score=10, comment=PRAISE)
    await stage.hears(score=9)
    await stage.settled()
    await the_clock_says(stage, datetime(2026, 11, 23, 8, 44, 50, tzinfo=AMSTERDAM))
    await stage.settled()
    assert not [m for m in stage.slack.messages(SUPPORT) if "Maandag" in words(m)]

    await the_clock_says(stage, datetime(2026, 11, 23, 8, 45, tzinfo=AMSTERDAM))
    on_slack = await stage.on_slack(SUPPORT, lambda m: "☀️ Maandag 23 november · Klantenservice" in words(m))
    on_telegram = await stage.on_telegram(GROUP, lambda m: "Maandag 23 november · Klantenservice" in m.text)
    in_english = await stage.on_slack(SHOP, lambda m: "A quiet day: nothing new since" in words(m))
    assert buttons(in_english) == []
    for read in (words(on_slack), on_telegram.text):
        assert "3 reacties sinds" in read
        assert "2 promotors, 1 criticaster" in read
        assert COMPLAINT in read
        assert "dacht helemaal met ons mee" in read
        assert "Boris" not in read
        assert "1 melding open · 1 nog van niemand" in read
        assert "Nog te weinig voor een NPS" in read
    assert buttons(on_slack) == buttons(on_telegram) == ["Oppakken"]

    told = await stage.telegram.press(ANNA_PHONE, GROUP, on_telegram.id, encode(ClaimCase(case)))
    assert "Je hebt het nu" in (told.text or "")
    card = await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit sinds" in words(m))
    assert card.ts != on_slack.ts
    followed = await stage.on_slack(SUPPORT, lambda m: m.ts == on_slack.ts and "🤝 Opgepakt: call-centre" in words(m))
    assert buttons(followed) == []
    assert "3 reacties sinds" in words(followed)
    await stage.on_telegram(GROUP, lambda m: m.id == on_telegram.id and not m.buttons)


async def test_a_claim_on_the_card_takes_the_button_off_the_digest(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    await stage.settled()
    await the_clock_says(stage, datetime(2026, 11, 23, 8, 45, tzinfo=AMSTERDAM))
    digest = await stage.on_slack(SUPPORT, lambda m: "Maandag 23 november" in words(m))
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m) and m.ts != digest.ts)
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: m.ts == digest.ts and not buttons(m))


async def test_a_digest_that_slack_did_not_take_shows_the_same_numbers_when_it_does(stage: Stage) -> None:
    await stage.hears(score=9)
    await stage.settled()
    stage.slack.faults.fail_next("chat.postMessage", "ratelimited", times=2, retry_after=600)
    await the_clock_says(stage, datetime(2026, 11, 23, 8, 45, tzinfo=AMSTERDAM))
    await stage.on_telegram(GROUP, lambda m: "1 reactie sinds" in m.text)
    await stage.hears(score=9)
    stage.clock.ahead += timedelta(minutes=11)
    digest = await stage.on_slack(SUPPORT, lambda m: "Maandag 23 november" in words(m))
    assert "1 reactie sinds" in words(digest)
