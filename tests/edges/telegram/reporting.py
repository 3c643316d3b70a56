"""The forms of these stories, the card that they are reached from, and the office that gives them out."""

from collections.abc import Mapping

from bot.actions import NoteOnCase, ResolveCase
from bot.cards.model import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirmed,
    Form,
    FormErrors,
    Heading,
    Notice,
    Option,
    Reply,
    Text,
    Words,
)
from bot.interaction import Interaction, Pressed, Submitted
from sandbox.telegram import TelegramEmulator
from tests.edges.telegram.station import Service, shown, until

REPORT = Form(
    title="Report",
    submit=ResolveCase(42),
    submit_label="Close",
    cancel_label="Never mind",
    intro=(Text(text="M.V., 3 of 10"),),
    fields=(
        Choice(
            key="cause",
            label="Why did it happen?",
            options=(Option(value="w", label="waiting"), Option(value="p", label="price")),
        ),
        Words(key="done", label="What was done?", hint="For colleagues", limit=50),
        Choice(
            key="told",
            label="Was the customer told?",
            options=(Option(value="phoned", label="Phoned"), Option(value="no", label="Not possible")),
        ),
        Words(key="because", label="Why not?", needed_when=("told", "no")),
    ),
)
NOTE = Form(
    title="Note",
    submit=NoteOnCase(42),
    submit_label="Keep",
    cancel_label="Never mind",
    intro=(),
    fields=(
        Words(key="note", label="What should colleagues know?"),
        Words(key="more", label="Anything else?", required=False),
    ),
)
CARD = Card(
    summary="x",
    blocks=(
        Heading(text="Unhappy"),
        Buttons(buttons=(Button(label="Report", action=ResolveCase(42)), Button(label="Note", action=NoteOnCase(42)))),
    ),
)


class Office(Service):
    """Gives out the forms while they make sense, and takes what is handed in, unless it says what is wrong."""

    over = False
    wrong: Mapping[str, str] = {}
    handed_in: list[dict[str, str]]

    def __init__(self) -> None:
        super().__init__(answers=self.answer)
        self.handed_in = []

    def answer(self, interaction: Interaction) -> Reply:
        match interaction.what:
            case Pressed() if self.over:
                return Notice(text="Boris has closed it.")
            case Pressed(action=ResolveCase()):
                return REPORT
            case Pressed(action=NoteOnCase()):
                return NOTE
            case Submitted(action=ResolveCase(), values=values):
                wrong, self.wrong = self.wrong, {}
                if wrong:
                    return FormErrors(errors=wrong)
                self.handed_in.append(dict(values))
                return Notice(text="Closed. Thank you.")
            case Submitted(values=values):
                self.handed_in.append(dict(values))
                return Confirmed()
        return None


async def last(telegram: TelegramEmulator, chat: int, beginning: str) -> int:
    """The bot's newest message, once it begins so."""
    await until(lambda: shown(telegram, chat) and beginning in shown(telegram, chat)[-1])
    return [m for m in telegram.messages(chat) if m.sender.is_bot and not m.deleted][-1].id
