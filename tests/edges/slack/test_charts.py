"""Charts on Slack: pictures in messages that all see, Slack's own charts in answers that one person sees."""

from dataclasses import replace

import aiohttp
import pytest

from bot.actions import ClaimCase
from bot.cards.model import Attachment, Button, Buttons, Card, Chart, Notice, Series, Text
from bot.clock import system_clock
from bot.domain.destination import Remote
from bot.errors import Refused, RetryLater
from bot.interaction import Pressed
from bot.platforms.slack.blocks import blocks
from bot.platforms.slack.charts import native
from bot.platforms.slack.client import web_client
from bot.platforms.slack.gateway import SlackGateway
from sandbox.slack import SlackEmulator
from sandbox.slack.blockkit import check_message_blocks
from sandbox.slack.values import SlackMessage
from tests.drawing.charts import trend
from tests.edges.slack.conftest import SUPPORT, Bench, answering

PICTURE = b"\x89PNG\r\n\x1a\n of a trend"
WITH_A_GAP = trend()
TREND = trend(values=(12, 8, 15, 11, 19, 26))
CLAIM = Buttons(buttons=(Button(label="Claim", action=ClaimCase(42)),))
ANSWER = Card(summary="Support: 26", blocks=(Text(text="Support stands at 26."), TREND, CLAIM))
TOLD = Notice(text="Support: 26", card=Card(summary="x", blocks=ANSWER.blocks[:2]), buttons=CLAIM.buttons)


class Pencil:
    """Draws the same picture of everything, and can be broken."""

    def __init__(self) -> None:
        self.drawn: list[Chart] = []
        self.broken = False

    async def draw(self, chart: Chart) -> bytes | None:
        self.drawn.append(chart)
        return None if self.broken else PICTURE


@pytest.fixture
def pencil() -> Pencil:
    return Pencil()


@pytest.fixture
def gateway(slack: SlackEmulator, session: aiohttp.ClientSession, pencil: Pencil) -> SlackGateway:
    client = web_client(slack.bot_token, session=session, api_url=slack.api_url)
    return SlackGateway(client, clock=system_clock, draw=pencil.draw, until_known=(0.0, 0.0))


def kinds(message: SlackMessage) -> list[str]:
    return [str(block["type"]) for block in message.blocks]


async def whispered(bench: Bench) -> SlackMessage:
    return (await bench.slack.wait_for(lambda: bench.slack.ephemerals("U0ANNA")))[-1]


def privately(slack: SlackEmulator) -> list[SlackMessage]:
    return slack.messages(slack.direct_channel("U0ANNA").id)


def picture_in(slack: SlackEmulator, message: SlackMessage) -> bytes | None:
    [image] = [block for block in message.blocks if block["type"] == "image"]
    assert image["alt_text"] == TREND.alt
    return slack.stage.files.by_id[image["slack_file"]["id"]].content


async def post(gateway: SlackGateway, card: Card = ANSWER) -> Remote:
    return await gateway.post(SUPPORT, card, posting=7, parent=None)


async def test_a_message_for_all_shows_the_picture(slack: SlackEmulator, gateway: SlackGateway) -> None:
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == ["rich_text", "image", "actions"]
    assert picture_in(slack, message) == PICTURE


async def test_it_is_uploaded_once_and_stays_when_the_words_change(
    slack: SlackEmulator, gateway: SlackGateway, pencil: Pencil
) -> None:
    remote = await post(gateway)
    await gateway.edit(remote, replace(ANSWER, blocks=(Text(text="Anna has it."), TREND)), posting=7)
    await post(gateway)
    first, second = slack.messages("C0SUPPORT")
    assert picture_in(slack, first) == PICTURE
    assert kinds(second) == ["rich_text", "image", "actions"]
    assert len(pencil.drawn) == len(slack.stage.files.by_id) == 1


async def test_without_a_picture_its_words_stand_there(
    slack: SlackEmulator, gateway: SlackGateway, pencil: Pencil
) -> None:
    pencil.broken = True
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == ["rich_text", "context", "actions"]
    assert TREND.alt in str(message.blocks)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["error", "http", "ratelimited", "timeout_before", "drop"])
