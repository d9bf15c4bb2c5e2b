"""What the tools of the prompt contracts are asked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from creatorscope.contract.operation import Request
from creatorscope.operations.analysis_requests import ResultIds

ContractId = Literal[
    "asr-clean",
    "topic",
    "hook",
    "structure",
    "style",
    "cta",
    "insight",
    "work-summary",
    "work-score",
    "sampled-work-explanations",
    "author-analysis",
    "author-benchmark",
]


class PrepareAnalysisRequest(Request):
    """Asks for the instructions and the data of one prompt contract."""

    contract: ContractId = Field(description="Which")
    result_id: str = Field(description="Of analyze_creator, analyze_work or works")
    work_ids: ResultIds | None = Field(default=None, min_length=1, description="At most 6; author-*: 40")
    language: str | None = Field(default=None, max_length=40, description="To answer in; default the user's")


class CheckAnalysisRequest(Request):
    """Hands in an analysis; whatever it is, the answer says what is wrong with it."""

    input_id: str = Field(description="From prepare_analysis")
    analysis: Annotated[Any, WithJsonSchema({"type": "object"})] = Field(
        description="The whole JSON object, at most 64 KB"
    )
