"""Candidates ranked for a brief: gates, missing figures, stability."""

from __future__ import annotations

import pytest

from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.shortlist import AWARENESS, SHOP, Candidate, score_shortlist

FIGURES = {
    "reach_efficiency": 1.0,
    "audience": 0.5,
    "content_fit": 0.5,
    "engagement": 0.05,
    "consistency": 0.3,
    "cost": 10.0,
}


def candidate(name, gates=None, **changes):
    return Candidate(creator=name, figures={**FIGURES, **changes}, gates=gates or {})


def by_name(shortlist):
    return {row.creator: row for row in shortlist.creators}


def test_default_weights_sum_to_one():
    assert sum(AWARENESS.values()) == pytest.approx(1)
    assert sum(SHOP.values()) == pytest.approx(1)


def test_scores_are_weighted_percentiles_worked_out_by_hand():
    shortlist = score_shortlist([candidate("a", reach_efficiency=2.0), candidate("b")], k=1)
    rows = by_name(shortlist)
    # reach: 0.75 and 0.25; everything else tied at 0.5
    assert rows["a"].score == pytest.approx(0.3 * 0.75 + 0.7 * 0.5)
    assert rows["b"].score == pytest.approx(0.3 * 0.25 + 0.7 * 0.5)
    assert [row.rank for row in shortlist.creators] == [1, 2]
    assert (rows["a"].p_top, rows["b"].p_top) == (1.0, 0.0)


def test_lower_cost_and_steadier_reach_rank_higher():
    shortlist = score_shortlist([candidate("dear", cost=20.0), candidate("cheap", cost=5.0)])
    assert [row.creator for row in shortlist.creators] == ["cheap", "dear"]
    steady = score_shortlist([candidate("wild", consistency=0.9), candidate("calm", consistency=0.1)])
    assert [row.creator for row in steady.creators] == ["calm", "wild"]


def test_a_failed_gate_unranks_and_leaves_the_percentiles_of_the_others_alone():
    good = [candidate("a", audience=0.2), candidate("b", audience=0.9)]
    star = candidate("star", gates={"country": False, "health": None}, audience=1.0, reach_efficiency=99.0)
    rows = by_name(score_shortlist([*good, star]))
    assert rows["star"].rank is None
    assert rows["star"].failed_gates == ["country"]
    assert rows["star"].unknown_gates == ["health"]
    assert rows["b"].percentiles["audience"] == 0.75


def test_a_missing_figure_drops_its_weight_and_is_named():
    rows = by_name(score_shortlist([candidate("a", audience=None), candidate("b")]))
    assert rows["a"].missing == ["audience"]
    assert rows["a"].coverage == pytest.approx(0.75)
    assert rows["a"].score == pytest.approx(0.5)


def test_less_than_sixty_percent_of_the_weight_known_is_not_ranked():
    thin = candidate("thin", reach_efficiency=None, audience=None)
    shortlist = score_shortlist([thin, candidate("b")])
    assert by_name(shortlist)["thin"].coverage == pytest.approx(0.45)
    assert by_name(shortlist)["thin"].rank is None
    assert "thin" in shortlist.notes[0]
    edge = candidate("edge", reach_efficiency=None, cost=None)
    assert by_name(score_shortlist([edge, candidate("b")]))["edge"].rank is not None


def test_close_candidates_share_the_places_under_other_weights():
    rows = by_name(
        score_shortlist(
            [
                candidate("reach", reach_efficiency=2.0, audience=0.1, content_fit=0.4),
                candidate("audience", reach_efficiency=0.5, audience=0.9, content_fit=0.6),
            ],
            weights={"reach_efficiency": 0.41, "audience": 0.25, "content_fit": 0.15},
            k=1,
        )
    )
    assert 0.3 < rows["reach"].p_top < 0.7
    assert rows["reach"].p_top + rows["audience"].p_top == pytest.approx(1)


def test_the_order_of_candidates_changes_nothing():
    group = [candidate(f"c{number}", reach_efficiency=number % 5, cost=number % 3) for number in range(20)]
    assert score_shortlist(group) == score_shortlist(group[::-1])


@pytest.mark.parametrize(
    ("candidates", "weights", "message"),
    [
        ([], AWARENESS, "no candidates"),
        ([candidate("a"), candidate("a")], AWARENESS, "twice"),
        ([candidate("a")], {"cost": -1.0}, "negative"),
        ([candidate("a")], {}, "negative or all 0"),
    ],
)
def test_shortlists_without_meaning_are_refused(candidates, weights, message):
    with pytest.raises(AnalysisInputError, match=message):
        score_shortlist(candidates, weights)
