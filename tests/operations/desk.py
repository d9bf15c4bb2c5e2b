"""An app over a small sandbox with the works and analysis tools at hand, for tests of analyses."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from creatorscope.app import App, open_app
from creatorscope.contract.operation import LocalOperation
from creatorscope.errors import ArgumentError, Problem
from creatorscope.operations import analysis_tools, works_tools
from creatorscope.operations.answer import Answer
from creatorscope.operations.table import BY_NAME
from creatorscope.results.about import About, Kind
from creatorscope.results.kept import Kept
from creatorscope.results.store import ResultStore
from creatorscope.settings import load_settings
from creatorscope.works.rows import work_rows
from creatorscope.works.work import Work

LOCAL = {
    row.name: row
    for module in (analysis_tools, works_tools)
    for row in vars(module).values()
    if isinstance(row, LocalOperation)
}


class Desk:
    """Calls tools by name and looks into what they kept."""

    def __init__(self, app: App, root: Path) -> None:
        self._app = app
        self.root = root
        self.store: ResultStore = app.invoker._around.store

    async def call(self, name: str, **arguments: Any) -> Answer:
        """Answer one call."""
        operation = self._app.operations.get(name) or LOCAL[name]
        return await self._app.invoker.invoke(operation, arguments)

    async def id_of(self, name: str, **arguments: Any) -> str:
        """Return the result id of one call's answer."""
        result_id = (await self.call(name, **arguments)).result_id
        assert result_id
        return result_id

    async def analysed(self) -> str:
        """Return the result id of the demo creator's analysis."""
        demo = {"platform": "tiktok", "creator": "creator_demo"}
        works = await self.id_of("list_creator_works", **demo, max_works=80)
        profile = await self.id_of("get_creator_profile", **demo)
        return await self.id_of("analyze_creator", works=works, profile=profile)

    async def refuse(self, name: str, **arguments: Any) -> Problem:
        """Return the one problem a call is refused with; nothing is kept then."""
        before = self.store.ids()
        with pytest.raises(ArgumentError) as caught:
            await self.call(name, **arguments)
        assert self.store.ids() == before
        [problem] = caught.value.problems
        return problem

    def kept(self, result_id: str | None) -> Kept:
        """Return a kept result."""
        assert result_id
        return self.store.load(result_id)

    def keep_works(self, works: Sequence[Work], *, kind: Kind = Kind.IMPORT, source: str = "import") -> str:
        """Keep works as an import does."""
        return self.store.keep_rows(work_rows(works), About(kind=kind, tool="import_works", source=source))

    def write(self, name: str, document: Any) -> str:
        """Write a JSON file below the storage root and return its name."""
        (self.root / name).write_text(json.dumps(document), encoding="utf-8")
        return name


@asynccontextmanager
async def open_desk(root: Path, **flags: Any) -> AsyncIterator[Desk]:
    """Open a desk on a pinned sandbox; keywords are settings."""
    fixed = {"storage": root, "ephemeral": True, "as_of": "2026-03-15", "sandbox_creators": 300}
    offered = sorted({*BY_NAME, *LOCAL, "render_report"})
    async with open_app(load_settings({}, None, fixed | flags), offered) as app:
        yield Desk(app, root)
