"""Thirty days of an affiliate creator's sales whose parts add up to the cent."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.sandbox.document_markets import Market
from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.people import Person
from creatorscope.sandbox.shop_figures import spread

DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Thirty days, money in hundredths of the currency.

    gmv = sum of daily_gmv = buyers x per_buyer = video_gmv + live_gmv + showcase_gmv; `units` = sum of
    daily_units >= buyers; `gpm` = gmv for 1,000 plays of e-commerce videos, within 2 %.
    """

    followers: list[int]
    plays: list[int]
    ec_plays: list[int]
    daily_gmv: list[int]
    daily_units: list[int]
    per_buyer: int
    gpm: int
    video_gmv: int
    live_gmv: int
    showcase_gmv: int

    @property
    def gmv(self) -> int:
        """Sales of all days."""
        return sum(self.daily_gmv)

    @property
    def units(self) -> int:
        """Items of all days."""
        return sum(self.daily_units)


def draw_month(draw: Draw, person: Person, market: Market) -> Month:
    """Return a month of a creator of that market, of at least twenty buyers."""
    followers = max(2_000, int(draw.lognormal(55_000, 1.0) * (1 + max(0.0, person.fame))))
    plays = [int(followers * draw.lognormal(1.4, 0.7)) + 500 for _ in range(DAYS)]
    ec_plays = [int(count * min(0.9, draw.lognormal(0.2, 0.5))) + 50 for count in plays]
    per_buyer = max(100, round(draw.lognormal(person.place.basket, 0.3) * market.per_dollar * 100))
    usual_gpm = draw.lognormal(2.4, 0.5) * market.per_dollar * 100
    buyers = max(20, round(sum(ec_plays) / 1000 * usual_gpm / per_buyer))
    gmv, units = buyers * per_buyer, buyers + int(buyers * draw.between(0.03, 0.25))
    daily_gmv = spread(gmv, [count * draw.between(0.6, 1.5) for count in ec_plays])
    live = int(gmv * draw.between(0.05, 0.5)) if draw.chance(0.4) else 0
    showcase = int(gmv * draw.between(0.003, 0.06))
    return Month(
        followers=_followers(draw, followers),
        plays=plays,
        ec_plays=ec_plays,
        daily_gmv=daily_gmv,
        daily_units=spread(units, [float(value) for value in daily_gmv]),
        per_buyer=per_buyer,
        gpm=round(gmv * 1000 / sum(ec_plays) * draw.between(0.982, 1.018)),
        video_gmv=gmv - live - showcase,
        live_gmv=live,
        showcase_gmv=showcase,
    )


def _followers(draw: Draw, now: int) -> list[int]:
    """Return the followers at the end of each day, growing to `now`."""
    gained = spread(int(now * draw.between(0.005, 0.15)), [draw.between(0.2, 1.8) for _ in range(DAYS)])
    counts = [now]
    for gain in reversed(gained[1:]):
        counts.append(counts[-1] - gain)
    return counts[::-1]
