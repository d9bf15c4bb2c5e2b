"""What the five kinds of jobs are asked."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from creatorscope.contract.fields import as_list, as_object, as_values
from creatorscope.contract.loopback import is_loopback
from creatorscope.contract.operation import Request
from creatorscope.contract.pairs import one_of_several
from creatorscope.endpoints.creator import Platform as SearchPlatform
from creatorscope.works.links import resolve
from creatorscope.works.work import Platform

SLOT = "{id}"
MOST_COMPARED = 200

ExportFormat = Literal["xlsx", "csv", "parquet", "json", "html"]
Text = Annotated[str, Field(min_length=1)]


def _once_each(values: list[str] | None) -> list[str] | None:
    return list(dict.fromkeys(values)) if values is not None else None


Texts = Annotated[list[Text], BeforeValidator(as_list), AfterValidator(_once_each)]


class JobRequest(Request):
    """What every job takes besides its own arguments."""

    confirm_cost: bool = Field(default=False, description="Accept its cost")
    dry_run: bool = Field(default=False, description="Only plan and cost")


class CollectCreatorsRequest(JobRequest):
    """Creators to collect, by link, by username or by the keywords that find them."""

    platform: SearchPlatform = Field(description="Platform")
    creators: Texts | None = Field(default=None, min_length=1, description="Links or usernames, any number")
    keywords: Annotated[list[Text] | None, BeforeValidator(as_values), AfterValidator(_once_each)] = Field(
        default=None, validate_default=True, min_length=1, description="Keywords, instead"
    )
    export: ExportFormat | None = Field(default=None, description="File to write")

    @field_validator("keywords")
    @classmethod
    def _one_source(cls, keywords: list[str] | None, info: ValidationInfo) -> list[str] | None:
        one_of_several(keywords, ("creators",), info)
        return keywords


class DiscoverCreatorsRequest(JobRequest):
    """A search to page through."""

    platform: SearchPlatform = Field(description="Platform")
    count: int = Field(ge=1, le=10_000, description="How many creators")
    filters: Annotated[dict[str, Any], BeforeValidator(as_object)] = Field(
        default_factory=dict, description="Arguments of search_PLATFORM_creators"
    )
    budget: float | None = Field(default=None, gt=0, description="Most credits")


class TranscribeWorksRequest(JobRequest):
    """Works whose speech is wanted."""

    works: Texts = Field(min_length=1, description="Result ids of works, or links")
    language: str | None = Field(default=None, min_length=2, description="ISO 639-1")


class CrawlAffiliatesRequest(JobRequest):
    """Where the documents of the affiliate work list are."""

    folder: str | None = Field(default=None, min_length=1, description="Folder of JSON or JSONL documents")
    url: str | None = Field(
        default=None, validate_default=True, description="Or their address with {id} in it"
    )

    @field_validator("url")
    @classmethod
    def _one_source(cls, url: str | None, info: ValidationInfo) -> str | None:
        one_of_several(url, ("folder",), info)
        return check_template(url) if url is not None else None


class AnalyzeCreatorsRequest(JobRequest):
    """Creators to analyse and compare."""

    platform: Platform | None = Field(default=None, description="Leave out with links")
    creators: Texts = Field(min_length=1, max_length=MOST_COMPARED, description="Handles or links")
    max_works: int = Field(default=60, ge=1, le=500, description="Works each")

    @field_validator("creators")
    @classmethod
    def _name_somebody(cls, creators: list[str], info: ValidationInfo) -> list[str]:
        if "platform" not in info.data:
            return creators
        named: dict[tuple[str, str], str] = {}
        for creator in creators:
            found = resolve(creator, info.data["platform"])
            named.setdefault((found.platform, (found.handle or "").casefold() or found.id or ""), creator)
        return list(named.values())


def check_template(url: str) -> str:
    """Return the address of documents; ValueError without its slot, or where it is not encrypted."""
    if url.count(SLOT) != 1:
        raise ValueError(f"has no {SLOT}; write the address of one document with {SLOT} where its id goes")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or SLOT in parts.netloc or parts.scheme not in {"https", "http"}:
        raise ValueError(f"not a web address; write one such as https://example.com/creators/{SLOT}")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("is not https; plain http is accepted for this machine only")
    if parts.username or parts.password:
        raise ValueError("holds a user name; leave it out, arguments are no place for secrets")
    return url
