"""Golden analyses pass, and each way of making one wrong fails with the rule it breaks."""

from __future__ import annotations

import json

import pytest

from creatorscope.claims.check import check
from creatorscope.claims.failures import Rule
from creatorscope.claims.leaves import find_leaves
from creatorscope.claims.registry import BY_ID, CONTRACTS
from tests.claims.goldens import FOLDER, load_analysis, load_input
from tests.claims.mutations import Golden
from tests.claims.mutations_words import ALL_MUTATORS

IDS = [row.id for row in CONTRACTS]
BROKEN = [(row.id, rule) for row in CONTRACTS for rule in Rule if rule in row.rules]


@pytest.mark.parametrize("contract", IDS)
def test_golden_analysis_passes_without_a_warning(contract):
    report = check(load_input(contract), load_analysis(contract))
    assert (report.failures, report.warnings) == ([], [])
    assert report.valid


@pytest.mark.parametrize("contract", IDS)
def test_golden_analysis_passes_as_a_json_string(contract):
    text = json.dumps(load_analysis(contract), ensure_ascii=False)
    assert check(load_input(contract), text).valid


@pytest.mark.parametrize("contract", [name for name in IDS if name != "asr-clean"])
def test_golden_analysis_has_every_kind_of_evidence_its_contract_takes(contract):
    claims = find_leaves(load_analysis(contract), BY_ID[contract]).claims
    used = {item.type for placed in claims for item in placed.claim.evidence}
    wanted = {"quote", "value", "finding"} & BY_ID[contract].evidence
    assert wanted <= used


def test_there_is_one_golden_pair_per_contract_and_nothing_else():
    names = {f"{name}.{part}.json" for name in IDS for part in ("input", "analysis")}
    assert {path.name for path in FOLDER.iterdir()} == names


@pytest.mark.parametrize(("contract", "rule"), BROKEN, ids=str)
def test_analysis_broken_by_one_rule_fails_with_that_rule(contract, rule):
    tried = 0
    for mutation in ALL_MUTATORS[rule](Golden(contract)):
        report = check(mutation.prepared, mutation.analysis)
        found = {failure.rule for failure in report.failures}
        assert not report.valid
        assert rule in found, f"{mutation.told}\n{report.failures}"
        assert found <= {rule, *mutation.also}, f"{mutation.told}\n{report.failures}"
        tried += 1
    assert tried, "no way to break this rule was generated"


def test_every_rule_has_a_way_to_break_it_and_a_contract_it_applies_to():
    assert set(ALL_MUTATORS) == set(Rule)
    assert set().union(*(row.rules for row in CONTRACTS)) == set(Rule)
