"""The analysis of one creator: works in, one object of numbers with their grounds out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from creatorscope.analysis.buckets import describe
from creatorscope.analysis.contrasts import Evidence
from creatorscope.analysis.creator_grounds import confidence, exclusions, gaps, situation_flags
from creatorscope.analysis.creator_metrics import headline, strata_of
from creatorscope.analysis.creator_output import Aggregates, CreatorAnalysis
from creatorscope.analysis.creator_run import Run, build_run
from creatorscope.analysis.definitions import DEFAULT_CONFIG, DEFINITIONS, SPEC_VERSION, AnalysisConfig
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.features import zone_of
from creatorscope.analysis.findings import FindingSet, find_differences
from creatorscope.analysis.hashing import input_hash
from creatorscope.analysis.inputs import NO_CONTEXT, CreatorContext, Features
from creatorscope.analysis.outputs import Metric
from creatorscope.analysis.reposts import repost_flags
from creatorscope.analysis.sampling import draw_sample, half_year
from creatorscope.analysis.sensitivity import sensitivity_flags, weigh_otherwise
from creatorscope.analysis.shares import feature_shares, keywords
from creatorscope.analysis.trends import follower_growth
from creatorscope.analysis.works_rows import work_rows
from creatorscope.analysis.works_table import build_table
from creatorscope.works.work import Work

NO_FEATURES: Features = MappingProxyType({})


def analyze_works(
    works: Sequence[Work],
    *,
    as_of: datetime,
    features: Features = NO_FEATURES,
    context: CreatorContext = NO_CONTEXT,
    config: AnalysisConfig = DEFAULT_CONFIG,
) -> CreatorAnalysis:
    """Return the analysis of one creator's works as of a moment (aware).

    Any number of works from 1 is analysed; how few there are decides what is said. Raises
    AnalysisInputError for no works, several platforms or authors, works of another platform than the
    profile's, and an `as_of` without zone.
    """
    if as_of.tzinfo is None:
        raise AnalysisInputError("as_of has no time zone", "give the moment in UTC with its zone")
    table = build_table(works)
    if context.profile and context.profile.platform != table.platform:
        raise AnalysisInputError(
            f"the works are of {table.platform}, the profile of {context.profile.platform}",
            "give the profile and the works of one account",
        )
    return _output(build_run(table, features, as_of, context, config))


def _output(run: Run) -> CreatorAnalysis:
    table, config = run.table, run.config
    runs = weigh_otherwise(table, run.scored, run.scores, run.ranking, config)
    sample = draw_sample(table, run.scores, run.ranking, run.seed, config)
    aggregates, kpis = _numbers(run)
    flags = [*table.flags, *run.selection.flags, *repost_flags(table, config), *situation_flags(run)]
    zone = zone_of(run.context.timezone)
    return CreatorAnalysis(
        spec_version=SPEC_VERSION,
        input_hash=input_hash(table, run.columns, run.as_of, run.context, config),
        seed=run.seed,
        as_of=run.as_of.astimezone(UTC).isoformat(),
        platform=table.platform,
        creator_id=table.author,
        basis=table.basis,
        timezone=zone.key if zone else "UTC",
        window=run.selection.window,
        exclusions=exclusions(run),
        kpis=kpis,
        buckets=describe(run.ranking, table.ids, run.scored, table.pinned),
        aggregates=aggregates,
        findings=_differences(run),
        sample_ids=sample.blind_order,
        sample=sample,
        sensitivity=runs,
        followers=run.context.profile.fans_count if run.context.profile else None,
        flags=[*flags, *sensitivity_flags(runs, config)],
        confidence=confidence(run),
        gaps=gaps(run),
        works=work_rows(run),
        config=config,
        definitions=DEFINITIONS,
    )


def _differences(run: Run) -> FindingSet:
    evidence = Evidence(
        reach=run.scores.reach[run.scored],
        z_reach=run.scores.z_reach[run.scored],
        half_year=half_year(run.table)[run.scored],
    )
    columns = [column.of(run.scored) for column in run.columns]
    return find_differences(columns, evidence, run.table.basis, run.config)


def _numbers(run: Run) -> tuple[Aggregates, dict[str, Metric]]:
    growth, steps = follower_growth(run.context.follower_points, run.config)
    aggregates = Aggregates(
        strata=strata_of(run),
        shares=feature_shares(run.columns, run.ranking, run.scored, run.config),
        keywords=keywords(run.context.tokens, run.table.ids, run.ranking, run.config),
        follower_steps=steps,
    )
    return aggregates, {**headline(run), "follower_growth": growth}
