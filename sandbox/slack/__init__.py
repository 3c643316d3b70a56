"""An emulated Slack, strict where Slack is strict, for the unchanged SDKs to work against by address alone."""

from sandbox.slack.acts import Submitted
from sandbox.slack.carrier import Acknowledged
from sandbox.slack.changes import Change
from sandbox.slack.emulator import SlackEmulator
from sandbox.slack.errors import NotAcknowledged, NotConnected, Refused
from sandbox.slack.faults import Faults
from sandbox.slack.values import BOT_USER, TEAM_ID, SlackChannel, SlackMessage, SlackPerson, SlackView
from sandbox.slack.wire import ApiCall, Delivery

__all__ = [
    "BOT_USER",
    "TEAM_ID",
    "Acknowledged",
    "ApiCall",
    "Change",
    "Delivery",
    "Faults",
    "NotAcknowledged",
    "NotConnected",
    "Refused",
    "SlackChannel",
    "SlackEmulator",
    "SlackMessage",
    "SlackPerson",
    "SlackView",
    "Submitted",
]
