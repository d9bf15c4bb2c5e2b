"""The file `tools/list` is answered from: current, lean, and fit for every host."""

from __future__ import annotations

import re

import pytest

from creatorscope.contract.operation import Endpoint
from creatorscope.operations.table import OPERATIONS
from creatorscope.surfaces.tool_file import TOOLS_FILE, list_tools, load_tools, token_cost
from creatorscope.surfaces.tool_listing import cost_in_words, published_tools, tools_json
from tests.surfaces.conftest import OFFERED
from tests.surfaces.snapshots import FOLDER, render

LISTINGS = published_tools()
FORBIDDEN = {"anyOf", "oneOf", "allOf", "$ref", "$defs", "title", "not"}
each = pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing["name"])


def nodes_of(schema):
    """Yield every schema inside a schema, itself first."""
    yield schema
    for child in schema.get("properties", {}).values():
        yield from nodes_of(child)
    if "items" in schema:
        yield from nodes_of(schema["items"])


def test_file_is_what_the_table_says_now():
    current = TOOLS_FILE.read_text(encoding="utf-8") == tools_json()
    assert current, "run `make docs` and commit surfaces/tools.json"


def test_file_answers_what_the_table_publishes():
    names = [row.name for row in OPERATIONS]
    assert list_tools(names, 0) == LISTINGS
    assert [tool.name for tool in load_tools()] == names


@each
def test_listing_is_the_reviewed_one(listing):
    stored = FOLDER / f"{listing['name']}.json"
    current = stored.exists() and stored.read_text(encoding="utf-8") == render(listing)
    assert current, "review the change, then run `python -m tests.surfaces.snapshots`"


def test_no_snapshot_is_left_of_a_tool_that_is_gone():
    assert {path.stem for path in FOLDER.glob("*.json")} == {listing["name"] for listing in LISTINGS}


def test_the_tools_offered_by_default_keep_to_their_tokens():
    calls = list_tools([row.name for row in OFFERED if isinstance(row, Endpoint)], 0)
    assert len(calls) == 32
    assert token_cost(calls) <= 9_000
    assert token_cost(list_tools([row.name for row in OFFERED], 0)) <= 14_000


@each
def test_name_fits_every_host(listing):
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", listing["name"])


@each
def test_input_is_a_flat_object_of_described_plain_types(listing):
    schema = listing["inputSchema"]
    assert schema["type"] == "object"
    for node in nodes_of(schema):
        assert isinstance(node, dict)
        assert isinstance(node["type"], str)
        assert not FORBIDDEN & node.keys()
        assert node["type"] != "array" or node["items"]
    for name, node in schema["properties"].items():
        assert node["description"], name
        assert "properties" not in node, f"{name} is not flat"
    assert set(schema.get("required", ())) <= schema["properties"].keys()


@pytest.mark.parametrize("row", OPERATIONS, ids=lambda row: row.name)
def test_description_says_what_when_and_at_what_price(row):
    listing = next(listing for listing in LISTINGS if listing["name"] == row.name)
    description = listing["description"]
    assert description == f"{row.summary} {row.use_when} {cost_in_words(row)}".rstrip()
    others = [other.name for other in OPERATIONS if other is not row]
    assert not [name for name in others if name in description]


@pytest.mark.parametrize("row", OPERATIONS, ids=lambda row: row.name)
def test_credentials_are_never_arguments(row):
    listing = next(listing for listing in LISTINGS if listing["name"] == row.name)
    for name in listing["inputSchema"]["properties"]:
        assert not re.search(r"cookie|proxy|api_key|secret|password", name), name