async def test_an_upload_that_fails_keeps_no_message_back(
    slack: SlackEmulator, gateway: SlackGateway, method: str, fault: str
) -> None:
    slack.faults.fail_next(method, fault)  # type: ignore[arg-type]  # one of its kinds
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == ["rich_text", "context", "actions"]


async def test_without_the_scope_for_files_messages_go_without_pictures(
    slack: SlackEmulator, gateway: SlackGateway
) -> None:
    slack.scopes.discard("files:write")
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == ["rich_text", "context", "actions"]


async def test_a_file_that_slack_does_not_know_yet_is_waited_for(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.faults.fail_next("chat.postMessage", "error", 2, error="invalid_blocks")
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == ["rich_text", "image", "actions"]


async def test_a_picture_that_slack_never_takes_gives_way_to_its_words(
    slack: SlackEmulator, gateway: SlackGateway
) -> None:
    slack.faults.fail_next("chat.postMessage", "error", 3, error="invalid_blocks")
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == ["rich_text", "context", "actions"]


async def test_when_all_blocks_are_refused_the_words_of_the_chart_are_among_the_text(
    slack: SlackEmulator, gateway: SlackGateway
) -> None:
    slack.faults.fail_next("chat.postMessage", "error", 4, error="invalid_blocks")
    await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert kinds(message) == []
    assert TREND.alt in message.text


async def test_a_picture_that_somebody_deleted_is_uploaded_anew(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway)
    slack.stage.files.by_id.clear()
    await gateway.edit(remote, ANSWER, posting=7)
    [message] = slack.messages("C0SUPPORT")
    assert picture_in(slack, message) == PICTURE


async def test_an_answer_for_one_shows_slacks_own_chart(bench: Bench) -> None:
    bench.decide = answering(TOLD)
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "")
    told = await whispered(bench)
    assert kinds(told) == ["rich_text", "data_visualization", "context", "actions"]
    chart = told.blocks[1]["chart"]
    assert chart["axis_config"]["categories"] == list(TREND.labels)
    assert [point["value"] for point in chart["series"][0]["data"]] == [12, 8, 15, 11, 19, 26]
    assert "The picture shows the margin too." in str(told.blocks[2])


async def test_a_line_with_a_gap_is_told_in_words_since_slack_would_draw_it_on(bench: Bench) -> None:
    told_of = Notice(text="x", card=Card(summary="x", blocks=(WITH_A_GAP,)))
    bench.decide = answering(told_of)
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "")
    told = await whispered(bench)
    assert kinds(told) == ["context"]
    assert WITH_A_GAP.alt in str(told.blocks)


async def test_an_answer_whose_chart_is_refused_arrives_with_its_text_and_buttons(bench: Bench) -> None:
    bench.decide = answering(TOLD)
    bench.slack.faults.fail_next("response_url", "error", error="invalid_blocks")
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "")
    told = await whispered(bench)
    assert kinds(told) == ["rich_text", "context", "actions"]
    assert "Support stands at 26." in str(told.blocks)
    assert TREND.alt in str(told.blocks)
    await bench.slack.press_ephemeral("U0ANNA", "C0SUPPORT", "Claim")
    await bench.slack.wait_for(lambda: bench.seen[-1].what == Pressed(ClaimCase(42)))


