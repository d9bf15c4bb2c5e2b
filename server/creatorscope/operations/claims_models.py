"""What the tools of the prompt contracts answer."""

from __future__ import annotations

from typing import Any, ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response


class AnalysisPrepared(Response):
    """A frozen input; the contract and the data themselves are in the text of the answer."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("contract", "works", "confidence")

    input_id: str | None = field("What check_analysis checks against")
    contract: str | None = field("The contract, with its version")
    works: int | None = field("How many works are in it", "works")
    confidence: str | None = field("The most any claim may have")


class AnalysisChecked(Response):
    """The outcome of a check; a pass means that the evidence exists and the limits hold, no more."""

    valid: bool | None = field("Whether it passed")
    analysis_id: str | None = field("The result that keeps it; null where it did not pass")
    checked: dict[str, int] | None = field("What was looked at, in counts")
    failures: list[dict[str, Any]] | None = field("rule, pointer, got, nearest and fix of the first twenty")
    failures_not_shown: int | None = field("How many more there are", "failures")
    warnings: list[dict[str, Any]] | None = field("The same, of what does not fail")
    warnings_not_shown: int | None = field("How many more there are", "warnings")
    computed: dict[str, Any] | None = field("Scores that code computed from what was handed in")
