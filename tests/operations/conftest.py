"""An open app over an ephemeral sandbox, for tests that invoke operations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from creatorscope.app import App, open_app
from creatorscope.clock import SystemClock
from creatorscope.endpoints.table import BY_NAME
from creatorscope.operations.answer import Answer
from creatorscope.results.store import ResultStore
from creatorscope.settings import load_settings

Opener = Callable[..., AbstractAsyncContextManager[App]]
Call = Callable[..., Any]


@pytest.fixture
def open_sandbox_app(tmp_path: Path) -> Opener:
    """Open an app on a small pinned sandbox; keywords are settings."""

    @asynccontextmanager
    async def opened(**flags: Any) -> AsyncIterator[App]:
        fixed = {"storage": tmp_path, "ephemeral": True, "as_of": "2026-03-15", "sandbox_creators": 300}
        async with open_app(load_settings({}, None, fixed | flags), list(BY_NAME)) as app:
            yield app

    return opened


@pytest.fixture
async def call(open_sandbox_app: Opener) -> AsyncIterator[Call]:
    """Invoke one operation by name on a shared app."""
    async with open_sandbox_app() as app:

        async def invoke(name: str, **arguments: Any) -> Answer:
            return await app.invoker.invoke(app.operations[name], arguments)

        yield invoke


@pytest.fixture
async def run(open_sandbox_app):
    """Invoke a row on a shared app."""
    async with open_sandbox_app() as app:

        async def invoke(row, **arguments):
            return await app.invoker.invoke(row, arguments)

        yield invoke


@pytest.fixture
def rows_of(tmp_path):
    """Return the rows of a kept result."""
    return lambda answer: ResultStore(tmp_path, SystemClock()).load(answer.result_id).rows()
