"""The canonical work: one published post of any platform."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Platform = Literal["tiktok", "douyin", "xiaohongshu", "instagram", "youtube"]
PLATFORMS: tuple[Platform, ...] = ("tiktok", "douyin", "xiaohongshu", "instagram", "youtube")
MediaType = Literal["video", "photo", "live", "other"]
Modality = Literal["video", "text"]
TextSource = Literal["asr_clean", "caption_raw"]

Count = int | None
COUNTS = ("play_count", "digg_count", "comment_count", "collect_count", "share_count")


class Subtitle(BaseModel):
    """One subtitle track a platform offers; `url` is often signed and expires."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str | None = None
    url: str | None = None
    format: str | None = None
    is_automatic: bool | None = None


class Work(BaseModel):
    """One published work; unknown is None, never 0 and never a guess.

    `gaps` names the fields whose value is missing from the source or could not be read. A field the platform
    does not have at all (a TikTok title, Xiaohongshu plays) is None without a gap.
    `flags` says what is special about values that are there: `<count>_rounded`, `<count>_hidden`,
    `<field>_unreadable`, `published_at_approximate`, `deleted`, `private`, `id_synthetic`.
    `asr_raw` and `asr_clean`: None is not there or failed, "" is no speech.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    platform: Platform
    platform_work_id: str = Field(min_length=1)
    platform_author_id: str | None = None
    author_handle: str | None = None
    author_name: str | None = None
    title: str | None = None
    caption_raw: str | None = None
    work_modality: Modality = "video"
    media_type: MediaType = "video"
    published_at: AwareDatetime | None = None
    duration_s: float | None = Field(default=None, gt=0)
    play_count: Count = Field(default=None, ge=0)
    digg_count: Count = Field(default=None, ge=0)
    comment_count: Count = Field(default=None, ge=0)
    collect_count: Count = Field(default=None, ge=0)
    share_count: Count = Field(default=None, ge=0)
    is_pinned: bool | None = None
    is_ad: bool | None = None
    is_short: bool | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    cover_image: str | None = None
    source_url: str | None = None
    share_url: str | None = None
    video_download_url: str | None = None
    asr_raw: str | None = None
    asr_clean: str | None = None
    subtitles: tuple[Subtitle, ...] = ()
    gaps: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    source: str

    @property
    def author_key(self) -> str | None:
        """What tells the author from others: the id, else the handle, else the displayed name."""
        return self.platform_author_id or (
            f"@{self.author_handle}" if self.author_handle else self.author_name
        )

    @property
    def published_date(self) -> date | None:
        """The UTC day of publishing."""
        moment: datetime | None = self.published_at
        return moment.date() if moment else None

    @property
    def primary_text(self) -> str | None:
        """The text to analyse: the transcript of a video, the caption of anything else.

        None when a video has no transcript: its caption never stands in for speech.
        """
        return self.asr_clean if self.work_modality == "video" else self.caption_raw

    @property
    def primary_text_source(self) -> TextSource:
        """Which field `primary_text` is taken from."""
        return "asr_clean" if self.work_modality == "video" else "caption_raw"


def modality(media_type: MediaType) -> Modality:
    """Return "video" for what is watched, "text" for photo posts and anything else read."""
    return "video" if media_type in {"video", "live"} else "text"
