"""The analysis stays within 1.5 times the plain computation of its medians, ranks and tests."""

from __future__ import annotations

import pytest

from tests.benchmarks.creator_analysis import measure


@pytest.mark.slow
def test_ten_thousand_works_take_at_most_half_as_long_again_as_plain_pandas_and_scipy():
    pytest.importorskip("pandas", reason="the plain side needs pandas")
    figures = measure(10_000)
    assert figures.plain_s is not None
    assert figures.ours_s <= 1.5 * figures.plain_s
