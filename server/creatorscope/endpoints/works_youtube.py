"""The YouTube works calls: a channel's id, profile, videos and shorts, one video and its captions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from creatorscope.contract.operation import Effect, Endpoint, Provider, Request
from creatorscope.contract.pairs import exactly_one
from creatorscope.contract.wire import Wire
from creatorscope.endpoints.works_shared import ONE_REQUEST, TOOLSET, Text
from creatorscope.endpoints.works_video import (
    Captions,
    Channel,
    ChannelId,
    ShortPage,
    VideoDetail,
    VideoPage,
)

EXAMPLE_CHANNEL = "UCV2P4Q_9g6yKk4VcYsrGe7n"
EXAMPLE_VIDEO = "CVfaBxykoyc"
_TOKEN = "continuation_token of the page before; leave out for the first"  # noqa: S105 - no secret


class ChannelUrlRequest(Request):
    """Names a channel by its link."""

    channel_url: Text = Field(description="Link of the channel, such as youtube.com/@handle")


class FormattedRequest(Request):
    """Says in what form the answer should be: upstream's defaults are Chinese and the raw page."""

    language_code: Annotated[Text, Wire(absent="zh-CN")] = Field(
        default="en-US", description="Language of labels such as '3 days ago'"
    )
    need_format: bool = Field(default=True, description="Main fields only, instead of the page's raw data")


class ChannelRequest(FormattedRequest):
    """Asks for a channel's profile, which comes in two parts."""

    channel_id: Text | None = Field(default=None, description="Channel id; or continuation_token")
    continuation_token: Text | None = Field(
        default=None,
        validate_default=True,
        description="Token of the first part; asks for country, all-time views and links",
    )

    @field_validator("continuation_token")
    @classmethod
    def _one_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        exactly_one(value, "channel_id", info)
        return value


class VideosRequest(FormattedRequest):
    """Asks for one page of a channel's long videos."""

    channel_id: Text = Field(description="Channel id")
    continuation_token: Text | None = Field(default=None, description=_TOKEN)


class ShortsRequest(Request):
    """Asks for one page of a channel's shorts."""

    channel_id: Text = Field(description="Channel id")
    continuation_token: Text | None = Field(default=None, description=_TOKEN)
    need_format: bool = Field(default=True, description="Main fields only, instead of the page's raw data")


class VideoRequest(FormattedRequest):
    """Names a video by its id."""

    video_id: Text = Field(description="Video id of 11 characters")


class CaptionsRequest(Request):
    """Asks which captions a video has, or for one of them."""

    video_id: Text | None = Field(default=None, description="Video id; this or video_url")
    video_url: Text | None = Field(
        default=None, validate_default=True, description="Video link; this or video_id"
    )
    language_code: Text | None = Field(
        default=None, description="Track to fetch, such as en; leave out to list them"
    )
    format: Literal["srt", "xml", "json3", "txt"] | None = Field(
        default=None, description="File format; default srt"
    )

    @field_validator("video_url")
    @classmethod
    def _one_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        exactly_one(value, "video_id", info)
        return value


RAW_YOUTUBE_CHANNEL_ID = Endpoint(
    name="raw_youtube_channel_id",
    route="GET /youtube/web_v2/get_channel_id",
    summary="Get the channel id behind a YouTube channel link.",
    use_when="Use first: the other channel calls want channel_id.",
    request=ChannelUrlRequest,
    response=ChannelId,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ChannelUrlRequest(channel_url="https://www.youtube.com/@creator_demo"),
)

RAW_YOUTUBE_PROFILE = Endpoint(
    name="raw_youtube_profile",
    route="GET /youtube/web_v2/get_channel_description",
    summary="Get a YouTube channel's profile, one of its two parts a call.",
    use_when="Use with channel_id first, then with the token for country and all-time views.",
    request=ChannelRequest,
    response=Channel,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ChannelRequest(channel_id=EXAMPLE_CHANNEL),
)

RAW_YOUTUBE_VIDEOS = Endpoint(
    name="raw_youtube_videos",
    route="GET /youtube/web_v2/get_channel_videos",
    summary="Get one page of a YouTube channel's long videos; dates are relative, likes are missing.",
    use_when="Use for fields the canonical works leave out; page by continuation_token.",
    request=VideosRequest,
    response=VideoPage,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideosRequest(channel_id=EXAMPLE_CHANNEL),
)

RAW_YOUTUBE_SHORTS = Endpoint(
    name="raw_youtube_shorts",
    route="GET /youtube/web_v2/get_channel_shorts",
    summary="Get one page of a YouTube channel's shorts; dates, lengths and likes are missing.",
    use_when="Use for shorts, which the list of videos leaves out; page by continuation_token.",
    request=ShortsRequest,
    response=ShortPage,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ShortsRequest(channel_id=EXAMPLE_CHANNEL),
)

RAW_YOUTUBE_WORK = Endpoint(
    name="raw_youtube_work",
    route="GET /youtube/web_v2/get_video_info",
    summary="Get one YouTube video or short, with its exact date and likes.",
    use_when="Use for what the lists leave out.",
    request=VideoRequest,
    response=VideoDetail,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoRequest(video_id=EXAMPLE_VIDEO),
)

RAW_YOUTUBE_CAPTIONS = Endpoint(
    name="raw_youtube_captions",
    route="GET /youtube/web_v2/get_video_captions",
    summary="List a YouTube video's caption tracks, or get one of them.",
    use_when="Use without language_code first; a video without captions is billed too.",
    request=CaptionsRequest,
    response=Captions,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=CaptionsRequest(video_id=EXAMPLE_VIDEO, language_code="en", format="srt"),
)
