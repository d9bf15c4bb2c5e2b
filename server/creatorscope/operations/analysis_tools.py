"""The rows of the analysis tools."""

from __future__ import annotations

from creatorscope.contract.operation import Effect, LocalOperation
from creatorscope.operations import examples
from creatorscope.operations.analysis_brief import Brief
from creatorscope.operations.analysis_models import (
    AudienceProfiled,
    Compared,
    CreatorAnalysed,
    Ranked,
    ShopAnalysed,
    Signals,
    WorkAnalysed,
)
from creatorscope.operations.analysis_requests import (
    AnalyzeCreatorRequest,
    AnalyzeShopRequest,
    AnalyzeWorkRequest,
    AnomaliesRequest,
    AudienceRequest,
    CompareRequest,
    ShortlistRequest,
)
from creatorscope.operations.analysis_runs import (
    run_analyze_creator,
    run_analyze_shop,
    run_analyze_work,
    run_compare_creators,
    run_detect_anomalies,
    run_profile_audience,
    run_score_shortlist,
)

_TOOLSET = "analyze"

ANALYZE_CREATOR = LocalOperation(
    name="analyze_creator",
    summary="Analyse a creator's kept works: reach, engagement, rhythm, what goes with reach, confidence.",
    use_when="Use for any claim about a creator's performance or content.",
    toolset=_TOOLSET,
    request=AnalyzeCreatorRequest,
    response=CreatorAnalysed,
    effect=Effect.READ,
    example=AnalyzeCreatorRequest(works=examples.WORKS, profile=examples.PROFILE),
    needs=None,
    run=run_analyze_creator,
)

ANALYZE_WORK = LocalOperation(
    name="analyze_work",
    summary="Label a kept work's hook, structure, call to action, style and topics, with the words that hit.",
    use_when="Use to explain one video or post.",
    toolset=_TOOLSET,
    request=AnalyzeWorkRequest,
    response=WorkAnalysed,
    effect=Effect.READ,
    example=AnalyzeWorkRequest(works=examples.WORK),
    needs=None,
    run=run_analyze_work,
)

ANALYZE_SHOP = LocalOperation(
    name="analyze_shop",
    summary="Analyse a TikTok Shop creator's sales: mix, GPM, funnels, trend, commission, health, checks.",
    use_when="Use with imported affiliate documents, or answers about your own account.",
    toolset=_TOOLSET,
    request=AnalyzeShopRequest,
    response=ShopAnalysed,
    effect=Effect.READ,
    example=AnalyzeShopRequest(document=examples.DOCUMENT),
    needs=None,
    run=run_analyze_shop,
)

COMPARE_CREATORS = LocalOperation(
    name="compare_creators",
    summary="Compare analysed creators, one definition a column, intervals beside the figures.",
    use_when="Use with two analyses or more.",
    toolset=_TOOLSET,
    request=CompareRequest,
    response=Compared,
    effect=Effect.READ,
    example=CompareRequest(analyses=[examples.ANALYSIS, examples.OTHER_ANALYSIS]),
    needs=None,
    run=run_compare_creators,
)

SCORE_SHORTLIST = LocalOperation(
    name="score_shortlist",
    summary="Rank candidates for a brief: gates, weighted percentiles, how stable each rank is.",
    use_when="Use to choose among creators found or analysed.",
    toolset=_TOOLSET,
    request=ShortlistRequest,
    response=Ranked,
    effect=Effect.READ,
    example=ShortlistRequest(brief=Brief(goal="awareness", countries=["US"]), candidates=[examples.PEERS]),
    needs=None,
    run=run_score_shortlist,
)

PROFILE_AUDIENCE = LocalOperation(
    name="profile_audience",
    summary="Show what is known of a creator's audience and how it matches a target.",
    use_when="Use to check an audience before a deal.",
    toolset=_TOOLSET,
    request=AudienceRequest,
    response=AudienceProfiled,
    effect=Effect.READ,
    example=AudienceRequest(results=[examples.FOUND], target={"gender": {"female": 0.7, "male": 0.3}}),
    needs=None,
    run=run_profile_audience,
)

DETECT_ANOMALIES = LocalOperation(
    name="detect_anomalies",
    summary="Find signals in an analysis that call for a closer look, each with its harmless explanation.",
    use_when="Use before trusting reach or engagement.",
    toolset=_TOOLSET,
    request=AnomaliesRequest,
    response=Signals,
    effect=Effect.READ,
    example=AnomaliesRequest(analysis=examples.ANALYSIS, peers=examples.PEERS),
    needs=None,
    run=run_detect_anomalies,
)
