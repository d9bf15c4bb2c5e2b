"""The affiliate coordinator's work list in the sandbox, and what a crawler finds for each id of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from creatorscope.sandbox.documents import build_document
from creatorscope.sandbox.streams import stream

if TYPE_CHECKING:
    from creatorscope.sandbox.world import World

NOT_FOUND = "affiliate.creator_not_found"
NO_PROFILES = "affiliate.creator_has_no_profiles"
_FEWEST = 50
_CREATORS_EACH = 40
_MESSAGES = {NOT_FOUND: "No creator has this id.", NO_PROFILES: "The creator shows no profiles."}


class NotCollectable(LookupError):  # noqa: N818 - a finding of the crawl, not a fault of the program
    """There is no document for this id; `code` and `message` are what the crawler reports."""

    def __init__(self, code: str) -> None:
        super().__init__(_MESSAGES[code])
        self.code = code
        self.message = _MESSAGES[code]


def list_creator_ids(world: World) -> list[str]:
    """Return the ids to collect: fifty, and more in worlds of more than 2,000 creators."""
    draw = stream(world.seed, "affiliate", "ids")
    count = max(_FEWEST, len(world.creators) // _CREATORS_EACH)
    return list(dict.fromkeys(f"7495{draw.digits(15)}" for _ in range(count)))


def build_affiliate_document(world: World, creator_id: str) -> dict[str, Any]:
    """Return the document of an id of the work list, its 30 days ending the day before the world's.

    Raises NotCollectable for ids that are not on the list, and for those that have no creator or no profiles.
    """
    ids = list_creator_ids(world)
    if creator_id not in ids or ids.index(creator_id) % 17 == 5:
        raise NotCollectable(NOT_FOUND)
    if ids.index(creator_id) % 13 == 7:
        raise NotCollectable(NO_PROFILES)
    return build_document(world.seed, creator_id, world.as_of - timedelta(days=1))