async def test_the_same_where_there_is_no_response_address(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.faults.fail_next("chat.postEphemeral", "error", error="invalid_blocks")
    await gateway.ephemeral("C0SUPPORT", "U0ANNA", None, TOLD)
    [told] = slack.ephemerals("U0ANNA", "C0SUPPORT")
    assert kinds(told) == ["rich_text", "context", "actions"]


@pytest.mark.parametrize(
    "chart",
    [
        trend(values=(None,) * 6),
        WITH_A_GAP,
        trend(values=(12, 8, 15, 11, float("nan"), 26)),
        replace(TREND, labels=()),
        replace(TREND, labels=("week",) * 6),
        replace(TREND, labels=tuple(map(str, range(21))), series=(Series(label="x", values=(1,) * 21),)),
        replace(TREND, series=TREND.series * 2),
        replace(TREND, series=tuple(Series(label=str(one), values=(1,) * 6) for one in range(7))),
        replace(TREND, series=()),
    ],
    ids=[
        "no value",
        "a gap",
        "no number",
        "no label",
        "labels alike",
        "too many labels",
        "names alike",
        "too many lines",
        "no line",
    ],
)
def test_what_slacks_chart_cannot_show_is_told_in_words(chart: Chart) -> None:
    assert native(chart) is None
    [told] = blocks((chart,), charts=native)
    assert chart.alt in str(told)


def test_slacks_chart_begins_and_ends_where_there_is_a_value() -> None:
    """The first week was quiet, and this one is still running."""
    shown = native(trend(values=(None, 8, 15, 11, 19, None)))
    assert shown is not None
    made = shown.to_dict()["chart"]
    assert made["axis_config"]["categories"] == list(TREND.labels[1:5])
    assert [point["value"] for point in made["series"][0]["data"]] == [8, 15, 11, 19]
    short = native(replace(TREND, series=(replace(TREND.series[0], values=(12, 8, 15)),)))
    assert short is not None
    assert short.to_dict()["chart"]["axis_config"]["categories"] == list(TREND.labels[:3])


def test_hostile_charts_are_within_slacks_limits() -> None:
    loud = replace(TREND, title="<!channel> " * 40, labels=tuple(f"{week} " + "&<>" * 30 for week in TREND.labels))
    loud = replace(loud, series=(replace(TREND.series[0], label="<@U0ANNA>" * 9),))
    made = blocks((loud, replace(loud, title=""), replace(loud, title="third")), charts=native)
    assert [block["type"] for block in made if block["type"] != "context"] == ["data_visualization"] * 2
    assert made[-1]["type"] == "context"
    assert check_message_blocks(made) == []


EXPORT = Attachment(name="support.csv", content=b"score;comment", alt="Every answer of Support in November")


async def test_a_file_goes_into_the_private_chat(bench: Bench) -> None:
    bench.decide = answering(Notice(text="All of November, 1 row.", file=EXPORT))
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "export")
    told = await whispered(bench)
    assert "private chat" in told.text
    [message] = privately(bench.slack)
    assert message.text == "All of November, 1 row."
    [file] = [bench.slack.stage.files.by_id[one] for one in message.files]
    assert (file.name, file.content, file.alt_text) == (EXPORT.name, EXPORT.content, EXPORT.alt)
    assert bench.slack.ephemerals("U0BORIS") == []


async def test_a_chart_goes_there_as_a_picture(slack: SlackEmulator, gateway: SlackGateway, pencil: Pencil) -> None:
    await gateway.send_file("U0ANNA", TREND, "Here it is.")
    [message] = privately(slack)
    [file] = [slack.stage.files.by_id[one] for one in message.files]
    assert (file.name, file.content, file.alt_text) == ("nps-of-support-by-week.png", PICTURE, TREND.alt)
    pencil.broken = True
    with pytest.raises(Refused):
        await gateway.send_file("U0ANNA", TREND, "Here it is.")


async def test_a_file_that_cannot_be_sent_is_said_to_be(bench: Bench) -> None:
    bench.slack.scopes.discard("files:write")
    with pytest.raises(RetryLater, match="files:write"):
        await bench.gateway.send_file("U0ANNA", EXPORT, "x")
    bench.slack.faults.fail_next("files.completeUploadExternal", "error", error="file_not_found")
    bench.slack.scopes.add("files:write")
    bench.decide = answering(Notice(text="All of November.", file=EXPORT))
    await bench.slack.command("U0ANNA", "C0SUPPORT", "/nps", "export")
    told = await whispered(bench)
    assert "could not be sent" in told.text
    assert privately(bench.slack) == []
