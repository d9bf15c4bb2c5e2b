"""What a step may use: calls under the ledger, other tools, result files, and the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from creatorscope.client.client import Client
from creatorscope.client.received import Received
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.jobs.parts import Parts
from creatorscope.results.about import About


class Ran(Protocol):
    """What another tool answered."""

    @property
    def data(self) -> Any:
        """Its data, in the shape of its response."""
        ...

    @property
    def result_id(self) -> str | None:
        """The result it is kept under."""
        ...


class Bench(Protocol):
    """The surroundings of one job's steps.

    `mark` names one call within a job: a call of the same mark is the same call, done at most once where it
    is billed or writes.
    """

    @property
    def job_id(self) -> str:
        """The job's id."""
        ...

    @property
    def parts(self) -> Parts:
        """The rows the job has written so far; its methods block, so they belong in a thread."""
        ...

    @property
    def client(self) -> Client:
        """For moving files, which is free."""
        ...

    @property
    def pace(self) -> float:
        """How many times faster than real time the upstream's work runs: 1 but on the sandbox."""
        ...

    def now(self) -> datetime:
        """Return the real time, UTC."""
        ...

    async def call(self, endpoint: Endpoint, mark: str, **arguments: Any) -> Received:
        """Return an upstream's answer; raises as the client, BudgetError for a cap."""
        ...

    async def send(self, endpoint: Endpoint, mark: str, request: Request) -> Received:
        """Return an upstream's answer to a request that is validated already."""
        ...

    async def run(self, tool: str, mark: str, **arguments: Any) -> Ran:
        """Return what another tool of ours answers."""
        ...

    async def keep_rows(self, about: About) -> str:
        """Keep the rows of the job as its result and return its id."""
        ...

    def rows_of(self, result_id: str, field: str) -> list[Mapping[str, Any]]:
        """Return the rows of a kept result; raises ArgumentError for `field` when there is none. Blocks."""
        ...

    def hidden(self, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return rows, contacts masked where the operator wants that."""
        ...

    def readable(self, name: str) -> Path:
        """Return a local file or folder that may be read; raises LocalFileError for any other."""
        ...

    def recall(self, name: str) -> Any:
        """Return what `remember` kept in this process, None when nothing: only to save work."""
        ...

    def remember(self, name: str, value: Any) -> None:
        """Keep something in this process for the next steps."""
        ...
