"""Files of collected data, and the check that a webhook can be reached."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Download, Effect, Endpoint, Provider, Request, Response
from creatorscope.contract.pairs import exactly_one
from creatorscope.contract.price import Unit, free
from creatorscope.endpoints.collection import TaskRequest

ExportFormat = Literal["xlsx", "csv", "html"]


class ExportRequest(TaskRequest):
    """A completed task, and the kind of file to make of it."""

    format: ExportFormat = Field(default="xlsx", description="Kind of file")


class DownloadUrlRequest(Request):
    """A file made before, by id or by name."""

    file_id: str | None = Field(default=None, min_length=1, description="Id of the file; this or file_name")
    file_name: str | None = Field(
        default=None, min_length=1, validate_default=True, description="Its name; this or file_id"
    )

    @field_validator("file_name")
    @classmethod
    def one_file(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Return the name; ValueError unless exactly one way to name the file is used."""
        exactly_one(value, "file_id", info)
        return value


class WebhookCheckRequest(Request):
    """Any text, to be sent back."""

    challenge: str = Field(min_length=1, description="Any text; comes back")


class FileLink(Response):
    """A file, and the address it can be fetched from for a while."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("file_id", "file_name", "file_expire_at")

    file_id: str | None = field("Id of the file, good for a new address later")
    file_name: str | None = field("Name of the file")
    file_url: str | None = field("Signed address, good until file_expire_at", "URL")
    file_expire_at: str | None = field("When the address stops working", "ISO 8601 UTC")


class ExportedFile(FileLink):
    """A file made of a task's rows."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("file_id", "file_name", "format", "row_count", "file_expire_at")

    format: str | None = field("Kind of file")
    row_count: int | None = field("Rows in the file", "rows")


class WebhookCheck(Response):
    """The challenge, echoed."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("challenge",)

    challenge: str | None = field("The text that was sent")


EXPORT_COLLECTION = Endpoint(
    name="export_collection",
    route="POST /openapi/v1/collection/tasks/export",
    summary="Make an xlsx, csv or html file of a completed collection task and save it.",
    use_when="Use when someone wants the rows as a spreadsheet or page.",
    toolset="collect",
    request=ExportRequest,
    response=ExportedFile,
    provider=Provider.CREATIVAULT,
    scope="collection:export",
    price=free(Unit.CREDITS),
    effect=Effect.PREPARE,
    transfer=Download("file_url", "file_name"),
    example=ExportRequest(task_id="task_20260315_abc123", format="xlsx"),
)

GET_DOWNLOAD_URL = Endpoint(
    name="get_download_url",
    route="POST /openapi/v1/files/download-url",
    summary="Get a new address for an exported file and save the file.",
    use_when="Use when an export's address has expired.",
    toolset="collect",
    request=DownloadUrlRequest,
    response=FileLink,
    provider=Provider.CREATIVAULT,
    scope="files:download",
    price=free(Unit.CREDITS),
    effect=Effect.READ,
    transfer=Download("file_url", "file_name"),
    example=DownloadUrlRequest(file_id="a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"),
)

VERIFY_WEBHOOK = Endpoint(
    name="verify_webhook",
    route="POST /openapi/v1/webhook/verify",
    summary="Check that the service behind webhooks answers, by having a text echoed.",
    use_when="Use before relying on webhook_url.",
    toolset="collect",
    request=WebhookCheckRequest,
    response=WebhookCheck,
    provider=Provider.CREATIVAULT,
    scope="public",
    price=free(Unit.CREDITS),
    effect=Effect.READ,
    transfer=None,
    example=WebhookCheckRequest(challenge="test_connectivity_12345"),
)
