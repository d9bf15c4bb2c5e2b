"""The tests behind findings: one contrast per feature, on reach against the works around."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import scipy.stats as st

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.features import FeatureColumn
from creatorscope.analysis.robust import shift, shift_interval, within_blocks_p
from creatorscope.analysis.works_table import Bools, Floats, Ints

TestName = Literal["mann_whitney", "kruskal_wallis", "spearman"]
MIN_IN_HALF = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One test of one feature.

    `flag` is 1 on one side, 0 on the other, NaN for works of neither; None for a factor of many levels,
    which keeps its column.
    """

    feature: str
    level: str | None
    against: str
    test: TestName
    p: float
    rho: float | None
    flag: Floats | None
    column: FeatureColumn

    def sides(self) -> tuple[Bools, Bools]:
        """Return which works are on either side; nobody for a factor of many levels."""
        flag = np.full(self.column.values.size, np.nan) if self.flag is None else self.flag
        return flag == 1, flag == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What features are tested against, for scored works in order of time.

    `reach` in dex, `z_reach` the same in robust deviations of its stratum, `half_year` a number.
    """

    reach: Floats
    z_reach: Floats
    half_year: Ints

    def shift(self, contrast: Contrast, config: AnalysisConfig) -> tuple[float, tuple[float, float]]:
        """Return the Hodges-Lehmann shift in dex and its interval."""
        with_it, without = contrast.sides()
        treated, control = self.reach[with_it], self.reach[without]
        return shift(treated, control), shift_interval(treated, control, config.confidence)

    def halves(self, contrast: Contrast) -> tuple[float | None, float | None]:
        """Return the shift in the older and in the newer half of the works of either side."""
        with_it, without = contrast.sides()
        places = np.flatnonzero(with_it | without)
        middle = places[places.size // 2]
        older = np.arange(self.reach.size) < middle
        return self._half(with_it, without, older), self._half(with_it, without, ~older)

    def _half(self, with_it: Bools, without: Bools, half: Bools) -> float | None:
        treated, control = self.reach[with_it & half], self.reach[without & half]
        if min(treated.size, control.size) < MIN_IN_HALF:
            return None
        return shift(treated, control)

    def within_half_years(self, contrast: Contrast) -> float:
        """Return the p of the contrast when works are compared within half-years only."""
        with_it, without = contrast.sides()
        known = with_it | without
        return within_blocks_p(self.z_reach[known], with_it[known], self.half_year[known].astype(np.float64))


def contrasts_of(column: FeatureColumn, evidence: Evidence, config: AnalysisConfig) -> Contrast | None:
    """Return the family's test of a feature; None with fewer than `min_group` works on a side."""
    if column.kind == "flag":
        return _flag_test(column, column.values, evidence, config)
    if column.kind == "number":
        return _number_test(column, evidence, config)
    return _level_test(column, evidence, config)


def pairs_of(factor: Contrast, evidence: Evidence) -> list[Contrast]:
    """Return the tests between the levels of a factor whose own test passed."""
    column = factor.column
    pairs = []
    present = [int(code) for code in np.unique(column.values[~np.isnan(column.values)])]
    for first, second in combinations(present, 2):
        flag = np.where(column.values == first, 1.0, np.where(column.values == second, 0.0, np.nan))
        pairs.append(
            Contrast(
                feature=column.name,
                level=column.levels[first],
                against=f"{column.name} {column.levels[second]}",
                test="mann_whitney",
                p=_rank_sum(flag, evidence),
                rho=None,
                flag=flag,
                column=column,
            )
        )
    return pairs


def _rank_sum(flag: Floats, evidence: Evidence) -> float:
    return float(st.mannwhitneyu(evidence.z_reach[flag == 1], evidence.z_reach[flag == 0]).pvalue)


def _flag_test(
    column: FeatureColumn, flag: Floats, evidence: Evidence, config: AnalysisConfig
) -> Contrast | None:
    if min(np.sum(flag == 1), np.sum(flag == 0)) < config.min_group:
        return None
    return Contrast(
        feature=column.name,
        level=None,
        against="works without it",
        test="mann_whitney",
        p=_rank_sum(flag, evidence),
        rho=None,
        flag=flag,
        column=column,
    )


def _number_test(column: FeatureColumn, evidence: Evidence, config: AnalysisConfig) -> Contrast | None:
    known = ~np.isnan(column.values)
    middle = float(np.median(column.values[known])) if known.any() else 0.0
    flag = np.where(known, (column.values > middle).astype(np.float64), np.nan)
    if min(np.sum(flag == 1), np.sum(flag == 0)) < config.min_group or np.ptp(evidence.z_reach[known]) == 0:
        return None
    tested = st.spearmanr(column.values[known], evidence.z_reach[known])
    return Contrast(
        feature=column.name,
        level=f"above {middle:.6g}",
        against=f"{column.name} up to {middle:.6g}",
        test="spearman",
        p=float(tested.pvalue),
        rho=float(tested.statistic),
        flag=flag,
        column=column,
    )


def _level_test(column: FeatureColumn, evidence: Evidence, config: AnalysisConfig) -> Contrast | None:
    """Test the levels with enough works; two such levels are a plain two-sided contrast."""
    codes = [code for code in range(len(column.levels)) if np.sum(column.values == code) >= config.min_group]
    if len(codes) < 2 or np.ptp(evidence.z_reach) == 0:
        return None
    kept = FeatureColumn(
        name=column.name,
        kind="level",
        values=np.where(np.isin(column.values, codes), column.values, np.nan),
        levels=column.levels,
    )
    groups = [evidence.z_reach[kept.values == code] for code in codes]
    return Contrast(
        feature=column.name,
        level=None,
        against="other levels",
        test="kruskal_wallis",
        p=float(st.kruskal(*groups).pvalue),
        rho=None,
        flag=None,
        column=kept,
    )
