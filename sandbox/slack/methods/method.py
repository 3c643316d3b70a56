"""What makes up one Web API method."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.slack.arguments import Arguments
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json

TIER_1, TIER_2, TIER_3, TIER_4 = 1, 20, 50, 100
SEVERAL_HUNDRED = 600


@dataclass(frozen=True, kw_only=True)
class Method:
    """`run` gives the answer without `ok` or raises ApiError; `scopes`: one of them is needed, none when empty;
    `per_minute` is the tier; `app_token` marks what is called with the app-level token."""

    run: Callable[[Stage, Arguments], Json]
    per_minute: int
    scopes: tuple[str, ...] = ()
    app_token: bool = False
