"""Differences in performance that go with a feature, tested as one family and worded with care."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import scipy.stats as st

from creatorscope.analysis.contrasts import Contrast, Evidence, contrasts_of, pairs_of
from creatorscope.analysis.definitions import AnalysisConfig, Basis
from creatorscope.analysis.features import FeatureColumn
from creatorscope.analysis.outputs import Figure, Interval, Part

Status = Literal["supported", "suggestive"]


class Finding(Part):
    """One difference. `ratio` is how many times the views go with the feature, `interval` its interval.

    `against` names the other side: the works without it, another level, or the lower half of a number.
    `halves` are the shifts in the older and the newer half; None where a half has too few works.
    """

    feature: str
    level: str | None
    against: str
    test: str
    n_with: int
    n_without: int
    p: Figure
    q: Figure
    shift_dex: Figure
    ratio: Figure
    interval: Interval
    rho: Figure | None
    halves: tuple[Figure | None, Figure | None]
    p_within_half_years: Figure
    status: Status
    wording: str


class FindingSet(Part):
    """All findings, with the size of the family they were tested in; none is a valid result.

    `tested` names every feature of the family, `skipped` those with too few works on a side.
    """

    family_size: int
    fdr: Figure
    tested: list[str]
    skipped: list[str]
    findings: list[Finding]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    contrast: Contrast
    q: float


def find_differences(
    columns: list[FeatureColumn], evidence: Evidence, basis: Basis, config: AnalysisConfig
) -> FindingSet:
    """Return the differences that survive, strongest evidence first.

    Under `claims_from` scored works nothing is tested.
    """
    size = evidence.reach.size
    if size < config.claims_from:
        note = f"Not tested: {size} scored works, {config.claims_from} are needed."
        return FindingSet(family_size=0, fdr=config.fdr, tested=[], skipped=[], findings=[], note=note)
    family: list[Contrast] = []
    skipped = []
    for column in columns:
        contrast = contrasts_of(column, evidence, config)
        if contrast is None:
            skipped.append(column.name)
        else:
            family.append(contrast)
    judged = _adjust(family)
    survivors = _survivors(judged, evidence, config)
    findings = [_finding(item, evidence, basis, config) for item in survivors]
    note = "" if findings else "No difference is supported by these works; that is a result, not a gap."
    return FindingSet(
        family_size=len(family),
        fdr=config.fdr,
        tested=[contrast.feature for contrast in family],
        skipped=skipped,
        findings=sorted(findings, key=lambda item: (item.status != "supported", item.q, item.feature)),
        note=note,
    )


def _adjust(family: list[Contrast]) -> list[_Judged]:
    if not family:
        return []
    adjusted = st.false_discovery_control([contrast.p for contrast in family])
    return [_Judged(contrast=item, q=float(q)) for item, q in zip(family, adjusted, strict=True)]


def _survivors(judged: list[_Judged], evidence: Evidence, config: AnalysisConfig) -> list[_Judged]:
    """Return what passes; a factor of many levels gives way to its pairs, adjusted among themselves."""
    kept: list[_Judged] = []
    for item in judged:
        if item.q >= config.fdr:
            continue
        if item.contrast.flag is not None:
            kept.append(item)
            continue
        for pair in _adjust(pairs_of(item.contrast, evidence)):
            q = max(pair.q, item.q)
            if q < config.fdr:
                kept.append(replace(pair, q=q))
    return kept


def _finding(judged: _Judged, evidence: Evidence, basis: Basis, config: AnalysisConfig) -> Finding:
    contrast = judged.contrast
    moved, (low, high) = evidence.shift(contrast, config)
    halves = evidence.halves(contrast)
    within = evidence.within_half_years(contrast)
    steady = all(half is not None and np.sign(half) == np.sign(moved) for half in halves)
    strong = judged.q < config.supported_fdr and abs(moved) >= config.min_shift_dex
    clear = low * high > 0
    supported = strong and clear and steady and within < config.fdr
    status: Status = "supported" if supported else "suggestive"
    ratio, interval = 10**moved, (10**low, 10**high)
    label = contrast.feature if contrast.level is None else f"{contrast.feature} {contrast.level}"
    unit = "views" if basis == "plays" else "likes"
    wording = (
        f"{label} is associated with x{ratio:.2g} {unit} [{interval[0]:.2g}, {interval[1]:.2g}] "
        f"against {contrast.against}"
    )
    with_it, without = contrast.sides()
    return Finding(
        feature=contrast.feature,
        level=contrast.level,
        against=contrast.against,
        test=contrast.test,
        n_with=int(with_it.sum()),
        n_without=int(without.sum()),
        p=contrast.p,
        q=judged.q,
        shift_dex=moved,
        ratio=ratio,
        interval=interval,
        rho=contrast.rho,
        halves=halves,
        p_within_half_years=within,
        status=status,
        wording=wording,
    )
