"""The rows of the tools that hand out prompt contracts and check what comes back."""

from __future__ import annotations

from anyio import to_thread

from creatorscope.contract.operation import Effect, LocalOperation
from creatorscope.operations import examples
from creatorscope.operations.claims_models import AnalysisChecked, AnalysisPrepared
from creatorscope.operations.claims_requests import CheckAnalysisRequest, PrepareAnalysisRequest
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services

_TOOLSET = "analyze"

# Reading skills, texts and statistics takes up to seconds, in which other calls must go on.


async def run_prepare_analysis(request: PrepareAnalysisRequest, services: Services) -> Outcome:
    """Answer a contract's instructions and data as AnalysisPrepared."""

    def answer() -> Outcome:
        from creatorscope.operations.claims_prepare import answer_prepare

        return answer_prepare(request, services)

    return await to_thread.run_sync(answer)


async def run_check_analysis(request: CheckAnalysisRequest, services: Services) -> Outcome:
    """Answer what an analysis passes and fails by as AnalysisChecked."""

    def answer() -> Outcome:
        from creatorscope.operations.claims_check import answer_check

        return answer_check(request, services)

    return await to_thread.run_sync(answer)


PREPARE_ANALYSIS = LocalOperation(
    name="prepare_analysis",
    summary="Get a prompt contract with its data, to judge works or an author.",
    use_when="Use before claiming why works do well or what an author is like.",
    toolset=_TOOLSET,
    request=PrepareAnalysisRequest,
    response=AnalysisPrepared,
    effect=Effect.READ,
    example=PrepareAnalysisRequest(contract="author-analysis", result_id=examples.ANALYSIS),
    needs=None,
    run=run_prepare_analysis,
)

CHECK_ANALYSIS = LocalOperation(
    name="check_analysis",
    summary="Check an analysis against its prepared input: evidence, quotes, figures, limits.",
    use_when="Use before showing it; failures say how to fix it.",
    toolset=_TOOLSET,
    request=CheckAnalysisRequest,
    response=AnalysisChecked,
    effect=Effect.READ,
    example=CheckAnalysisRequest(input_id=examples.INPUT, analysis={"contract": "hook"}),
    needs=None,
    run=run_check_analysis,
)
