"""users.*: who people are."""

from sandbox.slack.arguments import Arguments
from sandbox.slack.errors import ApiError
from sandbox.slack.methods.method import TIER_2, TIER_3, TIER_4, Method
from sandbox.slack.methods.pages import page
from sandbox.slack.shapes import profile_json, user_json
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json, SlackPerson


def describe(stage: Stage, args: Arguments) -> Json:
    """One person; the e-mail address only with its own scope."""
    person = stage.workspace.people.get(args.text("user", needed="user_not_found"))
    if person is None:
        raise ApiError("user_not_found")
    return {"user": _shown(stage, args, person)}


def list_all(stage: Stage, args: Arguments) -> Json:
    """Everybody of this workspace, in pages."""
    people = [person for person in stage.workspace.people.values() if not person.is_stranger]
    piece, cursor = page(args, people, usual=1000, most=1000)
    return {
        "members": [_shown(stage, args, person) for person in piece],
        "cache_ts": int(stage.workspace.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(stage: Stage, args: Arguments) -> Json:
    """The person with this address; never a stranger or one who left."""
    person = stage.workspace.person_at(args.text("email", needed="users_not_found"))
    if person is None:
        raise ApiError("users_not_found")
    return {"user": _shown(stage, args, person)}


def profile(stage: Stage, args: Arguments) -> Json:
    """A profile, with the status a person set (out of office, say)."""
    person = stage.workspace.people.get(args.text("user") or stage.workspace.bot.id)
    if person is None:
        raise ApiError("user_not_found")
    return {"profile": profile_json(person, with_email="users:read.email" in stage.scopes)}


def _shown(stage: Stage, args: Arguments, person: SlackPerson) -> Json:
    return user_json(
        stage.workspace,
        person,
        with_email="users:read.email" in stage.scopes,
        with_locale=args.flag("include_locale"),
    )


USERS: dict[str, Method] = {
    "users.info": Method(run=describe, per_minute=TIER_4, scopes=("users:read",)),
    "users.list": Method(run=list_all, per_minute=TIER_2, scopes=("users:read",)),
    "users.lookupByEmail": Method(run=lookup_by_email, per_minute=TIER_3, scopes=("users:read.email",)),
    "users.profile.get": Method(run=profile, per_minute=TIER_4, scopes=("users.profile:read",)),
}
