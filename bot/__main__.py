"""The command line. Each command is one file in `bot.cli`, brought in only when it is typed: so `reload` is quick."""

import asyncio
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from bot.cli.arguments import parser
from bot.cli.speaking import FAILED, OK, WRONG, complain, lines_of, say
from bot.errors import ConfigError, KlankbordError


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out what was typed. 0: done. 1: not done, stderr says why. 2: the configuration or the typing is wrong."""
    typed = parser()
    asked = typed.parse_args(arguments)
    try:
        code = _version() if asked.version else _carry_out(asked)
        sys.stdout.flush()
    except ConfigError as error:
        complain(lines_of(error))
        return WRONG
    except KlankbordError as error:
        complain(f"klankbord: {line}" for line in lines_of(error))
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    if code is None:
        typed.print_help(sys.stderr)
        return WRONG
    return code


def _carry_out(asked: Namespace) -> int | None:
    match asked.command:
        case "run":
            from bot.cli.running import run

            return asyncio.run(run(asked.config, level=asked.log_level))
        case "reload":
            from bot.cli.reloading import reload

            return reload(asked.config)
        case "check":
            from bot.cli.checking import check

            return asyncio.run(check(asked.config))
        case "migrate":
            from bot.cli.migrating import migrate

            return asyncio.run(migrate(asked.config))
        case "recount":
            from bot.cli.recounting import recount

            return asyncio.run(recount(asked.config, mend=not asked.check))
        case "invite":
            from bot.cli.inviting import invite

            return asyncio.run(invite(asked.config, asked.email))
        case "erase":
            return _erase(asked)
        case "quarantine":
            return _quarantine(asked)
        case "postings":
            return _postings(asked)
        case "updates":
            return _updates(asked)
        case _:
            return None


def _erase(asked: Namespace) -> int:
    from bot.cli import erasing
    from bot.domain.erasure import Sought
    from bot.log import set_up

    set_up("info")  # that something was erased stands on stderr as the bot would log it
    if asked.what == "feedback":
        return asyncio.run(erasing.feedback(asked.config, asked.number, yes=asked.yes))
    sought = Sought(email=asked.email, phone=asked.phone, customer_id=asked.customer_id, source=asked.source)
    return asyncio.run(erasing.customer(asked.config, sought, yes=asked.yes))


def _quarantine(asked: Namespace) -> int:
    from bot.cli import quarantined

    match asked.what:
        case "list":
            return asyncio.run(quarantined.list_all(asked.config))
        case "show":
            return asyncio.run(quarantined.show(asked.config, asked.id))
        case _:
            return asyncio.run(quarantined.retry(asked.config, None if asked.all else asked.id))


def _postings(asked: Namespace) -> int:
    from bot.cli import posted
    from bot.domain.posting import Standing

    if asked.what == "list":
        return asyncio.run(posted.list_all(asked.config))
    which = (Standing.PARKED, Standing.GONE) if asked.which == "all" else (Standing(asked.which),)
    return asyncio.run(posted.retry(asked.config, which))


def _updates(asked: Namespace) -> int:
    from bot.cli import updates

    return asyncio.run(updates.list_all(asked.config) if asked.what == "list" else updates.retry(asked.config))


def _version() -> int:
    from bot.cli.version import VERSION

    say(f"klankbord {VERSION}")
    return OK


if __name__ == "__main__":
    sys.exit(main())
