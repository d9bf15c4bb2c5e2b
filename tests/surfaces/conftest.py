"""Settings, servers and command lines for the tests of the surfaces."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client import Client

from creatorscope.__main__ import build_composition
from creatorscope.app import LazyApp
from creatorscope.operations.table import OPERATIONS
from creatorscope.selection import OFF_BY_DEFAULT
from creatorscope.settings import Settings, load_settings
from creatorscope.surfaces.cli import run
from creatorscope.surfaces.mcp_server import build_server
from creatorscope.surfaces.offering import offered_tools
from tests.stock import stock

SettingsMaker = Callable[..., Settings]
Connector = Callable[..., AbstractAsyncContextManager[Client]]
EVERY_TOOLSET = ",".join(dict.fromkeys(row.toolset for row in OPERATIONS))
OFFERED = [row for row in OPERATIONS if row.toolset not in OFF_BY_DEFAULT]
LIVE = {"CV_API_KEY": "cv_live_made_up_1234", "CV_USER_IDENTITY": "someone@example.com"}


@pytest.fixture(scope="session")
def _stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stock")
    anyio.run(stock, root)
    return root


@pytest.fixture
def stocked(_stock: Path, tmp_path: Path) -> None:
    """Put the results that examples name into the temporary storage."""
    shutil.copytree(_stock, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def make_settings(tmp_path: Path) -> SettingsMaker:
    """Build settings over a temporary storage, the sandbox's state in memory."""

    def make(env: dict[str, str] | None = None, **flags: Any) -> Settings:
        fixed = {"storage": tmp_path, "ephemeral": True, "as_of": "2026-03-15", "sandbox_creators": 300}
        return load_settings(env or {}, None, fixed | flags)

    return make


@pytest.fixture
def connect(make_settings: SettingsMaker) -> Connector:
    """Connect a client to a server in memory; `mode` picks the protocol era, the rest are settings."""

    @asynccontextmanager
    async def connected(mode: str = "auto", **flags: Any) -> AsyncIterator[Client]:
        settings = make_settings(**flags)
        offered = offered_tools(settings)
        server = build_server(settings, lambda tasks: LazyApp(tasks, settings, offered))
        async with Client(server, mode=mode) as client:
            yield client

    return connected


@dataclass(frozen=True)
class Outcome:
    """What one command line did."""

    code: int
    out: str
    err: str


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run command lines in this process, over a temporary storage and without any other setting."""
    for name in os.environ:
        if name.startswith(("CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_CREATOR_", "CREATORSCOPE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CREATORSCOPE_STORAGE", str(tmp_path))
    monkeypatch.setenv("CREATORSCOPE_SANDBOX_CREATORS", "300")
    monkeypatch.setenv("CREATORSCOPE_AS_OF", "2026-03-15")
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))

    def call(*words: str) -> Outcome:
        code = run(words, build_composition())
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
