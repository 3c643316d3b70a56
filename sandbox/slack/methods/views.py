"""views.*: modals and Home tabs."""

import json

from sandbox.slack.arguments import Arguments
from sandbox.slack.blockkit import check_view
from sandbox.slack.blockkit.surfaces import VIEW_BYTES
from sandbox.slack.errors import ApiError, complaints
from sandbox.slack.methods.method import TIER_4, Method
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json


def open_modal(stage: Stage, args: Arguments) -> Json:
    """Show a modal to whom the trigger belongs to."""
    body = read_view(args, ("modal",))
    trigger = stage.triggers.exchange(_trigger_id(args))
    return {"view": stage.views.json(stage.views.open(trigger.user, body))}


def push(stage: Stage, args: Arguments) -> Json:
    """Show a modal above the one in which the trigger arose."""
    body = read_view(args, ("modal",))
    trigger = stage.triggers.exchange(_trigger_id(args))
    return {"view": stage.views.json(stage.views.push(trigger.user, body))}


def update(stage: Stage, args: Arguments) -> Json:
    """Change what an open modal shows."""
    body = read_view(args, ("modal", "home"))
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if not view_id and not external_id:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view_id"]})
    view = stage.views.find(view_id=view_id, external_id=external_id)
    return {"view": stage.views.json(stage.views.update(view, body, given_hash=args.text("hash")))}


def publish(stage: Stage, args: Arguments) -> Json:
    """Put this on a person's Home tab."""
    body = read_view(args, ("home",))
    person = stage.workspace.people.get(args.text("user_id", needed="invalid_arguments"))
    if person is None:
        raise ApiError("user_not_found")
    if person.is_bot or person.deleted:
        raise ApiError("not_enabled")
    return {"view": stage.views.json(stage.views.publish(person.id, body, given_hash=args.text("hash")))}


def read_view(args: Arguments, kinds: tuple[str, ...]) -> Json:
    """The view argument, checked. Raises ApiError(`invalid_arguments`) with what is wrong, or `view_too_large`."""
    view = args.structure("view", wrong="invalid_arguments")
    wrong = check_view(view, kinds)
    if wrong:
        raise complaints("invalid_arguments", wrong)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise ApiError("view_too_large")
    checked: Json = view
    return checked


def _trigger_id(args: Arguments) -> str:
    return args.text("trigger_id", needed="invalid_arguments")


VIEWS: dict[str, Method] = {
    "views.open": Method(run=open_modal, per_minute=TIER_4),
    "views.push": Method(run=push, per_minute=TIER_4),
    "views.update": Method(run=update, per_minute=TIER_4),
    "views.publish": Method(run=publish, per_minute=TIER_4),
}
