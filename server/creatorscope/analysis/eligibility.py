"""Which works are scored, why the others are not, and in which strata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.outputs import Flag, Window
from creatorscope.analysis.works_table import Bools, Floats, Ints, WorkTable

DAY_S = 86_400.0
REASONS = ("deleted_or_private", "no_metric", "future", "undated", "pinned", "ad", "young", "out_of_window")
SCORED = len(REASONS)
STRATA = ("short_video", "long_video", "photo", "video_of_unknown_length", "other")
POOLED = "pooled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The works that are scored, with what was left out.

    `reason` is an index into REASONS, or SCORED; `stratum` an index into `strata`, for every work.
    """

    reason: Ints
    stratum: Ints
    strata: tuple[str, ...]
    window: Window
    flags: tuple[Flag, ...]

    @property
    def scored(self) -> Bools:
        """Return which works are scored."""
        scored: Bools = self.reason == SCORED
        return scored

    def counts(self) -> dict[str, int]:
        """Return how many works each reason left out, zeros included."""
        found = np.bincount(self.reason, minlength=SCORED + 1)
        return {name: int(found[code]) for code, name in enumerate(REASONS)}


def select(table: WorkTable, as_of: datetime, config: AnalysisConfig) -> Selection:
    """Return which works count. Where no work has a date, all are taken and flagged undated."""
    age = (as_of.timestamp() - table.published) / DAY_S
    undated = np.isnan(age)
    kind = _kinds(table, config)
    reason = np.full(len(table), SCORED, dtype=np.int64)
    marks = {
        "young": age < _young_days(table, kind, config),
        "ad": table.ad,
        "pinned": table.pinned & (not config.include_pinned),
        "undated": undated & (not undated.all()),
        "future": age < 0,
        "no_metric": np.isnan(table.metric),
        "deleted_or_private": table.gone,
    }
    for name, mask in marks.items():  # the last written is the first that applies
        reason[mask] = REASONS.index(name)
    limit, extended = _limit_days(age[reason == SCORED], config)
    if limit is not None:
        kept_from = _oldest_kept(age[reason == SCORED], extended, config)
        reason[(reason == SCORED) & (age > min(limit, kept_from))] = REASONS.index("out_of_window")
    stratum, strata, flags = _strata(kind, reason == SCORED, config)
    if undated.all():
        text = "No work has a date: no window, trend, cadence or recency."
        flags.append(Flag(code="undated", count=len(table), text=text))
    window = _window(table.published[reason == SCORED], limit, extended)
    return Selection(reason=reason, stratum=stratum, strata=strata, window=window, flags=tuple(flags))


def _kinds(table: WorkTable, config: AnalysisConfig) -> Ints:
    """Return the natural stratum of each work, an index into STRATA."""
    youtube = table.platform == "youtube"
    long_from = config.long_video_youtube_s if youtube else config.long_video_s
    long = (table.duration > long_from) if youtube else (table.duration >= long_from)
    media = np.array(table.media)
    kind = np.where(long & ~table.short, 1, 0)
    kind = np.where(np.isnan(table.duration) & ~table.short, 3, kind)
    kind = np.where(media == "photo", 2, kind)
    return np.where((media == "live") | (media == "other"), 4, kind).astype(np.int64)


def _young_days(table: WorkTable, kind: Ints, config: AnalysisConfig) -> Floats:
    if table.platform == "xiaohongshu":
        return np.full(len(table), float(config.young_days_xiaohongshu))
    if table.platform == "youtube":
        long = kind == STRATA.index("long_video")
        return np.where(long, float(config.young_days_youtube_long), float(config.young_days))
    return np.full(len(table), float(config.young_days))


def _limit_days(age: Floats, config: AnalysisConfig) -> tuple[int | None, bool]:
    if age.size == 0 or np.isnan(age).all():
        return None, False
    if np.sum(age <= config.window_days) >= config.window_enough_works:
        return config.window_days, False
    return config.extended_days, True


def _oldest_kept(age: Floats, extended: bool, config: AnalysisConfig) -> float:
    """Return the age of the oldest work that the cap on the extended window lets in."""
    if not extended or age.size <= config.extended_works:
        return float("inf")
    return float(np.sort(age)[config.extended_works - 1])


def _strata(kind: Ints, scored: Bools, config: AnalysisConfig) -> tuple[Ints, tuple[str, ...], list[Flag]]:
    """Return the stratum of each work: its own kind where enough are scored, else the pool."""
    sizes = np.bincount(kind[scored], minlength=len(STRATA))
    small = sizes < config.stratum_min
    names = (*STRATA, POOLED)
    stratum = np.where(small[kind], len(STRATA), kind)
    pooled = [STRATA[code] for code in range(len(STRATA)) if small[code] and sizes[code]]
    if len(pooled) < 2 and not np.any(sizes >= config.stratum_min):
        return kind, names, []
    if not pooled:
        return stratum, names, []
    count = int(sizes[small].sum())
    text = f"Too few for a stratum of their own, scored together: {', '.join(pooled)}."
    return stratum, names, [Flag(code="pooled_strata", count=count, text=text)]


def _window(published: Floats, limit: int | None, extended: bool) -> Window:
    dated = published[~np.isnan(published)]
    if dated.size == 0:
        return Window(start=None, end=None, days=None, limit_days=limit, extended=extended)
    start, end = float(dated.min()), float(dated.max())
    return Window(
        start=datetime.fromtimestamp(start, UTC).date().isoformat(),
        end=datetime.fromtimestamp(end, UTC).date().isoformat(),
        days=(end - start) / DAY_S,
        limit_days=limit,
        extended=extended,
    )
