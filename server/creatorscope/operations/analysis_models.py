"""What the analysis tools answer, and keep as their results."""

from __future__ import annotations

from typing import Any, ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Follow, Response

REPORT = Follow(tool="render_report", arguments={"result_id": "result_id"}, when={}, wait_s=None)


class Output(Response):
    """Base of every analysis: a report can be made from it."""

    FOLLOWS: ClassVar[tuple[Follow, ...]] = (REPORT,)

    result_id: str | None = field("The result that keeps the whole analysis")
    names: dict[str, str] | None = field("Creator as the analysis names it -> handle")


class FigureRow(Response):
    """One figure with what it is read with."""

    metric: str | None = field("Its name")
    value: float | None = field("The figure; null is unknown, never 0")
    low: float | None = field("Lower end of its interval")
    high: float | None = field("Upper end of its interval")
    unit: str | None = field("What it is in; fractions are of 1")
    n: int | None = field("Works, days or items it rests on")
    missing: int | None = field("Of those, how many did not say")
    aggregation: str | None = field("How it is made")
    numerator: str | None = field("What is divided")
    denominator: str | None = field("By what")


_FIGURES = ("metric", "value", "low", "high", "unit", "n")


class CreatorAnalysed(Output):
    """The analysis of one creator."""

    ROWS: ClassVar[str] = "preview[]"
    PREVIEW: ClassVar[tuple[str, ...]] = _FIGURES

    basis: str | None = field("What ranks the works: plays, likes or none")
    as_of: str | None = field("The moment ages are counted to", "ISO 8601")
    window: dict[str, Any] | None = field("The time the scored works cover")
    exclusions: dict[str, Any] | None = field("How many works are scored, and why the others are not")
    kpis: dict[str, Any] | None = field("Headline metrics with n and interval")
    buckets: dict[str, Any] | None = field("Top, Strong, Mid and Bottom works")
    aggregates: dict[str, Any] | None = field("Metrics by stratum, shares of features, words")
    findings: dict[str, Any] | None = field("What goes with higher or lower reach, tested as one family")
    sample_ids: list[str] | None = field("Works to read, in blind order")
    flags: list[dict[str, Any]] | None = field("What a reader must know of the input")
    confidence: dict[str, Any] | None = field("Level, and what keeps it from being higher")
    gaps: list[str] | None = field("What was not there")
    works: dict[str, Any] | None = field("Every work with its scores")
    definitions: dict[str, str] | None = field("What the terms mean")
    profile: dict[str, Any] | None = field("The creator, where a profile was given")
    costs: dict[str, Any] | None = field("Cost by view and by engagement, where a fee was given")
    author_input_id: str | None = field("The result that keeps author_analysis_input_v1")
    preview: list[FigureRow] | None = field("The headline metrics as a table")


class FeatureRow(Response):
    """One feature of a work with the words that speak for it."""

    feature: str | None = field("Which family or measure")
    found: str | None = field("Labels or value; none: read and nothing hit; no_evidence: could not be read")
    words: str | None = field("The words that hit")
    place: str | None = field("Where: early, middle, end or caption")
    reason: str | None = field("Why nothing could be read")


class WorkAnalysed(Output):
    """The content features of one work."""

    ROWS: ClassVar[str] = "preview[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("feature", "found", "words", "place", "reason")

    work_id: str | None = field("The work")
    hook: dict[str, Any] | None = field("How it opens")
    structure: dict[str, Any] | None = field("How it is built")
    cta: dict[str, Any] | None = field("What it calls for")
    style: dict[str, Any] | None = field("How its sentences are said")
    topics: dict[str, Any] | None = field("What it is about")
    density: dict[str, Any] | None = field("How much is packed in")
    work: dict[str, Any] | None = field("The work itself")
    preview: list[FeatureRow] | None = field("The features as a table")


class ShopAnalysed(Output):
    """The analysis of a Shop creator."""

    ROWS: ClassVar[str] = "preview[]"
    PREVIEW: ClassVar[tuple[str, ...]] = _FIGURES

    currency: str | None = field("Currency of all money", "ISO 4217")
    window: str | None = field("The days covered")
    metrics: dict[str, Any] | None = field("Sales, efficiency and rates")
    vendor: dict[str, Any] | None = field("Rates the vendor computed, apart from ours")
    mix: dict[str, Any] | None = field("Shares of the sales")
    funnels: list[dict[str, Any]] | None = field("From views to orders")
    trend: dict[str, Any] | None = field("Day by day")
    health: list[dict[str, Any]] | None = field("Both health scales")
    identities: list[dict[str, Any]] | None = field("Figures checked against each other")
    flags: list[dict[str, Any]] | None = field("What a reader must know")
    gaps: list[str] | None = field("What was not there")
    brands: list[str] | None = field("Brands worked with, where the document names them")
    preview: list[FigureRow] | None = field("The metrics as a table")


