"""Caps on what one call may cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creatorscope.client.budget import Caps, check
from creatorscope.contract.arguments import parse_request
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.table import BY_NAME
from creatorscope.errors import BudgetError


def checked(name: str, caps: Caps, **arguments: Any) -> Quote:
    endpoint = BY_NAME[name]
    request = parse_request(endpoint.request, arguments, date(2026, 3, 15)) if arguments else endpoint.example
    return check(endpoint, request, caps)


def refused(name: str, caps: Caps, **arguments: Any) -> BudgetError:
    with pytest.raises(BudgetError) as caught:
        checked(name, caps, **arguments)
    return caught.value


def test_without_caps_the_quote_comes_back():
    assert checked("search_tiktok_creators", Caps(), size=50, service_level="S2") == Quote(150, Unit.CREDITS)


def test_too_dear_a_call_is_refused_with_quote_cap_and_the_size_that_fits():
    error = refused("search_tiktok_creators", Caps(amounts={Unit.CREDITS: 200}), size=100, service_level="S2")
    assert "300 credits" in error.message
    assert "200 credits" in error.message
    assert "size=66 fits" in error.remedy


def test_quote_equal_to_the_cap_passes():
    caps = Caps(amounts={Unit.CREDITS: 150})
    assert checked("search_tiktok_creators", caps, size=50, service_level="S2").amount == 150


def test_zero_refuses_every_billed_call_of_its_unit_and_no_other():
    caps = Caps(amounts={Unit.CREDITS: 0})
    assert refused("search_tiktok_creators", caps).code == "cap_is_zero"
    assert refused("submit_collection_task", caps).code == "cap_is_zero"
    assert checked("get_collection_status", caps).free
    assert checked("get_account_health", caps) == Quote(1, Unit.REQUESTS)


def test_unknown_price_is_refused_under_a_cap_unless_the_operator_says_otherwise():
    amounts = {Unit.CREDITS: 100.0}
    assert refused("submit_collection_task", Caps(amounts=amounts)).code == "price_unknown"
    assert checked("submit_collection_task", Caps(amounts=amounts, allow_unquoted=True)).amount is None
    priced = Caps(amounts=amounts, prices={"submit_collection_task": 2})
    assert checked("submit_collection_task", priced).amount is not None


def test_operator_price_is_held_against_the_cap():
    caps = Caps(amounts={Unit.CREDITS: 5}, prices={"submit_collection_task": 2})
    values = [f"https://www.tiktok.com/@user{number}" for number in range(4)]
    error = refused("submit_collection_task", caps, task_type="LINK_BATCH", platform="tiktok", values=values)
    assert "at most 2 values fit" in error.remedy


def test_cap_below_one_request_says_no_size_helps():
    error = refused("get_account_health", Caps(amounts={Unit.REQUESTS: 0.5}))
    assert "fit" not in error.remedy
