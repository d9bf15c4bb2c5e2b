"""Robust statistics of one sample or two: running median, robust z, intervals, shift."""

from __future__ import annotations

import numpy as np
import scipy.stats as st

from creatorscope.analysis.works_table import Bools, Floats

MAD_TO_SD = 1.4826
QUANTILES_PER_GROUP = 400


def running_median(values: Floats, reach: int) -> Floats:
    """Return for each value the median of up to `reach` neighbours on each side, itself left out.

    At the ends the window is cut, not shifted. A single value is its own median.
    """
    size = values.size
    if size <= 1:
        return values.copy()
    width = 2 * reach + 1
    medians = np.empty(size)
    if size >= width:
        windows = np.lib.stride_tricks.sliding_window_view(values, width)
        others = np.concatenate((windows[:, :reach], windows[:, reach + 1 :]), axis=1)
        medians[reach : size - reach] = np.median(others, axis=1)
    for place in range(size):
        if size >= width and reach <= place < size - reach:
            continue
        around = np.concatenate(
            (values[max(0, place - reach) : place], values[place + 1 : place + reach + 1])
        )
        medians[place] = np.median(around)
    return medians


def mad_scale(values: Floats, floor: float) -> float:
    """Return 1.4826 times the MAD of the values, at least `floor`; the floor for no values."""
    if values.size == 0:
        return floor
    return max(float(st.median_abs_deviation(values)) * MAD_TO_SD, floor)


def median_interval(values: Floats, confidence: float) -> tuple[float, float] | None:
    """Return the interval of the median from order statistics; None when no pair of them covers enough."""
    size = values.size
    low = int(st.binom.ppf((1 - confidence) / 2, size, 0.5)) if size else 0
    if low < 1:
        return None
    ordered = np.sort(values)
    return float(ordered[low - 1]), float(ordered[size - low])


def wilson(count: int, size: int, confidence: float) -> tuple[float, float] | None:
    """Return the Wilson interval of count / size; None for a size of 0.

    Each end is asked for by itself: the two-sided test would search for its p-value, which costs most.
    """
    if size == 0:
        return None
    level = (1 + confidence) / 2
    above = st.binomtest(count, size, alternative="greater").proportion_ci(level, method="wilson")
    below = st.binomtest(count, size, alternative="less").proportion_ci(level, method="wilson")
    return float(above.low), float(below.high)


def shift(treated: Floats, control: Floats) -> float:
    """Return the Hodges-Lehmann shift: the median of all differences between the two groups."""
    return float(np.median(_differences(treated, control)))


def shift_interval(treated: Floats, control: Floats, confidence: float) -> tuple[float, float]:
    """Return the interval of the shift: the differences at the ranks a rank-sum test would not reject."""
    m, n = treated.size, control.size
    margin = st.norm.ppf((1 + confidence) / 2) * np.sqrt(m * n * (m + n + 1) / 12)
    tail = max(0.0, (m * n / 2 - margin) / (m * n))
    low, high = np.quantile(_differences(treated, control), [tail, 1 - tail])
    return float(low), float(high)


def within_blocks_p(outcome: Floats, flag: Bools, blocks: Floats) -> float:
    """Return the two-sided p of the flag when it is permuted within blocks only.

    Uses the exact mean and variance of that permutation distribution of the rank sum and its normal limit;
    1.0 when no block has works with and without the flag.
    """
    ranks = st.rankdata(outcome)
    observed = expected = variance = 0.0
    for block in np.unique(blocks):
        inside = blocks == block
        size, flagged = int(inside.sum()), int(flag[inside].sum())
        if flagged in {0, size}:
            continue
        observed += float(ranks[inside & flag].sum())
        expected += flagged * float(ranks[inside].mean())
        variance += flagged * (size - flagged) / size * float(ranks[inside].var(ddof=1))
    if variance == 0:
        return 1.0
    return float(2 * st.norm.sf(abs(observed - expected) / np.sqrt(variance)))


def _differences(treated: Floats, control: Floats) -> Floats:
    return np.subtract.outer(_thinned(treated), _thinned(control)).ravel()


def _thinned(values: Floats) -> Floats:
    """Return a large group as evenly spaced quantiles: all pairs of 10,000 works would be 25 million."""
    if values.size <= QUANTILES_PER_GROUP:
        return values
    places = (np.arange(QUANTILES_PER_GROUP) + 0.5) / QUANTILES_PER_GROUP
    return np.quantile(values, places)
