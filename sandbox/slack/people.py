"""All that can be done and seen in a workspace without being the app."""

from sandbox.slack.acts import Chatting, Forms, Pressing
from sandbox.slack.world import World


class People(Pressing, Forms, Chatting, World):
    """Builds the workspace, acts as its people and looks through their eyes."""
