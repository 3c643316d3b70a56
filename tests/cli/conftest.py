"""De Vries Wonen's configuration in a folder, its emulated Slack and Telegram, and the real `klankbord` command."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.config import load, members_wanted
from bot.errors import KlankbordError
from bot.services.members import sync
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator
from storage.engine import Database

KLANKBORD = Path(sys.executable).with_name("klankbord")

CONFIG = """\
organisation: {{name: De Vries Wonen, timezone: Europe/Amsterdam}}
database: sqlite:///{folder}/klankbord.db
http: {{port: 0}}
slack:
  bot_token: ${{SLACK_BOT_TOKEN}}
  app_token: ${{SLACK_APP_TOKEN}}
  api_url: {slack}
telegram:
  bot_token: ${{TELEGRAM_BOT_TOKEN}}
  api_url: {telegram}
sources:
  - {{key: survey, secret: "${{SURVEY_SECRET}}"}}
members:
  - {{name: Anna Visser, email: anna@devrieswonen.nl}}
  - {{name: Boris Jansen, email: boris@devrieswonen.nl, telegram_id: 1002}}
teams:
  - key: support
    name: Klantenservice
    members: [anna@devrieswonen.nl, boris@devrieswonen.nl]
    destinations: [{{slack: C0SUPPORT}}, {{telegram: -100200300}}]
routing:
  default: support
"""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(kw_only=True)
class Desk:
    """An operator's desk: a folder with a configuration, and an environment with its secrets."""

    folder: Path
    environ: dict[str, str]

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def change(self, old: str, new: str) -> None:
        """Edit the configuration."""
        text = self.config.read_text()
        assert old in text
        self.config.write_text(text.replace(old, new))

    async def refused(self, command: Awaitable[int]) -> str:
        """What a command, called here and not typed, gives as the reason why it cannot be carried out."""
        with pytest.raises(KlankbordError) as refused:
            await command
        return str(refused.value)

    async def start(self, *arguments: str) -> Process:
        """Type a command in this folder."""
        return await asyncio.create_subprocess_exec(
            KLANKBORD, *arguments, cwd=self.folder, env=self.environ, stdout=PIPE, stderr=PIPE
        )

    async def type(self, *arguments: str) -> Said:
        """Type a command and wait for its end. No secret may show."""
        process = await self.start(*arguments)
        out, err = await asyncio.wait_for(process.communicate(), 30)
        said = Said(code=process.returncode or 0, out=out.decode(), err=err.decode())
        assert "Traceback" not in said.err, said.err
        for name, secret in self.environ.items():
            if name.endswith(("_TOKEN", "_SECRET")):
                assert secret not in said.out + said.err
        return said


async def met(desk: Desk) -> None:
    """The members are taken in, as by a bot that has run."""
    config = load(desk.config, desk.environ)
    db = Database(config.database)
    await sync(db, members_wanted(config), now=system_clock())
    await db.close()


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator["Bot"]:
    """The bot, from the moment that it says it runs."""
    bot = Bot(await desk.start("run", "--config", "config.yaml"))
    try:
        await bot.says(" runs; ")
        yield bot
    finally:
        if bot.process.returncode is None:
            bot.process.terminate()
            await asyncio.wait_for(bot.process.wait(), 20)


class Bot:
    """A running bot and what its log has said so far."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.log = ""

    async def says(self, words: str) -> str:
        """Read on until a line with these words; returns it."""
        assert self.process.stderr is not None
        while True:
            line = (await asyncio.wait_for(self.process.stderr.readline(), 20)).decode()
            self.log += line
            if words in line:
                return line
            assert line, f"the bot ended without saying {words!r}:\n{self.log}"

    async def stop(self) -> int:
        """Ask it to stop, as systemd does; returns its exit code."""
        assert self.process.stderr is not None
        self.process.terminate()
        self.log += (await asyncio.wait_for(self.process.stderr.read(), 20)).decode()
        return await self.process.wait()


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    emulator = SlackEmulator(limits=False)
    emulator.add_user("U0ANNA", "Anna Visser", "anna@devrieswonen.nl")
    emulator.add_user("U0BORIS", "Boris Jansen", "boris@devrieswonen.nl")
    emulator.add_channel("C0SUPPORT", "support", ["U0ANNA", "U0BORIS"])
    emulator.add_channel("C0OTHER", "other", ["U0ANNA"], bot_is_member=False)
    await emulator.start()
    yield emulator
    await emulator.stop()


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    emulator = TelegramEmulator(limits=False)
    emulator.add_user(1001, "Anna")
    emulator.add_user(1002, "Boris")
    emulator.add_group(-100200300, "Klantenservice", [1001, 1002])
    await emulator.start()
    yield emulator
    await emulator.stop()


@pytest.fixture
def desk(tmp_path: Path, slack: SlackEmulator, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(
        folder=tmp_path,
        environ={
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "TELEGRAM_BOT_TOKEN": telegram.bot_token,
            "SURVEY_SECRET": "survey-secret-of-de-vries",
        },
    )
    made.config.write_text(CONFIG.format(folder=tmp_path, slack=slack.api_url, telegram=telegram.api_url))
    for name, value in made.environ.items():
        monkeypatch.setenv(name, value)
    return made
