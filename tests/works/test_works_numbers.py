"""Counts, times, durations and money as platforms write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from creatorscope.works.money import Money, parse_money, parse_money_range
from creatorscope.works.numbers import (
    is_rounded_count,
    parse_count,
    parse_duration,
    parse_time,
    parse_time_ago,
)


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ("12.3K", 12_300),
        ("1.2w", 12_000),
        ("1.2万", 12_000),
        ("3亿", 300_000_000),
        ("1,234", 1234),
        ("60.3M", 60_300_000),
        ("1,5K", 1500),
        ("１２３", 123),
        ("1万+", 10_000),
        (5, 5),
        (5.0, 5),
        (0, 0),
        ("0", 0),
    ],
)
def test_a_count_is_read_in_every_way_it_is_written(given, count):
    assert parse_count(given) == count


@pytest.mark.parametrize(
    "given",
    [None, "", " ", -1, "-1", "n/a", True, 5.5, "1.234", float("nan"), float("inf"), 10**400, [], {}, "1-2"],
)
def test_what_is_no_count_is_unknown_and_never_zero(given):
    assert parse_count(given) is None


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 12_345, 10**9])
@pytest.mark.parametrize("write", [str, "{:,}".format, float, int], ids=["text", "grouped", "float", "int"])
def test_a_whole_count_survives_every_exact_way_of_writing_it(count, write):
    assert parse_count(write(count)) == count


def test_a_count_with_a_suffix_is_known_to_be_rounded():
    assert is_rounded_count("12.3K")
    assert is_rounded_count("10+")
    assert not is_rounded_count("12300")
    assert not is_rounded_count(12300)


@pytest.mark.parametrize(
    "given", [1700000000, "1700000000", 1700000000000, "2023-11-14T22:13:20Z", "2023-11-15T05:13:20+0700"]
)
def test_seconds_milliseconds_and_iso_text_name_the_same_instant(given):
    assert parse_time(given) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "given", [0, "0", None, "", "soon", -5, 1e300, True, "0001-01-01T00:00:00+23:00", []]
)
def test_what_is_no_time_is_unknown(given):
    assert parse_time(given) is None


def test_an_age_in_words_is_counted_from_when_it_was_fetched():
    now = datetime(2026, 2, 5, 12, tzinfo=UTC)
    assert parse_time_ago("Streamed 3 days ago", now) == now - timedelta(days=3)
    assert parse_time_ago("3 days ago", None) is None
    assert parse_time_ago("vor 3 Tagen", now) is None


@pytest.mark.parametrize(
    ("given", "unit", "seconds"),
    [
        ("PT1M3S", "s", 63),
        ("PT3H43M37S", "s", 13_417),
        ("P1DT1S", "s", 86_401),
        ("13:59", "s", 839),
        ("1:40:29", "s", 6029),
        ("113.0", "s", 113),
        (16463, "ms", 16.463),
        ("P0D", "s", 0),
    ],
)
def test_a_duration_is_read_in_every_way_it_is_written(given, unit, seconds):
    assert parse_duration(given, unit) == seconds


@pytest.mark.parametrize("given", ["", "PT", "P", "long", -3, None, float("nan"), "P1Y"])
def test_what_is_no_duration_is_unknown(given):
    assert parse_duration(given) is None


@pytest.mark.parametrize(
    ("given", "region", "money"),
    [
        ({"format": "133.7M₫", "symbol": "₫", "value": "133738359.53"}, None, ("VND", 133738359.53, False)),
        ({"format": "133.7M₫", "symbol": "₫"}, None, ("VND", 133_700_000, True)),
        ({"currency": "VND", "formatted_price": "169K₫", "price": "169000"}, None, ("VND", 169_000, False)),
        ("1.234.567₫", None, ("VND", 1_234_567, False)),
        ("Rp1.234", None, ("IDR", 1234, False)),
        ("€1.234,56", None, ("EUR", 1234.56, False)),
        ("1,234.56 USD", None, ("USD", 1234.56, False)),
        ("$5.50", "US", ("USD", 5.5, False)),
        ("$5.50", "MX", ("MXN", 5.5, False)),
        ("¥500", "JP", ("JPY", 500, False)),
        ("¥500", "CN", ("CNY", 500, False)),
    ],
)
def test_money_is_its_exact_value_in_the_currency_of_sign_and_region(given, region, money):
    currency, amount, rounded = money
    assert parse_money(given, region) == Money(amount=amount, currency=currency, is_rounded=rounded)


@pytest.mark.parametrize(
    "given", ["$5.50", "¥500", "5.50", "", None, "1M₫+", [], {"value": "5"}, {"symbol": "₫"}, "-5₫"]
)
def test_money_without_a_known_currency_or_amount_is_unknown(given):
    assert parse_money(given) is None


def test_ranges_of_money_have_two_ends_or_an_open_one():
    assert parse_money_range("89.3K₫ - 602.0K₫").low.amount == 89_300
    assert parse_money_range("0₫-127.8K₫").high.amount == 127_800
    assert parse_money_range("1M₫+").high is None
    assert parse_money_range({"minimal": "5", "maximum": "9.5", "symbol": "₫"}).high.amount == 9.5
    assert parse_money_range("5₫") is None
