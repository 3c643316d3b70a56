"""`klankbord run`: the bot, until it is told to stop. SIGHUP takes a changed configuration in."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable
from pathlib import Path

from bot.app import App
from bot.cli import pid_file
from bot.cli.opening import configured, secrets_in
from bot.cli.speaking import FAILED, OK, CannotDo, lines_of
from bot.cli.version import VERSION
from bot.config import Config
from bot.errors import KlankbordError
from bot.log import PlainLines, set_up

log = logging.getLogger("klankbord")

_NEED_A_RESTART = ("database", "http", "slack", "telegram")


async def run(path: Path, *, level: str) -> int:
    """Run until SIGTERM or SIGINT; what is under way is finished first. A second one ends it at once.

    A part that stops for good ends it too, as a failure, so that whoever supervises the process starts it anew.

    Raises ConfigError, DatabaseRefused, or CannotDo when the bot cannot listen where it should.
    """
    hidden = set_up(level)
    config = configured(path)
    hidden.hide(secrets_in(config))
    stopping, hung_up = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, loop, stopping)
    loop.add_signal_handler(signal.SIGHUP, hung_up.set)
    app = App(config)
    with pid_file.announced(path):
        if not await _unless(stopping, _started(app, config)):
            return OK
        log.info("Klankbord %s runs; feedback comes in at %s/feedback/<source>", VERSION, app.http_url)
        reloading = asyncio.create_task(_reload_whenever(hung_up, app, path, config, hidden))
        app.died.add_done_callback(lambda _: stopping.set())
        await stopping.wait()
        log.info("stopping; what is under way is finished first")
        reloading.cancel()
        await app.stop()
    log.info("stopped")
    return FAILED if app.died.done() else OK


def _stop(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    stopping.set()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.remove_signal_handler(number)


async def _started(app: App, config: Config) -> None:
    try:
        await app.start()
    except OSError as error:
        http = config.http
        raise CannotDo(
            f"cannot listen at {http.host}:{http.port} ({os.strerror(error.errno or 0)}). "
            "Stop what listens there, or change http in the configuration"
        ) from None


async def _unless(stopping: asyncio.Event, work: Awaitable[None]) -> bool:
    """Whether the work was done; it is given up when we are told to stop."""
    doing, told = asyncio.ensure_future(work), asyncio.create_task(stopping.wait())
    await asyncio.wait({doing, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not doing.done():
        doing.cancel()
        await asyncio.wait({doing})
        return False
    await doing
    return True


async def _reload_whenever(hung_up: asyncio.Event, app: App, path: Path, config: Config, hidden: PlainLines) -> None:
    number = 0
    while True:
        await hung_up.wait()
        hung_up.clear()
        number += 1
        try:
            wanted = await asyncio.to_thread(configured, path)
            hidden.hide([*secrets_in(config), *secrets_in(wanted)])
            left = await app.reload(wanted)
        except KlankbordError as error:
            lines = lines_of(error)
            for line in lines:
                log.error("not reloaded: %s", line)
            pid_file.tell_outcome(path, number=number, taken=False, lines=lines)
        except Exception:
            log.exception("not reloaded")
            fault = ["a fault of ours; the bot's log has the details"]
            pid_file.tell_outcome(path, number=number, taken=False, lines=fault)
        else:
            lines = _what_changed(config, wanted, left)
            for line in lines:
                log.info("%s", line)
            pid_file.tell_outcome(path, number=number, taken=True, lines=lines)
            config = wanted


def _what_changed(before: Config, after: Config, left: int) -> list[str]:
    lines = [f"Taken in: {len(after.teams)} teams and {len(after.members)} members; {left} left since before."]
    for name in _NEED_A_RESTART:
        if _settled_at_start(before, name) != _settled_at_start(after, name):
            lines.append(f"What changed under {name} counts after a restart.")
    return lines


def _settled_at_start(config: Config, name: str) -> object:
    section = getattr(config, name)
    return section.model_copy(update={"reactions": {}}) if hasattr(section, "reactions") else section
