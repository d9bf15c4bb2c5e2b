"""Kept results under the ids that the examples of local operations name, made once on the sandbox."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from creatorscope.app import App, open_app
from creatorscope.contract.operation import Operation
from creatorscope.operations import examples
from creatorscope.operations.table import BY_NAME, OPERATIONS
from creatorscope.results.store import ResultStore
from creatorscope.sandbox.documents import sample_document
from creatorscope.settings import load_settings

DEMO = {"platform": "tiktok", "creator": "creator_demo"}
S3 = {"service_level": "S3"}
PINNED = {"ephemeral": True, "as_of": "2026-03-15", "sandbox_creators": 300}


# A job that is named needs a worker that runs it: tests/jobs has those.
RUNNABLE = [row for row in OPERATIONS if "job_id" not in row.request.model_fields]


async def stock(root: Path) -> None:
    """Fill a storage root with what the examples read."""
    document = root / "documents" / "document.json"
    document.parent.mkdir()
    document.write_text(json.dumps([sample_document()]), encoding="utf-8")
    async with open_app(load_settings({}, None, {"storage": root, **PINNED}), list(BY_NAME)) as app:
        await _keep(app, root, examples.WORKS, "list_creator_works", **DEMO, max_works=60)
        await _keep(app, root, examples.SPARE, "get_account_health")
        await _keep(app, root, examples.WORK, "get_work", **BY_NAME["get_work"].example.model_dump())
        await _keep(app, root, examples.PROFILE, "get_creator_profile", **DEMO)
        await _keep(app, root, examples.FOUND, "search_tiktok_creators", keyword="creator_demo", size=1, **S3)
        await _keep(app, root, examples.PEERS, "search_tiktok_creators", country_code="US", size=20, **S3)
        imported = await app.invoker.invoke(BY_NAME["import_works"], {"path": str(document)})
        _rename(
            root, imported.rows[0][list(imported.columns).index("documents_result_id")], examples.DOCUMENT
        )
        works = {"works": examples.WORKS, "profile": examples.PROFILE}
        await _keep(app, root, examples.ANALYSIS, "analyze_creator", **works)
        about = {"contract": "author-analysis", "result_id": examples.ANALYSIS}
        await _keep(app, root, examples.INPUT, "prepare_analysis", **about)
        other = await _call(app, "list_creator_works", platform="instagram", creator="creator_demo")
        await _keep(app, root, examples.OTHER_ANALYSIS, "analyze_creator", works=other)
    _write_works(root)


def example_of(row: Operation) -> dict[str, Any]:
    """Return the arguments of a row's example; a job is planned only, tests of jobs run them."""
    planned = {"dry_run": True} if "dry_run" in row.request.model_fields else {}
    return row.example.model_dump(mode="json", exclude_unset=True) | planned


async def _call(app: App, tool: str, **arguments: Any) -> str:
    answer = await app.invoker.invoke(BY_NAME[tool], arguments)
    assert answer.result_id
    return answer.result_id


async def _keep(app: App, root: Path, example_id: str, tool: str, **arguments: Any) -> None:
    """Make a call and keep its answer under the example's id as well."""
    _rename(root, await _call(app, tool, **arguments), example_id)


def _rename(root: Path, given: str, example_id: str) -> None:
    [path] = (root / "results").glob(f"{given}.*")
    header, _, raw = path.read_bytes().partition(b"\n")
    renamed = json.dumps({**json.loads(header), "result_id": example_id}).encode()
    path.with_name(path.name.replace(given, example_id)).write_bytes(renamed + b"\n" + raw)


def _write_works(root: Path) -> None:
    rows = ResultStore(root, None).load(examples.WORKS).rows()
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (root / examples.WORKS_FILE).write_text(text, encoding="utf-8")
