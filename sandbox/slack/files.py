"""Files on their way in and those that arrived."""

import mimetypes
from dataclasses import dataclass, field

from sandbox.slack.errors import ApiError
from sandbox.slack.values import BOT_USER, Json
from sandbox.slack.workspace import Workspace


@dataclass(kw_only=True)
class SlackFile:
    """A file: announced with a length, then uploaded, then completed and shared into channels."""

    id: str
    name: str
    length: int
    key: str
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    completed: bool = False
    channels: list[str] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        """What its name says it is."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Files:
    """All files of the workspace, by id and, for uploading, by key."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.by_id: dict[str, SlackFile] = {}

    def announce(self, name: str, length: int, alt_text: str) -> SlackFile:
        """Make room for a file that will come."""
        ids = self._workspace.ids
        file = SlackFile(id=ids.draw("F0"), name=name, length=length, key=ids.hexadecimal(24), alt_text=alt_text)
        self.by_id[file.id] = file
        return file

    def receive(self, key: str, content: bytes) -> SlackFile:
        """Take the bytes in. Raises ApiError for an unknown address or another length than announced."""
        for file in self.by_id.values():
            if file.key == key and not file.completed:
                if len(content) != file.length:
                    raise ApiError("file_upload_size_mismatch")
                file.content = content
                return file
        raise ApiError("file_not_found")

    def complete(self, file_id: str, title: str) -> SlackFile:
        """Make an uploaded file final."""
        file = self.by_id.get(file_id)
        if file is None or file.content is None:
            raise ApiError("file_not_found")
        if file.completed:
            raise ApiError("file_already_completed")
        file.title = title or file.name
        file.completed = True
        return file

    def json(self, file: SlackFile, url: str) -> Json:
        """The file object."""
        return {
            "id": file.id,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "size": file.length,
            "alt_txt": file.alt_text,
            "user": BOT_USER,
            "created": int(self._workspace.now()),
            "channels": file.channels,
            "url_private": f"{url}/files/{file.id}/{file.name}",
            "url_private_download": f"{url}/files/{file.id}/{file.name}",
            "permalink": f"{url}/files/{file.id}/{file.name}",
        }
