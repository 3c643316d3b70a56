"""`python -m sandbox`: the demo. Starts both emulated platforms, the bot and the page, and runs until Ctrl-C."""

import argparse
import asyncio
import errno
import locale
import logging
import os
import signal
import sys
import webbrowser

from sandbox.demo import Demo
from sandbox.demo.guard import is_loopback
from sandbox.demo.people import LANGUAGES, Language

_TAKEN, _REFUSED = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the demo and return the exit code: 1 when the port is taken, 2 for arguments that cannot be."""
    asked = _parser().parse_args(arguments)
    if not is_loopback(asked.host) and not asked.let_others_in:
        sys.stderr.write(
            f"{asked.host} can be reached by other computers, and whoever opens the demo acts as anybody in it.\n"
            "If that is what you want, add --let-others-in.\n"
        )
        return _REFUSED
    _log_to_stderr()
    try:
        asyncio.run(_run(asked))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.stderr.write(f"Port {asked.port} is taken. Try: python -m sandbox --port {asked.port + 1}\n")
        return _TAKEN
    return 0


async def _run(asked: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    demo = Demo(language=asked.language, with_morning=not asked.empty)
    starting = asyncio.create_task(demo.start(asked.host, asked.port, open_to_others=asked.let_others_in))
    _say("Starting an emulated Slack and Telegram, with the bot between them …")
    await _first(starting, stopped)
    if not stopped.is_set():
        _say(f"\n  Open {demo.url}\n\nNo tokens, no internet. Ctrl-C stops it and leaves nothing behind.")
        if asked.open and _has_browser():
            await asyncio.to_thread(webbrowser.open, demo.url)
        await stopped.wait()
    _say("\nStopping …")
    await demo.stop()


async def _first(starting: asyncio.Task[None], stopped: asyncio.Event) -> None:
    """Wait until the demo runs or somebody wants it stopped."""
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if stopped.is_set():
        starting.cancel()
        await asyncio.wait({starting})
        return
    await starting


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="The whole bot on this computer, against an emulated Slack and Telegram, with a page to use it in.",
    )
    parser.add_argument("--port", type=int, default=8000, help="where the page is served (default 8000; 0 takes any)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default 127.0.0.1)")
    parser.add_argument("--let-others-in", action="store_true", help="allow a --host that other computers reach")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=_own_language(), help="of the teams and the page (default: yours)"
    )
    parser.add_argument("--no-open", dest="open", action="store_false", help="do not open a browser")
    parser.add_argument("--empty", action="store_true", help="begin without the morning's feedback")
    return parser


def _log_to_stderr() -> None:
    """Only what somebody should do something about."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    logging.basicConfig(handlers=[handler], format="%(levelname)s %(name)s: %(message)s")


def _own_language() -> Language:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "nl" if spoken.lower().startswith("nl") else "en"


def _has_browser() -> bool:
    """Not a browser that would take the terminal over."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
