"""The affiliate creator document, with a check that names every fault and changes nothing."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError, field_validator
from pydantic_core import InitErrorDetails

from creatorscope.contract.fields import field
from creatorscope.endpoints.affiliate_profile import CreatorProfile
from creatorscope.endpoints.affiliate_shapes import DocumentPart, Trend

MOST_FAULTS = 20

_Id = Annotated[str, StringConstraints(min_length=1)]


class ConnectInfo(DocumentPart):
    """How the creator is known to the coordinator."""

    creator_id: str | None = field("Creator id, the same as the document's")


class Profiles(DocumentPart):
    """What was collected about the creator."""

    creator_connect_info: ConnectInfo | None = field("How the creator is known")
    creator_profile: CreatorProfile | None = field("The profile")
    creator_profile_trend_data: list[Trend] | None = field("The last 30 days, day by day")


class AffiliateCreator(DocumentPart):
    """One collected creator, as the coordinator takes it."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "id",
        "nickname",
        "uniqueId",
        "profiles.creator_profile.follower_cnt",
        "profiles.creator_profile.med_gmv_revenue.value",
        "profiles.creator_profile.units_sold",
    )

    id: _Id = Field(description="Creator id")
    nickname: str | None = field("Display name")
    uniqueId: str | None = field("Handle")  # noqa: N815 - the upstream's name
    profiles: Profiles | None = Field(default=None, validate_default=True, description="What was collected")

    @field_validator("profiles")
    @classmethod
    def _holds_a_profile(cls, profiles: Profiles | None) -> Profiles:
        if profiles is None or profiles.creator_profile is None:
            raise ValueError(
                "has no creator_profile; leave this creator out and report it as an error "
                "with code affiliate.creator_has_no_profiles"
            )
        return profiles


class FailedCreator(DocumentPart):
    """The creator an error is about."""

    creator_id: _Id = Field(description="Creator id")


class CrawlError(DocumentPart):
    """Why one creator could not be collected."""

    data: FailedCreator = Field(description="The creator")
    code: _Id = Field(
        description="Error code; affiliate.creator_not_found, affiliate.creator_has_no_profiles or own"
    )
    message: str = Field(description="What happened, in words")


def check_documents(documents: list[Any]) -> None:
    """Raise ValidationError naming index and path of each fault of these creator documents."""
    _check(_documents(), documents)


def check_errors(errors: list[Any]) -> None:
    """Raise ValidationError naming index and path of each fault of these crawl errors."""
    _check(_errors(), errors)


def _check(adapter: TypeAdapter[Any], values: list[Any]) -> None:
    try:
        adapter.validate_python(values)
    except ValidationError as error:
        raise _first_faults(error) from None


def _first_faults(error: ValidationError) -> ValidationError:
    """Return the error with its first faults, and a count of the others: a model reads them all."""
    if error.error_count() <= MOST_FAULTS:
        return error
    kept: list[InitErrorDetails] = []
    for fault in error.errors(include_url=False)[:MOST_FAULTS]:
        details = InitErrorDetails(type=fault["type"], loc=fault["loc"], input=fault["input"])
        if "ctx" in fault:
            details["ctx"] = fault["ctx"]
        kept.append(details)
    more = ValueError(f"{error.error_count() - MOST_FAULTS} more faults; correct these first and call again")
    kept.append(InitErrorDetails(type="value_error", input=None, ctx={"error": more}))
    return ValidationError.from_exception_data(error.title, kept)


@cache
def _documents() -> TypeAdapter[list[AffiliateCreator]]:
    return TypeAdapter(list[AffiliateCreator])


@cache
def _errors() -> TypeAdapter[list[CrawlError]]:
    return TypeAdapter(list[CrawlError])
