"""Charts on Telegram: a picture with the card's words below it; and files in private."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.actions import ClaimCase
from bot.cards.model import Attachment, Button, Buttons, Card, Chart, Notice, Text
from bot.domain.destination import Remote
from bot.errors import Gone, Refused, Uncertain
from bot.platforms.telegram.client import close, telegram_bot
from bot.platforms.telegram.gateway import TelegramGateway
from sandbox.telegram import TelegramEmulator
from tests.drawing.charts import trend
from tests.edges.telegram.station import ANNA, COMPLAINTS, FORUM, SUPPORT, Clock, Station, place, until

PICTURE, OTHER = b"\x89PNG\r\n\x1a\n of a trend", b"\x89PNG\r\n\x1a\n of another"
TREND = trend()
CLAIM = Buttons(buttons=(Button(label="Claim", action=ClaimCase(42)),))
ANSWER = Card(summary="Support: 26", blocks=(Text(text="Support stands at 26."), TREND, CLAIM))
LONG = replace(ANSWER, blocks=(Text(text="word " * 300), *ANSWER.blocks))
EXPORT = Attachment(name="support.csv", content=b"score;comment", alt="Every answer of Support in November")


class Pencil:
    """Draws the same picture of everything but `Other`, and can be broken."""

    def __init__(self) -> None:
        self.drawn: list[Chart] = []
        self.broken = False

    async def draw(self, chart: Chart) -> bytes | None:
        self.drawn.append(chart)
        return None if self.broken else OTHER if chart.title == "Other" else PICTURE


@pytest.fixture
def pencil() -> Pencil:
    return Pencil()


@pytest.fixture
async def gateway(telegram: TelegramEmulator, pencil: Pencil, clock: Clock) -> AsyncIterator[TelegramGateway]:
    bot = telegram_bot(token=telegram.bot_token, api_url=telegram.api_url, timeout=0.5)
    yield TelegramGateway(bot, clock=clock, draw=pencil.draw)
    await close(bot)


async def post(gateway: TelegramGateway, card: Card = ANSWER, chat: int = SUPPORT, topic: int | None = None) -> Remote:
    return await gateway.post(place(chat, topic), card, posting=7, parent=None)


def standing(telegram: TelegramEmulator, chat: int = SUPPORT) -> list[tuple[bytes | None, str, int]]:
    """What the bot's messages in a chat show: picture, words, how many buttons."""
    return [
        (m.photo.content if m.photo else None, m.text, sum(map(len, m.buttons)))
        for m in telegram.messages(chat)
        if m.sender.is_bot and not m.deleted
    ]


WORDS = f"Support stands at 26.\n{TREND.alt}"


