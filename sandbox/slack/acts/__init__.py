"""What people do and see in the emulated Slack."""

from sandbox.slack.acts.chatting import Chatting
from sandbox.slack.acts.forms import Forms, Submitted
from sandbox.slack.acts.pressing import Pressing

__all__ = ["Chatting", "Forms", "Pressing", "Submitted"]
