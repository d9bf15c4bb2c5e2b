"""Ranks, buckets and the sample by the rules of the older tool (`tikomni_v1`)."""

from __future__ import annotations

import math

from creatorscope.analysis.compat_works import WorkCard, with_recent_ranks

QUOTAS = {"Top": 18, "Strong": 18, "Mid": 14, "Bottom": 10}
GIVEN_UP_FIRST = ("Mid", "Strong", "Top")
BEST_SHARE = 0.55
SHARE, LEAST, MOST = 0.30, 40, 80
FEW = 20


def rank_cards(cards: list[WorkCard]) -> list[WorkCard]:
    """Return eligible cards best first, ties by id, with ranks and buckets.

    Top 20 %, next 30 %, next 35 %, last 15 %; under 20 cards the first 4, the next 4, then up to the
    10th or all but the last two, whichever is more, and the rest.
    """
    ordered = sorted(cards, key=lambda card: (-(card.performance_score_norm or 0.0), card.platform_work_id))
    total = len(ordered)
    return [
        card.model_copy(update={"bucket": _bucket(place, total)})
        for place, card in enumerate(with_recent_ranks(ordered), start=1)
    ]


def draw_cards(ranked: list[WorkCard]) -> list[WorkCard]:
    """Return the sample: each bucket's best up to its quota, then the best of those left."""
    size = sample_size(len(ranked))
    chosen: list[WorkCard] = []
    for bucket, quota in quotas_for(size).items():
        chosen += [card for card in ranked if card.bucket == bucket][:quota]
    taken = {card.platform_work_id for card in chosen}
    rest = [card for card in ranked if card.platform_work_id not in taken]
    return [*chosen, *rest][:size]


def sample_size(total: int) -> int:
    """Return how many of `total` works are sampled: 30 %, at least 40, at most 80, never more than all."""
    return min(max(round(SHARE * total), LEAST), MOST, total)


def quotas_for(size: int) -> dict[str, int]:
    """Return the quotas for a sample: 18:18:14:10 per 60, one Bottom at least, Top and Strong over 55 %."""
    if size <= 0:
        return dict.fromkeys(QUOTAS, 0)
    exact = {bucket: size * share / sum(QUOTAS.values()) for bucket, share in QUOTAS.items()}
    quotas = {bucket: math.floor(share) for bucket, share in exact.items()}
    quotas["Bottom"] = max(quotas["Bottom"], 1)
    fullest = sorted(exact, key=lambda bucket: exact[bucket] - quotas[bucket], reverse=True)
    for bucket in fullest[: max(0, size - sum(quotas.values()))]:
        quotas[bucket] += 1
    for bucket in GIVEN_UP_FIRST:
        quotas[bucket] -= min(quotas[bucket], max(0, sum(quotas.values()) - size))
    while quotas["Top"] + quotas["Strong"] < math.ceil(BEST_SHARE * size):
        if quotas["Mid"]:
            quotas["Mid"], quotas["Top"] = quotas["Mid"] - 1, quotas["Top"] + 1
        elif quotas["Bottom"] > 1:
            quotas["Bottom"], quotas["Strong"] = quotas["Bottom"] - 1, quotas["Strong"] + 1
        else:
            break
    return quotas


def _bucket(place: int, total: int) -> str:
    """Return the bucket of a place from 1."""
    if total < FEW:
        edges = (4, 8, max(10, total - 2))
        reached = sum(place > edge for edge in edges)
    else:
        reached = sum(100 * place > percent * total for percent in (20, 50, 85))
    return tuple(QUOTAS)[reached]
