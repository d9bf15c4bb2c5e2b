"""The tools over results answer plain data that fits their documented answers."""

from __future__ import annotations

import pytest

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.rows import rows_at
from creatorscope.contract.schema import lean_schema
from creatorscope.errors import ArgumentError
from creatorscope.operations import results_requests as asked
from creatorscope.operations import results_runs as runs
from tests.results.asking import of

PAIRS = [
    (asked.GetResultRequest, asked.ResultPage, runs.run_get_result),
    (asked.QueryResultsRequest, asked.QueryAnswered, runs.run_query_results),
    (asked.ListResultsRequest, asked.KeptResults, runs.run_list_results),
    (asked.ExportResultRequest, asked.Exported, runs.run_export_result),
    (asked.DeleteResultRequest, asked.Deleted, runs.run_delete_result),
]


@pytest.fixture
def run(store, clock):
    """Run a tool by its request model, checking that its answer is all documented."""

    def ran(model, **arguments):
        _, response, function = next(pair for pair in PAIRS if pair[0] is model)
        data = function(parse_request(model, arguments, clock.now().date()), store)
        assert data.keys() <= response.model_fields.keys()
        response.model_validate(data)
        return rows_at(data, response.ROWS), data

    return ran


@pytest.mark.parametrize("model", [pair[0] for pair in PAIRS])
def test_requests_can_be_published(model):
    assert lean_schema(model)["properties"]


def test_a_result_is_paged_with_chosen_columns(run, keep):
    kept = keep([{"a": at, "b": {"c": "x"}} for at in range(120)])
    rows, data = run(asked.GetResultRequest, result_id=kept, page=2, size=50, fields='["a", "b.c"]')
    assert len(rows) == 50
    assert rows[0].values == {"a": 50, "b__c": "x"}
    assert (data["total"], data["columns"]) == (120, ["a", "b__c"])


def test_a_query_can_be_asked_and_listed(run, keep):
    kept = keep([{"a": 1}, {"a": 2}])
    rows, data = run(asked.QueryResultsRequest, sql=of("SELECT sum(a) AS s FROM {kept}", kept=kept))
    assert rows[0].values == {"s": 3}
    rows, data = run(asked.ListResultsRequest)
    assert [row.values["tool"] for row in rows] == ["query_results", "import_works"]
    rows, data = run(asked.ListResultsRequest, tool="import_works")
    assert (len(rows), data["total"]) == (1, 1)


def test_a_result_is_exported_and_deleted(run, keep):
    kept = keep([{"a": 1}])
    _, data = run(asked.ExportResultRequest, result_id=kept)
    assert data["file_name"].endswith(".xlsx")
    _, data = run(asked.DeleteResultRequest, result_id=kept)
    assert data["freed_bytes"] > 0
    with pytest.raises(ArgumentError):
        run(asked.GetResultRequest, result_id=kept)
