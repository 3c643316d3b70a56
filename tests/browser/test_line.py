"""What went over the line, without a browser: all of it, newest last, and no secret in it."""

from datetime import UTC, datetime

from aiohttp import ClientSession

from sandbox.demo import Demo
from sandbox.demo.line import MASK, masked, unfolded
from sandbox.demo.people import CREWS
from sandbox.demo.stories import story


async def test_a_complaint_is_seen_on_its_way_to_both_platforms(demo: Demo) -> None:
    crew = CREWS[0]
    async with ClientSession() as session:
        piece = story("promise").piece("nl")
        async with session.post(f"{demo.url}/feedback", json={"piece": piece}) as answer:
            assert answer.status == 200
        await demo.slack.wait_for(lambda: demo.slack.messages(crew.channel)[-1].by_bot)
        await demo.telegram.wait_for(lambda: demo.telegram.messages(crew.group)[-1].sender.is_bot)
        async with session.get(f"{demo.url}/wire") as answer:
            text = await answer.text()
            entries = (await answer.json())["entries"]
        async with session.get(f"{demo.url}/wire", params={"after": entries[-1]["at"]}) as answer:
            later = (await answer.json())["entries"]
            assert not {entry["key"] for entry in later} & {entry["key"] for entry in entries}
        async with session.get(f"{demo.url}/wire", params={"after": "yesterday"}) as answer:
            assert answer.status == 400
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
    assert len({entry["key"] for entry in entries}) == len(entries)
    names = [(entry["side"], entry["to_bot"], entry["name"]) for entry in entries]
    assert ("webhook", True, "POST feedback/survey") in names
    assert ("slack", False, "chat.postMessage") in names
    assert ("telegram", False, "sendMessage") in names
    posted = next(entry for entry in entries if entry["name"] == "chat.postMessage")
    assert isinstance(posted["request"]["blocks"], list)
    for secret in (demo.slack.bot_token, demo.slack.app_token, demo.telegram.bot_token):
        assert secret not in text


def test_what_would_let_somebody_act_as_the_bot_is_masked_wherever_it_stands() -> None:
    said = {"token": "anything", "url": "https://x/botSECRET/send", "list": ["SECRET", 1, None, {"secret": "y"}]}
    assert masked(said, ["SECRET"]) == {
        "token": MASK,
        "url": f"https://x/bot{MASK}/send",
        "list": [MASK, 1, None, {"secret": MASK}],
    }


def test_json_inside_texts_is_unfolded_and_what_only_looks_like_it_stays() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    assert unfolded({"blocks": '[{"a": 1}]', "text": "{not json", "at": moment}) == {
        "blocks": [{"a": 1}],
        "text": "{not json",
        "at": str(moment),
    }


def test_what_somebody_answers_to_a_pulse_is_not_laid_open() -> None:
    pressed = {
        "user": {"id": "U0ANNA"},
        "actions": [{"value": "e1:tOk-_en:8:0", "text": {"text": "8"}, "type": "button"}],
    }
    assert masked(pressed, []) == {
        "user": {"id": "U0ANNA"},
        "actions": [{"value": f"e1:{MASK}", "text": MASK, "type": "button"}],
    }
    assert masked({"callback_query": {"data": "e3:tOk"}}, []) == {"callback_query": {"data": f"e3:{MASK}"}}
    assert masked({"value": "c1:42", "text": "Claim"}, []) == {"value": "c1:42", "text": "Claim"}
