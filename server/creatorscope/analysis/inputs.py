"""What the creator analysis takes besides works: the creator's context and features of works."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from creatorscope.analysis.definitions import SPEC_VERSION
from creatorscope.works.creator import Creator

FeatureValue = bool | int | float | str | Sequence[str] | None
"""One feature of one work: a flag, a number, a level, or a list of labels; None is no evidence."""

Features = Mapping[str, Mapping[str, FeatureValue]]
"""Work id -> feature name -> value; an absent work or name counts as no evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The creators compared with: platform x follower tier x country; figures as fractions.

    `source` names where they come from, with its date. Under 30 creators the priors are used instead: 5th
    and 95th percentiles of a wider group.
    """

    source: str
    view_rates: tuple[float, ...] = ()
    engagement_rates: tuple[float, ...] = ()
    prior_view_rate: tuple[float, float] | None = None
    prior_engagement: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorContext:
    """What is known of the creator besides the works; None is unknown.

    `follower_points` are (when, followers) pairs; `timezone` an IANA name; `partial` says the list of works
    is known to be cut, `vendor_only` that its figures are a vendor's and not the platform's; `fetched_at` is
    when the works were fetched; `tokens` hold each work's words.
    """

    profile: Creator | None = None
    timezone: str | None = None
    fetched_at: datetime | None = None
    partial: bool = False
    vendor_only: bool = False
    follower_points: tuple[tuple[datetime, int], ...] = ()
    peers: Peers | None = None
    tokens: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_CONTEXT = CreatorContext()


def seed_of(creator_id: str) -> int:
    """Return the 64-bit seed of a creator under this version of the analysis."""
    digest = hashlib.sha256(f"{creator_id}|{SPEC_VERSION}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def draw_order(seed: int, purpose: str, ids: Sequence[str]) -> list[str]:
    """Return the ids in a random order that depends on nothing but seed, purpose and the ids themselves.

    Each id's place comes from a hash, so one more work does not reshuffle the others.
    """
    return sorted(ids, key=lambda item: hashlib.sha256(f"{seed}|{purpose}|{item}".encode()).digest())
