"""What the catalogue's tools are asked, and what they answer."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from creatorscope.contract.fields import as_object, field
from creatorscope.contract.operation import Request, Response


class SearchEndpointsRequest(Request):
    """Asks which calls there are for something."""

    query: str = Field(min_length=1, max_length=200, description="Platform and subject")


class DescribeEndpointRequest(Request):
    """Asks what one call takes."""

    endpoint: str = Field(min_length=1, description="As found")


class CallEndpointRequest(Request):
    """Asks for one call to be made."""

    endpoint: str = Field(min_length=1, description="As found")
    arguments: Annotated[dict[str, Any], BeforeValidator(as_object)] = Field(
        default_factory=dict, description="Its parameters"
    )


class FoundEndpoint(Response):
    """One call of the catalogue."""

    endpoint: str | None = field("Name to describe and call it by")
    summary: str | None = field("What it is for, in the vendor's words")
    required: list[str] | None = field("Parameters it cannot do without")
    effect: str | None = field("read, or write where it may change something upstream")
    price: str | None = field("What one call costs; unknown where no source states it")


class FoundEndpoints(Response):
    """The calls that match, best first."""

    ROWS: ClassVar[str] = "endpoints[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("endpoint", "summary", "required", "effect", "price")
    EMPTY: ClassVar[str] = "No call matches; name the platform and one word of the subject."

    endpoints: list[FoundEndpoint] | None = field("The calls, best match first")


class EndpointParameter(Response):
    """One parameter of a call."""

    name: str | None = field("Name in `arguments`")
    type: str | None = field("Type, as the vendor's SDK writes it")
    required: bool | None = field("Whether the call needs it")
    place: str | None = field("query, body or whole body; settings for what is never an argument")


class DescribedEndpoint(Response):
    """One call with its parameters."""

    ROWS: ClassVar[str] = "parameters[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("name", "type", "required", "place")
    FACTS: ClassVar[tuple[str, ...]] = ("verb", "path", "effect", "price", "callable")
    EMPTY: ClassVar[str] = "It takes no parameters."

    endpoint: str | None = field("The call")
    summary: str | None = field("What it is for, in the vendor's words")
    verb: str | None = field("HTTP verb")
    path: str | None = field("Path below the host's prefix")
    effect: str | None = field("read, or write where it may change something upstream")
    price: str | None = field("What one call costs; unknown where no source states it")
    callable: str | None = field("yes, or why it cannot be called here")
    parameters: list[EndpointParameter] | None = field("Its parameters")


class OutlineRow(Response):
    """One place in an answer."""

    path: str | None = field("Where, with dots; [] stands for the members of a list")
    holds: str | None = field("What is there: text, number, true or false, list of N, nothing")
    example: str | None = field("The first value there, cut")


class CalledEndpoint(Response):
    """The outline of an answer; the answer itself is kept."""

    ROWS: ClassVar[str] = "outline[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("path", "holds", "example")
    EMPTY: ClassVar[str] = "The answer is empty."

    outline: list[OutlineRow] | None = field("What the answer holds, outermost first")
