"""The affiliate crawl calls: the work list, the documents collected, the creators that failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator, field_validator

from creatorscope.contract.fields import as_object, as_values, field
from creatorscope.contract.operation import Effect, Endpoint, FromFile, Provider, Request, Response
from creatorscope.contract.pairs import exactly_one
from creatorscope.contract.price import Unit, free
from creatorscope.contract.wire import WHOLE_BODY, Wire
from creatorscope.endpoints.affiliate_document import check_documents, check_errors

_Check = Callable[[list[Any]], None]


def _untouched(check: _Check) -> WrapValidator:
    """Return a validator that checks a list of plain objects, then hands on the very objects given."""

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        listed = as_values(value)
        given = [as_object(item) for item in listed] if isinstance(listed, list) else listed
        if handler(given) is not None:
            check(given)
        return given

    return WrapValidator(validate)


class WorkListRequest(Request):
    """Asks for the whole work list."""


class CreatorsRequest(Request):
    """Hands in creator documents, given here or in a file: exactly one of the two."""

    file: Annotated[str | None, Wire(local=True), FromFile("creators")] = Field(
        default=None, min_length=1, description="JSON or JSONL file of documents, instead of creators"
    )
    creators: Annotated[list[dict[str, Any]] | None, _untouched(check_documents), Wire(name=WHOLE_BODY)] = (
        Field(
            default=None,
            validate_default=True,
            min_length=1,
            max_length=500,
            description="Creator documents {id, nickname, uniqueId, profiles}, sent as given; or give file",
        )
    )

    @field_validator("creators")
    @classmethod
    def _one_source(
        cls, creators: list[dict[str, Any]] | None, info: ValidationInfo
    ) -> list[dict[str, Any]] | None:
        exactly_one(creators, "file", info)
        return creators

    @classmethod
    def of_checked(cls, documents: Any) -> CreatorsRequest:
        """Return the request for documents, given as `Json`, each of which is known to be well formed."""
        return cls.model_construct(creators=documents)


class ErrorsRequest(Request):
    """Hands in the creators that could not be collected."""

    errors: Annotated[list[dict[str, Any]], _untouched(check_errors), Wire(name=WHOLE_BODY)] = Field(
        min_length=1,
        max_length=500,
        description="Errors {data: {creator_id}, code, message}; code affiliate.creator_not_found, "
        "affiliate.creator_has_no_profiles or another",
    )


class WorkListEntry(Response):
    """One creator to collect; the answer is an array of these."""

    ROWS: ClassVar[str] = "[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("id",)

    id: str | None = field("Creator id")


class Received(Response):
    """The coordinator's receipt, whose body is not documented."""


LIST_AFFILIATE_CREATORS = Endpoint(
    name="list_affiliate_creators",
    route="GET /creators",
    summary="List the ids of the affiliate creators to collect.",
    use_when="Use first in a crawl: it is the work list.",
    request=WorkListRequest,
    response=WorkListEntry,
    provider=Provider.AFFILIATE,
    scope=None,
    toolset="affiliate",
    price=free(Unit.REQUESTS),
    effect=Effect.READ,
    transfer=None,
    example=WorkListRequest(),
)

_EXAMPLE_DOCUMENT: dict[str, Any] = {
    "id": "7495000000000000001",
    "nickname": "Demo Creator",
    "uniqueId": "creator_demo",
    "profiles": {
        "creator_connect_info": {"creator_id": "7495000000000000001"},
        "creator_profile": {
            "handle": "creator_demo",
            "follower_cnt": "124000",
            "units_sold": "1200",
            "med_commission_rate": 1000,
            "med_gmv_revenue": {"format": "133.7M₫", "symbol": "₫", "value": "133700000.00"},
        },
        "creator_profile_trend_data": [],
    },
}

SUBMIT_AFFILIATE_CREATORS = Endpoint(
    name="submit_affiliate_creators",
    route="POST /creators",
    summary="Hand in collected affiliate creator documents; each is checked, none is changed.",
    use_when="Use after collecting creators of the work list.",
    request=CreatorsRequest,
    response=Received,
    provider=Provider.AFFILIATE,
    scope=None,
    toolset="affiliate",
    price=free(Unit.REQUESTS),
    effect=Effect.SUBMIT,
    transfer=None,
    example=CreatorsRequest(creators=[_EXAMPLE_DOCUMENT]),
)

SUBMIT_AFFILIATE_ERRORS = Endpoint(
    name="submit_affiliate_errors",
    route="POST /creators/errors",
    summary="Report affiliate creators that could not be collected, with the reason.",
    use_when="Use for creators that were not found or have no profiles.",
    request=ErrorsRequest,
    response=Received,
    provider=Provider.AFFILIATE,
    scope=None,
    toolset="affiliate",
    price=free(Unit.REQUESTS),
    effect=Effect.SUBMIT,
    transfer=None,
    example=ErrorsRequest(
        errors=[
            {
                "data": {"creator_id": "7495000000000000002"},
                "code": "affiliate.creator_not_found",
                "message": "No creator has this id.",
            }
        ]
    ),
)
