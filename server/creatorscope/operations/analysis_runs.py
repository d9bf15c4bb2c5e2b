"""Running the analysis tools in a worker thread, their statistics loaded at the first call."""

from __future__ import annotations

from anyio import to_thread

from creatorscope.operations.analysis_requests import (
    AnalyzeCreatorRequest,
    AnalyzeShopRequest,
    AnalyzeWorkRequest,
    AnomaliesRequest,
    AudienceRequest,
    CompareRequest,
    ShortlistRequest,
)
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services

# Each computes for up to seconds, in which other calls must go on; loading numpy and scipy takes one more.


async def run_analyze_creator(request: AnalyzeCreatorRequest, services: Services) -> Outcome:
    """Answer one creator's analysis as CreatorAnalysed."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_creator import answer_creator

        return answer_creator(request, services)

    return await to_thread.run_sync(answer)


async def run_analyze_work(request: AnalyzeWorkRequest, services: Services) -> Outcome:
    """Answer one work's content features as WorkAnalysed."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_work import answer_work

        return answer_work(request, services)

    return await to_thread.run_sync(answer)


async def run_analyze_shop(request: AnalyzeShopRequest, services: Services) -> Outcome:
    """Answer a Shop creator's analysis as ShopAnalysed."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_shop import answer_shop

        return answer_shop(request, services)

    return await to_thread.run_sync(answer)


async def run_compare_creators(request: CompareRequest, services: Services) -> Outcome:
    """Answer creators side by side as Compared."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_compare import answer_comparison

        return answer_comparison(request, services)

    return await to_thread.run_sync(answer)


async def run_score_shortlist(request: ShortlistRequest, services: Services) -> Outcome:
    """Answer a ranking as Ranked."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_shortlist import answer_shortlist

        return answer_shortlist(request, services)

    return await to_thread.run_sync(answer)


async def run_profile_audience(request: AudienceRequest, services: Services) -> Outcome:
    """Answer one creator's audience as AudienceProfiled."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_audience import answer_audience

        return answer_audience(request, services)

    return await to_thread.run_sync(answer)


async def run_detect_anomalies(request: AnomaliesRequest, services: Services) -> Outcome:
    """Answer the signals in one creator's analysis as Signals."""

    def answer() -> Outcome:
        from creatorscope.operations.analysis_anomalies import answer_anomalies

        return answer_anomalies(request, services)

    return await to_thread.run_sync(answer)
