"""The canonical creator: one account, whichever source described it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from creatorscope.works.work import Platform

Gap = Literal["not_provided", "not_in_service_level"]
SliceUnit = Literal["count", "fraction"]


class Metric(BaseModel):
    """A figure its vendor computed, kept apart from ours.

    `unit` is `fraction`, `ratio`, `money` (then `currency` is set) or what is counted, such as `views`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: int | float
    unit: str
    currency: str | None = None
    is_rounded: bool = False


class Slice(BaseModel):
    """One part of a whole: a place, a category, a channel; `value` is a count or a fraction of 0 to 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    name: str | None = None
    value: float
    unit: SliceUnit


class Audience(BaseModel):
    """Who follows, as far as the source says; `female_rate` is a fraction."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    female_rate: float | None = Field(default=None, ge=0, le=1)
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    places: tuple[Slice, ...] = ()


class Contacts(BaseModel):
    """Which ways to reach the creator are known; the addresses themselves stay in the raw result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    has_email: bool | None = None
    has_whatsapp: bool | None = None
    has_line: bool | None = None
    has_zalo: bool | None = None
    has_mcn: bool | None = None
    has_website: bool | None = None


class Creator(BaseModel):
    """One account; unknown is None, never 0 and never a guess.

    `sources` maps each filled field (vendor metrics as `vendor.<name>`) to the path it was read from.
    `gaps` maps each missing one to why it is missing. `ids` holds every id the source gave, by its name
    there: `platform_author_id` is the one the platform's own calls take (TikTok and Douyin: sec_uid).
    `country` is ISO 3166 alpha-2, `region` what the source wrote, `liked_count` likes received.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    platform: Platform
    platform_author_id: str | None = None
    author_handle: str | None = None
    ids: Mapping[str, str] = Field(default_factory=dict)
    nickname: str | None = None
    country: str | None = None
    region: str | None = None
    ip_location: str | None = None
    language: str | None = None
    signature: str | None = None
    avatar_url: str | None = None
    profile_url: str | None = None
    fans_count: int | None = Field(default=None, ge=0)
    following_count: int | None = Field(default=None, ge=0)
    liked_count: int | None = Field(default=None, ge=0)
    collected_count: int | None = Field(default=None, ge=0)
    works_count: int | None = Field(default=None, ge=0)
    verified: bool | None = None
    has_shop: bool | None = None
    last_published_at: AwareDatetime | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    vendor: Mapping[str, Metric] = Field(default_factory=dict)
    audience: Audience = Audience()
    contacts: Contacts = Contacts()
    snapshot_at: AwareDatetime | None = None
    sources: Mapping[str, str] = Field(default_factory=dict)
    gaps: Mapping[str, Gap] = Field(default_factory=dict)
    flags: tuple[str, ...] = ()
    source: str

    @property
    def key(self) -> str:
        """What tells this account from the platform's others: its id, else its handle."""
        return self.platform_author_id or f"@{self.author_handle}"

    @model_validator(mode="after")
    def _is_somebody(self) -> Creator:
        if not self.platform_author_id and not self.author_handle:
            raise ValueError("a creator needs an id or a handle; check which account the row is about")
        return self
