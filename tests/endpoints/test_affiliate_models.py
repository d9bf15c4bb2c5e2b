"""The affiliate models: real documents pass untouched, malformed ones are named."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Effect, Endpoint
from creatorscope.contract.rows import rows_at
from creatorscope.contract.wire import WHOLE_BODY, decode_request, encode_request
from creatorscope.endpoints.affiliate import (
    LIST_AFFILIATE_CREATORS,
    SUBMIT_AFFILIATE_CREATORS,
    SUBMIT_AFFILIATE_ERRORS,
)
from creatorscope.endpoints.affiliate_document import MOST_FAULTS
from creatorscope.endpoints.affiliate_profile import PROFILE_KEYS
from creatorscope.errors import ArgumentError

TODAY = date(2026, 3, 15)
REAL = Path(__file__).parents[3] / "shared" / "data" / "affiliate-creator.json"
DOCUMENT: dict[str, Any] = encode_request(SUBMIT_AFFILIATE_CREATORS.example)[WHOLE_BODY][0]
ERROR = {"data": {"creator_id": "1"}, "code": "affiliate.creator_not_found", "message": "gone"}

needs_real = pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/data/affiliate-creator.json")


def sent(row: Endpoint, **arguments: Any) -> Any:
    return encode_request(parse_request(row.request, arguments, TODAY))[WHOLE_BODY]


def faults(row: Endpoint, **arguments: Any) -> dict[str, str]:
    with pytest.raises(ArgumentError) as caught:
        parse_request(row.request, arguments, TODAY)
    return {problem.field: str(problem) for problem in caught.value.problems}


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the example document with the value at a dotted path replaced."""
    document = deepcopy(DOCUMENT)
    *parents, last = path.split(".")
    node = document
    for name in parents:
        node = node[name]
    node[last] = value
    return document


@needs_real
def test_a_real_document_is_accepted_and_travels_unchanged():
    documents = json.loads(REAL.read_text(encoding="utf-8"))
    before = json.dumps(documents)
    assert json.dumps(sent(SUBMIT_AFFILIATE_CREATORS, creators=documents)) == before


@needs_real
def test_the_modelled_profile_keys_are_those_of_a_real_document():
    for document in json.loads(REAL.read_text(encoding="utf-8")):
        assert set(document["profiles"]["creator_profile"]) == set(PROFILE_KEYS)


def test_the_profile_has_83_keys():
    assert len(PROFILE_KEYS) == 83


def test_unknown_keys_odd_spacing_and_nulls_travel_as_given():
    document = changed("profiles.creator_profile. odd ", [" x ", None, {"n": 1.10}])
    assert sent(SUBMIT_AFFILIATE_CREATORS, creators=[document]) == [document]


def test_documents_may_come_as_json_text():
    assert sent(SUBMIT_AFFILIATE_CREATORS, creators=json.dumps([DOCUMENT])) == [DOCUMENT]


def test_the_body_is_the_array_itself_and_decodes_to_the_same_request():
    row = SUBMIT_AFFILIATE_CREATORS
    arguments = decode_request(row.request, encode_request(row.example))
    assert parse_request(row.request, arguments, TODAY) == row.example


PROFILE = "profiles.creator_profile"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", ""),
        ("id", None),
        ("id", 7495),
        ("profiles", []),
        (PROFILE, "x"),
        (f"{PROFILE}.follower_cnt", {"value": "1"}),
        (f"{PROFILE}.follower_cnt", 124062),
        (f"{PROFILE}.med_commission_rate", "1000"),
        (f"{PROFILE}.med_gmv_revenue", "133.7M₫"),
        (f"{PROFILE}.category", {"name": "Beauty"}),
        (f"{PROFILE}.follower_cnt", True),
    ],
)
def test_a_malformed_document_is_named_by_index_and_path(path: str, value: object):
    found = faults(SUBMIT_AFFILIATE_CREATORS, creators=[DOCUMENT, changed(path, value)])
    assert list(found) == [f"creators.1.{path}"]


