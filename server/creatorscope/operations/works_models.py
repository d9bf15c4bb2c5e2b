"""What the tools over creators' profiles and works answer."""

from __future__ import annotations

from typing import Any, ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Follow, Response


class CreatorCard(Response):
    """One account, the same fields for every platform; unknown is null."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "platform",
        "author_handle",
        "nickname",
        "fans_count",
        "following_count",
        "liked_count",
        "works_count",
        "country",
        "verified",
        "profile_url",
        "missing",
    )
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(tool="list_creator_works", arguments={"creator": "profile_url"}, when={}, wait_s=None),
    )

    missing: str | None = field("Fields that are null because the source does not give them")
    platform: str | None = field("Platform")
    platform_author_id: str | None = field("Id that the platform's calls take; TikTok, Douyin: sec_uid")
    author_handle: str | None = field("Handle, without @")
    ids: dict[str, str] | None = field("Every id the source gave, by its name there")
    nickname: str | None = field("Display name")
    country: str | None = field("Country", "ISO 3166 alpha-2")
    region: str | None = field("Region as the source wrote it")
    ip_location: str | None = field("Where the account was last seen, as the source wrote it")
    language: str | None = field("Language of the account")
    signature: str | None = field("Bio")
    avatar_url: str | None = field("Profile picture; the address may expire", "URL")
    profile_url: str | None = field("Profile page", "URL")
    fans_count: int | None = field("Followers", "people")
    following_count: int | None = field("Followed accounts", "accounts")
    liked_count: int | None = field("Likes received", "likes")
    collected_count: int | None = field("Saves received", "saves")
    works_count: int | None = field("Published works", "works")
    verified: bool | None = field("Whether it carries a badge")
    has_shop: bool | None = field("Whether it sells")
    last_published_at: str | None = field("When its newest work came out", "ISO 8601")
    categories: list[str] | None = field("Categories its source puts it in")
    tags: list[str] | None = field("Tags its source gives it")
    vendor: dict[str, Any] | None = field("Figures a vendor computed: value, unit, currency, is_rounded")
    audience: dict[str, Any] | None = field("Who follows, as far as the source says")
    contacts: dict[str, Any] | None = field(
        "Which ways to reach it are known; addresses are in the raw answer"
    )
    snapshot_at: str | None = field("When this was so", "ISO 8601")
    sources: dict[str, str] | None = field("Field -> where in the raw answer it was read")
    gaps: dict[str, str] | None = field("Null field -> not_provided or not_in_service_level")
    flags: list[str] | None = field("What is special about values, such as fans_count_rounded")
    source: str | None = field("Which form of raw data it was read from")


WORK_COLUMNS = (
    "published_date",
    "title",
    "caption_raw",
    "play_count",
    "digg_count",
    "comment_count",
    "share_count",
    "duration_s",
    "is_pinned",
    "source_url",
)


class WorkCard(Response):
    """One published work, the same fields for every platform; unknown is null."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("platform", "author_handle", "platform_work_id", *WORK_COLUMNS)
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(
            tool="get_captions",
            arguments={"work": "source_url"},
            when={"work_modality": ("video",)},
            wait_s=None,
        ),
    )

    platform: str | None = field("Platform")
    platform_work_id: str | None = field(
        "Id of the work; Instagram's calls take the code in its link instead"
    )
    platform_author_id: str | None = field("Id of its author")
    author_handle: str | None = field("Handle of its author, without @")
    author_name: str | None = field("Display name of its author")
    title: str | None = field("Title, where the platform has titles")
    caption_raw: str | None = field("Caption as written; empty: none was written")
    work_modality: str | None = field("video (watched) or text (read: photos and the like)")
    media_type: str | None = field("video, photo, live or other")
    published_at: str | None = field("When it was published", "ISO 8601")
    published_date: str | None = field("The UTC day of it", "ISO 8601")
    duration_s: float | None = field("Length of a video", "seconds")
    play_count: int | None = field("Plays; null where the platform hides them", "plays")
    digg_count: int | None = field("Likes", "likes")
    comment_count: int | None = field("Comments", "comments")
    collect_count: int | None = field("Saves", "saves")
    share_count: int | None = field("Shares", "shares")
    is_pinned: bool | None = field("Whether it is pinned to the profile")
    is_ad: bool | None = field("Whether it is marked as paid")
    is_short: bool | None = field("Whether it is a YouTube Short")
    tags: list[str] | None = field("Hashtags, without #")
    language: str | None = field("Language of its caption or title")
    cover_image: str | None = field("Cover; the address may expire", "URL")
    source_url: str | None = field("Its page", "URL")
    share_url: str | None = field("The link that sharing it gives", "URL")
    video_download_url: str | None = field("The video file; the address expires", "URL")
    asr_raw: str | None = field("Its speech, a line for each subtitle")
    asr_clean: str | None = field("Its speech as running text; empty: nothing is said")
    primary_text: str | None = field("The text to analyse: speech of a video, caption of anything else")
    primary_text_source: str | None = field("asr_clean or caption_raw")
    subtitles: list[dict[str, Any]] | None = field(
        "Tracks the platform offers: language, url, format, is_automatic"
    )
    gaps: list[str] | None = field("Fields that are null because the source does not give them")
    flags: list[str] | None = field("What is special about values, such as play_count_hidden")
    source: str | None = field("Which form of raw data it was read from")


