"""What a server loads before its first call: no endpoint, client or sandbox."""

from __future__ import annotations

import json
import sys

from tests.benchmarks.rpc import RpcProcess
from tests.surfaces.conftest import OFFERED

LATE = (
    "creatorscope.app.",
    "creatorscope.client",
    "creatorscope.endpoints",
    "creatorscope.hosts",
    "creatorscope.operations.",
    "creatorscope.sandbox",
    "creatorscope.storage",
    "creatorscope.surfaces.doctor",
    "creatorscope.surfaces.field_reference",
    "creatorscope.surfaces.tool_listing",
    "creatorscope.analysis",
    "creatorscope.results",
    "dbos",
    "duckdb",
    "fsspec",
    "numpy",
    "openpyxl",
    "pycountry",
    "scipy",
    "sqlalchemy",
    "sqlite3",
    "stamina",
    "tenacity",
    "xlsxwriter",
    "yaml",
)
PROGRAM = """
import atexit, json, pathlib, sys
from creatorscope.__main__ import main
target = pathlib.Path(sys.argv.pop(1))
atexit.register(lambda: target.write_text(json.dumps(sorted(sys.modules))))
main()
"""


def loaded_after(requests, tmp_path):
    """Serve, make the requests, and return the modules loaded by the end."""
    target = tmp_path / "modules.json"
    env = {
        "CREATORSCOPE_STORAGE": str(tmp_path),
        "CREATORSCOPE_SANDBOX_CREATORS": "300",
        "HOME": str(tmp_path),
    }
    with RpcProcess([sys.executable, "-c", PROGRAM, str(target), "serve", "--sandbox"], env) as process:
        process.handshake()
        answers = [process.call(method, params) for method, params in requests]
    return json.loads(target.read_text()), answers


def test_listing_tools_loads_nothing_that_calls_need(tmp_path):
    modules, [listed] = loaded_after([("tools/list", {})], tmp_path)
    assert len(listed["tools"]) == len(OFFERED)
    late = [name for name in modules if name.startswith(LATE)]
    assert late == []


def test_first_call_loads_what_it_needs(tmp_path):
    call = {"name": "get_account_health", "arguments": {}}
    modules, [answer] = loaded_after([("tools/call", call)], tmp_path)
    assert answer["structuredContent"]["source"] == "sandbox"
    assert "creatorscope.endpoints.table" in modules
