"""The media relay calls: open an upload, complete it to get a public address."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Follow, Provider, Request, Response, Upload
from creatorscope.contract.patterns import MIME_TYPE, PLAIN_ID
from creatorscope.contract.price import Unit, free
from creatorscope.contract.wire import Wire


class UploadRequest(Request):
    """Asks for a place to put a media file: name the local file, or describe it."""

    provider: Literal["r2", "oss"] = Field(description="Storage: r2 global, oss mainland China")
    file: Annotated[str | None, Wire(local=True)] = Field(
        default=None, min_length=1, description="Local file to send; the rest is then read from it"
    )
    file_name: str | None = Field(
        default=None, validate_default=True, min_length=1, max_length=255, description="File name"
    )
    content_type: str | None = Field(
        default=None,
        validate_default=True,
        pattern=MIME_TYPE,
        description="MIME type, e.g. audio/mpeg, video/mp4",
    )
    size_bytes: int | None = Field(default=None, validate_default=True, ge=1, description="Size in bytes")

    @field_validator("file_name", "content_type", "size_bytes")
    @classmethod
    def _known_without_file(cls, value: Any, info: ValidationInfo) -> Any:
        if value is None and "file" in info.data and info.data["file"] is None:
            raise ValueError("required and missing; give it, or name a local file in `file`")
        return value


class CompletionRequest(Request):
    """Says that a file has been put in its place."""

    upload_id: str = Field(pattern=PLAIN_ID, max_length=128, description="Upload id from opening it")


class OpenedUpload(Response):
    """A place for one file."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "upload_id",
        "upload_method",
        "upload_expires_at",
        "file_ttl_seconds",
    )
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(tool="complete_upload", arguments={"upload_id": "upload_id"}, when={}, wait_s=None),
    )

    upload_id: str | None = field("Upload id, to complete it with")
    upload_method: str | None = field("HTTP method to send the bytes with: PUT")
    upload_url: str | None = field("Signed address to send the bytes to")
    upload_headers: dict[str, str] | None = field("Headers the sending must carry")
    upload_expires_at: str | None = field("Until when the address accepts the bytes")
    file_ttl_seconds: int | None = field("How long the file stays public", "seconds")


class CompletedUpload(Response):
    """The public file."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("upload_id", "provider", "file_url", "file_expires_at")

    upload_id: str | None = field("Upload id")
    provider: str | None = field("Storage: r2 or oss")
    file_url: str | None = field("Public address of the file, for 24 hours")
    file_expires_at: str | None = field("Until when the file is public")


OPEN_UPLOAD = Endpoint(
    name="open_upload",
    route="POST /api/u3/v1/uploads",
    summary="Open an upload for a media file, and send the file when you name a local one.",
    use_when="Use when a service cannot read the media's own address.",
    request=UploadRequest,
    response=OpenedUpload,
    provider=Provider.MEDIA,
    scope=None,
    toolset="media",
    price=free(Unit.SECONDS),
    effect=Effect.SUBMIT,
    transfer=Upload("file", "upload_url", "upload_headers"),
    example=UploadRequest(provider="r2", file_name="talk.mp3", content_type="audio/mpeg", size_bytes=48000),
)

COMPLETE_UPLOAD = Endpoint(
    name="complete_upload",
    route="POST /api/u3/v1/uploads/{upload_id}/complete",
    summary="Complete an upload to get its public address, good for 24 hours.",
    use_when="Use once the bytes are sent.",
    request=CompletionRequest,
    response=CompletedUpload,
    provider=Provider.MEDIA,
    scope=None,
    toolset="media",
    price=free(Unit.SECONDS),
    effect=Effect.PREPARE,
    transfer=None,
    example=CompletionRequest(upload_id="upl_20260315_demo01"),
)
