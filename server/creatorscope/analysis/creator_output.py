"""The one object a creator analysis returns; reports are made from it alone."""

from __future__ import annotations

from creatorscope.analysis.buckets import Buckets
from creatorscope.analysis.confidence import Confidence
from creatorscope.analysis.definitions import AnalysisConfig, Basis
from creatorscope.analysis.findings import FindingSet
from creatorscope.analysis.outputs import Columns, Flag, Metric, Part, Window
from creatorscope.analysis.sampling import Sample
from creatorscope.analysis.sensitivity import Sensitivity
from creatorscope.analysis.shares import FeatureShares, Keyword
from creatorscope.analysis.trends import FollowerStep


class Stratum(Part):
    """One stratum: its scored works and their metrics."""

    name: str
    n: int
    metrics: dict[str, Metric]


class Exclusions(Part):
    """What became of the works: `total` distinct works, `scored` of them, the others by reason.

    `actions` are the actions the platform reports; `recent` the ids of works too young to be scored.
    """

    total: int
    scored: int
    reasons: dict[str, int]
    actions: list[str]
    recent: list[str]


class Aggregates(Part):
    """Metrics by stratum, shares of features overall and by bucket, words, days followers jumped."""

    strata: list[Stratum]
    shares: list[FeatureShares]
    keywords: list[Keyword]
    follower_steps: list[FollowerStep]


class CreatorAnalysis(Part):
    """The analysis of one creator; the same input gives the same bytes of `model_dump_json()`.

    `works` holds every work with its scores, oldest first; `timezone` is the zone of
    hours and weekdays, approximate where it was not given. `gaps` names what was missing.
    """

    spec_version: str
    input_hash: str
    seed: int
    as_of: str
    platform: str
    creator_id: str
    basis: Basis
    timezone: str
    window: Window
    exclusions: Exclusions
    kpis: dict[str, Metric]
    buckets: Buckets
    aggregates: Aggregates
    findings: FindingSet
    sample_ids: list[str]
    sample: Sample
    sensitivity: list[Sensitivity]
    followers: int | None
    flags: list[Flag]
    confidence: Confidence
    gaps: list[str]
    works: Columns
    config: AnalysisConfig
    definitions: dict[str, str]

    @property
    def creator(self) -> str:
        """Return platform and id as one name."""
        return f"{self.platform}:{self.creator_id}"

    def metric_value(self, name: str) -> float | None:
        """Return the value of a headline metric, None where it is absent or unknown."""
        metric = self.kpis.get(name)
        return metric.value if metric else None