async def test_the_words_stand_below_the_picture(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    await post(gateway)
    assert standing(telegram) == [(PICTURE, WORDS, 1)]


async def test_words_too_long_for_that_follow_it(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    remote = await post(gateway, LONG)
    [(above, nothing, none), (without, words, buttons)] = standing(telegram)
    assert (above, nothing, none, without, buttons) == (PICTURE, "", 0, None, 1)
    assert words.endswith(WORDS)
    assert telegram.messages(SUPPORT)[-1].id == int(remote.message)
    await gateway.remove(remote)
    assert standing(telegram) == []


async def test_an_edit_changes_words_and_picture(
    gateway: TelegramGateway, telegram: TelegramEmulator, pencil: Pencil
) -> None:
    remote = await post(gateway)
    taken = replace(ANSWER, blocks=(Text(text="Anna has it."), TREND))
    await gateway.edit(remote, taken, posting=7)
    await gateway.edit(remote, taken, posting=7)
    assert standing(telegram) == [(PICTURE, f"Anna has it.\n{TREND.alt}", 0)]
    await gateway.edit(remote, replace(ANSWER, blocks=(replace(TREND, title="Other"),)), posting=7)
    assert standing(telegram) == [(OTHER, TREND.alt, 0)]
    # Telegram had the first picture already.
    assert [chart.title for chart in pencil.drawn] == [TREND.title, "Other"]


async def test_an_edit_without_a_picture_leaves_the_one_that_stands(
    gateway: TelegramGateway, telegram: TelegramEmulator, pencil: Pencil
) -> None:
    remote = await post(gateway)
    await gateway.edit(remote, Card(summary="x", blocks=(Text(text="Done & <gone>."),)), posting=7)
    assert standing(telegram) == [(PICTURE, "Done & <gone>.", 0)]
    pencil.broken = True
    await gateway.edit(remote, replace(ANSWER, blocks=(replace(TREND, title="Other"), CLAIM)), posting=7)
    assert standing(telegram) == [(PICTURE, TREND.alt, 1)]


async def test_words_that_grew_too_long_for_a_picture_are_cut(
    gateway: TelegramGateway, telegram: TelegramEmulator
) -> None:
    remote = await post(gateway)
    await gateway.edit(remote, LONG, posting=7)
    [(picture, words, buttons)] = standing(telegram)
    assert (picture, len(words), buttons) == (PICTURE, 1024, 1)


async def test_words_that_became_short_get_the_picture_from_above(
    gateway: TelegramGateway, telegram: TelegramEmulator
) -> None:
    remote = await post(gateway, LONG)
    await gateway.edit(remote, ANSWER, posting=7)
    assert standing(telegram) == [(PICTURE, WORDS, 1)]


async def test_without_a_picture_the_words_go_alone(
    gateway: TelegramGateway, telegram: TelegramEmulator, pencil: Pencil
) -> None:
    pencil.broken = True
    await post(gateway)
    assert standing(telegram) == [(None, WORDS, 1)]


@pytest.mark.parametrize(
    "refusal", ["not enough rights to send photos to the chat", "IMAGE_PROCESS_FAILED", "wrong file identifier"]
)
async def test_where_pictures_are_not_taken_the_words_go_alone(
    gateway: TelegramGateway, telegram: TelegramEmulator, refusal: str
) -> None:
    telegram.faults.fail_next("sendPhoto", "error", description=f"Bad Request: {refusal}")
    await post(gateway)
    assert standing(telegram) == [(None, WORDS, 1)]


async def test_a_picture_whose_words_did_not_follow_is_taken_away(
    gateway: TelegramGateway, telegram: TelegramEmulator
) -> None:
    telegram.faults.fail_next("sendMessage", "http")
    with pytest.raises(Uncertain):
        await post(gateway, LONG)
    assert standing(telegram) == []


async def test_a_picture_that_may_have_been_sent_leaves_doubt(
    gateway: TelegramGateway, telegram: TelegramEmulator
) -> None:
    telegram.faults.fail_next("sendPhoto", "drop_after")
    with pytest.raises(Uncertain):
        await post(gateway)


async def test_a_closed_topic_gives_way_to_the_general_one(
    gateway: TelegramGateway, telegram: TelegramEmulator
) -> None:
    await telegram.close_topic(FORUM, COMPLAINTS)
    await post(gateway, chat=FORUM, topic=COMPLAINTS)
    assert standing(telegram, FORUM) == [(PICTURE, WORDS, 1)]


async def test_a_file_and_a_chart_go_into_the_private_chat(
    gateway: TelegramGateway, telegram: TelegramEmulator, pencil: Pencil
) -> None:
    with pytest.raises(Gone):
        await gateway.send_file(str(ANNA), EXPORT, "All of November.")
    await telegram.start_bot(ANNA)
    await gateway.send_file(str(ANNA), EXPORT, "All of November & <more>.")
    await gateway.send_file(str(ANNA), TREND, "Here it is.")
    paper, picture = [m for m in telegram.messages(ANNA) if m.sender.is_bot]
    assert paper.document is not None
    assert (paper.document.name, paper.document.content) == (EXPORT.name, EXPORT.content)
    assert paper.text == "All of November & <more>."
    assert picture.photo is not None
    assert (picture.photo.content, picture.text) == (PICTURE, f"Here it is.\n{TREND.alt}")
    pencil.broken = True
    with pytest.raises(Refused):
        await gateway.send_file(str(ANNA), replace(TREND, title="Other"), "x")


async def test_whoever_asked_for_a_file_gets_it_or_is_told(station: Station, telegram: TelegramEmulator) -> None:
    station.service.answers = lambda _: Notice(text="All of November.", file=EXPORT)
    await telegram.start_bot(ANNA)
    [paper] = await until(lambda: [m for m in telegram.messages(ANNA) if m.document])
    assert paper.text == "All of November."
    telegram.faults.fail_next("sendDocument", "error", description="Bad Request: file is too big")
    await telegram.say(ANNA, ANNA, "/nps export")
    await until(lambda: [m for m in telegram.messages(ANNA) if "could not be sent" in m.text])
