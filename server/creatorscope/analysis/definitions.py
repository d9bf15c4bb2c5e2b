"""The version, thresholds and weights of the creator analysis, and what its terms mean."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SPEC_VERSION = "creator-analysis-1.0"

Basis = Literal["plays", "likes", "none"]


class AnalysisConfig(BaseModel):
    """Every threshold and weight; printed in the output, so a reader can see what was judged.

    Ages and windows in days, lengths in seconds, spreads in dex (log10), shares as fractions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # eligibility
    include_pinned: bool = False
    young_days: int = Field(default=7, ge=0)
    young_days_xiaohongshu: int = Field(default=14, ge=0)
    young_days_youtube_long: int = Field(default=28, ge=0)
    window_days: int = Field(default=180, gt=0)
    window_enough_works: int = Field(default=40, ge=1)
    extended_days: int = Field(default=365, gt=0)
    extended_works: int = Field(default=200, ge=1)
    long_video_s: float = Field(default=180.0, gt=0)
    long_video_youtube_s: float = Field(default=60.0, gt=0)
    stratum_min: int = Field(default=15, ge=1)
    repost_hours: float = Field(default=24.0, ge=0)
    repost_likeness: float = Field(default=0.95, gt=0, le=1)
    # score
    weight_reach: float = Field(default=0.70, ge=0)
    weight_engagement: float = Field(default=0.30, ge=0)
    action_weights: tuple[float, float, float, float] = (1.0, 3.0, 5.0, 4.0)
    neighbours: int = Field(default=15, ge=1)
    running_from: int = Field(default=30, ge=2)
    mad_floor_dex: float = Field(default=0.10, gt=0)
    clip_low: float = -3.0
    clip_high: float = 5.0
    outlier_z: float = Field(default=3.5, gt=0)
    alternative_weights: tuple[tuple[float, float], ...] = ((0.5, 0.5), (0.9, 0.1))
    jaccard_floor: float = Field(default=0.6, ge=0, le=1)
    # buckets, sample
    bucket_percentiles: tuple[int, int, int] = (85, 50, 20)
    buckets_from: int = Field(default=12, ge=1)
    quarters_from: int = Field(default=20, ge=1)
    claims_from: int = Field(default=40, ge=1)
    sample_quotas: tuple[int, int, int, int] = (8, 5, 3, 8)
    forced_outliers: int = Field(default=2, ge=0)
    # differences
    fdr: float = Field(default=0.10, gt=0, lt=1)
    supported_fdr: float = Field(default=0.05, gt=0, lt=1)
    min_shift_dex: float = Field(default=0.10, ge=0)
    min_group: int = Field(default=5, ge=2)
    # intervals
    confidence: float = Field(default=0.95, gt=0, lt=1)
    bootstrap_resamples: int = Field(default=999, ge=99)
    theil_sen_points: int = Field(default=1_000, ge=10)
    follower_points: int = Field(default=14, ge=3)
    keywords: int = Field(default=20, ge=0)


DEFAULT_CONFIG = AnalysisConfig()

DEFINITIONS: dict[str, str] = {
    "m": "Plays of a work; likes where the platform hides plays.",
    "base": "log10(m + 1).",
    "reach": "base less the running median of the works around it by date, itself left out, in dex; "
    "under 30 works in a stratum, less that stratum's median.",
    "z_reach": "reach over max(1.4826 MAD of reach in the stratum, 0.10 dex).",
    "z_eng": "The same robust z of ln((likes + 3 comments + 5 shares + 4 collects + a) / (plays + b)); "
    "b is a quarter of the median plays, a is b times the pooled rate; only actions the platform reports.",
    "P": "0.70 z_reach + 0.30 z_eng, each clipped to [-3, 5]; z_reach alone where z_eng is unknown or "
    "plays are hidden. The weights are judgement.",
    "bucket": "By rank of P, ties by id: Top from the 85th percentile, Strong from the 50th, Mid from the "
    "20th, Bottom below; 12 to 19 works give thirds, fewer none.",
    "shift": "Hodges-Lehmann shift of reach between the works with and without the feature; 10^shift is the "
    "ratio of views (likes on basis likes).",
    "supported": "q < 0.05, a shift of 0.10 dex or more whose interval leaves out 0, the same sign in both "
    "halves of time, and p < 0.10 when works are compared within half-years only.",
    "suggestive": "q < 0.10 only.",
    "q": "Benjamini-Hochberg over the whole family of tests.",
    "engagement_rate_by_views": "Reported actions (likes, comments, shares, collects) over plays.",
    "view_rate": "Median plays over followers.",
    "interval": "95 %: order statistics for medians, Wilson for shares, percentile bootstrap over works for "
    "pooled rates, Theil-Sen's own for slopes.",
    "window": "Newest 180 days; under 40 works, back to 365 days or 200 works, whichever comes first.",
    "excluded": "deleted_or_private, no_metric, future, undated, pinned, ad, young, out_of_window: the first "
    "that applies.",
    "weight": "Works of the bucket each sampled work stands for; null for a forced outlier.",
}
