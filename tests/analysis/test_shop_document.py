"""A Shop document analysed: identities checked, denominators named, nothing repaired."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.shop_document import analyze_shop_document
from creatorscope.analysis.shop_health import read_points, read_rating
from tests.analysis.creators import real_document

DAY = 86_400
START = 1_738_022_400


def money(amount: float) -> dict[str, str]:
    return {"format": f"{amount / 1000:.1f}K₫", "symbol": "₫", "value": f"{amount:.2f}"}


TOP_VIDEO: dict[str, Any] = {
    "item_id": "7",
    "name": "A video",
    "play_cnt": 500,
    "like_cnt": 40,
    "release_date": "1738924539",
    "video": {"duration": 20.5},
    "video_products": [
        {
            "product_id": "p1",
            "name": "Thing",
            "min_sale_price": {"currency": "VND", "price": "59000"},
            "max_sale_price": {"currency": "VND", "price": "169000"},
        }
    ],
}
PROFILE: dict[str, Any] = {
    "selection_region": "VN",
    "follower_cnt": "10000",
    "med_gmv_revenue": money(40_000),
    "video_gmv": money(30_000),
    "live_gmv": money(10_000),
    "avg_revenue_per_buyer": money(400),
    "gpm": money(1_000),
    "units_sold": "120",
    "med_commission_rate": 1500,
    "video_publish_cnt_30d": "20",
    "ec_video_publish_cnt_30d": "10",
    "video_engagement": 316,
    "content_groups": [{"key": "video_gmv", "value": "0.75"}, {"key": "live_gmv", "value": "0.25"}],
    "industry_groups": [
        {"key": "1", "name": "Beauty", "value": "0.5"},
        {"key": "2", "name": "Shoes", "value": "0.3"},
        {"key": "-1", "value": "0.2"},
    ],
    "ec_top_video_data": [TOP_VIDEO],
}


def make_document(**changes: Any) -> dict[str, Any]:
    """Return an invented document whose identities hold: 20 days of 1,000 and 10 of 2,000 = 40,000."""
    stats = [
        {
            "start_timestamp": START + DAY * number,
            "end_timestamp": START + DAY * (number + 1),
            "profile": {
                "trend_gmv": money(1_000 if number < 20 else 2_000),
                "trend_units_sold": "4",
                "trend_video_play_cnt": "4000",
                "trend_ec_video_play_cnt": "1333" if number else "1343",
                "trend_follower": str(10_000 + number),
            },
        }
        for number in range(30)
    ]
    trend = [{"filter": None, "time_selector": None, "stats": stats}]
    profiles = {"creator_profile": {**PROFILE, **changes}, "creator_profile_trend_data": trend}
    return {"id": "c1", "profiles": profiles}


def outcomes(analysis):
    return {check.code: check.outcome for check in analysis.identities}


def test_the_real_document_passes_every_identity():
    analysis = analyze_shop_document(real_document())
    assert set(outcomes(analysis).values()) == {"passed"}
    assert analysis.currency == "VND"
    assert analysis.metrics["buyers"].value == pytest.approx(1165.0, abs=0.01)
    assert analysis.metrics["gmv_30d"].value == 133_738_359.53
    ecommerce, everything = (
        analysis.metrics[name].value for name in ("gpm_ecommerce_plays", "gpm_all_plays")
    )
    assert ecommerce == pytest.approx(analysis.vendor["gpm"], rel=0.023)
    assert ecommerce / everything == pytest.approx(5.7, abs=0.05)
    assert analysis.gaps == []


def test_an_invented_document_gives_the_figures_worked_out_by_hand():
    analysis = analyze_shop_document(make_document())
    assert set(outcomes(analysis).values()) == {"passed"}
    found = {name: metric.value for name, metric in analysis.metrics.items()}
    assert found["buyers"] == 100
    assert found["gpm_ecommerce_plays"] == pytest.approx(1_000)
    assert found["gpm_all_plays"] == pytest.approx(1000 * 40_000 / 120_000)
    assert found["revenue_per_follower"] == 4
    assert found["revenue_per_video"] == 2_000
    assert found["commission_rate"] == 0.15
    assert found["commission_value"] == 6_000
    assert found["conversion_proxy"] == pytest.approx(120 / 40_000)
    assert analysis.vendor["video_engagement"] == 0.0316
    assert analysis.metrics["gpm_all_plays"].denominator == "1,000 plays of all videos"
    assert [step.count for step in analysis.funnels[0].steps] == [120_000, 40_000, 120, 100]
    assert analysis.funnels[0].steps[1].rate == pytest.approx(1 / 3)
    categories = analysis.concentration["categories"]
    assert categories.effective_number == pytest.approx(0.64 / 0.34)
    assert categories.other_share == pytest.approx(0.2)
    assert analysis.products.rows == [("p1", "Thing", "VND", 59_000, 169_000, 1)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"med_gmv_revenue": money(40_400)}, "trend_sums_to_gmv"),
        ({"units_sold": "121"}, "trend_sums_to_units"),
        ({"avg_revenue_per_buyer": money(401)}, "whole_buyers"),
        ({"content_groups": [{"key": "video_gmv", "value": "0.9"}]}, "channel_shares"),
        ({"industry_groups": [{"key": "1", "value": "0.9"}]}, "category_shares"),
        ({"video_gmv": money(20_000)}, "video_share_of_gmv"),
        ({"gpm": money(1_100)}, "gpm_on_ecommerce_plays"),
    ],
)
def test_a_contradiction_is_shown_flagged_and_not_repaired(change, code):
    analysis = analyze_shop_document(make_document(**change))
    assert outcomes(analysis)[code] == "failed"
    assert "identities_failed" in {flag.code for flag in analysis.flags}
    if code == "trend_sums_to_gmv":
        assert analysis.metrics["gmv_30d"].value == 40_400


def test_missing_figures_are_null_and_named_and_their_checks_not_checkable():
    document = make_document(units_sold=None, gpm=None, follower_cnt="", med_gmv_revenue=None)
    analysis = analyze_shop_document(document)
    assert outcomes(analysis)["trend_sums_to_gmv"] == "not_checkable"
    assert analysis.metrics["gmv_30d"].value is None
    assert analysis.metrics["revenue_per_follower"].value is None
    assert {"units", "followers", "gmv"} <= set(analysis.gaps)
    assert analysis.flags == []


def test_no_sales_give_zero_revenue_and_no_rates():
    document = make_document(med_gmv_revenue=money(0), video_gmv=money(0), live_gmv=money(0), units_sold="0")
    for day in document["profiles"]["creator_profile_trend_data"][0]["stats"]:
        day["profile"] |= {"trend_gmv": money(0), "trend_units_sold": "0"}
    analysis = analyze_shop_document(document)
    assert analysis.metrics["gmv_30d"].value == 0
    assert analysis.metrics["live_share"].value is None
    assert analysis.metrics["buyers"].value is None


def test_display_text_stands_in_for_a_missing_sum_and_is_flagged_as_rounded():
    text = {"format": "40.0K₫", "symbol": "₫", "value": None}
    analysis = analyze_shop_document(make_document(med_gmv_revenue=text))
    assert analysis.metrics["gmv_30d"].value == 40_000
    assert "rounded_money" in {flag.code for flag in analysis.flags}


def test_one_day_with_most_of_the_sales_is_flagged():
    document = copy.deepcopy(make_document())
    days = document["profiles"]["creator_profile_trend_data"][0]["stats"]
    days[3]["profile"]["trend_gmv"] = money(900_000)
    assert "one_day_gmv" in {flag.code for flag in analyze_shop_document(document).flags}


@pytest.mark.parametrize(
    "document", [{}, {"profiles": None}, {"profiles": {"creator_profile": {}}}, {"id": 4}]
)
def test_a_document_without_a_profile_is_refused(document):
    with pytest.raises(AnalysisInputError, match="no creator_profile; give"):
        analyze_shop_document(document)


def test_a_document_of_two_currencies_is_refused():
    dollars = {"symbol": "US$", "value": "12.00"}
    with pytest.raises(AnalysisInputError, match="mixes currencies"):
        analyze_shop_document(make_document(live_gmv=dollars))


@pytest.mark.parametrize(
    ("points", "state"),
    [
        (0, "healthy"),
        (8, "healthy"),
        (9, "warning"),
        (12, "restricted"),
        (23, "restricted"),
        (24, "removed"),
        (None, "unknown"),
        (-1, "unknown"),
    ],
)
def test_violation_points_are_bad_when_high(points, state):
    reading = read_points(points)
    assert (reading.state, reading.high_is) == (state, "bad")


@pytest.mark.parametrize(
    ("rating", "state"),
    [
        (1000, "healthy"),
        (200, "healthy"),
        (199, "at_risk"),
        (0, "at_risk"),
        (None, "unknown"),
        (1001, "unknown"),
    ],
)
def test_the_health_rating_is_bad_when_low(rating, state):
    reading = read_rating(rating)
    assert (reading.state, reading.high_is) == (state, "good")
