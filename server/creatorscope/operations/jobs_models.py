"""What the tools over jobs answer."""

from __future__ import annotations

from typing import ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response


class JobCard(Response):
    """How one job stands."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "job_id",
        "state",
        "stage",
        "items",
        "done",
        "failed",
        "left",
        "cost",
    )

    job_id: str | None = field("Job id")
    kind: str | None = field("Tool that started it")
    state: str | None = field(
        "queued, running, waiting, needs_decision (a person has to decide), done, failed or cancelled"
    )
    stage: str | None = field("Step it is at")
    items: int | None = field("Items in all, as far as known", "items")
    done: int | None = field("Items finished well", "items")
    failed: int | None = field("Items that failed", "items")
    left: int | None = field("Items still to do", "items")
    counts: dict[str, int] | None = field("All counts")
    cost: str | None = field("Cost so far, held amounts included")
    next: str | None = field("What happens next, or what is to be decided")
    plan: list[str] | None = field("What it will do, step by step")
    result_id: str | None = field("Result; a partial one while it runs")
    error: str | None = field("Why it failed")
    created_at: str | None = field("When it was started", "ISO 8601")
    updated_at: str | None = field("When it last moved", "ISO 8601")


class JobList(Response):
    """The jobs there are, newest first."""

    ROWS: ClassVar[str] = "jobs[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("job_id", "kind", "state", "stage", "done", "items", "updated_at")
    EMPTY: ClassVar[str] = "No jobs yet."

    total: int | None = field("Jobs in all")
    jobs: list[JobCard] | None = field("The jobs")
