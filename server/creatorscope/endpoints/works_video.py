"""What the YouTube works calls answer: channels, videos in their several forms, captions."""

from __future__ import annotations

from typing import Any, ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response


class Thumbnail(Response):
    """One size of a picture."""

    url: str | None = field("Address")
    width: int | None = field("Width", "pixels")
    height: int | None = field("Height", "pixels")


class ChannelId(Response):
    """The id of a channel."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("channel_id", "channel_url")

    channel_id: str | None = field("Channel id")
    channel_url: str | None = field("Link by id")
    source: str | None = field("url_parse: the link held the id; page_parse: the page did")


class ChannelLink(Response):
    """A link a channel shows."""

    name: str | None = field("What it is called")
    url: str | None = field("Where it leads")


class Channel(Response):
    """A channel's profile; counts are labels. The first part has no country, the second no title."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "channel_id",
        "title",
        "handle",
        "subscriber_count",
        "video_count",
        "view_count",
        "country",
        "continuation_token",
    )

    channel_id: str | None = field("Channel id")
    title: str | None = field("Name; first part only")
    handle: str | None = field("Handle, without @")
    description: str | None = field("About")
    subscriber_count: str | None = field("Label such as '98.4K subscribers'")
    video_count: str | None = field("Label such as '181 videos'")
    view_count: str | None = field("Label such as '53,218,926 views'; second part only")
    country: str | None = field("Country by name; second part only")
    creation_date: str | None = field("Label such as 'Oct 28, 2022'; second part only")
    links: list[ChannelLink] | None = field("Links; second part only")
    avatar: list[Thumbnail] | None = field("Profile picture; first part only")
    banner: list[Thumbnail] | None = field("Banner; first part only")
    keywords: str | None = field("Keywords")
    channel_url: str | None = field("Link by id")
    vanity_url: str | None = field("Link by handle")
    is_family_safe: bool | None = field("Whether it is for everybody")
    verified: bool | None = field("Whether it is verified")
    has_business_email: bool | None = field("Whether an email address is shown to signed-in viewers")
    has_membership: bool | None = field("Whether it sells memberships")
    continuation_token: str | None = field("Token that asks for the second part; null in it")


class ListedVideo(Response):
    """A long video in its channel's list."""

    video_id: str | None = field("Video id")
    title: str | None = field("Title")
    thumbnail: str | None = field("Largest thumbnail", "URL")
    thumbnails: list[Thumbnail] | None = field("Thumbnails")
    duration: str | None = field("Length such as 16:57", "clock")
    view_count: str | None = field("Label such as '343,369 views'")
    short_view_count: str | None = field("Label such as '343K views'")
    published_time: str | None = field("Label such as '3 days ago'")
    description: str | None = field("Beginning of the description")
    is_live: bool | None = field("Whether it is a live stream")
    is_verified: bool | None = field("Whether the channel is verified")
    url: str | None = field("Link")


class VideoPage(Response):
    """One page of a channel's long videos, newest first; their channel is not repeated."""

    ROWS: ClassVar[str] = "videos[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("video_id", "published_time", "title", "view_count", "duration")
    FACTS: ClassVar[tuple[str, ...]] = ("continuation_token",)
    EMPTY: ClassVar[str] = "The channel has no long videos, or the id is not a channel id."

    videos: list[ListedVideo] | None = field("The videos")
    continuation_token: str | None = field("Token of the next page; null after the last")


class ListedShort(Response):
    """A short in its channel's list."""

    video_id: str | None = field("Video id")
    title: str | None = field("Title")
    view_count_text: str | None = field("Label such as '1.2M views', rounded")
    thumbnails: list[Thumbnail] | None = field("Thumbnails")
    accessibility_text: str | None = field("Title and views in one sentence")
    video_url: str | None = field("Link")


class ShortPage(Response):
    """One page of a channel's shorts, newest first."""

    ROWS: ClassVar[str] = "shorts[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("video_id", "title", "view_count_text")
    FACTS: ClassVar[tuple[str, ...]] = ("has_more", "continuation_token")
    EMPTY: ClassVar[str] = "The channel has no shorts."

    channel_id: str | None = field("Channel id")
    shorts: list[ListedShort] | None = field("The shorts")
    continuation_token: str | None = field("Token of the next page; null after the last")
    has_more: bool | None = field("Whether there is a next page")
    total_count: int | None = field("Shorts on this page", "shorts")


class CaptionLanguage(Response):
    """One caption track."""

    language_code: str | None = field("Language, such as en; a.en is automatic")
    language_name: str | None = field("Its name")


class VideoDetail(Response):
    """One video; counts are texts."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "video_id",
        "publish_date",
        "title",
        "view_count",
        "like_count",
        "comment_count",
        "length_seconds",
        "author",
    )

    video_id: str | None = field("Video id")
    title: str | None = field("Title")
    description: str | None = field("Description")
    channel_id: str | None = field("Channel id")
    author: str | None = field("Channel name")
    view_count: str | int | None = field("Views, as text", "views")
    like_count: str | int | None = field("Likes, as text", "likes")
    comment_count: str | int | None = field("Comments, as text", "comments")
    length_seconds: str | int | None = field("Length, as text", "seconds")
    publish_date: str | None = field("Published at", "ISO 8601")
    upload_date: str | None = field("Uploaded at", "ISO 8601")
    keywords: list[str] | None = field("Keywords the author set")
    category: str | None = field("Category by name")
    is_live_content: bool | None = field("Whether it was a live stream")
    thumbnails: list[Thumbnail] | None = field("Thumbnails")
    video_url: str | None = field("Link; of a short with /shorts/")
    captions: list[CaptionLanguage] | None = field("Caption tracks")


class Captions(Response):
    """Caption tracks, or the content of one; `captions` empty means that there are none."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("video_id", "language_code", "format", "content", "captions")

    video_id: str | None = field("Video id")
    captions: list[CaptionLanguage] | None = field("The tracks; without language_code only")
    language_code: str | None = field("Language of the content")
    format: str | None = field("Format of the content")
    content: str | dict[str, Any] | None = field("The captions; with language_code only")
    message: str | None = field("Why there are no captions")
