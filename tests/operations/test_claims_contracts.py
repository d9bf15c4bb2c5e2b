"""The contract files of the skills: they agree with the registry, and say what they must."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from creatorscope.claims.registry import BY_ID, CONTRACTS
from creatorscope.contract.schema import lean_schema
from creatorscope.errors import LocalFileError
from creatorscope.operations.claims_requests import CheckAnalysisRequest, ContractId, PrepareAnalysisRequest
from creatorscope.operations.contracts import contract_ids, load_contract, parse_contract
from creatorscope.operations.contracts_shape import format_shape
from creatorscope.operations.contracts_text import format_contract
from creatorscope.skills_files import PROMPTS, find_skills_files

every_contract = pytest.mark.parametrize("contract_id", [row.id for row in CONTRACTS])
_MOST_TOKENS = 1_200


def test_there_is_one_file_a_contract_and_the_tool_takes_each():
    assert contract_ids() == tuple(sorted(BY_ID))
    assert set(get_args(ContractId)) == set(BY_ID)


@every_contract
def test_file_agrees_with_the_registry_and_stays_short(contract_id):
    found = load_contract(contract_id)
    assert found.front.id == found.contract.id == contract_id
    assert len(found.body.encode()) / 4 <= _MOST_TOKENS


@every_contract
def test_text_names_every_field_of_the_output(contract_id):
    found = load_contract(contract_id)
    shape = format_shape(found.contract.output)
    skeleton = {"contract", "contract_version", "works", "explanations", "work_id", "WORK_ID"}
    names = set(re.findall(r"(?<![|a-z_])[a-z_]{3,}(?=[,:}])", shape)) - skeleton
    untold = {name for name in names if name not in found.body and name not in {"text", "integer", "null"}}
    assert untold <= {"words", "reading", "score"}


@every_contract
def test_example_of_a_contract_is_a_claim_its_model_takes(contract_id):
    found = load_contract(contract_id)
    examples = re.findall(r"^`(\{.*?\})`$", found.body, re.DOTALL | re.MULTILINE)
    assert len(examples) == (1 if found.contract.evidence else 0)
    for example in examples:
        claim = json.loads(example.replace("\n", " "))
        kinds = {item["type"] for item in claim["evidence"]}
        assert kinds <= found.contract.evidence
        cited = set(re.findall(r"\{(e\d)\}", claim["text"]))
        assert cited <= {item["id"] for item in claim["evidence"]}


@every_contract
def test_instructions_end_with_the_check_and_carry_the_language(contract_id):
    text = format_contract(load_contract(contract_id), "Vietnamese")
    assert "call check_analysis" in text
    assert ("Vietnamese" in text) == bool(BY_ID[contract_id].evidence)


def test_shape_tells_lists_choices_and_what_may_be_null():
    assert format_shape(BY_ID["hook"].output).endswith("ending: {words: V, reading: C}|null}] 1+}")
    assert "suggestions: [C] 0-3" in format_shape(BY_ID["work-summary"].output)
    assert "score: integer 1-5" in format_shape(BY_ID["work-score"].output)
    assert "explanations: {WORK_ID: {" in format_shape(BY_ID["sampled-work-explanations"].output)


def _text_of(contract_id: str) -> str:
    [path] = find_skills_files().skills.glob(f"*/{PROMPTS}/{contract_id}.md")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('version: "1.0"', 'version: "0.9"', "version"),
        ("max_works: 6", "max_works: 7", "max_works"),
        ('output: "Hook"', 'output: "Topic"', "output"),
        ('  - "quote.not_found"\n', "", "rules"),
        ('id: "hook"', 'id: "hooks"', "hooks"),
        ('output_language: "follows the user"', 'output_language: "English"', "output_language"),
        ('  - "texts"', '  - "wishes"', "inputs"),
        ("---\n", "", "front matter"),
        ("version:", "  version", "front matter"),
    ],
)
def test_file_that_disagrees_with_the_registry_is_refused(old, new, told):
    text = _text_of("hook")
    assert old in text
    with pytest.raises(LocalFileError, match=told):
        parse_contract(text.replace(old, new), skill="single-work-analysis")


def test_missing_contract_is_refused_by_name():
    with pytest.raises(LocalFileError, match="no skill has the contract nothing"):
        load_contract("nothing")


def test_both_tools_publish_lean_schemas():
    prepare, check = (lean_schema(model) for model in (PrepareAnalysisRequest, CheckAnalysisRequest))
    assert check["properties"]["analysis"]["type"] == "object"
    assert prepare["required"] == ["contract", "result_id"]
    most = {row.max_works for row in CONTRACTS}
    assert {
        int(figure) for figure in re.findall(r"\d+", prepare["properties"]["work_ids"]["description"])
    } == most
