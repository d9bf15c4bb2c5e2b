"""What the tools over creators' profiles and works are asked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from creatorscope.contract.fields import iso_date
from creatorscope.contract.operation import Request
from creatorscope.works.links import resolve
from creatorscope.works.work import Platform


def _as_text(value: Any) -> Any:
    """Return text for a whole number, since ids are text; any other value unchanged."""
    return str(value) if type(value) is int else value


Named = Annotated[str, BeforeValidator(_as_text)]
_PLATFORM = "Leave out with a link"


class CreatorRequest(Request):
    """Names a creator."""

    platform: Platform | None = Field(default=None, description=_PLATFORM)
    creator: Named = Field(min_length=1, description="Handle, id or link")

    @field_validator("creator")
    @classmethod
    def _names_somebody(cls, value: str, info: ValidationInfo) -> str:
        if "platform" in info.data:
            resolve(value, info.data["platform"])
        return value


class ListWorksRequest(CreatorRequest):
    """Asks for a creator's newest works."""

    max_works: int = Field(default=60, ge=1, le=500, description="Most works")
    since: Annotated[date | None, BeforeValidator(iso_date)] = Field(
        default=None, description="None older than this day"
    )


class WorkRequest(Request):
    """Names one work."""

    platform: Platform | None = Field(default=None, description=_PLATFORM)
    work: Named = Field(min_length=1, description="Link or id")

    @field_validator("work")
    @classmethod
    def _names_a_work(cls, value: str, info: ValidationInfo) -> str:
        if "platform" in info.data and resolve(value, info.data["platform"], want="work").kind == "creator":
            raise ValueError("this is a profile, not a work; give the link or id of one work")
        return value


class CaptionsRequest(WorkRequest):
    """Asks for the subtitles of one work."""

    language: str | None = Field(default=None, min_length=2, description="ISO 639-1 code, such as en")


class ImportRequest(Request):
    """Names a local file of works or creators."""

    path: str = Field(min_length=1, description="File: JSON, JSONL or CSV, also .gz")
    platform: Platform | None = Field(default=None, description="Where the file does not say")
