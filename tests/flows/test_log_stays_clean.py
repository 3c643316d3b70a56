"""The log at its most talkative, through a whole loop with mishaps: never a customer's word, a name or a token."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.actions import ClaimCase, NoteOnCase, ResolveCase, ShowContact, encode
from bot.cli.opening import secrets_in
from bot.config import load
from bot.log import set_up
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, BORIS_PHONE, GROUP, SECRET, STRANGER, SUPPORT, Stage
from tests.flows.test_linking import link_of

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
CUSTOMER = {"id": "C-1", "name": "Mieke Geheimzinnig", "email": "mieke@klant.example", "phone": "+31612345678"}
REPORT = {"cause": "waiting time", "done": "Excuusbloemen gestuurd.", "told": "phoned"}
PEOPLE = ("Visser", "Jansen", "Idrissi", "Niemand", "@devrieswonen.nl")
SAID = ("teruggebeld", "Geheimzinnig", "klant.example", "+316", "Excuusbloemen", "vier uur thuis", "mij begraven")


class Everything(logging.Handler):
    """Keeps each record as it was written, before anything is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.loggers: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.loggers.add(record.name)
        self.lines.append(logging.Formatter("%(name)s %(message)s").format(record))


@pytest.fixture
def log() -> Iterator[tuple[io.StringIO, Everything]]:
    """The log as `klankbord run --log debug` sets it up, and all that went into it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    shown, everything = io.StringIO(), Everything()
    set_up("debug", shown)
    root.addHandler(everything)
    yield shown, everything
    logging.captureWarnings(capture=False)
    root.handlers, root.level = handlers, level
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


async def _sends(stage: Stage, body: str, secret: str = SECRET) -> int:
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    url = f"{stage.app.http_url}/feedback/survey"
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


async def test_not_a_word(log: tuple[io.StringIO, Everything], database_url: str, tmp_path: Path) -> None:
    shown, everything = log
    async with Stage(database_url, tmp_path) as stage:
        case = (await stage.hears(score=2, comment=COMPLAINT, customer=CUSTOMER, employee="anna@devrieswonen.nl"))[
            "case"
        ]
        own = await stage.on_telegram(ANNA_PHONE, lambda m: COMPLAINT in m.text)
        await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(ClaimCase(case)))
        await stage.on_telegram(ANNA_PHONE, lambda m: "Notitie" in buttons(m))
        await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(NoteOnCase(case)))
        asked = await stage.on_telegram(ANNA_PHONE, lambda m: m.force_reply)
        await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "Om vier uur thuis.", reply_to=asked.id)
        await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(ShowContact(case)))

        assert await _sends(stage, '{"id": "S-9", "score": "mij begraven", "comment": "' + COMPLAINT + '"}') == 422
        assert await _sends(stage, '{"id": "S-9", "comment": "mij begraven') == 422
        assert await _sends(stage, "{}", "verkeerd") == 401
        stage.slack.faults.fail_next("chat.postMessage", "ratelimited")
        stage.slack.faults.fail_next("chat.update", "error", error="invalid_blocks")
        stage.telegram.faults.fail_next("sendMessage", "http", chat_id=GROUP)
        stage.telegram.faults.fail_next("sendMessage", "drop_after", chat_id=GROUP)
        open_to_all = (await stage.hears(score=1, comment=COMPLAINT, customer=CUSTOMER))["case"]
        card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
        await stage.slack.press(STRANGER, SUPPORT, card.ts, encode(ClaimCase(open_to_all)))
        await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ResolveCase(open_to_all)))
        assert (await stage.fills_in(BORIS, **REPORT)).closed
        await stage.telegram.start_bot(BORIS_PHONE, await link_of(stage))
        await stage.on_telegram(BORIS_PHONE, lambda m: "linked" in m.text)
        await stage.slack.say(BORIS, SUPPORT, f"<@{stage.slack.bot_user}> mij begraven")
        await stage.telegram.say(ANNA_PHONE, GROUP, "/nps mij begraven")
        await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, card.ts), timeout=15)
        secrets = secrets_in(load(tmp_path / "config.yaml", {}))

    assert "<html>" not in shown.getvalue(), "an answer that cannot be read may hold anything"
    for text in (shown.getvalue(), "\n".join(everything.lines)):
        assert text.strip(), "something was logged"
        assert not [word for word in (*SAID, *PEOPLE) if word.lower() in text.lower()]
    assert not [secret for secret in secrets if secret and secret in shown.getvalue()]
    assert not [secret for secret in secrets if secret and secret in "\n".join(everything.lines)], (
        "nor before it was hidden"
    )
