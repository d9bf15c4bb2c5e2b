"""What a prompt contract is told of a creator's analysis: statistics, findings and the creator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.findings import Finding
from creatorscope.analysis.outputs import Metric, Share
from creatorscope.analysis.shares import FeatureShares
from creatorscope.claims.prepared import PreparedFinding, finding_ref
from creatorscope.contract.text import clean_text
from creatorscope.operations.analysis_keeping import rounded
from creatorscope.operations.untrusted import mask_contacts

NEVER_THERE = ("picture", "comment_texts", "conversion", "audience")
"""What no prepared input holds; what is said of it can only be a gap."""

_MOST_FINDINGS = 20
_MOST_KEYWORDS = 12
_LONGEST_BIO = 300
_TOLD_OF_CREATOR = ("nickname", "author_handle", "country", "language", "signature", "verified", "has_shop")
_ENDS = ("Top", "Bottom")


def creator_facts(analysis: CreatorAnalysis, profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return who the creator is, contacts masked; unknown facts are left out."""
    told = {name: profile.get(name) for name in _TOLD_OF_CREATOR}
    shown = {
        name: clean_text(value, _LONGEST_BIO) if isinstance(value, str) else value
        for name, value in told.items()
        if value is not None
    }
    masked: dict[str, Any] = mask_contacts({"platform": analysis.platform, **shown})
    return masked


def statistics_of(analysis: CreatorAnalysis, levels: int) -> dict[str, Any]:
    """Return the figures that may be cited, by path; of each feature the `levels` most frequent.

    Rates and shares are fractions. `top` and `bottom` are the shares inside those buckets.
    """
    found = analysis.findings
    statuses = [item.status for item in found.findings]
    numbers = {
        "basis": analysis.basis,
        "works": {
            "total": analysis.exclusions.total,
            "scored": analysis.exclusions.scored,
            "left_out": {reason: count for reason, count in analysis.exclusions.reasons.items() if count},
            "buckets": {name: len(ids) for name, ids in analysis.buckets.ids.items()},
        },
        "window": analysis.window.model_dump(include={"start", "end", "days"}),
        "followers": analysis.followers,
        "kpis": {name: _metric(metric) for name, metric in analysis.kpis.items() if metric.value is not None},
        "aggregates": _aggregates(analysis.aggregates.shares, levels) if levels else {},
        "keywords": {
            word.term: {"works": word.works, "lean": word.lean}
            for word in analysis.aggregates.keywords[:_MOST_KEYWORDS]
        }
        if levels
        else {},
        "tested": {
            "features": found.family_size,
            "supported": statuses.count("supported"),
            "suggestive": statuses.count("suggestive"),
        },
    }
    plain: dict[str, Any] = mask_contacts(rounded(numbers))
    return plain


def findings_of(analysis: CreatorAnalysis) -> list[PreparedFinding]:
    """Return the differences that survived their test, strongest first, at most twenty."""
    return [_finding(item) for item in analysis.findings.findings[:_MOST_FINDINGS]]


def gaps_of(analysis: CreatorAnalysis) -> list[str]:
    """Return the names of what the input does not hold."""
    return [*analysis.gaps, *(name for name in NEVER_THERE if name not in analysis.gaps)]


def _metric(metric: Metric) -> dict[str, Any]:
    low, high = metric.interval or (None, None)
    ends = {} if low is None else {"low": low, "high": high}
    return {"value": metric.value, **ends, "unit": metric.unit, "n": metric.n}


def _aggregates(shares: Sequence[FeatureShares], levels: int) -> dict[str, Any]:
    """Return the shares by feature and label, of each feature the most frequent labels.

    A number has its quantiles instead.
    """
    found: dict[str, dict[str, Any]] = {}
    for item in shares:
        family, _, label = item.feature.partition("=")
        if item.quantiles is not None:
            p20, p50, p80 = item.quantiles
            found[family] = {"p20": p20, "p50": p50, "p80": p80, "n": item.n}
            continue
        ends = {bucket: {share.level: share for share in item.by_bucket.get(bucket, [])} for bucket in _ENDS}
        for share in item.overall:
            if share.count:
                found.setdefault(family, {})[label or share.level] = _share(share, ends)
    return {family: _most_frequent(labels, levels) for family, labels in found.items()}


def _most_frequent(labels: dict[str, Any], most: int) -> dict[str, Any]:
    if not all(isinstance(shown, dict) for shown in labels.values()):
        return labels
    return dict(sorted(labels.items(), key=lambda item: -item[1]["n"])[:most])


def _share(share: Share, ends: Mapping[str, Mapping[str, Share]]) -> dict[str, Any]:
    inside = {
        bucket.lower(): found.share
        for bucket, by_level in ends.items()
        if (found := by_level.get(share.level))
    }
    return {"n": share.count, "of": share.n, "share": share.share, **inside}


def _finding(item: Finding) -> PreparedFinding:
    low, high = item.interval
    fields = {
        "ratio": item.ratio,
        "interval_low": low,
        "interval_high": high,
        "against": item.against,
        "n_with": item.n_with,
        "n_without": item.n_without,
        "q": item.q,
    }
    return PreparedFinding(
        ref=finding_ref(item.feature, item.level), status=item.status, fields=rounded(fields)
    )
