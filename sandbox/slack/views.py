"""Modals, stacked per person, and Home tabs."""

from dataclasses import replace

from sandbox.slack.entries import initial_state
from sandbox.slack.errors import ApiError
from sandbox.slack.values import Json, SlackView
from sandbox.slack.workspace import Workspace

DEPTH = 3


class Views:
    """What every person has open. A person has one stack of modals, at most three deep."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[SlackView]] = {}
        self._owners: dict[str, str] = {}
        self.homes: dict[str, SlackView] = {}

    def stack(self, user: str) -> list[SlackView]:
        """The person's open modals, the uppermost last."""
        return list(self._stacks.get(user, ()))

    def open(self, user: str, body: Json) -> SlackView:
        """Show a modal; whatever the person had open is gone."""
        view = self._made(user, body, root=None, previous=None)
        self._stacks[user] = [view]
        self._tell(view)
        return view

    def push(self, user: str, body: Json) -> SlackView:
        """Show a modal above the one that is open."""
        stack = self._stacks.get(user)
        if not stack:
            raise ApiError("not_found")
        if len(stack) >= DEPTH:
            raise ApiError("push_limit_reached")
        view = self._made(user, body, root=stack[0].root_view_id, previous=stack[-1].id)
        stack.append(view)
        self._tell(view)
        return view

    def find(self, *, view_id: str = "", external_id: str = "") -> SlackView:
        """An open modal or a Home tab by either id. Raises ApiError(`not_found`)."""
        user = self._owners.get(view_id) if view_id else None
        owned = [*self._stacks.get(user, ()), *([self.homes[user]] if user in self.homes else [])] if user else []
        everything = [*(v for stack in self._stacks.values() for v in stack), *self.homes.values()]
        for view in owned if view_id else everything:
            if view.id == view_id or (external_id and view.body["external_id"] == external_id):
                return view
        raise ApiError("not_found")

    def update(self, view: SlackView, body: Json, *, given_hash: str) -> SlackView:
        """Replace what an open view shows. Raises ApiError(`hash_conflict`) when it has changed since."""
        self._check_hash(view, given_hash)
        changed = replace(
            view, body=self._completed(body, view.id, view.root_view_id, view.previous_view_id), hash=self._new_hash()
        )
        changed = replace(changed, state=initial_state(changed.blocks, view.state))
        self._put(changed)
        return changed

    def publish(self, user: str, body: Json, *, given_hash: str) -> SlackView:
        """Show this on the person's Home tab."""
        standing = self.homes.get(user)
        if standing is not None:
            return self.update(standing, body, given_hash=given_hash)
        view = self._made(user, body, root=None, previous=None)
        self.homes[user] = view
        self._tell(view)
        return view

    def enter(self, view: SlackView, block_id: str, action_id: str, value: Json) -> SlackView:
        """Keep what a person entered."""
        state = {block: dict(values) for block, values in view.state.items()}
        state.setdefault(block_id, {})[action_id] = value
        changed = replace(view, state=state)
        self._put(changed)
        return changed

    def close(self, view: SlackView) -> None:
        """Take the modal and all above it away; the one below shows again."""
        stack = self._stacks.get(view.user, [])
        ids = [v.id for v in stack]
        if view.id in ids:
            del stack[ids.index(view.id) :]
        if not stack:
            self._stacks.pop(view.user, None)
        self._tell(view)

    def clear(self, user: str) -> None:
        """Take all of a person's modals away."""
        stack = self._stacks.pop(user, [])
        if stack:
            self._tell(stack[0])

    def json(self, view: SlackView) -> Json:
        """The view object as the API and payloads show it."""
        values = {block: dict(entries) for block, entries in view.state.items()}
        return view.body | {"state": {"values": values}, "hash": view.hash}

    def _made(self, user: str, body: Json, *, root: str | None, previous: str | None) -> SlackView:
        if body.get("external_id"):
            taken = [v for s in self._stacks.values() for v in s if v.body["external_id"] == body["external_id"]]
            if taken:
                raise ApiError("duplicate_external_id")
        view_id = self._workspace.ids.draw("V0")
        self._owners[view_id] = user
        completed = self._completed(body, view_id, root or view_id, previous)
        return SlackView(
            id=view_id,
            user=user,
            body=completed,
            hash=self._new_hash(),
            root_view_id=root or view_id,
            previous_view_id=previous,
            state=initial_state(tuple(completed["blocks"])),
        )

    def _completed(self, body: Json, view_id: str, root: str, previous: str | None) -> Json:
        space = self._workspace
        blank: Json = {
            "private_metadata": "",
            "callback_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
            "external_id": "",
        }
        return (
            blank
            | body
            | {
                "id": view_id,
                "team_id": space.team_id,
                "app_id": space.app_id,
                "app_installed_team_id": space.team_id,
                "bot_id": space.bot_id,
                "root_view_id": root,
                "previous_view_id": previous,
                "blocks": with_ids(space, body.get("blocks") or []),
            }
        )

    def _new_hash(self) -> str:
        return f"{int(self._workspace.now())}.{self._workspace.ids.hexadecimal(8)}"

    def _check_hash(self, view: SlackView, given: str) -> None:
        if given and given != view.hash:
            raise ApiError("hash_conflict")

    def _put(self, view: SlackView) -> None:
        if view.user in self.homes and self.homes[view.user].id == view.id:
            self.homes[view.user] = view
        stack = self._stacks.get(view.user, [])
        self._stacks[view.user] = [view if v.id == view.id else v for v in stack]
        if not stack:
            del self._stacks[view.user]
        self._tell(view)

    def _tell(self, view: SlackView) -> None:
        kind = "home" if view.body["type"] == "home" else "view"
        self._workspace.changes.tell(kind, user=view.user, name=view.id)


def with_ids(workspace: Workspace, blocks: list[Json]) -> list[Json]:
    """The blocks with the block_id and action_id that Slack fills in where the app gave none."""
    completed = []
    for block in blocks:
        named: Json = dict(block) if block.get("block_id") else block | {"block_id": workspace.ids.short()}
        for key in ("accessory", "element"):
            if isinstance(named.get(key), dict):
                named[key] = _with_action_id(workspace, named[key])
        if named["type"] in {"actions", "context_actions"}:
            named["elements"] = [_with_action_id(workspace, element) for element in named["elements"]]
        completed.append(named)
    return completed


def _with_action_id(workspace: Workspace, element: Json) -> Json:
    if element.get("type") == "image" or "action_id" in element:
        return element
    return element | {"action_id": workspace.ids.short()}
