"""Collection tasks: submitting them, watching them, reading their rows."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from creatorscope.contract.fields import as_list, as_values, field
from creatorscope.contract.operation import Effect, Endpoint, Follow, Provider, Request, Response
from creatorscope.contract.price import Price, Unit, free
from creatorscope.endpoints.collection_values import check_values, check_webhook
from creatorscope.endpoints.creator import CreatorPage, Platform
from creatorscope.endpoints.instagram_search import InstagramCreator
from creatorscope.endpoints.tiktok_search import TikTokCreator
from creatorscope.endpoints.youtube_search import YouTubeCreator

TaskType = Literal["LINK_BATCH", "FILE_UPLOAD"]
TaskStatus = Literal["processing", "completed", "failed", "timeout"]
Text = Annotated[str, Field(min_length=1)]
Webhook = Annotated[str, AfterValidator(check_webhook)]


class TaskOptions(Request):
    """What both ways to submit a task accept."""

    platform: Platform = Field(description="Platform")
    task_name: str | None = Field(default=None, description="Your name for it")
    webhook_url: Webhook | None = Field(default=None, description="https address called when done")


class CollectionRequest(TaskOptions):
    """Creators to collect, by URL or by username."""

    task_type: TaskType = Field(description="LINK_BATCH: profile URLs; FILE_UPLOAD: usernames")
    values: Annotated[list[Text], BeforeValidator(as_list)] = Field(
        min_length=1, max_length=500, description="URLs or usernames; each is billed"
    )

    @field_validator("values")
    @classmethod
    def values_fit_type(cls, values: list[str], info: ValidationInfo) -> list[str]:
        """Return the values; ValueError naming those that do not fit the task type and platform."""
        if {"task_type", "platform"} <= info.data.keys():
            check_values(values, str(info.data["task_type"]), str(info.data["platform"]))
        return values


class KeywordCollectionRequest(TaskOptions):
    """Keywords whose creators are collected."""

    keywords: Annotated[list[Text], BeforeValidator(as_values)] = Field(
        min_length=1, max_length=10, description="Search phrases; results are billed"
    )


class TaskRequest(Request):
    """One collection task."""

    task_id: str = Field(min_length=1, description="Id the submission answered")


class TaskDataRequest(TaskRequest):
    """One page of a task's rows."""

    page: int = Field(default=1, ge=1, description="Page, from 1")
    size: int = Field(default=20, ge=1, le=100, description="Rows a page")


_SAME_TASK = {"task_id": "task_id"}


class SubmittedTask(Response):
    """A task accepted for collection."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("task_id",)
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(tool="get_collection_status", arguments=_SAME_TASK, when={}, wait_s=60),
    )

    task_id: str | None = field("Id to ask for status, rows and files with")


class CollectionStatus(Response):
    """How far a task has come."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("status", "progress", "total", "completed", "failed")
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(
            tool="get_collection_status", arguments=_SAME_TASK, when={"status": ("processing",)}, wait_s=60
        ),
        Follow(
            tool="get_collection_data", arguments=_SAME_TASK, when={"status": ("completed",)}, wait_s=None
        ),
    )

    status: TaskStatus | None = field("State of the task")
    progress: float | None = field("Share of the work done", "percent")
    total: int | None = field("Items to collect", "items")
    completed: int | None = field("Items collected", "items")
    failed: int | None = field("Items that could not be collected", "items")


class CollectedCreator(TikTokCreator, YouTubeCreator, InstagramCreator):
    """One collected creator: the columns of its platform's search rows; the other platforms' are absent."""


class CollectedCreators(CreatorPage):
    """A page of collected creators."""

    items: list[CollectedCreator] | None = field("Creators collected so far")


SUBMIT_COLLECTION_TASK = Endpoint(
    name="submit_collection_task",
    route="POST /openapi/v1/collection/tasks/submit",
    summary="Start collecting up to 500 creators by profile URL or username; takes 5 to 30 minutes.",
    use_when="Use when you have a list of creators and need their data.",
    toolset="collect",
    request=CollectionRequest,
    response=SubmittedTask,
    provider=Provider.CREATIVAULT,
    scope="collection:submit",
    price=Price(unit=Unit.CREDITS, rate=None, per="values"),
    effect=Effect.SUBMIT,
    transfer=None,
    example=CollectionRequest(
        platform="tiktok",
        task_name="Spring launch",
        webhook_url="https://example.com/hooks/collection",
        task_type="LINK_BATCH",
        values=["https://www.tiktok.com/@creator_demo"],
    ),
)

SUBMIT_KEYWORD_COLLECTION = Endpoint(
    name="submit_keyword_collection",
    route="POST /openapi/v1/collection/tasks/keyword-submit",
    summary="Start collecting the creators found for up to 10 keywords; takes 5 to 30 minutes.",
    use_when="Use to discover creators on a topic that are not in the database yet.",
    toolset="collect",
    request=KeywordCollectionRequest,
    response=SubmittedTask,
    provider=Provider.CREATIVAULT,
    scope="collection:keyword-submit",
    price=Price(unit=Unit.CREDITS, rate=None, per="keywords"),
    effect=Effect.SUBMIT,
    transfer=None,
    example=KeywordCollectionRequest(
        platform="tiktok", task_name="Skincare topics", keywords=["beauty tips", "skincare routine"]
    ),
)

GET_COLLECTION_STATUS = Endpoint(
    name="get_collection_status",
    route="POST /openapi/v1/collection/tasks/status",
    summary="Show the state and progress of a collection task.",
    use_when="Use after submitting, about once a minute for at most 45 minutes.",
    toolset="collect",
    request=TaskRequest,
    response=CollectionStatus,
    provider=Provider.CREATIVAULT,
    scope="collection:status",
    price=free(Unit.CREDITS),
    effect=Effect.READ,
    transfer=None,
    example=TaskRequest(task_id="task_20260315_abc123"),
)

GET_COLLECTION_DATA = Endpoint(
    name="get_collection_data",
    route="POST /openapi/v1/collection/tasks/data",
    summary="Read the creators a collection task has gathered, page by page.",
    use_when="Use once the task is completed.",
    toolset="collect",
    request=TaskDataRequest,
    response=CollectedCreators,
    provider=Provider.CREATIVAULT,
    scope="collection:data",
    price=free(Unit.CREDITS),
    effect=Effect.READ,
    transfer=None,
    example=TaskDataRequest(task_id="task_20260315_abc123", page=1, size=20),
)
