"""Feedback comes in: POST /feedback/<source> and /feedback/<source>/batch."""

import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.clock import Clock
from bot.domain.feedback import Said
from bot.domain.quarantine import Wrong
from bot.errors import Busy, Conflict, Unavailable
from bot.metrics import Metrics
from bot.services import quarantine
from bot.services.collector import Collector, Unkeepable
from bot.services.intake import Receipt
from handlers import json_text, problems
from handlers.admission import Admission
from handlers.body import parse, understand
from handlers.json_text import Unreadable
from storage.engine import Database

log = logging.getLogger(__name__)

LARGEST_PIECE = 256 * 1024
LARGEST_BATCH = 8 * 1024 * 1024
MOST_PIECES = 500
_NOT_FORESEEN = Wrong(
    field="", problem="could not be kept, by a fault of ours", hint="It is kept aside for the operator"
)
_TOO_LARGE = Wrong(
    field="",
    problem=f"is larger than {LARGEST_PIECE // 1024} KiB and was not kept",
    hint="Send less of it, without attachments",
)

Refused = dict[int, tuple[Wrong, ...]]


class Webhooks:
    """The door for feedback. `sources` maps the key of each source to its secret and is looked at anew each time."""

    def __init__(
        self, *, collector: Collector, db: Database, sources: Mapping[str, str], clock: Clock, metrics: Metrics
    ) -> None:
        self._collector = collector
        self._db = db
        self._admission = Admission(sources=sources, clock=clock)
        self._clock = clock
        self._metrics = metrics

    def add_routes(self, app: web.Application) -> None:
        """Put the door into a web application."""
        app.router.add_post("/feedback/{source}", self.one)
        app.router.add_post("/feedback/{source}/batch", self.many)

    async def one(self, request: web.Request) -> web.Response:
        """One piece: 202 after its commit, else a problem that says what to do."""
        raw = await self._admission.admit(request, LARGEST_PIECE)
        if isinstance(raw, web.Response):
            return raw
        source = request.match_info["source"]
        try:
            return await self._one(source, raw)
        except (Busy, Unavailable, Conflict) as error:
            return problems.try_later(problems.why_not_now(error))

    async def many(self, request: web.Request) -> web.Response:
        """A list of pieces: 202 with an answer for each, in order; those that are wrong are kept aside."""
        raw = await self._admission.admit(request, LARGEST_BATCH)
        if isinstance(raw, web.Response):
            return raw
        source = request.match_info["source"]
        try:
            return await self._many(source, raw)
        except Unreadable as error:
            return await self._refuse(source, raw, error.wrong)
        except (Busy, Unavailable, Conflict) as error:
            return problems.try_later(problems.why_not_now(error))

    async def _one(self, source: str, raw: bytes) -> web.Response:
        said = parse(source, raw, self._clock())
        if isinstance(said, tuple):
            return await self._refuse(source, raw, said)
        try:
            receipt = await self._collector.take_in(said)
        except Unkeepable as error:
            kept = await quarantine.keep(self._db, source, raw, [_NOT_FORESEEN], now=self._clock())
            log.error("a piece from %s could not be kept (%s); it is quarantine %d", source, error, kept)
            return problems.problem(500, "Not kept", f"A fault of ours; the body is kept aside (quarantine {kept})")
        self._metrics.feedback.labels(source, receipt.status.value).inc()
        return web.Response(status=202, body=_json(receipt).encode(), content_type="application/json")

    async def _many(self, source: str, raw: bytes) -> web.Response:
        text = json_text.decode(raw)
        found, texts = _pieces(source, text, self._clock)
        if len(raw) > LARGEST_PIECE:
            texts = texts or json_text.elements(text)
            for place, piece in enumerate(texts):
                if len(piece.encode()) > LARGEST_PIECE:
                    found[place] = (_TOO_LARGE,)
        refused = {place: one for place, one in enumerate(found) if isinstance(one, tuple)}
        receipts = await self._collector.take_in_all([one for one in found if isinstance(one, Said)])
        waiting = iter(receipts)
        answers = [None if place in refused else next(waiting) for place in range(len(found))]
        for place, answer in enumerate(answers):
            if isinstance(answer, Unkeepable):
                log.error("a piece from %s could not be kept (%s); it is kept aside", source, answer)
                refused[place] = (_NOT_FORESEEN,)
        if refused:
            await self._keep(source, texts or json_text.elements(text), refused)
        statuses = Counter(answer.status.value if isinstance(answer, Receipt) else "invalid" for answer in answers)
        for status, many in statuses.items():
            self._metrics.feedback.labels(source, status).inc(many)
        body = ",".join(_answer(answer, refused.get(place, ())) for place, answer in enumerate(answers))
        return web.Response(status=202, body=f"[{body}]".encode(), content_type="application/json")

    async def _keep(self, source: str, texts: Sequence[str], refused: Refused) -> None:
        aside = [(texts[place].encode(), wrong) for place, wrong in refused.items() if wrong != (_TOO_LARGE,)]
        await quarantine.keep_many(self._db, source, aside, now=self._clock())

    async def _refuse(self, source: str, raw: bytes, wrong: Sequence[Wrong]) -> web.Response:
        self._metrics.feedback.labels(source, "invalid").inc()
        try:
            kept = await quarantine.keep(self._db, source, raw, wrong, now=self._clock())
        except (Unavailable, Conflict) as error:
            return problems.try_later(problems.why_not_now(error))
        return problems.invalid(wrong, kept=kept)


def _pieces(source: str, text: str, clock: Clock) -> tuple[list[Said | tuple[Wrong, ...]], list[str]]:
    """What the pieces of a batch say, and their texts where it took those to find out. Raises Unreadable."""
    now = clock()
    try:
        values = json_text.read(text)
    except Unreadable:
        texts = json_text.elements(text)
        _count(texts)
        return [parse(source, piece.encode(), now) for piece in texts], texts
    if not isinstance(values, list):
        raise json_text.not_a_list()
    _count(values)
    return [understand(source, value, now) for value in values], []


def _count(pieces: Sequence[object]) -> None:
    if len(pieces) > MOST_PIECES:
        problem = f"has {len(pieces)} pieces"
        raise Unreadable(Wrong(field="", problem=problem, hint=f"Send at most {MOST_PIECES} pieces at once"))


def _json(receipt: Receipt) -> str:
    feedback = "null" if receipt.feedback is None else receipt.feedback
    case = "null" if receipt.case is None else receipt.case
    return f'{{"feedback": {feedback}, "case": {case}, "status": "{receipt.status}"}}'


def _answer(receipt: Receipt | Unkeepable | None, wrong: Sequence[Wrong]) -> str:
    if isinstance(receipt, Receipt):
        return _json(receipt)
    return json.dumps({"status": "invalid", "errors": problems.errors(wrong)})
