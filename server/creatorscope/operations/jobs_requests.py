"""What the tools over jobs are asked."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from creatorscope.contract.operation import Request

WAIT_S = 45
JobState = Literal["queued", "running", "waiting", "needs_decision", "done", "failed", "cancelled"]


class JobIdRequest(Request):
    """Names a job."""

    job_id: str = Field(min_length=1, description="Job id")


class GetJobRequest(JobIdRequest):
    """Asks how a job stands."""

    wait_s: int = Field(default=0, ge=0, le=WAIT_S, description="Wait for its end")


class ListJobsRequest(Request):
    """Asks for the jobs there are."""

    state: JobState | None = Field(default=None, description="Only these")
    page: int = Field(default=1, ge=1, description="Page")


class ResumeJobRequest(JobIdRequest):
    """Lets a stopped job go on."""

    on_unknown: Literal["retry", "skip"] | None = Field(
        default=None, description="Calls whose answer is lost"
    )
