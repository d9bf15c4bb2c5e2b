"""What the contracts return that judge: the score of a work, why works did as they did, the author."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from creatorscope.claims.claim import Claim, Strict
from creatorscope.claims.outputs import Claims, OfWork, Output, SomeClaims
from creatorscope.claims.prepared import InputLevel


class Score(Strict):
    """A score from 1 to 5 with its reasons."""

    score: Annotated[int, Field(ge=1, le=5)]
    reasons: SomeClaims


class ScoreOfWork(OfWork):
    """The five scores of one work."""

    hook: Score
    structure: Score
    style: Score
    cta: Score
    insight: Score


class WorkScore(Output):
    """work-score: five scores of each work; average and verdict are computed by code."""

    works: Annotated[list[ScoreOfWork], Field(min_length=1)]


class Explanation(Strict):
    """Why one work did as it did, as far as its texts and figures show."""

    why_it_worked_or_failed: SomeClaims
    copyable_elements: Claims
    non_copyable_elements: Claims
    emotional_triggers: Claims
    cognitive_gap: Claim
    commercial_signal: Claim


class SampledWorkExplanations(Output):
    """sampled-work-explanations: one explanation per work id."""

    explanations: Annotated[dict[str, Explanation], Field(min_length=1)]


class AuthorPositioning(Strict):
    """Who the author is to whom, for which problem, with which value."""

    role: Claim
    audience: Claim
    problem: Claim
    value: Claim


class TrustModel(Strict):
    """What the trust rests on, how the author stands to the viewers, what could break it."""

    trust_source: Claim
    relationship_posture: Claim
    trust_risks: Claims


class CognitiveEngine(Strict):
    """How the author sees the world, defines problems and reasons."""

    worldview: Claim
    problem_definition: Claim
    reasoning_modes: Claims


class ExpressionHooks(Strict):
    """The words and forms the author is remembered by."""

    hook_keywords: Claims
    hook_patterns: Claims
    memorability_sources: Claims


class ContentMechanism(Strict):
    """Where topics come from, what they are for, how they are built, what goes with views."""

    topic_sources: Claims
    topic_goals: Claims
    winning_structures: Claims
    traffic_drivers: Claims


class CommercialBridge(Strict):
    """What the content does on the way to a sale, as far as it can be seen."""

    funnel_role: Claim
    conversion_path: Claim
    commercial_risks: Claims


class CoreTension(Strict):
    """A contradiction the author lives with."""

    label: Claim
    surface: Claim
    deep_reason: Claim
    strategic_implication: Claim


class EvidencePack(Strict):
    """What all of it rests on: eligible works of the input, its confidence, and where it ends."""

    sample_size: Annotated[int, Field(ge=0)]
    sample_confidence: InputLevel
    boundaries: SomeClaims


class CloneGuidance(Strict):
    """What another creator can learn from it."""

    copyable_elements: Claims
    non_copyable_elements: Claims
    danger_zones: Claims
    if_only_learn_one_thing: Claim


class AuthorAnalysis(Output):
    """author-analysis: the author in nine modules."""

    author_positioning: AuthorPositioning
    trust_model: TrustModel
    cognitive_engine: CognitiveEngine
    expression_hooks: ExpressionHooks
    content_mechanism: ContentMechanism
    commercial_bridge: CommercialBridge
    core_tensions: Annotated[list[CoreTension], Field(max_length=5)]
    evidence_pack: EvidencePack
    clone_guidance: CloneGuidance


class AuthorBenchmark(Output):
    """author-benchmark: portrait, business and standing; its scores and radar are computed by code."""

    author_portrait: SomeClaims
    business_analysis: SomeClaims
    benchmark_analysis: SomeClaims
    core_contradictions: Claims
    recommendations: Annotated[list[Claim], Field(max_length=5)]
