"""The checked-in JSON Schemas are the models, and the golden analyses satisfy them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from creatorscope.claims.registry import CONTRACTS
from creatorscope.claims.schemas import FOLDER, schemas
from tests.claims.goldens import load_analysis, load_input

CHECKED_IN = Path(__file__).parents[2] / FOLDER
SCHEMAS = schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_checked_in_schema_is_the_one_the_model_gives(name):
    assert (CHECKED_IN / name).read_text(encoding="utf-8") == SCHEMAS[name], "run make docs"


def test_no_other_schema_is_checked_in():
    assert {path.name for path in CHECKED_IN.iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("contract", [row.id for row in CONTRACTS])
def test_golden_input_and_analysis_satisfy_their_schemas(contract):
    schema = json.loads(SCHEMAS[f"{contract}.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(load_analysis(contract))
    given = load_input(contract).model_dump(mode="json")
    Draft202012Validator(json.loads(SCHEMAS["prepared-input.json"])).validate(given)


@pytest.mark.parametrize("contract", [row.id for row in CONTRACTS])
def test_schema_refuses_unknown_keys_and_another_contract(contract):
    validator = Draft202012Validator(json.loads(SCHEMAS[f"{contract}.json"]))
    for change in ({"comment": "more"}, {"contract": "other"}):
        assert list(validator.iter_errors({**load_analysis(contract), **change}))
