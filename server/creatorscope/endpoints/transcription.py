"""The speech-to-text calls: submit addresses of media, fetch the transcripts."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from creatorscope.contract.fields import as_list, field
from creatorscope.contract.operation import Effect, Endpoint, Follow, Provider, Request, Response
from creatorscope.contract.patterns import PLAIN_ID
from creatorscope.contract.price import Price, Unit, free
from creatorscope.contract.wire import Wire

_BETWEEN_URLS = re.compile(r"\s*,\s*(?=https?://)")


def _as_urls(value: Any) -> Any:
    """Return a list of addresses; commas inside one address do not split it."""
    if isinstance(value, str) and not value.strip().startswith("["):
        return [part for part in _BETWEEN_URLS.split(value.strip()) if part]
    return as_list(value)


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(
            "not an http or https address; give a public address such as https://example.com/a.mp4"
        )
    return value


def _wrapped(urls: list[str]) -> dict[str, list[str]]:
    return {"file_urls": urls}


def _unwrapped(body: Any) -> Any:
    return body.get("file_urls") if isinstance(body, dict) else body


class TranscriptionRequest(Request):
    """Asks for the speech in some audio or video files."""

    file_urls: Annotated[
        list[Annotated[str, AfterValidator(_web_address)]],
        BeforeValidator(_as_urls),
        Wire(name="input", encode=_wrapped, decode=_unwrapped),
    ] = Field(min_length=1, max_length=100, description="Public http(s) audio or video URLs")


class TranscriptionQuery(Request):
    """Asks how a transcription stands."""

    task_id: str = Field(pattern=PLAIN_ID, max_length=128, description="Task id from the submission")


class SubmittedTask(Response):
    """The task as accepted."""

    task_id: str | None = field("Task id, to ask with")
    task_status: str | None = field("PENDING or RUNNING: accepted, not done")
    submit_time: str | None = field("When it was submitted")
    scheduled_time: str | None = field("When it was scheduled")
    end_time: str | None = field("When it ended; null until then")
    task_metrics: dict[str, Any] | None = field("Counts of items by state")
    results: list[dict[str, Any]] | None = field("Results, as far as there are any")


class TranscriptionSubmitted(Response):
    """The receipt of a submission, which is no result yet."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("output.task_id", "output.task_status", "output.submit_time")
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(tool="get_transcription", arguments={"task_id": "output.task_id"}, when={}, wait_s=15),
    )

    request_id: str | None = field("Upstream's id of this call")
    output: SubmittedTask | None = field("The task")
    usage: dict[str, Any] | None = field("What was used so far")


class TranscriptionItem(Response):
    """One media address and what became of it."""

    item_index: int | None = field(
        "Place in file_urls; the upstream does not say whether it starts at 0 or 1"
    )
    task_status: str | None = field("State of this item")
    transcription_url: str | None = field("Where its full transcript lies")
    duration_sec: float | None = field("Length transcribed", "seconds")
    error_code: str | None = field("Why it failed, a code")
    error_message: str | None = field("Why it failed, in words")


class Sentence(Response):
    """One sentence spoken."""

    sentence_id: int | str | None = field("Place of the sentence")
    text: str | None = field("The sentence")


class Transcription(Response):
    """A transcription's state and, when all items succeeded, its text."""

    ROWS: ClassVar[str] = "items[]"
    FACTS: ClassVar[tuple[str, ...]] = ("platform_task_status", "pending_count", "duration_sec", "full_text")
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(
            tool="get_transcription",
            arguments={"task_id": "task_id"},
            when={"platform_task_status": ("PENDING",)},
            wait_s=15,
        ),
    )
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "item_index",
        "task_status",
        "duration_sec",
        "transcription_url",
        "error_code",
        "error_message",
    )

    task_id: str | None = field("Task id")
    task_status: str | None = field("State of the task")
    platform_task_status: str | None = field("PENDING, PARTIAL_SUCCEEDED, SUCCEEDED or FAILED")
    is_fully_succeeded: bool | None = field("Whether every item succeeded")
    duration_sec: float | None = field("Billable length: succeeded items only", "seconds")
    input_count: int | None = field("Items submitted", "items")
    succeeded_count: int | None = field("Items that succeeded", "items")
    failed_count: int | None = field("Items that failed", "items")
    pending_count: int | None = field("Items still open; 0 means done", "items")
    items: list[TranscriptionItem] | None = field("The items, one for each address")
    sentences: list[Sentence] | None = field("The sentences; only when all items succeeded")
    full_text: str | None = field("The whole text; only when all items succeeded")


SUBMIT_TRANSCRIPTION = Endpoint(
    name="submit_transcription",
    route="POST /api/u2/v1/services/audio/asr/transcription",
    summary="Start turning the speech in audio or video files into text.",
    use_when="Use for media without subtitles; answers with a task id at once.",
    request=TranscriptionRequest,
    response=TranscriptionSubmitted,
    provider=Provider.MEDIA,
    scope=None,
    toolset="media",
    price=Price(unit=Unit.SECONDS, rate=None, per="file_urls"),
    effect=Effect.SUBMIT,
    transfer=None,
    example=TranscriptionRequest(file_urls=["https://media.example.com/talk.mp4"]),
)

GET_TRANSCRIPTION = Endpoint(
    name="get_transcription",
    route="POST /api/u2/v1/tasks/{task_id}",
    summary="Get a transcription's state, and its text once every item succeeded.",
    use_when="Use until pending_count is 0.",
    request=TranscriptionQuery,
    response=Transcription,
    provider=Provider.MEDIA,
    scope=None,
    toolset="media",
    price=free(Unit.SECONDS),
    effect=Effect.READ,
    transfer=None,
    example=TranscriptionQuery(task_id="asr_20260315_demo01"),
)
