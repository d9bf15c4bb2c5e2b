"""How long the analysis takes beside the same medians, ranks and tests in plain pandas and scipy."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import scipy.stats as st

from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.inputs import FeatureValue
from creatorscope.works.work import Work

NOW = datetime(2025, 6, 1, tzinfo=UTC)
FLAGS, LEVELS, NUMBERS = 20, 5, 2
Labelled = dict[str, dict[str, FeatureValue]]


@dataclass(frozen=True)
class AnalysisFigures:
    """Seconds for the analysis and for the plain computation."""

    works: int
    ours_s: float
    plain_s: float


def measure(size: int = 10_000, rounds: int = 3) -> AnalysisFigures:
    """Return the best of interleaved rounds."""
    works, features = build_input(size)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(_seconds(lambda: analyze_works(works, as_of=NOW, features=features)))
        theirs.append(_seconds(lambda: compute_plainly(works, features)))
    return AnalysisFigures(works=size, ours_s=min(ours), plain_s=min(theirs))


def scale(sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> list[tuple[int, float]]:
    """Return works and seconds of the analysis alone, at 1x, 10x and 100x."""
    return [(size, _analysed(*build_input(size))) for size in sizes]


def _analysed(works: list[Work], features: Labelled) -> float:
    return _seconds(lambda: analyze_works(works, as_of=NOW, features=features))


def build_input(size: int) -> tuple[list[Work], Labelled]:
    """Return invented works of the last 180 days with 27 features each."""
    rng = np.random.default_rng(1)
    plays, rate = 10 ** rng.normal(4.5, 0.45, size), 10 ** rng.normal(-1.3, 0.2, size)
    seconds, ages = rng.uniform(10, 150, size), np.sort(rng.uniform(8, 178, size))
    works, features = [], {}
    for place in range(size):
        counts = [int(plays[place] * rate[place] * share) for share in (0.9, 0.02, 0.03, 0.05)]
        works.append(
            Work(
                platform="tiktok",
                platform_work_id=str(7_400_000_000_000_000_000 + place),
                platform_author_id="author",
                caption_raw=f"{rng.integers(10**9)} an invented caption, number {place}",
                published_at=NOW - timedelta(days=float(ages[place])),
                duration_s=float(seconds[place]),
                play_count=int(plays[place]),
                digg_count=counts[0],
                comment_count=counts[1],
                share_count=counts[2],
                collect_count=counts[3],
                asr_clean="words that were said",
                source="benchmark",
            )
        )
        features[works[-1].platform_work_id] = _features(rng)
    return works, features


def _features(rng: np.random.Generator) -> dict[str, FeatureValue]:
    flags = {f"flag{number}": bool(mark) for number, mark in enumerate(rng.random(FLAGS) < 0.3)}
    levels = {f"level{number}": "abcd"[code] for number, code in enumerate(rng.integers(0, 4, LEVELS))}
    numbers = {f"number{number}": float(value) for number, value in enumerate(rng.random(NUMBERS))}
    return {**flags, **levels, **numbers}


def compute_plainly(works: list[Work], features: Labelled) -> Any:
    """Compute running medians, robust z, ranks, buckets, quantiles, shares, slope and all tests with BH.

    No bootstrap, no Wilson intervals, no shifts, no sample, no output: a floor rather than an equal.
    """
    frame, names = _frame(works, features)
    reach, engagement = _residual(frame["base"]), _residual(frame["rate"])
    frame["z"], frame["e"] = _scaled(reach), _scaled(engagement)
    for first, second in ((0.7, 0.3), (0.5, 0.5), (0.9, 0.1)):
        frame["p"] = first * frame["z"].clip(-3, 5) + second * frame["e"].clip(-3, 5)
        frame["rank"] = frame["p"].rank(method="first")
    frame["bucket"] = (frame["rank"] / len(frame)).gt(0.2).astype(int) + (frame["rank"] / len(frame)).gt(0.5)
    frame["plays"].quantile([0.2, 0.5, 0.8])
    (frame["acted"] / frame["plays"]).median()
    places = np.linspace(0, len(frame) - 1, min(len(frame), 1_000)).astype(int)
    st.theilslopes(frame["base"].to_numpy()[places], frame["day"].to_numpy()[places])
    found = []
    for name in names:
        values = frame[name]
        if values.dtype == bool:
            found.append(st.mannwhitneyu(frame["z"][values], frame["z"][~values]).pvalue)
        elif values.dtype == float:
            found.append(st.spearmanr(values, frame["z"]).pvalue)
        else:
            found.append(st.kruskal(*[group for _, group in frame.groupby(name)["z"]]).pvalue)
        if values.dtype != float:
            frame.groupby(["bucket", name]).size()
    return st.false_discovery_control(found)


def _frame(works: list[Work], features: Labelled) -> tuple[Any, list[str]]:
    import pandas as pd

    fields = ("published_at", "duration_s", "play_count", "digg_count", "comment_count", "share_count")
    rows = [
        (work.platform_work_id, *(getattr(work, name) for name in fields), work.collect_count)
        for work in works
    ]
    columns = ["id", "at", "duration", "plays", "likes", "comments", "shares", "collects"]
    frame = pd.DataFrame(rows, columns=columns).set_index("id")
    frame = frame.join(pd.DataFrame.from_dict(features, orient="index")).sort_values("at")
    frame["day"] = (frame["at"] - frame["at"].min()).dt.total_seconds() / 86_400
    frame["hour"], frame["weekday"] = (
        (frame["at"].dt.hour // 6).astype(str),
        frame["at"].dt.day_of_week.astype(str),
    )
    frame["base"] = np.log10(frame["plays"] + 1)
    frame["acted"] = frame["likes"] + frame["comments"] + frame["shares"] + frame["collects"]
    weighted = frame["likes"] + 3 * frame["comments"] + 5 * frame["shares"] + 4 * frame["collects"]
    prior = frame["plays"].median() / 4
    frame["rate"] = np.log(
        (weighted + prior * weighted.sum() / frame["plays"].sum()) / (frame["plays"] + prior)
    )
    return frame, [*next(iter(features.values())), "hour", "weekday", "duration"]


def _residual(values: Any) -> Any:
    others = values.rolling(31, center=True, min_periods=1)
    return values - others.apply(lambda window: np.median(np.delete(window, len(window) // 2)), raw=True)


def _scaled(residual: Any) -> Any:
    return residual / max(1.4826 * float(st.median_abs_deviation(residual)), 0.10)


def _seconds(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
