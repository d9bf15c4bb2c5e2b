"""What the analysis tools are asked."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from creatorscope.contract.fields import as_list, as_object, iso_date
from creatorscope.contract.operation import Request
from creatorscope.contract.pairs import one_of_several
from creatorscope.contract.patterns import CURRENCY
from creatorscope.jobs.requests import MOST_COMPARED
from creatorscope.operations.analysis_brief import Brief, Target, Weights

AuthorMethod = Literal["spec", "tikomni_v1"]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("not an IANA time zone; give one such as Asia/Ho_Chi_Minh") from error
    return name


def _fee(text: str) -> str:
    amount, _, currency = text.upper().partition(" ")
    try:
        known = float(amount) > 0 and re.fullmatch(CURRENCY, currency)
    except ValueError:
        known = False
    if not known:
        raise ValueError("not an amount and its currency; write it as 500 USD")
    return f"{amount} {currency}"


def _as_text(value: Any) -> Any:
    """Return text for a whole number, since ids are text; any other value unchanged."""
    return str(value) if type(value) is int else value


def _once_each(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


ResultIds = Annotated[list[str], BeforeValidator(as_list), AfterValidator(_once_each)]
Name = Annotated[str, Field(min_length=1)]


class AnalyzeCreatorRequest(Request):
    """Asks for the analysis of one creator's works."""

    works: str = Field(description="Result id, works")
    profile: str | None = Field(default=None, description="Its result id")
    transcripts: ResultIds | None = Field(
        default=None, description="Result ids; WORK_ID=ID for a transcription"
    )
    timezone: Annotated[str, AfterValidator(_zone)] | None = Field(default=None, description="IANA")
    as_of: Annotated[date | None, BeforeValidator(iso_date)] = Field(
        default=None, description="Day of an import"
    )
    fee: Annotated[str, AfterValidator(_fee)] | None = Field(
        default=None, description="Price of one work, as 500 USD"
    )
    author_input: AuthorMethod | None = Field(default=None, description="Adds author_analysis_input_v1")


class AnalyzeWorkRequest(Request):
    """Asks for the content features of one work."""

    works: str = Field(description="Result id holding it")
    work_id: Annotated[Name | None, BeforeValidator(_as_text)] = Field(
        default=None, description="Which, of several"
    )


class AnalyzeShopRequest(Request):
    """Asks for the analysis of a Shop creator: from a document, a file of them, or account answers."""

    document: str | None = Field(default=None, description="Result id of imported affiliate documents")
    file: str | None = Field(default=None, min_length=1, description="File of affiliate documents, instead")
    account: ResultIds | None = Field(
        default=None,
        validate_default=True,
        min_length=1,
        description="Result ids of account calls, instead",
    )
    creator: Name | None = Field(default=None, description="Handle or id, of several documents")
    health_rating: float | None = Field(default=None, ge=0, le=1000, description="Creator Health Rating")

    @field_validator("account")
    @classmethod
    def _one_source(cls, account: list[str] | None, info: ValidationInfo) -> list[str] | None:
        one_of_several(account, ("document", "file"), info)
        return account


class CompareRequest(Request):
    """Asks for creators side by side."""

    analyses: ResultIds = Field(
        min_length=2, max_length=MOST_COMPARED, description="Result ids of analyze_creator"
    )


class ShortlistRequest(Request):
    """Asks for a ranking of candidates."""

    brief: Annotated[Brief, BeforeValidator(as_object)] = Field(
        description="goal awareness|shop, countries, languages, categories, audience {country: {US: 0.7}}, "
        "fees {handle: 99}, currency, budget, price_band, avoid_brands"
    )
    candidates: ResultIds = Field(min_length=1, description="Result ids: analyses, searches, profiles")
    weights: Annotated[Weights | None, BeforeValidator(as_object)] = Field(
        default=None, description="{criterion: weight}"
    )
    k: int = Field(default=10, ge=1, description="How many are wanted")


class AudienceRequest(Request):
    """Asks what is known of one creator's audience."""

    results: ResultIds = Field(
        min_length=1, description="Result ids: search, profile, import, video audiences"
    )
    creator: Name | None = Field(default=None, description="Handle or id, of several")
    target: Annotated[Target | None, BeforeValidator(as_object)] = Field(
        default=None, description="Wanted shares, such as {country: {US: 0.7}, gender: {female: 0.6}}"
    )


class AnomaliesRequest(Request):
    """Asks for the signals in one creator's analysis."""

    analysis: str = Field(description="Result id of analyze_creator")
    peers: str | None = Field(default=None, description="Result id of a search for similar creators")
    audience: str | None = Field(default=None, description="Result id of profile_audience")
    shop: str | None = Field(default=None, description="Result id of analyze_shop")


def plain_handle(name: Any) -> str:
    """Return a handle or id for comparing: without platform and @, lower case."""
    return str(name).rpartition(":")[2].removeprefix("@").casefold()
