"""The markets that generated affiliate documents come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One country's TikTok Shop; `per_dollar` is how much of its currency one US dollar buys, roughly.

    `sign_last`: the sign follows the sum. `whole`: prices have no decimals.
    """

    currency: str
    symbol: str
    per_dollar: float
    states: tuple[str, ...]
    goods: tuple[str, ...]
    captions: tuple[str, ...]
    sign_last: bool = False
    whole: bool = False

    def short(self, value: float) -> str:
        """Return a sum rounded for display, such as 133.7M₫ or $1.2K."""
        for limit, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
            if value >= limit:
                return self.signed(f"{value / limit:.1f}{letter}")
        return self.signed(f"{value:.2f}".rstrip("0").rstrip(".") if value else "0")

    def price(self, value: float) -> str:
        """Return a price for display: thousands as K where the currency has no decimals, such as 59K₫."""
        return self.signed(f"{value / 1000:g}K" if self.whole else f"{value:.2f}")

    def signed(self, text: str) -> str:
        """Return the text with the currency sign where it belongs."""
        return f"{text}{self.symbol}" if self.sign_last else f"{self.symbol}{text}"


def _market(facts: dict[str, Any]) -> Market:
    lists = {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
    return Market(**{**facts, **lists})


_DATA = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
MARKETS: dict[str, Market] = {code: _market(facts) for code, facts in _DATA["markets"].items()}
CATEGORIES: tuple[tuple[str, str], ...] = tuple((number, name) for number, name in _DATA["categories"])
"""Product categories of the platform: id, name."""
BRANDS: tuple[str, ...] = tuple(_DATA["brands"])
