"""The entry of the program: joins the surfaces to the app, imported as late as each is needed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from creatorscope.importing import collection_paused

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

    from creatorscope.settings import Settings
    from creatorscope.surfaces.offering import AppSource, Composition, RunningApp, SandboxAddress


def _open_app(settings: Settings, offered: Collection[str]) -> AbstractAsyncContextManager[RunningApp]:
    from creatorscope.app import open_app

    return open_app(settings, offered)


def _lazy_app(tasks: TaskGroup, settings: Settings, offered: Collection[str]) -> AppSource:
    from creatorscope.app import LazyApp

    return LazyApp(tasks, settings, offered)


def _serve_sandbox(settings: Settings, address: SandboxAddress) -> None:
    import anyio

    from creatorscope.app import sandbox_config
    from creatorscope.sandbox.serve import run_sandbox

    anyio.run(run_sandbox, sandbox_config(settings, address.rate_limit), address.host, address.port)


def build_composition() -> Composition:
    """Return what this layer lends to the surfaces."""
    from creatorscope.surfaces.offering import Composition

    return Composition(open_app=_open_app, lazy_app=_lazy_app, serve_sandbox=_serve_sandbox)


def main() -> None:
    """Run the command line of this process."""
    with collection_paused():
        from creatorscope.surfaces.cli import run

        composition = build_composition()
    code = run(sys.argv[1:], composition)
    # DuckDB reports on stderr what is not freed at the end, and frozen garbage never would be.
    gc.unfreeze()
    sys.exit(code)


if __name__ == "__main__":
    # By the module's own name: a server's other processes find the functions above only there.
    from creatorscope.__main__ import main as run_main

    run_main()
