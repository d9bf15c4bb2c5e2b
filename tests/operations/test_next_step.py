"""Every follow-up a response type names exists and can be filled from the answer or the request."""

from __future__ import annotations

import pytest

from creatorscope.contract.rows import column_field
from creatorscope.endpoints.table import BY_NAME, ENDPOINTS
from creatorscope.operations.next_step import next_call

FOLLOWS = [(row, follow) for row in ENDPOINTS for follow in row.response.FOLLOWS]


@pytest.mark.parametrize(
    ("row", "follow"), FOLLOWS, ids=lambda item: getattr(item, "name", None) or item.tool
)
def test_a_follow_up_names_a_tool_its_arguments_and_known_fields(row, follow):
    target = BY_NAME[follow.tool]
    assert set(follow.arguments) <= set(target.request.model_fields)
    for source in follow.arguments.values():
        assert column_field(row.response, source) or source in row.request.model_fields
    assert all(field in row.response.model_fields for field in follow.when)


@pytest.mark.parametrize("row", ENDPOINTS, ids=lambda row: row.name)
def test_every_preview_column_and_fact_is_a_documented_field(row):
    for column in row.response.PREVIEW:
        assert column_field(row.response, column), column
    for fact in row.response.FACTS:
        assert fact.partition(".")[0] in row.response.model_fields


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("processing", 'after 60 s: get_collection_status {"task_id": "task_1"}'),
        ("completed", 'get_collection_data {"task_id": "task_1"}'),
        ("failed", None),
    ],
)
def test_the_next_step_depends_on_the_answer(status, expected):
    row = BY_NAME["get_collection_status"]
    request = row.request(task_id="task_1")
    assert next_call(row, request, {"status": status}, frozenset(BY_NAME)) == expected


def test_a_tool_that_is_not_loaded_is_never_suggested():
    row = BY_NAME["submit_collection_task"]
    assert next_call(row, row.example, {"task_id": "task_1"}, frozenset({row.name})) is None
