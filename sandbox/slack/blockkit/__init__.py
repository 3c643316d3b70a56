"""Block Kit's rules: what Slack accepts in a message, a modal and a Home tab."""

from sandbox.slack.blockkit.surfaces import check_message_blocks, check_view

__all__ = ["check_message_blocks", "check_view"]
