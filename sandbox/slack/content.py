"""Reading what a message is to contain, for every method that writes one."""

import re
from dataclasses import dataclass

from sandbox.slack.arguments import Arguments
from sandbox.slack.blockkit import check_message_blocks
from sandbox.slack.errors import ApiError, complaints
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json
from sandbox.slack.views import with_ids

MOST_TEXT = 40_000
MOST_UPDATE_TEXT = 4_000
MOST_METADATA = 16_000

_EVENT_TYPE = re.compile(r"[A-Za-z0-9_.:\-]{1,255}")


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a message shows. `blocks_given` tells an empty list from none at all; `metadata` is None when not
    given and `{}` when it is to be removed."""

    text: str
    blocks: tuple[Json, ...]
    blocks_given: bool
    attachments: tuple[Json, ...]
    metadata: Json | None


def read_content(stage: Stage, args: Arguments, *, updating: bool = False) -> Content:
    """Read and check text, blocks, attachments and metadata.

    Raises ApiError: `no_text`, `msg_too_long`, `invalid_blocks_format`, `invalid_blocks`,
    `invalid_attachments`, `invalid_metadata_format` or `metadata_too_large`."""
    text = args.text("text")
    blocks = args.structure("blocks", wrong="invalid_blocks_format")
    attachments = args.structure("attachments", wrong="invalid_attachments") or []
    if not isinstance(attachments, list) or any(not isinstance(one, dict) for one in attachments):
        raise ApiError("invalid_attachments")
    if not text.strip() and not blocks and not attachments:
        raise ApiError("no_text")
    if updating and len(text) > MOST_UPDATE_TEXT:
        raise ApiError("msg_too_long")
    if blocks is not None:
        wrong = check_message_blocks(blocks) or _unknown_files(stage, blocks)
        if wrong:
            raise complaints("invalid_blocks", wrong)
    return Content(
        text=text[:MOST_TEXT],
        blocks=tuple(with_ids(stage.workspace, blocks or [])),
        blocks_given=blocks is not None,
        attachments=tuple(attachments),
        metadata=_metadata(args),
    )


def _unknown_files(stage: Stage, blocks: list[Json]) -> list[str]:
    """Pictures of files that are not there: such a block is refused, as Slack does with a file that it cannot find."""
    wrong = []
    for place, block in enumerate(blocks):
        file = block.get("slack_file")
        if isinstance(file, dict) and "id" in file:
            found = stage.files.by_id.get(str(file["id"]))
            if found is None or not found.completed:
                wrong.append(f"invalid slack file [json-pointer:/blocks/{place}/slack_file]")
    return wrong


def _metadata(args: Arguments) -> Json | None:
    metadata = args.structure("metadata", wrong="invalid_metadata_format")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not _EVENT_TYPE.fullmatch(metadata["event_type"])
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise ApiError("invalid_metadata_format")
    if len(str(metadata)) > MOST_METADATA:
        raise ApiError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
