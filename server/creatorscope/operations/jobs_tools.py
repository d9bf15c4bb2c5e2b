"""The rows of the tools over long work."""

from __future__ import annotations

from functools import partial

from creatorscope.contract.operation import Effect, LocalOperation, Provider, Request
from creatorscope.jobs.requests import (
    AnalyzeCreatorsRequest,
    CollectCreatorsRequest,
    CrawlAffiliatesRequest,
    DiscoverCreatorsRequest,
    TranscribeWorksRequest,
)
from creatorscope.operations.jobs_models import JobCard, JobList
from creatorscope.operations.jobs_requests import (
    GetJobRequest,
    JobIdRequest,
    ListJobsRequest,
    ResumeJobRequest,
)
from creatorscope.operations.jobs_runs import (
    run_cancel_job,
    run_get_job,
    run_job,
    run_list_jobs,
    run_resume_job,
)

_TOOLSET = "jobs"
_EXAMPLE_JOB = "job_20260315demo"


def _long(name: str, summary: str, use_when: str, *, example: Request, needs: Provider) -> LocalOperation:
    """Return the row of a tool that starts a job."""
    return LocalOperation(
        name=name,
        summary=summary,
        use_when=use_when,
        toolset=_TOOLSET,
        request=type(example),
        response=JobCard,
        effect=Effect.SUBMIT,
        example=example,
        needs=needs,
        run=partial(run_job, name=name),
    )


COLLECT_CREATORS = _long(
    "collect_creators",
    "Collect creators as a job: submit, wait, read all rows, export.",
    "Use for any number of links, usernames or keywords.",
    example=CollectCreatorsRequest(platform="tiktok", creators=["https://www.tiktok.com/@creator_demo"]),
    needs=Provider.CREATIVAULT,
)
DISCOVER_CREATORS = _long(
    "discover_creators",
    "Page a creator search as a job, duplicates removed.",
    "Use to get more than one page.",
    example=DiscoverCreatorsRequest(platform="tiktok", count=200, filters={"country_code": ["US"]}),
    needs=Provider.CREATIVAULT,
)
TRANSCRIBE_WORKS = _long(
    "transcribe_works",
    "Get the speech of works as a job: subtitles, else transcription.",
    "Use for more than one work.",
    example=TranscribeWorksRequest(works=["https://www.tiktok.com/@creator_demo/video/7496499484705246507"]),
    needs=Provider.MEDIA,
)
CRAWL_AFFILIATES = _long(
    "crawl_affiliates",
    "Crawl the affiliate work list as a job: collect, check, hand in, report errors.",
    "Use with a source of documents.",
    example=CrawlAffiliatesRequest(folder="documents"),
    needs=Provider.AFFILIATE,
)
ANALYZE_CREATORS = _long(
    "analyze_creators",
    "Analyse and compare creators as a job.",
    "Use for two or more.",
    example=AnalyzeCreatorsRequest(platform="tiktok", creators=["creator_demo", "mia.cooks"]),
    needs=Provider.WORKS,
)

GET_JOB = LocalOperation(
    name="get_job",
    summary="Show how a job stands, with partial results.",
    use_when="Use with the id a job tool answered.",
    toolset=_TOOLSET,
    request=GetJobRequest,
    response=JobCard,
    effect=Effect.READ,
    example=GetJobRequest(job_id=_EXAMPLE_JOB, wait_s=45),
    needs=None,
    run=run_get_job,
)
LIST_JOBS = LocalOperation(
    name="list_jobs",
    summary="List jobs, newest first.",
    use_when="Use to find a job again.",
    toolset=_TOOLSET,
    request=ListJobsRequest,
    response=JobList,
    effect=Effect.READ,
    example=ListJobsRequest(),
    needs=None,
    run=run_list_jobs,
)
CANCEL_JOB = LocalOperation(
    name="cancel_job",
    summary="Stop a job after its present step; what it has is kept.",
    use_when="Use when the user no longer wants it.",
    toolset=_TOOLSET,
    request=JobIdRequest,
    response=JobCard,
    effect=Effect.PREPARE,
    example=JobIdRequest(job_id=_EXAMPLE_JOB),
    needs=None,
    run=run_cancel_job,
)
RESUME_JOB = LocalOperation(
    name="resume_job",
    summary="Let a stopped job go on where it stopped.",
    use_when="Use once its cause is mended; on_unknown retry may bill twice: ask the user.",
    toolset=_TOOLSET,
    request=ResumeJobRequest,
    response=JobCard,
    effect=Effect.SUBMIT,
    example=ResumeJobRequest(job_id=_EXAMPLE_JOB),
    needs=None,
    run=run_resume_job,
)

JOB_TOOLS = {
    row.name: row
    for row in (
        COLLECT_CREATORS,
        DISCOVER_CREATORS,
        TRANSCRIBE_WORKS,
        CRAWL_AFFILIATES,
        ANALYZE_CREATORS,
        GET_JOB,
        LIST_JOBS,
        CANCEL_JOB,
        RESUME_JOB,
    )
}
