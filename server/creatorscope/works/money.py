"""Reading sums of money, with their currency, as shops and platforms write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from creatorscope.works.numbers import parse_decimal

_SIGNS = {
    "₫": "VND",
    "đ": "VND",
    "₱": "PHP",
    "฿": "THB",
    "rp": "IDR",
    "rm": "MYR",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₹": "INR",
    "r$": "BRL",
    "s$": "SGD",
    "us$": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "a$": "AUD",
    "ca$": "CAD",
    "mx$": "MXN",
    "cn¥": "CNY",
    "元": "CNY",
    "rmb": "CNY",
    "jp¥": "JPY",
    "円": "JPY",
}
# A bare $ or ¥ names no currency: the region decides.
_BY_REGION = {
    "$": {
        "US": "USD",
        "SG": "SGD",
        "MX": "MXN",
        "CA": "CAD",
        "AU": "AUD",
        "NZ": "NZD",
        "HK": "HKD",
        "TW": "TWD",
        "CL": "CLP",
        "CO": "COP",
        "AR": "ARS",
    },
    "¥": {"JP": "JPY", "CN": "CNY"},
}
_CODES = frozenset(_SIGNS.values()) | {code for codes in _BY_REGION.values() for code in codes.values()}
# Currencies written without decimals, whose point groups thousands.
_POINT_GROUPS = frozenset({"VND", "IDR"})
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_SUM = re.compile(
    r"(?P<before>[^\d\s.,-]*)\s*(?P<digits>\d[\d.,]*)\s*(?P<scale>[kmb]?)\s*(?P<after>[^\d\s.,-]*)"
)


class Money(BaseModel):
    """A sum in one ISO 4217 currency; `is_rounded` when only a display text such as 133.7M₫ was there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: float
    currency: str
    is_rounded: bool = False


class MoneyRange(BaseModel):
    """A range of money; None is an open end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: Money | None
    high: Money | None


def parse_money(value: Any, region: str | None = None) -> Money | None:
    """Return a sum of money for an upstream money object or display text; None when unreadable.

    An object's exact `value` (or `price`) wins over its rounded `format`. `region` (ISO 3166 alpha-2) settles
    a bare $ or ¥: without it, and for any sum whose currency is unknown, the answer is None.
    """
    if isinstance(value, str):
        return _parse_text(value, region)
    if not isinstance(value, Mapping):
        return None
    exact = parse_decimal(value.get("value", value.get("price", value.get("amount"))))
    currency = _currency_of(value, region)
    if exact is not None and currency:
        return Money(amount=exact, currency=currency)
    shown = value.get("format", value.get("formatted_price"))
    return _parse_text(shown, region, currency) if isinstance(shown, str) else None


def parse_money_range(value: Any, region: str | None = None) -> MoneyRange | None:
    """Return a range for {minimal, maximum, symbol}, "89.3K₫ - 602.0K₫" or "1M₫+"; None when unreadable."""
    if isinstance(value, Mapping):
        currency = _currency_of(value, region)
        ends = [parse_decimal(value.get(key)) for key in ("minimal", "maximum")]
        if currency is None or None in ends:
            return None
        low, high = (Money(amount=end, currency=currency) for end in ends if end is not None)
        return MoneyRange(low=low, high=high)
    if not isinstance(value, str):
        return None
    if value.strip().endswith("+"):
        least = _parse_text(value.strip().removesuffix("+"), region)
        return MoneyRange(low=least, high=None) if least else None
    parts = re.split(r"\s*[-–~]\s*", value.strip())
    if len(parts) != 2:
        return None
    first, last = (_parse_text(part, region) for part in parts)
    return MoneyRange(low=first, high=last) if first and last else None


def currency_of_sign(sign: str, region: str | None = None) -> str | None:
    """Return the ISO 4217 code of a currency sign or code; a bare $ or ¥ needs the region, else None."""
    text = unicodedata.normalize("NFKC", sign).strip().lower()
    if text.upper() in _CODES:
        return text.upper()
    if text in _BY_REGION:
        return _BY_REGION[text].get((region or "").upper())
    return _SIGNS.get(text)


def _currency_of(value: Mapping[str, Any], region: str | None) -> str | None:
    code = value.get("currency")
    if isinstance(code, str) and re.fullmatch(r"[A-Z]{3}", code):
        return code
    sign = value.get("symbol")
    return currency_of_sign(sign, region) if isinstance(sign, str) else None


def _parse_text(text: str, region: str | None, currency: str | None = None) -> Money | None:
    matched = _SUM.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if matched is None:
        return None
    signs = [sign for sign in (matched["before"], matched["after"]) if sign]
    currency = currency or (currency_of_sign(signs[0], region) if len(signs) == 1 else None)
    if currency is None:
        return None
    number = _number(matched["digits"], points_group=currency in _POINT_GROUPS and not matched["scale"])
    if number is None:
        return None
    amount = round(number * _SCALES[matched["scale"]], 2)
    return Money(amount=amount, currency=currency, is_rounded=bool(matched["scale"]))


def _number(digits: str, *, points_group: bool) -> float | None:
    """Return the number, telling grouping from decimals by what follows the sign and by the currency."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", digits) and (points_group or "," in digits):
        return parse_decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return parse_decimal(digits.replace(",", ""))
    return parse_decimal(digits.replace(",", ".") if digits.count(",") == 1 and "." not in digits else digits)