class CreatorWorks(Response):
    """A creator's works as the profile shows them: pinned ones, then newest first."""

    ROWS: ClassVar[str] = "works[]"
    PREVIEW: ClassVar[tuple[str, ...]] = WORK_COLUMNS
    FACTS: ClassVar[tuple[str, ...]] = ("platform", "creator", "stopped", "pages", "notes")
    EMPTY: ClassVar[str] = "The account has no public works, or none since that day."
    FOLLOWS: ClassVar[tuple[Follow, ...]] = (
        Follow(tool="analyze_creator", arguments={"works": "result_id"}, when={}, wait_s=None),
    )

    result_id: str | None = field("The result that keeps the works")
    platform: str | None = field("Platform")
    creator: str | None = field("Whose works they are: the handle, else the id")
    platform_author_id: str | None = field("Id of the account, where it is known")
    stopped: str | None = field("Why paging ended: end, max_works, since, budget, time or error")
    pages: int | None = field("Upstream calls that listed works", "calls")
    notes: str | None = field("What was left out, refused or is unknown, and why")
    gaps: dict[str, int] | None = field("Null field -> in how many works the source does not give it")
    works: list[WorkCard] | None = field("The works")


class CaptionLine(Response):
    """One subtitle."""

    start_s: float | None = field("When it begins", "seconds")
    end_s: float | None = field("When it ends", "seconds")
    text: str | None = field("What is said")


class CaptionTrack(Response):
    """The speech of one work, as the platform's own subtitles have it."""

    ROWS: ClassVar[str] = "lines[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("start_s", "text")
    FACTS: ClassVar[tuple[str, ...]] = ("platform", "work_id", "language", "is_automatic", "offered")
    EMPTY: ClassVar[str] = "There are no subtitles with words."

    result_id: str | None = field("The result that keeps the work with its speech")
    platform: str | None = field("Platform")
    work_id: str | None = field("Id of the work")
    language: str | None = field("Language of the track, as the platform names it")
    is_automatic: bool | None = field("Whether speech recognition or machine translation made it")
    offered: str | None = field("Languages the platform offers; none: no track")
    video_download_url: str | None = field("The video file, to transcribe; the address expires", "URL")
    lines: list[CaptionLine] | None = field("The subtitles")


class Imported(Response):
    """What a local file held, and where it is kept."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "shape",
        "works",
        "creators",
        "documents",
        "platforms",
        "authors",
        "copies",
        "skipped",
        "skipped_why",
        "works_result_id",
        "creators_result_id",
        "documents_result_id",
    )

    shape: str | None = field("Which known form the file has")
    works: int | None = field("Works kept", "works")
    creators: int | None = field("Creators kept", "creators")
    documents: int | None = field("Affiliate documents kept as they came", "documents")
    platforms: str | None = field("Platforms of what was kept, with how many of each")
    authors: int | None = field("Different authors of the works", "authors")
    copies: int | None = field("Works dropped as copies of another row", "works")
    skipped: int | None = field("Rows that could not be read", "rows")
    skipped_why: str | None = field("Why, with how many and the first row of each; rows count from 1")
    works_result_id: str | None = field("The result that keeps the works")
    creators_result_id: str | None = field("The result that keeps the creators")
    documents_result_id: str | None = field("The result that keeps the affiliate documents")
