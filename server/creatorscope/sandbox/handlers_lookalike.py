"""Creators similar to a given one, answered from the world."""

from __future__ import annotations

from typing import Any

from creatorscope.contract.codes import ALL
from creatorscope.endpoints.lookalike import Lookalike, LookalikeRequest
from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.filters import Filter, at_least, at_most, matching, same
from creatorscope.sandbox.serving import Context, Refusal, Reply, serves
from creatorscope.sandbox.similarity import match_score
from creatorscope.sandbox.translate import translate
from creatorscope.sandbox.world import World

_FILTERS: dict[str, Filter] = {
    "target_region": Filter("country_code", same),
    "target_language": Filter("language", same),
    "follower_min": Filter("followers_count", at_least),
    "follower_max": Filter("followers_count", at_most),
    "avg_views_min": Filter("avg_views", at_least),
    "avg_views_max": Filter("avg_views", at_most),
    "female_rate_min": Filter("audience_female_rate", at_least),
}


@serves("find_lookalike_creators")
def find_lookalikes(request: LookalikeRequest, ctx: Context) -> Reply:
    """Answer the creators most like the seed, best first, ties by uid; the seed's own account left out."""
    seed = _find_seed(ctx.world, request)
    target = request.target_platform or seed.platform
    values = {name: getattr(request, name) for name in _FILTERS}
    values = {name: value for name, value in values.items() if value is not None and value != ALL}
    others = matching(ctx.world.by_platform[target], _FILTERS, values)
    scored = [(match_score(seed, other), other) for other in others if other is not seed]
    scored.sort(key=lambda pair: (-pair[0], pair[1].uid))
    rows = [translate(_row(other, score), target, request.lang) for score, other in scored[: request.limit]]
    return Reply(data={"items": rows}, rows=len(rows))


def _find_seed(world: World, request: LookalikeRequest) -> SandboxCreator:
    """Return the creator asked about. Raises Refusal when the world does not hold it."""
    name = str(request.username or request.profile_url)
    seed = world.find(request.platform, name)
    if seed is None:
        raise Refusal(404, f"creator {name!r} is not in the database", code=40401)
    return seed


def _row(creator: SandboxCreator, score: float) -> dict[str, Any]:
    """Return the creator's row in a lookalike answer."""
    known = {**creator.values, "profile_url": creator.profile_url, "match_score": score}
    return {name: known[name] for name in Lookalike.model_fields}
