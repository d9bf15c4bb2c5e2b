"""How many follow, watch and react: the distributions a sandbox account's numbers come from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from creatorscope.sandbox.draws import Draw, Weighted
from creatorscope.sandbox.people import Person
from creatorscope.sandbox.places import PLACES
from creatorscope.sandbox.topics import TOPICS

FEWEST, MOST = 1_000, 60_000_000
AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55+")
_ACTIVITY = Weighted([("active", 82), ("slow", 11), ("dormant", 7)])
_DAYS_SINCE = {"active": (1.0, 12.0), "slow": (12.0, 90.0), "dormant": (90.0, 900.0)}


@dataclass(frozen=True, slots=True)
class Views:
    """Views of the last ten videos of one kind, and the interactions for each view (a fraction)."""

    average: int
    median: int
    engagement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who watches: women in percent, then countries, languages and ages, the largest share first."""

    female_rate: float
    countries: list[str]
    languages: list[str]
    ages: list[str]


def draw_followers(draw: Draw, fame: float) -> int:
    """Return a follower count from 1,000 to 60 million: log-normal, with a heavier upper tail."""
    score = 0.8 * fame + draw.normal(0.0, 0.6)
    size = 4.35 + 0.62 * score + 0.45 * max(0.0, score - 1.0)
    return min(max(int(10**size), FEWEST + draw.whole(0, 400)), MOST)


def draw_views(draw: Draw, followers: int, reach: float, engagement: float) -> Views:
    """Return views and engagement that fall with size, and averages that one hit lifts above the median.

    `reach`: usual median views per follower at 30,000 followers; `engagement`: usual rate there.
    """
    beyond = math.log10(followers) - 4.5
    median = max(20, int(followers * reach * 10 ** (-0.18 * beyond + draw.normal(0.0, 0.30))))
    average = max(20, int(median * math.exp(draw.normal(0.42, 0.38))))
    rate = engagement * 10 ** (-0.17 * beyond + draw.normal(0.0, 0.19))
    return Views(average, median, round(min(max(rate, 0.001), 0.35), 4))


def blend(short: Views | None, long: Views | None, short_count: int) -> Views | None:
    """Return the figures of ten videos of which `short_count` are short; between those of the two kinds."""
    if short is None or long is None:
        return short or long
    share = short_count / 10
    low, high = sorted((short.median, long.median))
    weight = share if short.median == low else 1 - share
    return Views(
        round(share * short.average + (1 - share) * long.average),
        round(low**weight * high ** (1 - weight)),
        round(share * short.engagement + (1 - share) * long.engagement, 4),
    )


def per(amount: int | None, followers: int) -> float | None:
    """Return the ratio to the followers, to 4 places; None when the amount is unknown."""
    return None if amount is None else round(amount / followers, 4)


def draw_days_since(draw: Draw) -> int:
    """Return whole days since the last video, 1 to 900: mostly recent, some accounts dormant."""
    low, high = _DAYS_SINCE[draw.weighted(_ACTIVITY)]
    return int(low + (high - low) * draw.unit() ** 2)


def draw_verified(draw: Draw, followers: int) -> bool:
    """Return whether the account is verified; about half are at two million followers."""
    return draw.chance(1 / (1 + math.exp(-2.6 * (math.log10(followers) - 6.3))))


def draw_audience(draw: Draw, person: Person) -> Audience:
    """Return an audience that follows from the person's country, topic and gender."""
    topic = TOPICS[person.tops[0]]
    lean = {"female": 6.0, "male": -8.0}.get(person.gender or "", 0.0)
    home = person.place
    near = draw.some(home.neighbours, draw.whole(0, 4))
    countries = [home.code, *near]
    if near and draw.chance(0.06):
        countries[0], countries[1] = countries[1], countries[0]
    languages = [person.language, *(PLACES[code].languages.values[0] for code in countries)]
    return Audience(
        female_rate=round(min(max(draw.normal(topic.female_audience + lean, 9.0), 3.0), 97.0), 2),
        countries=countries,
        languages=list(dict.fromkeys(languages)),
        ages=_draw_ages(draw, topic.young),
    )


def _draw_ages(draw: Draw, young: float) -> list[str]:
    """Return two to four age bands around the centre that `young` (0 to 1) gives."""
    centre = 2.6 - 2.0 * young + draw.normal(0.0, 0.5)
    ranked = sorted(range(len(AGES)), key=lambda index: (abs(index - centre), index))
    return [AGES[index] for index in ranked[: draw.whole(2, 4)]]
