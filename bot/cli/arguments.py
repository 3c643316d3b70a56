"""What may be typed after `klankbord`."""

import os
from argparse import ArgumentParser
from pathlib import Path

from bot.log import LEVELS

CONFIG_VARIABLE = "KLANKBORD_CONFIG"


def parser() -> ArgumentParser:
    """The commands and their options. `command` (and `what`) say which was typed."""
    whole = ArgumentParser(
        prog="klankbord",
        description="Brings what customers say to the employee who can act on it, in Slack and Telegram.",
    )
    whole.add_argument("--version", action="store_true", help="say which version this is")
    config = ArgumentParser(add_help=False)
    config.add_argument(
        "--config",
        type=Path,
        default=Path(os.environ.get(CONFIG_VARIABLE) or "config.yaml"),
        metavar="FILE",
        help=f"the configuration (else ${CONFIG_VARIABLE}, else config.yaml here)",
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND")

    run = commands.add_parser("run", parents=[config], help="run the bot until it is told to stop")
    run.add_argument("--log-level", choices=LEVELS, default="info", help="how much to say on stderr (info)")
    commands.add_parser("check", parents=[config], help="say what is still lacking, and what to do about it")
    commands.add_parser("migrate", parents=[config], help="bring the database up to date (run does so too)")
    commands.add_parser("reload", parents=[config], help="let the running bot take the changed configuration in")
    recount = commands.add_parser(
        "recount", parents=[config], help="prove the numbers of every day against the feedback, and put them right"
    )
    recount.add_argument("--check", action="store_true", help="change nothing, and fail where something is wrong")
    invite = commands.add_parser("invite", parents=[config], help="send a member a link to Telegram, in their Slack")
    invite.add_argument("email", help="the member's e-mail address")

    _add_erase(commands.add_parser("erase", help="erase what customers said, when they ask for it"), config)

    quarantine = commands.add_parser("quarantine", help="what was sent to us and refused").add_subparsers(
        dest="what", metavar="WHAT", required=True
    )
    quarantine.add_parser("list", parents=[config], help="what is kept aside, and why")
    show = quarantine.add_parser("show", parents=[config], help="one of them, as it came")
    show.add_argument("id", type=int)
    retry = quarantine.add_parser("retry", parents=[config], help="take it in, now that the cause is mended")
    which = retry.add_mutually_exclusive_group(required=True)
    which.add_argument("id", type=int, nargs="?")
    which.add_argument("--all", action="store_true", help="everything that is kept aside")

    postings = commands.add_parser("postings", help="messages that could not be sent").add_subparsers(
        dest="what", metavar="WHAT", required=True
    )
    postings.add_parser("list", parents=[config], help="how many, where, and why")
    again = postings.add_parser("retry", parents=[config], help="send them after all")
    again.add_argument("which", choices=("parked", "gone", "all"), nargs="?", default="all", help="all")

    updates = commands.add_parser("updates", help="what people did in chat and we failed to handle").add_subparsers(
        dest="what", metavar="WHAT", required=True
    )
    updates.add_parser("list", parents=[config], help="when, and what the log calls it")
    updates.add_parser("retry", parents=[config], help="handle it after all, now that the cause is mended")
    return whole


def _add_erase(erase: ArgumentParser, config: ArgumentParser) -> None:
    yes = ArgumentParser(add_help=False)
    yes.add_argument("--yes", action="store_true", help="do it; else only say what would be erased")
    what = erase.add_subparsers(dest="what", metavar="WHAT", required=True)
    feedback = what.add_parser("feedback", parents=[config, yes], help="by our numbers for it")
    feedback.add_argument("number", type=int, nargs="+")
    customer = what.add_parser("customer", parents=[config, yes], help="everything that one customer said")
    who = customer.add_mutually_exclusive_group(required=True)
    who.add_argument("--email", help="their e-mail address")
    who.add_argument("--phone", help="their telephone number, with its country")
    who.add_argument("--customer-id", metavar="ID", help="their id at the source")
    customer.add_argument("--source", metavar="KEY", help="the source that knows them by this id (else any)")
