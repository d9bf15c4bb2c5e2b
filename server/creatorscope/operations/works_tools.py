"""The rows of the tools over creators' profiles and works."""

from __future__ import annotations

from creatorscope.contract.operation import Effect, LocalOperation, Provider
from creatorscope.endpoints.works_tiktok import EXAMPLE_WORK
from creatorscope.operations.examples import WORKS_FILE
from creatorscope.operations.works_captions import run_get_captions
from creatorscope.operations.works_imports import run_import_works
from creatorscope.operations.works_models import CaptionTrack, CreatorCard, CreatorWorks, Imported, WorkCard
from creatorscope.operations.works_requests import (
    CaptionsRequest,
    CreatorRequest,
    ImportRequest,
    ListWorksRequest,
    WorkRequest,
)
from creatorscope.operations.works_runs import (
    run_get_creator_profile,
    run_get_work,
    run_list_creator_works,
)

_TOOLSET = "works"
_EXAMPLE_LINK = f"https://www.tiktok.com/@creator_demo/video/{EXAMPLE_WORK}"

GET_CREATOR_PROFILE = LocalOperation(
    name="get_creator_profile",
    summary="Get one creator's profile on TikTok, Douyin, Xiaohongshu, Instagram or YouTube.",
    use_when="Use with a handle, id or any link, also of a work.",
    toolset=_TOOLSET,
    request=CreatorRequest,
    response=CreatorCard,
    effect=Effect.READ,
    example=CreatorRequest(platform="tiktok", creator="creator_demo"),
    needs=Provider.WORKS,
    run=run_get_creator_profile,
)

LIST_CREATOR_WORKS = LocalOperation(
    name="list_creator_works",
    summary="List a creator's newest works with their counts; pages by itself and keeps them as one result.",
    use_when="Use before analysing a creator; about 20 works a call, fewer calls with max_works or since.",
    toolset=_TOOLSET,
    request=ListWorksRequest,
    response=CreatorWorks,
    effect=Effect.READ,
    example=ListWorksRequest(platform="tiktok", creator="creator_demo", max_works=60),
    needs=Provider.WORKS,
    run=run_list_creator_works,
)

GET_WORK = LocalOperation(
    name="get_work",
    summary="Get one work with its date, text and counts.",
    use_when="Use with any link, short ones included, or an id and its platform.",
    toolset=_TOOLSET,
    request=WorkRequest,
    response=WorkCard,
    effect=Effect.READ,
    example=WorkRequest(work=_EXAMPLE_LINK),
    needs=Provider.WORKS,
    run=run_get_work,
)

GET_CAPTIONS = LocalOperation(
    name="get_captions",
    summary="Get what is said in one video, from the platform's own subtitles.",
    use_when="Use before having it transcribed, which is the next step where there are none.",
    toolset=_TOOLSET,
    request=CaptionsRequest,
    response=CaptionTrack,
    effect=Effect.READ,
    example=CaptionsRequest(work=_EXAMPLE_LINK),
    needs=Provider.WORKS,
    run=run_get_captions,
)

IMPORT_WORKS = LocalOperation(
    name="import_works",
    summary="Import works or creators from a local file: raw platform answers, affiliate documents, exports.",
    use_when="Use where the user has files; then analyse the results without any upstream call.",
    toolset=_TOOLSET,
    request=ImportRequest,
    response=Imported,
    effect=Effect.READ,
    example=ImportRequest(path=WORKS_FILE),
    needs=None,
    run=run_import_works,
)
