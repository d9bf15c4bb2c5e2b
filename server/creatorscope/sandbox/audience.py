"""Who watches the sandbox's videos: shares by gender, age band and country that sum to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.shop_figures import spread
from creatorscope.sandbox.streams import stream

if TYPE_CHECKING:
    from creatorscope.sandbox.world import World

_GENDERS = {"female": 70.0, "male": 30.0}
_AGES = {"18-24": 30.0, "25-34": 34.0, "35-44": 19.0, "45-54": 10.0, "55+": 7.0}
_REGIONS = {"US": 86.0, "CA": 4.0, "GB": 3.0, "MX": 2.5, "PH": 2.0, "AU": 1.0, "OTHERS": 1.5}


def build_audience(world: World, item_id: str) -> dict[str, object]:
    """Return a video's audience in the upstream's form: lists of shares as text, each summing to 1."""
    draw = stream(world.seed, "shop", "audience", item_id)
    return {
        "follower_genders": _shares(draw, _GENDERS),
        "follower_ages": _shares(draw, _AGES),
        "follower_regions": _shares(draw, _REGIONS),
        "profile_type": 2,
    }


def _shares(draw: Draw, usual: dict[str, float]) -> list[dict[str, str]]:
    weights = [weight * draw.between(0.7, 1.3) for weight in usual.values()]
    parts = spread(10_000, weights)
    return [{"key": key, "value": f"{part / 10_000:.4f}"} for key, part in zip(usual, parts, strict=True)]
