"""The distributions of the older interchange object, over all eligible works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from creatorscope.analysis.compat_works import DECIMALS, WorkCard
from creatorscope.analysis.text import blank_marks, is_unspaced, normalise, split_words

KEYWORDS, BUCKET_KEYWORDS, LEVELS, BUCKET_LEVELS = 20, 8, 10, 6
SHORT_MS, LONG_MS = 30_000, 120_000
FIELDS = ("hook_type", "structure_type", "cta_type", "content_form", "work_modality")
COUNTS = ("digg_count", "comment_count", "collect_count", "share_count", "play_count")
MIN_LETTERS = 3


def aggregate_stats(
    ranked: list[WorkCard], sampled: list[WorkCard], published: Mapping[str, tuple[int, int] | None]
) -> dict[str, Any]:
    """Return the aggregates of the ranked works.

    `published` maps the id of every work, ranked or not, to weekday (Monday 0) and hour; None undated.
    """
    moments = [published[card.platform_work_id] for card in ranked]
    weekday = Counter(str(moment[0]) for moment in moments if moment)
    hour = Counter(str(moment[1]) for moment in moments if moment)
    total = len(ranked)
    return {
        "total_works": total,
        "excluded_works_count": len(published) - total,
        "sampled_works_count": len(sampled),
        "sampling_ratio": round(len(sampled) / total, DECIMALS) if total else 0.0,
        "sampling_mode": "standard",
        "analysis_window": "mixed",
        "global_title_keyword_distribution": _keywords(card.title for card in ranked),
        "global_caption_keyword_distribution": _keywords(card.caption_raw for card in ranked),
        "global_primary_text_keyword_distribution": _keywords(card.primary_text for card in ranked),
        **{f"global_{field}_distribution": _distribution(ranked, field, LEVELS) for field in FIELDS},
        "global_performance_distribution": _performance(ranked),
        "global_publish_time_distribution": {
            "weekday": _top(weekday, 7),
            "hour": _top(hour, 24),
            "unavailable_count": sum(moment is None for moment in moments),
        },
        "global_duration_distribution": _durations(ranked),
        "global_bucket_distribution": _distribution(ranked, "bucket", 4),
        "global_top_vs_mid_vs_bottom_deltas": {
            name.lower(): _bucket([card for card in ranked if card.bucket == name])
            for name in ("Top", "Mid", "Bottom")
        },
    }


def _bucket(cards: list[WorkCard]) -> dict[str, Any]:
    texts = {
        "title_keywords": [card.title for card in cards],
        "caption_keywords": [card.caption_raw for card in cards],
        "primary_text_keywords": [card.primary_text for card in cards],
    }
    levels = {f"{field}s": field for field in FIELDS[:4]}
    return {
        **{name: _keywords(found, BUCKET_KEYWORDS)["items"] for name, found in texts.items()},
        **{name: _distribution(cards, field, BUCKET_LEVELS)["items"] for name, field in levels.items()},
        "engagement_pattern": _engagement(cards),
    }


def _engagement(cards: list[WorkCard]) -> dict[str, float | int | None]:
    """Return mean counts; unknown where no work of the bucket has the count, as plays on Douyin."""
    means: dict[str, float | int | None] = {"count": len(cards)}
    for name in COUNTS:
        known = [value for card in cards if (value := getattr(card, name)) is not None]
        means[f"avg_{name}"] = round(sum(known) / len(known), 2) if known else None
    return means


def _keywords(texts: Iterable[str | None], limit: int = KEYWORDS) -> dict[str, Any]:
    """Return words by how many works they occur in; scripts without spaces give pairs of characters."""
    counter: Counter[str] = Counter()
    for text in texts:
        counter.update(set(_terms(text or "")))
    return {"items": _top(counter, limit), "counting_mode": "work_occurrence"}


def _terms(text: str) -> list[str]:
    words = split_words(blank_marks(normalise(text)).casefold())
    terms = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if not is_unspaced(word):
            terms += [word] if len(word) >= MIN_LETTERS else []
        elif after and is_unspaced(after):
            terms.append(word + after)
    return terms


def _distribution(cards: list[WorkCard], field: str, limit: int) -> dict[str, Any]:
    counter = Counter(str(value) for card in cards if (value := getattr(card, field)))
    return {"total": counter.total(), "items": _top(counter, limit)}


def _top(counter: Counter[str], limit: int) -> list[dict[str, Any]]:
    total = counter.total()
    return [
        {"value": value, "count": count, "ratio": round(count / total, DECIMALS)}
        for value, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:limit]
    ]


def _performance(ranked: list[WorkCard]) -> dict[str, Any]:
    """Return the normalised scores at positions from the best: p20 is reached by the best 20 %."""
    scores = sorted((card.performance_score_norm or 0.0 for card in ranked), reverse=True)
    if not scores:
        return {"available": False, "reason": "no_scores"}
    places = {f"p{percent}": scores[(len(scores) - 1) * percent // 100] for percent in (20, 50, 85)}
    return {"available": True, "max": scores[0], "min": scores[-1], **places}


def _durations(ranked: list[WorkCard]) -> dict[str, Any]:
    lengths = [card.duration_ms for card in ranked if card.duration_ms]
    if not lengths:
        return {"available": False, "reason": "duration_unavailable"}
    classes = Counter(
        "short" if length < SHORT_MS else "medium" if length < LONG_MS else "long" for length in lengths
    )
    return {"available": True, "items": _top(classes, 3)}
