"""The Web API's methods, in one table."""

from sandbox.slack.methods.chat import CHAT
from sandbox.slack.methods.conversations import CONVERSATIONS
from sandbox.slack.methods.history import HISTORY
from sandbox.slack.methods.method import Method
from sandbox.slack.methods.reactions import REACTIONS
from sandbox.slack.methods.tokens import TOKENS
from sandbox.slack.methods.uploads import UPLOADS
from sandbox.slack.methods.users import USERS
from sandbox.slack.methods.views import VIEWS

METHODS: dict[str, Method] = {
    **TOKENS,
    **CHAT,
    **CONVERSATIONS,
    **HISTORY,
    **USERS,
    **VIEWS,
    **REACTIONS,
    **UPLOADS,
}
"""Method name -> how it is served. What is not here is answered with `unknown_method`."""
