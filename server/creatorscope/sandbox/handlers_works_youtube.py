"""The YouTube works calls of the sandbox."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import UTC, datetime

from creatorscope.endpoints.works_youtube import (
    CaptionsRequest,
    ChannelRequest,
    ChannelUrlRequest,
    ShortsRequest,
    VideoRequest,
    VideosRequest,
)
from creatorscope.sandbox.handlers_works_tiktok import account
from creatorscope.sandbox.serving import Context, Refusal, Reply, serves
from creatorscope.sandbox.works_links import author_in_link, work_in_link, work_of_id
from creatorscope.sandbox.works_lists import page_after
from creatorscope.sandbox.works_subtitles import cues_of, format_cues
from creatorscope.sandbox.works_video import (
    format_about,
    format_channel,
    format_listed_short,
    format_listed_video,
    format_tracks,
    format_video,
)
from creatorscope.sandbox.works_world import works_of

_A_PAGE = 30
_YEAR_S = 31_557_600
_ABOUT = "about:"


@serves("raw_youtube_channel_id")
def answer_channel_id(request: ChannelUrlRequest, ctx: Context) -> Reply:
    """Answer the id of the channel a link leads to."""
    author = author_in_link(ctx.world, request.channel_url, "youtube")
    told = "url_parse" if author.uid in request.channel_url else "page_parse"
    link = f"https://www.youtube.com/channel/{author.uid}"
    return Reply(data={"channel_id": author.uid, "channel_url": link, "source": told})


@serves("raw_youtube_profile")
def answer_profile(request: ChannelRequest, ctx: Context) -> Reply:
    """Answer the first part of a channel's profile, or with its token the second."""
    if request.channel_id:
        author = account(ctx, "youtube", request.channel_id)
        token = urlsafe_b64encode(f"{_ABOUT}{author.uid}".encode()).decode()
        return Reply(data=format_channel(author, token))
    author = account(ctx, "youtube", _channel_in(request.continuation_token or ""))
    works = works_of(author)
    views = round(sum(work.counts.plays for work in works) * author.works_count / len(works))
    founded = datetime.fromtimestamp(works[-1].published - _YEAR_S, UTC)
    return Reply(data=format_about(author, views, founded))


@serves("raw_youtube_videos")
def answer_videos(request: VideosRequest, ctx: Context) -> Reply:
    """Answer one page of long videos, newest first."""
    author = account(ctx, "youtube", request.channel_id)
    works = [work for work in works_of(author) if work.kind == "long"]
    shown, following = page_after(works, f"videos:{author.uid}", request.continuation_token, _A_PAGE)
    chinese = request.language_code.startswith("zh")
    videos = [format_listed_video(work, ctx.now, chinese=chinese) for work in shown]
    return Reply(data={"videos": videos, "continuation_token": following})


@serves("raw_youtube_shorts")
def answer_shorts(request: ShortsRequest, ctx: Context) -> Reply:
    """Answer one page of shorts, newest first."""
    author = account(ctx, "youtube", request.channel_id)
    works = [work for work in works_of(author) if work.kind == "short"]
    shown, following = page_after(works, f"shorts:{author.uid}", request.continuation_token, _A_PAGE)
    return Reply(
        data={
            "channel_id": author.uid,
            "shorts": [format_listed_short(work) for work in shown],
            "continuation_token": following,
            "has_more": following is not None,
            "total_count": len(shown),
        }
    )


@serves("raw_youtube_work")
def answer_work(request: VideoRequest, ctx: Context) -> Reply:
    """Answer one video in full."""
    return Reply(data=format_video(work_of_id(ctx.world, "youtube", request.video_id)))


@serves("raw_youtube_captions")
def answer_captions(request: CaptionsRequest, ctx: Context) -> Reply:
    """Answer the caption tracks of a video, or the content of one; a video without any is no error."""
    if request.video_id:
        work = work_of_id(ctx.world, "youtube", request.video_id)
    else:
        work = work_in_link(ctx.world, request.video_url or "", "youtube")
    tracks = format_tracks(work)
    if not tracks:
        message = "No transcript is available for this video"
        return Reply(data={"video_id": work.code, "captions": [], "message": message})
    if request.language_code is None:
        return Reply(data={"video_id": work.code, "captions": tracks})
    if request.language_code != work.author.language:
        raise Refusal(404, "there are no captions in that language")
    form = request.format or "srt"
    content = format_cues(cues_of(work), form)
    return Reply(
        data={
            "video_id": work.code,
            "language_code": request.language_code,
            "format": form,
            "content": content,
        }
    )


def _channel_in(token: str) -> str:
    try:
        text = urlsafe_b64decode(token.encode()).decode()
    except (Error, ValueError):
        text = ""
    if not text.startswith(_ABOUT):
        raise Refusal(400, "the continuation token is not valid")
    return text.removeprefix(_ABOUT)
