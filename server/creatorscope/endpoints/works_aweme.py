"""The `aweme` object: the app form of a work, which the TikTok and Douyin calls answer."""

from __future__ import annotations

from typing import ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response
from creatorscope.endpoints.works_shared import Pictures

WORK_COLUMNS = (
    "aweme_id",
    "create_time",
    "desc",
    "statistics.play_count",
    "statistics.digg_count",
    "statistics.comment_count",
    "statistics.share_count",
    "is_top",
)
PROFILE_COLUMNS = (
    "user.unique_id",
    "user.nickname",
    "user.sec_uid",
    "user.follower_count",
    "user.total_favorited",
    "user.aweme_count",
)


class AppUser(Response):
    """An account as the apps describe it."""

    uid: str | None = field("Account id")
    sec_uid: str | None = field("The account id that the other calls take as sec_user_id")
    unique_id: str | None = field("Handle; may be empty on Douyin")
    short_id: str | None = field("Numeric handle, where there is one")
    nickname: str | None = field("Display name")
    signature: str | None = field("Bio")
    region: str | None = field("Country", "ISO 3166 alpha-2")
    language: str | None = field("Language of the app")
    ip_location: str | None = field("Where the account was last seen, in Chinese; Douyin only")
    avatar_larger: Pictures | None = field("Profile picture")
    custom_verify: str | None = field("Why a person is verified; empty: not")
    enterprise_verify_reason: str | None = field("Why a company is verified; empty: not")
    with_commerce_entry: bool | None = field("Whether the account sells")
    follower_count: int | None = field("Followers", "people")
    following_count: int | None = field("Followed accounts", "accounts")
    total_favorited: int | str | None = field("Likes received; text on Douyin", "likes")
    aweme_count: int | None = field("Works", "works")


class Statistics(Response):
    """A work's counts."""

    aweme_id: str | None = field("Work id")
    play_count: int | None = field("Plays; Douyin says 0 of every work, which means unknown", "plays")
    digg_count: int | None = field("Likes", "likes")
    comment_count: int | None = field("Comments", "comments")
    collect_count: int | None = field("Saves", "saves")
    share_count: int | None = field("Shares", "shares")
    download_count: int | None = field("Downloads", "downloads")


class CaptionTrack(Response):
    """One subtitle track."""

    lang: str | None = field("Language with country, such as eng-US")
    language_code: str | None = field("Language", "ISO 639-1")
    caption_format: str | None = field("File format, such as webvtt")
    is_auto_generated: bool | None = field("Whether speech recognition made it")
    url: str | None = field("Address of the file; it expires")


class CaptionInfo(Response):
    """A video's subtitles."""

    caption_infos: list[CaptionTrack] | None = field("The tracks")


class AwemeVideo(Response):
    """The media of a work; a photo post has an empty one, with duration 0."""

    duration: int | None = field("Length; 0 for photo posts", "milliseconds")
    ratio: str | None = field("Definition, such as 720p")
    width: int | None = field("Width", "pixels")
    height: int | None = field("Height", "pixels")
    cover: Pictures | None = field("Cover")
    play_addr: Pictures | None = field("The video file")
    cla_info: CaptionInfo | None = field("Subtitles; TikTok only")


class TextPart(Response):
    """A hashtag or a mention inside the caption."""

    hashtag_name: str | None = field("Hashtag, without #")
    hashtag_id: str | None = field("Hashtag id")
    start: int | None = field("Where it begins", "characters")
    end: int | None = field("Where it ends", "characters")
    type: int | None = field("1 hashtag, 0 mention")


class PostedImage(Response):
    """One image of a TikTok photo post."""

    display_image: Pictures | None = field("The image")


class ImagePost(Response):
    """The images of a TikTok photo post."""

    images: list[PostedImage] | None = field("The images")


class AwemeStatus(Response):
    """Whether a work can be seen."""

    is_delete: bool | None = field("Whether it was deleted")
    private_status: int | None = field("0 public, 1 private, 2 friends only")


class Aweme(Response):
    """One work of TikTok or Douyin; the platforms send many more fields, which change without notice."""

    PREVIEW: ClassVar[tuple[str, ...]] = WORK_COLUMNS

    aweme_id: str | None = field("Work id")
    desc: str | None = field("Caption")
    create_time: int | None = field("Published at", "unix seconds")
    desc_language: str | None = field("Language of the caption; un: unknown")
    region: str | None = field("Country it was published in", "ISO 3166 alpha-2")
    aweme_type: int | None = field("0 or 4 video, 150 TikTok photos, 68 Douyin photos")
    item_title: str | None = field("Title, where there is one; Douyin only")
    is_top: int | None = field("1: pinned to the profile")
    is_ads: bool | None = field("Whether it is an advertisement")
    author: AppUser | None = field("Who published it")
    statistics: Statistics | None = field("Counts")
    video: AwemeVideo | None = field("The video")
    image_post_info: ImagePost | None = field("Images of a photo post; TikTok only")
    images: list[Pictures] | None = field("Images of a photo post; Douyin only")
    text_extra: list[TextPart] | None = field("Hashtags and mentions in the caption")
    share_url: str | None = field("Link to the work")
    status: AwemeStatus | None = field("Whether it can be seen")


class AwemeList(Response):
    """One page of an account's works, pinned ones first."""

    ROWS: ClassVar[str] = "aweme_list[]"
    PREVIEW: ClassVar[tuple[str, ...]] = WORK_COLUMNS
    FACTS: ClassVar[tuple[str, ...]] = ("has_more", "max_cursor")
    EMPTY: ClassVar[str] = "The account has no public works, or the cursor is past the last one."

    aweme_list: list[Aweme] | None = field("The works")
    max_cursor: int | None = field("Cursor of the next page", "unix milliseconds")
    min_cursor: int | None = field("Cursor of the page before", "unix milliseconds")
    has_more: int | bool | None = field("Whether there is a next page")
    status_code: int | None = field("The platform's own status; 0 is fine")


class AwemeDetail(Response):
    """One work."""

    ROWS: ClassVar[str] = "aweme_detail"
    PREVIEW: ClassVar[tuple[str, ...]] = WORK_COLUMNS

    aweme_detail: Aweme | None = field("The work")
    status_code: int | None = field("The platform's own status; 0 is fine")


class AppProfile(Response):
    """An account's profile."""

    PREVIEW: ClassVar[tuple[str, ...]] = PROFILE_COLUMNS

    user: AppUser | None = field("The account")
    status_code: int | None = field("The platform's own status; 0 is fine")
