"""Figures equal the stored ones to a millionth; unknown is not nothing, a fraction is not a percent."""

from __future__ import annotations

import math

import numpy as np
import pytest

from creatorscope.claims.failures import Rule
from tests.claims.hooks import build_claim, build_input, check_claim, value

rng = np.random.default_rng(7)
STORED = [float(10**power * sign) for power, sign in zip(rng.uniform(-9, 12, 40), [-1, 1] * 20, strict=True)]


def check_value(given, stored):
    """Check a claim that gives this figure where that one is stored."""
    claim = build_claim("There are {e1}.", value("figure", given))
    return check_claim(claim, build_input(fields={"figure": stored}))


@pytest.mark.parametrize("stored", STORED, ids=[f"{number:.3g}" for number in STORED])
def test_figure_may_be_off_by_less_than_a_millionth_and_by_no_more(stored):
    assert check_value(stored * (1 + 0.9e-6), stored).valid
    assert check_value(float(f"{stored:.8g}"), stored).valid
    assert not check_value(stored * (1 + 1.2e-6), stored).valid
    assert not check_value(-stored, stored).valid


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (0, None),
        (None, 0),
        (None, 17),
        (17, None),
        (True, 1),
        (1, True),
        (False, 0),
        ("17", 17),
        (17, "17"),
        (1e-12, 0),
        (10**400, 5),
        ("question", "questions"),
        (["a"], ["a", "b"]),
        (["a"], "a"),
    ],
    ids=str,
)
def test_figure_of_another_kind_or_size_is_refused_with_the_stored_one(given, stored):
    (failure,) = check_value(given, stored).failures
    assert failure.rule is Rule.EVIDENCE_VALUE_MISMATCH
    assert failure.nearest == stored


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (None, None),
        (0, 0.0),
        (17, 17.0),
        (10**400, 10**400),
        ("cafe\u0301  au lait", "café au lait"),
        (["a", 1.0], ["a", 1]),
    ],
    ids=str,
)
def test_figure_equal_to_the_stored_one_passes(given, stored):
    assert check_value(given, stored).valid


@pytest.mark.parametrize("stored", [0.0712, 0.3125, 0.000004, 0.57])
def test_percent_given_for_a_fraction_is_told_so(stored):
    (failure,) = check_value(100 * stored, stored).failures
    assert "fraction, not a percent" in failure.fix
    (failure,) = check_value(stored, 100 * stored).failures
    assert "not a fraction" in failure.fix
    assert math.isclose(failure.nearest, 100 * stored)


def test_zero_given_for_an_unknown_figure_is_told_so():
    (failure,) = check_value(0, None).failures
    assert "unknown is not 0" in failure.fix
