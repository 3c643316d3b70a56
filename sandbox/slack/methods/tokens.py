"""auth.test and apps.connections.open."""

from sandbox.slack.arguments import Arguments
from sandbox.slack.methods.method import SEVERAL_HUNDRED, Method
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json


def auth_test(stage: Stage, _args: Arguments) -> Json:
    """Who the token is."""
    space = stage.workspace
    return {
        "url": f"https://{space.domain}.slack.com/",
        "team": space.domain,
        "user": space.bot.handle,
        "team_id": space.team_id,
        "user_id": space.bot.id,
        "bot_id": space.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(stage: Stage, _args: Arguments) -> Json:
    """A WebSocket address for Socket Mode, good for one connection."""
    address = stage.url().replace("http", "ws", 1)
    return {"url": f"{address}/socket?ticket={stage.socket_ticket()}&app_id={stage.workspace.app_id}"}


TOKENS: dict[str, Method] = {
    "auth.test": Method(run=auth_test, per_minute=SEVERAL_HUNDRED),
    "apps.connections.open": Method(run=open_connection, per_minute=50, app_token=True),
}