class ComparedRow(Response):
    """One creator; an `_interval` holds the ends of the figure before it."""

    creator: str | None = field("Handle, else platform and id")
    basis: str | None = field("plays or likes")
    window: str | None = field("The days covered")
    confidence: str | None = field("How far the numbers can be trusted")
    median_plays: float | None = field("Plays of the median work", "plays")
    median_plays_interval: list[float] | None = field("Its interval", "plays")
    view_rate: float | None = field("Median plays over followers", "ratio")
    view_rate_interval: list[float] | None = field("Its interval", "ratio")
    engagement_rate_by_views_median: float | None = field("Reported actions over plays", "fraction")
    engagement_rate_by_views_median_interval: list[float] | None = field("Its interval", "fraction")
    engagement_rate_by_followers: float | None = field("Reported actions over followers", "fraction")
    log_mad: float | None = field("Spread of reach; lower is steadier", "dex")
    outlier_rate: float | None = field("Share of works far beyond the others", "fraction")
    outlier_rate_interval: list[float] | None = field("Its interval", "fraction")
    works_per_week: float | None = field("Works a week", "works")
    days_since_last: float | None = field("Age of the newest work", "days")
    reach_trend: float | None = field("Change of reach", "dex a month")
    reach_trend_interval: list[float] | None = field("Its interval", "dex a month")
    follower_growth: float | None = field("Growth of followers", "fraction a day")


class Compared(Output):
    """Creators side by side."""

    VIEW: ClassVar[bool] = True
    ROWS: ClassVar[str] = "preview[]"
    PREVIEW: ClassVar[tuple[str, ...]] = tuple(ComparedRow.model_fields)

    columns: list[dict[str, Any]] | None = field("The one definition of each column")
    rows: list[dict[str, Any]] | None = field("Each creator's cells, with why one is empty")
    overlaps: list[str] | None = field("Columns in which no order can be claimed")
    notes: list[str] | None = field("Where windows, dates or platforms differ")
    preview: list[ComparedRow] | None = field("The creators as a table")


class RankedRow(Response):
    """One candidate."""

    rank: int | None = field("Place; null: a gate failed, or too little is known")
    creator: str | None = field("Platform and handle or id")
    score: float | None = field("Weighted percentile among these candidates", "fraction")
    coverage: float | None = field("Weight of what is known of it", "fraction")
    p_top: float | None = field("How often it is in the first k when weights move by 20 %", "fraction")
    percentiles: dict[str, float] | None = field("By criterion")
    figures: dict[str, float] | None = field("The figures behind them")
    missing: list[str] | None = field("Criteria without a figure")
    failed_gates: list[str] | None = field("Gates not passed")
    unknown_gates: list[str] | None = field("Gates that could not be checked, counted as passed")


class Ranked(Output):
    """A ranked shortlist."""

    VIEW: ClassVar[bool] = True
    ROWS: ClassVar[str] = "creators[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "rank",
        "creator",
        "score",
        "coverage",
        "p_top",
        "missing",
        "failed_gates",
        "unknown_gates",
    )

    k: int | None = field("How many are wanted")
    weights: dict[str, float] | None = field("Weights used")
    measured_by: dict[str, str] | None = field("Criterion -> the one figure all candidates are ranked by")
    notes: list[str] | None = field("Who is not ranked, and what could not be checked")
    brief: dict[str, Any] | None = field("What was wanted")
    creators: list[RankedRow] | None = field("All candidates, ranked ones first")


class GroupRow(Response):
    """One group of the audience."""

    dimension: str | None = field("Side of the audience, such as country")
    group: str | None = field("The group")
    share: float | None = field("Its share; null where the source only names it", "fraction")
    target: float | None = field("The share wanted", "fraction")


class AudienceProfiled(Output):
    """One creator's audience and its fit."""

    ROWS: ClassVar[str] = "preview[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("dimension", "group", "share", "target")

    creator: str | None = field("Whose audience")
    match: float | None = field("Fit with the target over what is known of both", "fraction")
    coverage: float | None = field("Weight of what is known of it", "fraction")
    dimensions: list[dict[str, Any]] | None = field("Shares by side, overlap with the target, concentration")
    missing: list[str] | None = field("Sides of the target that are not known")
    named: dict[str, list[str]] | None = field("Groups a source names without shares")
    preview: list[GroupRow] | None = field("The groups as a table")


class SignalRow(Response):
    """One signal, with a harmless explanation."""

    code: str | None = field("Which")
    group: str | None = field("What it rests on")
    severity: str | None = field("info, notice or warning")
    evidence: str | None = field("What was seen")
    figures: dict[str, float] | None = field("In figures")
    benign: str | None = field("How it may be harmless")
    settle_by: str | None = field("What would settle it")


class Signals(Output):
    """The signals in one creator's analysis; never a share of fake followers."""

    ROWS: ClassVar[str] = "signals[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("code", "severity", "evidence", "benign", "settle_by")

    creator: str | None = field("Whose analysis")
    attention: str | None = field("none, notice or elevated: two independent signals")
    peers: str | None = field("What was compared with")
    not_checked: list[str] | None = field("What could not be checked, and why")
    signals: list[SignalRow] | None = field("The signals")
