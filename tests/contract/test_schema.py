"""The published schema: what it keeps, what it drops, what it refuses to publish."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from creatorscope.contract.fields import IsoDate
from creatorscope.contract.operation import Request
from creatorscope.contract.schema import lean_schema
from creatorscope.contract.wire import Wire


class Colour(StrEnum):
    """Documentation that must not be published."""

    RED = "red"


class Document(BaseModel):
    """A nested document."""

    inner: int | str = 0


class Everything(Request):
    """One of each kind of field."""

    needed: str = Field(min_length=1, description="Needed")
    number: int | None = Field(default=None, ge=1, le=9, description="A number")
    rate: float = Field(default=0.5, description="A rate")
    kind: Literal["a", "b"] | None = Field(default=None, description="A kind")
    only: Literal["x"] = Field(default="x", description="One choice")
    colour: Colour | None = Field(default=None, description="A colour")
    day: IsoDate | None = Field(default=None, description="A day")
    tags: list[str] | None = Field(default=None, min_length=1, max_length=3, description="Tags")
    document: Document | None = Field(default=None, description="A document")
    documents: list[Document] | None = Field(default=None, description="Documents")
    loose: dict[str, Any] | None = Field(default=None, description="Anything")
    file: Annotated[str | None, Wire(local=True)] = Field(default=None, description="A local file")


def test_every_kind_of_field_is_published_flat_and_plain() -> None:
    schema = lean_schema(Everything)
    assert schema["type"] == "object"
    assert schema["required"] == ["needed"]
    assert schema["properties"] == {
        "needed": {"type": "string", "description": "Needed"},
        "number": {"type": "integer", "minimum": 1, "maximum": 9, "description": "A number"},
        "rate": {"type": "number", "default": 0.5, "description": "A rate"},
        "kind": {"type": "string", "enum": ["a", "b"], "description": "A kind"},
        "only": {"type": "string", "enum": ["x"], "default": "x", "description": "One choice"},
        "colour": {"type": "string", "enum": ["red"], "description": "A colour"},
        "day": {"type": "string", "format": "date", "description": "A day"},
        "tags": {
            "type": "array",
            "items": {"type": "string"},
            "maxItems": 3,
            "description": "Tags",
        },
        "document": {"type": "object", "description": "A document"},
        "documents": {"type": "array", "items": {"type": "object"}, "description": "Documents"},
        "loose": {"type": "object", "description": "Anything"},
        "file": {"type": "string", "description": "A local file"},
    }


def test_required_is_left_out_when_nothing_is() -> None:
    class Optional(Request):
        day: date | None = Field(default=None, description="A day")

    assert "required" not in lean_schema(Optional)


class Undescribed(Request):
    """A field without a description."""

    word: str


class Untyped(Request):
    """A list of anything."""

    words: list[Any] = Field(description="Words")


class TwoTypes(Request):
    """A field of two types."""

    word: int | str = Field(description="A word")


class UnionItems(Request):
    """A list of two types."""

    words: list[int | str] = Field(description="Words")


class Pair(Request):
    """A list typed by place."""

    pair: tuple[int, int] = Field(description="A pair")


class Anything(Request):
    """A field of no type."""

    value: Any = Field(description="A value")


@pytest.mark.parametrize("model", [Undescribed, Untyped, TwoTypes, UnionItems, Pair, Anything])
def test_a_model_that_breaks_the_rules_cannot_be_published(model: type[Request]) -> None:
    with pytest.raises(TypeError, match=model.__name__):
        lean_schema(model)
