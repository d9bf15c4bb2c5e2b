"""When a failed call is sent again, and what is said of its bill."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from creatorscope.client.policy import ATTEMPTS, Failure, decide, outcome_of, parse_retry_after, repeatable
from creatorscope.endpoints.table import BY_NAME
from creatorscope.errors import Category, Charged, Outcome, TransportError

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


def failed(category: Category = Category.NETWORK, **facts: Any) -> TransportError:
    error = TransportError("it failed", remedy="none.", outcome=Outcome(**facts))
    error.category = category
    return error


@pytest.mark.parametrize(
    ("failure", "billed", "repeats", "retryable", "charged"),
    [
        (Failure.NOT_SENT, True, False, True, Charged.NO),
        (Failure.RATE_LIMITED, True, False, True, Charged.NO),
        (Failure.REFUSED, True, False, False, Charged.NO),
        (Failure.AMBIGUOUS, True, False, False, Charged.UNKNOWN),
        (Failure.AMBIGUOUS, False, False, False, Charged.NO),
        (Failure.AMBIGUOUS, False, True, True, Charged.NO),
    ],
)
def test_outcome_follows_from_how_far_the_call_got(failure, billed, repeats, retryable, charged):
    outcome = outcome_of(failure, billed=billed, repeatable=repeats)
    assert (outcome.retryable, outcome.charged) == (retryable, charged)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("get_collection_status", True),
        ("export_collection", True),
        ("get_transcription", True),
        ("search_tiktok_creators", False),
        ("get_account_health", False),
        ("submit_affiliate_creators", False),
        ("submit_transcription", False),
    ],
)
def test_only_unbilled_calls_that_start_nothing_are_repeatable(name, expected):
    assert repeatable(BY_NAME[name]) is expected


def test_waits_grow_and_end():
    waits = [decide(failed(retryable=True), attempt=attempt, left_s=45) for attempt in range(1, ATTEMPTS + 1)]
    assert waits == [0.2, 0.4, 0.8, None]


def test_wait_asked_for_is_kept_to_if_the_answer_can_still_come():
    error = failed(Category.RATE_LIMIT, retryable=True, retry_after_s=30.0)
    assert decide(error, attempt=1, left_s=45) == 30
    assert decide(error, attempt=1, left_s=30.5) is None


def test_rate_limit_without_a_wait_is_left_to_the_caller():
    assert decide(failed(Category.RATE_LIMIT, retryable=True), attempt=1, left_s=45) is None


def test_what_may_not_be_repeated_is_not():
    assert decide(failed(retryable=False, retry_after_s=0.0), attempt=1, left_s=45) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("Sun, 15 Mar 2026 12:00:30 GMT", 30),
        ("Sun, 15 Mar 2026 11:00:00 GMT", 0),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(header, seconds):
    assert parse_retry_after(header, NOW) == seconds
