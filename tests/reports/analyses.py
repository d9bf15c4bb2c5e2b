"""One invented analysis of every kind, as the JSON data that reports are made from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np

from creatorscope.analysis.anomalies import Against, detect_anomalies
from creatorscope.analysis.audience import profile_audience
from creatorscope.analysis.comparison import compare_creators
from creatorscope.analysis.content import label_work
from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.inputs import CreatorContext, Peers
from creatorscope.analysis.shop_document import analyze_shop_document
from creatorscope.analysis.shortlist import AWARENESS, Candidate, score_shortlist
from creatorscope.works.creator import Creator
from creatorscope.works.rows import creator_row, work_row
from tests.analysis.creators import NOW, make_creator, make_work
from tests.analysis.test_shop_document import make_document

NASTY = '<script>alert(1)</script> |\u202e a `b` [c](http://x.y) & "d"\u0000 #tag'
SPEECH = "Are you tired of paying too much? First, stop buying coffee. Follow me for part two."


def creator_analysis(size: int = 60, *, author: str = "author", **changes: Any) -> CreatorAnalysis:
    """Return the analysis of an invented creator whose captions are long where plays were doubled."""
    doubled = np.arange(size) % 3 == 0
    works = [
        work.model_copy(
            update={
                "platform_author_id": author,
                "caption_raw": NASTY if place == 1 else ("long " * 20 if doubled[place] else "short"),
                **changes,
            }
        )
        for place, work in enumerate(make_creator(size, seed=3, spread=0.2, doubled=doubled))
    ]
    features = {
        work.platform_work_id: {"theme": ("food",) if doubled[at] else ()} for at, work in enumerate(works)
    }
    profile = Creator(
        platform=works[0].platform, platform_author_id=author, fans_count=200_000, source="test"
    )
    context = CreatorContext(profile=profile, fetched_at=NOW, timezone="Asia/Bangkok")
    return analyze_works(works, as_of=NOW, features=features, context=context)


def hidden_plays() -> CreatorAnalysis:
    """Return the analysis of a creator whose platform hides plays."""
    return creator_analysis(platform="douyin", play_count=None)


def no_findings() -> CreatorAnalysis:
    """Return the analysis of a creator whose works differ by chance alone."""
    return analyze_works(make_creator(60, seed=5), as_of=NOW)


def nothing_scored() -> CreatorAnalysis:
    """Return the analysis of two works that are too young to be compared."""
    young = [make_work(n, published_at=NOW - timedelta(days=n + 1)) for n in range(2)]
    return analyze_works(young, as_of=NOW)


def _comparison() -> dict[str, Any]:
    found = compare_creators(
        [creator_analysis(60), creator_analysis(45, author="other"), no_findings_of("third")]
    )
    return found.model_dump(mode="json")


def no_findings_of(author: str) -> CreatorAnalysis:
    """Return an analysis without followers, so that some figures are unknown."""
    works = [work.model_copy(update={"platform_author_id": author}) for work in make_creator(20, seed=9)]
    return analyze_works(works, as_of=NOW)


def _shortlist() -> dict[str, Any]:
    rng = np.random.default_rng(4)
    candidates = [
        Candidate(
            creator=f"tiktok:creator_{number}",
            figures={
                name: None if number == 3 or rng.random() < 0.1 else float(rng.random()) for name in AWARENESS
            },
            gates={"country": number != 5, "language": None if number == 2 else True},
        )
        for number in range(9)
    ]
    return score_shortlist(candidates, k=3).model_dump(mode="json")


def _audience() -> dict[str, Any]:
    known = {"country": {"US": 6000, "GB": 1500}, "gender": {"female": 0.62, "male": 0.36}}
    target = {"country": {"US": 0.8, "GB": 0.2}, "language": {"en": 1.0}}
    return profile_audience(known, target).model_dump(mode="json")


def _anomalies() -> dict[str, Any]:
    peers = Peers(source="invented peers, 2025", prior_view_rate=(5.0, 9.0), prior_engagement=(0.01, 0.2))
    return detect_anomalies(creator_analysis(), Against(peers=peers)).model_dump(mode="json")


def _work() -> dict[str, Any]:
    work = make_work(1, caption_raw="3 ways to save money! Follow me #money", asr_clean=SPEECH)
    return label_work(work).model_dump(mode="json")


def _of(build: Callable[[], CreatorAnalysis]) -> Callable[[], dict[str, Any]]:
    return lambda: build().model_dump(mode="json")


OTHER = {
    "name": NASTY,
    "total": 3,
    "table": {"columns": ["a_b", "n"], "rows": [["x", 1], [None, 2]]},
    "list": [{"k": 1}],
}


def _kept_creator() -> dict[str, Any]:
    """Return the analysis as the tool keeps it: with names, profile and preview beside it."""
    profile = Creator(platform="tiktok", platform_author_id="author", country="VN", source="test")
    extras = {"names": {"tiktok:author": "@mia.cooks24"}, "profile": creator_row(profile), "preview": []}
    return {**creator_analysis().model_dump(mode="json"), **extras}


def _kept_work() -> dict[str, Any]:
    work = make_work(3, caption_raw=NASTY, asr_clean=SPEECH)
    extras = {"platform": work.platform, "work": work_row(work), "preview": []}
    return {**label_work(work).model_dump(mode="json"), **extras}


def _kept_shortlist() -> dict[str, Any]:
    """Return a shortlist as the tool keeps it: with the brief and the figures behind the percentiles."""
    found = _shortlist()
    for row in found["creators"]:
        row["figures"] = dict.fromkeys(row["percentiles"], 0.25)
    brief = {
        "goal": "awareness",
        "countries": ["US"],
        "audience": {"country": {"US": 0.7}},
        "fees": {"mia": 300.0},
        "budget": None,
    }
    measured = {"engagement": "engagement_rate_by_views_median", "cost": "vendor price in USD 2024"}
    return {**found, "brief": brief, "measured_by": measured}


def _kept_audience() -> dict[str, Any]:
    return {
        **_audience(),
        "creator": "tiktok:author",
        "names": {"tiktok:author": "@mia"},
        "named": {"age": ["18-24"]},
        "preview": [],
    }


KINDS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "creator": ("creator", _of(creator_analysis)),
    "creator with hidden plays": ("creator", _of(hidden_plays)),
    "creator without findings": ("creator", _of(no_findings)),
    "creator of few works": ("creator", _of(lambda: creator_analysis(5))),
    "creator of one work": ("creator", _of(lambda: creator_analysis(1))),
    "creator with nothing to score": ("creator", _of(nothing_scored)),
    "work": ("work", _work),
    "work without text": (
        "work",
        lambda: label_work(make_work(2, caption_raw="", asr_clean=None)).model_dump(mode="json"),
    ),
    "shop": ("shop", lambda: analyze_shop_document(make_document()).model_dump(mode="json")),
    "comparison": ("comparison", _comparison),
    "shortlist": ("shortlist", _shortlist),
    "audience": ("audience", _audience),
    "anomalies": ("anomalies", _anomalies),
    "kept creator": ("creator", _kept_creator),
    "kept work": ("work", _kept_work),
    "kept shortlist": ("shortlist", _kept_shortlist),
    "kept audience": ("audience", _kept_audience),
    "other": ("other", lambda: OTHER),
}
