"""The accounts whose works the sandbox shows, over five platforms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.measures import draw_followers, draw_views
from creatorscope.sandbox.people import Person
from creatorscope.sandbox.topics import TOPICS
from creatorscope.sandbox.works_chinese import FIRST_HANDLE, build_chinese_demo, build_chinese_person
from creatorscope.sandbox.works_ids import (
    author_of_sec_uid,
    author_of_user_id,
    sec_uid_of,
    user_id_of,
)
from creatorscope.sandbox.world import World

CHINESE = ("douyin", "xiaohongshu")
MOST_WORKS = 200
_USUAL_REACH = 0.3
_DEMO_FOLLOWERS = {"douyin": 251_900, "xiaohongshu": 96_400}
_DEMO_WORKS = 164


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one kind of works usually does: median and mean plays of the last ten, interactions a play."""

    kind: str
    median: int
    average: int
    engagement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """An account with works.

    `seed` names its streams of draws. `works_count` is what the profile says, of which at most MOST_WORKS
    are listed. `last_published`: unix second of its newest work. `topic`: what it is about, in its language.
    `hides_counts`: the author keeps likes and plays private.
    """

    platform: str
    number: int
    seed: str
    uid: str
    sec_uid: str
    handle: str
    nickname: str
    language: str
    country: str
    bio: str
    topic: str
    hashtags: tuple[str, ...]
    avatar_url: str
    email: str | None
    followers: int
    following: int
    likes_received: int
    works_count: int
    verified: bool
    sells: bool
    hides_counts: bool
    last_published: int
    levels: tuple[Level, ...]


def author_at(world: World, platform: str, number: int) -> Author | None:
    """Return the account with that place in its platform's list; None past the end."""
    if not 0 <= number < _count(world, platform):
        return None
    if platform in CHINESE:
        return _invented(world, platform, number)
    return _known(world, world.by_platform[platform][number])


def find_author(world: World, platform: str, name: str) -> Author | None:
    """Return the account with that handle, id or secure id; None when there is none."""
    number = _number_of(world, platform, name)
    author = author_at(world, platform, number) if number is not None else None
    if author is None:
        return None
    given = name.casefold()
    names = (author.uid.casefold(), author.sec_uid.casefold(), author.handle.casefold())
    return author if given in names else None


def _number_of(world: World, platform: str, name: str) -> int | None:
    if name.startswith("MS4wLjABAAAA"):
        return author_of_sec_uid(platform, name)
    if platform not in CHINESE:
        found = world.find(platform, name)
        return found.number if found else None
    if name == "creator_demo":
        return 0
    ending = name.rpartition("_")[2]
    by_id = author_of_user_id(platform, name) if platform == "xiaohongshu" else None
    by_handle = int(ending) - FIRST_HANDLE if ending.isascii() and ending.isdigit() else None
    return by_handle if by_id is None else by_id


def _count(world: World, platform: str) -> int:
    """Return how many accounts a platform has: the Chinese ones as many as the smallest of the others."""
    if platform in CHINESE:
        return min(len(accounts) for accounts in world.by_platform.values())
    return len(world.by_platform[platform])


def _known(world: World, creator: SandboxCreator) -> Author:
    """Return the author that a creator of the search world is."""
    values, person = creator.values, creator.person
    seed = _seed(world, creator.platform, creator.number)
    draw = Draw(f"{seed}:author")
    levels = _levels(creator.platform, values)
    count = int(values["video_count"])
    usual = levels[-1].average * levels[-1].engagement
    return Author(
        platform=creator.platform,
        number=creator.number,
        seed=seed,
        uid=creator.uid,
        sec_uid=sec_uid_of(creator.platform, creator.number),
        handle=creator.username,
        avatar_url=str(values["avatar_url"]),
        followers=int(values["followers_count"]),
        following=draw.whole(20, 900),
        likes_received=int(values.get("likes_count") or count * usual),
        works_count=count,
        verified=bool(values["is_verified"]),
        sells=person.shop,
        hides_counts=creator.platform == "instagram" and creator.number > 0 and draw.chance(0.04),
        last_published=_last_second(values, draw),
        levels=levels,
        **_personal(person),
    )


def _invented(world: World, platform: str, number: int) -> Author:
    """Return an author that stands in no search: the same for the same seed and place."""
    seed = _seed(world, platform, number)
    draw = Draw(f"{seed}:author")
    person = build_chinese_demo() if number == 0 else build_chinese_person(draw, number)
    followers = _DEMO_FOLLOWERS[platform] if number == 0 else draw_followers(draw, person.fame)
    views = draw_views(draw, followers, 0.30, 0.06)
    count = _DEMO_WORKS if number == 0 else max(24, int(draw.lognormal(150, 0.7)))
    days = int(draw.between(1, 12))
    uid = user_id_of(platform, number) if platform == "xiaohongshu" else draw.digits(16).replace("0", "7", 1)
    return Author(
        platform=platform,
        number=number,
        seed=seed,
        uid=uid,
        sec_uid=sec_uid_of(platform, number),
        handle=person.handle,
        avatar_url=f"https://img.sandbox.example/avatar/{platform}/{uid}.webp",
        followers=followers,
        following=draw.whole(20, 900),
        likes_received=int(count * views.average * views.engagement * 0.8),
        works_count=count,
        verified=draw.chance(0.1),
        sells=person.shop,
        hides_counts=False,
        last_published=_noon(world.as_of - timedelta(days=days)) + draw.whole(0, 8 * 3600),
        levels=(
            Level(kind="video", median=views.median, average=views.average, engagement=views.engagement),
        ),
        **_personal(person),
    )


def _personal(person: Person) -> dict[str, Any]:
    """Return what an author takes from the person behind it."""
    return {
        "nickname": person.nickname,
        "language": person.language,
        "country": person.place.code,
        "bio": person.bio,
        "topic": TOPICS[person.leaves[0][:2]].words[person.language],
        "hashtags": person.hashtags,
        "email": person.email,
    }


def _levels(platform: str, values: dict[str, Any]) -> tuple[Level, ...]:
    """Return how each kind of works does, taken from the account's own figures where it has them."""
    kinds = {"_short": "short", "_long": "long"} if platform == "youtube" else {"": "video"}
    found = tuple(
        Level(
            kind=kind,
            median=int(values[f"last10_med_video_views_cnt{suffix}"]),
            average=int(values[f"avg_views{suffix}"]),
            engagement=float(values[f"engagement_rate{suffix}"]),
        )
        for suffix, kind in kinds.items()
        if values[f"avg_views{suffix}"] is not None
    )
    usual = max(20, int(values["followers_count"] * _USUAL_REACH))
    return found or (Level(kind="video", median=usual, average=int(usual * 1.5), engagement=0.05),)


def _last_second(values: dict[str, Any], draw: Draw) -> int:
    """Return the unix second of the newest work, on the day (or at the time) the search row gives."""
    told = values.get("last_video_publish_time")
    if told:
        return int(datetime.fromisoformat(str(told)).timestamp())
    day = date.fromisoformat(str(values["last_video_publish_date"]))
    return _noon(day) + draw.whole(0, 8 * 3600)


def _noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def _seed(world: World, platform: str, number: int) -> str:
    """Return the name of an author's streams; creator_demo is the same in every world."""
    return f"creator_demo:{platform}" if number == 0 else f"{world.seed}:works:{platform}:{number}"
