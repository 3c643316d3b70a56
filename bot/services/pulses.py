"""Pulses: what time and people do with them, each in a file of its own."""

from bot.services.pulse_answering import NotTaken, answer, expect, remark, round_of, withdraw
from bot.services.pulse_closing import close_due, sweep_open
from bot.services.pulse_opening import open_due
from bot.services.pulse_reminding import remind_due

__all__ = [
    "NotTaken",
    "answer",
    "close_due",
    "expect",
    "open_due",
    "remark",
    "remind_due",
    "round_of",
    "sweep_open",
    "withdraw",
]
