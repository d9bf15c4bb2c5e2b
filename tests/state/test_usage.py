"""What was spent can be read by an agent and by the operator, who lets spending go on after an overrun."""

from __future__ import annotations

import csv
import io
import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from creatorscope.client.budget import Caps
from creatorscope.clock import SystemClock
from creatorscope.errors import BudgetError
from creatorscope.operations.usage_tools import GET_USAGE, UsageRequest, UsedTool, since_day
from creatorscope.sandbox.keys import MAIN_TENANT
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.usage import COLUMNS
from creatorscope.surfaces.cli_usage import build_usage
from tests.state.books import NOON, SEARCH, SUBMIT, open_books, request_of, search, spend


@pytest.fixture
async def spent(tmp_path):
    """A ledger that made two searches, between which somebody else used the account, and a submission."""
    with open_books(str(tmp_path / "state.sqlite"), tmp_path) as books:
        books.clock.time = SystemClock().now()
        ledger = books.open(caps=SpendingCaps(call=Caps(prices={SUBMIT.name: 2})))
        await ledger.call(SEARCH, search(), spend())
        books.sandbox.state.add(f"credits:{MAIN_TENANT}", 30, period=f"{books.sandbox.now():%Y-%m}")
        await ledger.call(SEARCH, search(page=2), spend())
        request = request_of(SUBMIT, {"platform": "tiktok", "task_type": "FILE_UPLOAD", "values": ["a"]})
        submitted = await ledger.call(SUBMIT, request, spend(principal="team"))
        yield SimpleNamespace(
            ledger=ledger,
            source=books.sources[0],
            folder=tmp_path,
            task_id=submitted.received.data["task_id"],
        )


def run(spent, *flags):
    done = CliRunner().invoke(build_usage(), ["--storage", str(spent.folder), "--days", "2", *flags])
    assert done.exit_code == 0, done.output
    return done


async def test_the_table_has_a_line_for_each_principal_unit_and_tool(spent):
    lines = [line.split() for line in run(spent).stdout.splitlines()]
    assert lines[0][2:8] == ["principal", "tool", "unit", "calls", "spent", "reserved"]
    assert [line[2:8] for line in lines[1:]] == [
        ["local", SEARCH.name, "credits", "2", "10", "0"],
        ["team", SUBMIT.name, "credits", "1", "0", "2"],
    ]


async def test_the_difference_is_what_the_account_lost_besides_these_calls(spent):
    searches, submissions = csv.DictReader(io.StringIO(run(spent, "--csv").stdout))
    assert tuple(searches) == COLUMNS
    assert [float(searches[name]) for name in ("spent", "balance_drop", "difference")] == [10, 40, 30]
    assert (submissions["spent"], submissions["reserved"]) == ("0.0", "2.0")


async def test_json_holds_the_same_rows(spent):
    rows = json.loads(run(spent, "--json").stdout)
    assert [(row["tool"], row["calls"]) for row in rows] == [(SEARCH.name, 2), (SUBMIT.name, 1)]


def test_no_usage_is_said_in_words(tmp_path):
    done = CliRunner().invoke(build_usage(), ["--storage", str(tmp_path)])
    assert done.stdout == "Nothing that costs was called in this time.\n"


async def test_the_tool_tells_each_principal_its_own(spent):
    around = SimpleNamespace(ledger=spent.source, source="sandbox", principal="team")
    told = await GET_USAGE.run(UsageRequest(days=1), SimpleNamespace(around=around))
    assert [(row["tool"], row["principal"]) for row in told.data["usage"]] == [(SUBMIT.name, "team")]
    assert told.total == 1


async def test_the_operator_lets_spending_go_on_after_an_overrun(spent):
    spent.ledger.settle_collection(spent.task_id, charged=5)
    with pytest.raises(BudgetError):
        await spent.ledger.call(SEARCH, search(page=3), spend(principal="team"))
    assert "1 charges above" in run(spent, "--acknowledge").stderr
    assert "0 charges above" in run(spent, "--acknowledge").stderr
    await spent.ledger.call(SEARCH, search(page=3), spend(principal="team"))


def test_the_tool_documents_every_column_there_is():
    assert tuple(UsedTool.model_fields) == COLUMNS


def test_today_is_the_last_of_the_days():
    assert since_day(1, NOON) == "2026-03-15"
    assert since_day(30, NOON) == "2026-02-14"
