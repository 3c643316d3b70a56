"""Files: taking them in, telling about them, handing them out."""

import mimetypes

from sandbox.telegram import wire
from sandbox.telegram.errors import bad_request
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.values import Attachment
from sandbox.telegram.world import World

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOCUMENT = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024


def sent_file(world: World, given: Parameters, field: str) -> Attachment:
    """The file of a request: uploaded, attached by name, or one the bot knows by its file_id."""
    reference = given.text(field)
    upload = given.uploads.get(reference.removeprefix("attach://") if reference else field)
    if upload is None:
        if not reference:
            raise bad_request(f"there is no {field} in the request")
        if reference.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        if reference not in world.files:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        return world.files[reference]
    if not upload.content:
        raise bad_request("file must be non-empty")
    largest = LARGEST_PHOTO if field == "photo" else LARGEST_DOCUMENT
    if len(upload.content) > largest:
        raise bad_request(f"file of size {len(upload.content)} bytes is too big for a {field}")
    serial = next(world.serials)
    attachment = Attachment(
        file_id=f"BQACAgQAAxkDAAI{serial:06d}",
        file_unique_id=f"AgAD{serial:06d}",
        name=upload.name,
        mime_type=upload.mime_type,
        content=upload.content,
    )
    if field == "photo" and attachment.picture_type is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    world.files[attachment.file_id] = attachment
    return attachment


async def get_file(world: World, given: Parameters) -> wire.Wire:
    attachment = world.files.get(given.text("file_id"))
    if attachment is None:
        raise bad_request("invalid file_id")
    if len(attachment.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": attachment.file_id,
        "file_unique_id": attachment.file_unique_id,
        "file_size": len(attachment.content),
        "file_path": file_path(attachment),
    }


def file_path(attachment: Attachment) -> str:
    """Where the file is served, below /file/bot<token>/."""
    ending = mimetypes.guess_extension(attachment.mime_type) or ""
    return f"documents/{attachment.file_unique_id}{ending}"
