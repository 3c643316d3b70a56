"""Fatima takes her team's answers along, on Slack and on her phone; Boris may not."""

import asyncio
from datetime import timedelta

from sandbox.slack.values import SlackMessage
from tests.flows.stage import ANNA_ENTRY, BORIS, BORIS_ENTRY, FATIMA, FATIMA_ENTRY, FATIMA_PHONE, SUPPORT, Stage
from tests.world import NOW

ON_HER_PHONE = FATIMA_ENTRY.replace("slack_id: U0FATIMA", f"slack_id: U0FATIMA, telegram_id: {FATIMA_PHONE}")


async def _heard(stage: Stage, many: int) -> None:
    when = (NOW - timedelta(days=10)).isoformat()
    for begin in range(0, many, 20):
        await asyncio.gather(
            *(
                stage.hears(id=f"S-{n}", score=n % 11, comment=f"= woord {n} van M. de Vries", occurred_at=when)
                for n in range(begin, min(begin + 20, many))
            )
        )


async def _whispered(stage: Stage, user: str, text: str) -> SlackMessage:
    before = len(stage.slack.ephemerals(user))
    await stage.slack.command(user, SUPPORT, "/nps", text)
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(user)[before:])
    return told[-1]


async def test_a_lead_gets_the_file_in_private_on_both_platforms(stage: Stage) -> None:
    stage.write_config(members=ANNA_ENTRY + BORIS_ENTRY + ON_HER_PHONE)
    await stage.reload()
    await stage.telegram.start_bot(FATIMA_PHONE)
    await _heard(stage, 3)

    assert "privé" in (await _whispered(stage, FATIMA, "export support 90d")).text
    private = stage.slack.direct_channel(FATIMA).id
    message = await stage.on_slack(private, lambda m: bool(m.files))
    [file] = [stage.slack.stage.files.by_id[one] for one in message.files]
    assert "3 antwoorden" in message.text
    assert file.name.startswith("klankbord-support-")
    assert file.content is not None
    assert file.content.startswith(b"\xef\xbb\xbfNummer;Dag;")
    assert b"'= woord 2 van" in file.content
    assert b"Vries" not in file.content

    await stage.telegram.say(FATIMA_PHONE, FATIMA_PHONE, "/nps exporteer support 90 dagen xlsx")
    phone = await stage.on_telegram(FATIMA_PHONE, lambda m: m.document is not None)
    assert phone.document is not None
    assert phone.document.name.endswith(".xlsx")
    assert phone.document.content.startswith(b"PK")
    assert "3 antwoorden" in phone.text

    assert "leads of Klantenservice" in (await _whispered(stage, BORIS, "export support 90d")).text


async def test_a_file_of_many_rows_comes_later_and_others_are_answered_meanwhile(stage: Stage) -> None:
    await _heard(stage, 520)

    assert "520" in (await _whispered(stage, FATIMA, "export support 90d xlsx")).text
    assert (await _whispered(stage, BORIS, "help")).text
    message = await stage.on_slack(stage.slack.direct_channel(FATIMA).id, lambda m: bool(m.files))
    assert "520 antwoorden" in message.text