@pytest.mark.parametrize("profiles", [None, {}, {"creator_profile": None}])
def test_a_creator_without_profiles_is_to_be_reported_as_an_error(profiles: object):
    found = faults(SUBMIT_AFFILIATE_CREATORS, creators=[changed("profiles", profiles)])
    assert "affiliate.creator_has_no_profiles" in found["creators.0.profiles"]


def test_faults_of_several_documents_are_named_together():
    first, second = changed("id", ""), changed(f"{PROFILE}.units_sold", 5)
    found = faults(SUBMIT_AFFILIATE_CREATORS, creators=[first, second, "text"])
    assert list(found) == ["creators.2"]
    found = faults(SUBMIT_AFFILIATE_CREATORS, creators=[first, second])
    assert list(found) == ["creators.0.id", f"creators.1.{PROFILE}.units_sold"]


def test_a_flood_of_faults_is_cut_and_counted():
    with pytest.raises(ArgumentError) as caught:
        parse_request(SUBMIT_AFFILIATE_CREATORS.request, {"creators": [{} for _ in range(50)]}, TODAY)
    problems = caught.value.problems
    assert len(problems) == MOST_FAULTS + 1
    assert "80 more faults" in str(problems[-1])


@pytest.mark.parametrize("creators", [[], [DOCUMENT] * 501, "text", {"id": "1"}, [1]])
def test_anything_but_1_to_500_documents_is_refused(creators: object):
    assert next(iter(faults(SUBMIT_AFFILIATE_CREATORS, creators=creators))).startswith("creators")


def test_creators_and_file_are_alternatives():
    assert "one of file or creators is required" in faults(SUBMIT_AFFILIATE_CREATORS)["creators"]
    assert (
        "one of file or creators is required"
        in faults(SUBMIT_AFFILIATE_CREATORS, creators=None, file=None)["creators"]
    )
    assert "both given" in faults(SUBMIT_AFFILIATE_CREATORS, creators=[DOCUMENT], file="a.json")["creators"]


def test_a_file_alone_is_accepted_and_never_travels():
    row = SUBMIT_AFFILIATE_CREATORS
    assert encode_request(parse_request(row.request, {"file": "a.jsonl"}, TODAY)) == {}


def test_errors_travel_as_given_with_any_code():
    errors = [ERROR, {**ERROR, "code": "affiliate.blocked", "attempt": 2}]
    assert sent(SUBMIT_AFFILIATE_ERRORS, errors=errors) == errors


def test_errors_may_come_as_json_text_whole_or_one_by_one():
    text = json.dumps(ERROR)
    for errors in (text, [text], f"[{text}]"):
        assert sent(SUBMIT_AFFILIATE_ERRORS, errors=errors) == [ERROR]


@pytest.mark.parametrize(
    ("error", "field"),
    [
        ({**ERROR, "data": {}}, "errors.0.data.creator_id"),
        ({**ERROR, "data": {"creator_id": ""}}, "errors.0.data.creator_id"),
        ({"data": {"creator_id": "1"}, "code": "x"}, "errors.0.message"),
        ({**ERROR, "code": 404}, "errors.0.code"),
    ],
)
def test_a_malformed_error_is_named(error: dict[str, Any], field: str):
    assert list(faults(SUBMIT_AFFILIATE_ERRORS, errors=[error])) == [field]


def test_errors_are_required():
    assert list(faults(SUBMIT_AFFILIATE_ERRORS)) == ["errors"]
    assert list(faults(SUBMIT_AFFILIATE_ERRORS, errors=None)) == ["errors"]
    assert list(faults(SUBMIT_AFFILIATE_ERRORS, errors=[])) == ["errors"]


def test_the_work_list_is_an_array_read_for_free():
    rows = rows_at([{"id": "1"}, {"id": "2"}], LIST_AFFILIATE_CREATORS.response.ROWS)
    assert [row.values["id"] for row in rows] == ["1", "2"]
    assert LIST_AFFILIATE_CREATORS.effect is Effect.READ
    assert LIST_AFFILIATE_CREATORS.price.quote(LIST_AFFILIATE_CREATORS.example).free
