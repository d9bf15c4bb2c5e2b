"""The sandbox's creators, the same for the same seed, number and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from urllib.parse import urlsplit

from creatorscope.sandbox.accounts import BUILDERS, Draft, SandboxCreator
from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.measures import draw_followers
from creatorscope.sandbox.people import Person, build_demo_person, build_person

PLATFORMS = tuple(BUILDERS)
FEWEST_CREATORS = len(PLATFORMS)
_DEMO_FOLLOWERS = {"tiktok": 251_300, "youtube": 248_600, "instagram": 250_450}
_SHARED_WITH_TIKTOK = {"youtube": 0.35, "instagram": 0.40}


@dataclass(frozen=True, slots=True)
class World:
    """The creators of one sandbox, by platform and then in the order they were made; creator_demo first."""

    seed: int
    as_of: date
    creators: tuple[SandboxCreator, ...]
    by_platform: Mapping[str, tuple[SandboxCreator, ...]]
    index: Mapping[tuple[str, str], SandboxCreator]

    def find(self, platform: str | None, name: str) -> SandboxCreator | None:
        """Return the creator with that username (with or without @), uid or profile URL; None when unknown.

        `platform` None looks on all of them, TikTok first; a URL is looked for on its own host's only.
        """
        key, host = _key(name)
        places = [place for place in PLATFORMS if platform in (None, place)]
        named = [place for place in places if not host or f"{place}." in host]
        return next((self.index[place, key] for place in named if (place, key) in self.index), None)

    def rng(self, *parts: object) -> Random:
        """Return a stream of its own for a purpose, seeded by the world's seed and the parts."""
        return Random(":".join(map(str, (self.seed, *parts))))  # noqa: S311 - a made-up world, no secret


def build_world(seed: int, creators: int, as_of: date) -> World:
    """Return a world of that many creators over three platforms: half on TikTok, a quarter on each other.

    Raises ValueError below 3, as creator_demo alone has three accounts.
    """
    if creators < FEWEST_CREATORS:
        raise ValueError(f"a world needs {FEWEST_CREATORS} creators or more")
    quarter = max(1, creators // 4)
    counts = {"tiktok": creators - 2 * quarter, "youtube": quarter, "instagram": quarter}
    people = _People(seed)
    by_platform = {
        platform: tuple(_build_account(people, platform, number, as_of) for number in range(count))
        for platform, count in counts.items()
    }
    everyone = tuple(account for accounts in by_platform.values() for account in accounts)
    index: dict[tuple[str, str], SandboxCreator] = {}
    for account in everyone:
        index[account.platform, account.uid.casefold()] = account
        index[account.platform, account.username] = account
    return World(seed, as_of, everyone, by_platform, index)


class _People:
    """The people of a world under construction, each made once."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._taken: set[str] = {"creator_demo"}
        self._made: dict[str, Person] = {"tiktok:0": build_demo_person()}

    def owner(self, platform: str, number: int) -> Person:
        """Return whose account this is; one in three elsewhere belongs to somebody on TikTok."""
        key = f"{platform}:{number}"
        if platform in _SHARED_WITH_TIKTOK:
            draw = Draw(f"{self.seed}:owner:{key}")
            if number == 0:
                key = "tiktok:0"
            elif draw.chance(_SHARED_WITH_TIKTOK[platform]):
                key = f"tiktok:{number * 2 + draw.whole(0, 1)}"
        if key not in self._made:
            self._made[key] = build_person(
                f"{self.seed}:person:{key}", self._taken, on_tiktok=key.startswith("tiktok")
            )
        return self._made[key]


def _build_account(people: _People, platform: str, number: int, as_of: date) -> SandboxCreator:
    person = people.owner(platform, number)
    if number == 0:  # the same in every world, from a stream chosen for its typical figures
        draw, followers = Draw(f"creator_demo:{platform}:404"), _DEMO_FOLLOWERS[platform]
    else:
        draw = Draw(f"{people.seed}:account:{platform}:{number}")
        followers = draw_followers(draw, person.fame)
    draft = Draft(draw=draw, person=person, followers=followers, as_of=as_of)
    return SandboxCreator(platform=platform, number=number, person=person, values=BUILDERS[platform](draft))


def _key(name: str) -> tuple[str, str]:
    """Return the part of a username, uid or URL that names the account, and the host if it is a URL."""
    text = name.strip().casefold()
    host = ""
    if "/" in text:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host, text = parts.netloc, parts.path.rstrip("/").rpartition("/")[2]
    return text.lstrip("@"), host
