"""What the steps of one job work with: calls under the ledger, our other tools, its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anyio.to_thread import run_sync

from creatorscope.client.client import Client
from creatorscope.client.received import Received
from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, LocalOperation, Request
from creatorscope.jobs.parts import ROWS, Parts
from creatorscope.jobs.rows import JobRow
from creatorscope.operations.keeping import iso_now
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Fetched, Services
from creatorscope.operations.surroundings import Surroundings
from creatorscope.operations.table import BY_NAME
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.results.about import About
from creatorscope.state.deciding import decide_unknown
from creatorscope.state.spending import Settled, Spend, UnansweredError, is_intent


class JobBench:
    """The surroundings of one job; a call of the same mark is the same call."""

    def __init__(self, row: JobRow, around: Surroundings, parts: Parts, pace: float) -> None:
        self.job_id = row.id
        self.around = around
        self.parts = parts
        self.pace = pace
        self._principal = row.scope.principal
        self._memory: dict[str, Any] = {}

    @property
    def client(self) -> Client:
        """For moving files, which is free."""
        return self.around.client

    def now(self) -> datetime:
        """Return the real time, UTC."""
        return datetime.now(UTC)

    async def call(self, endpoint: Endpoint, mark: str, **arguments: Any) -> Received:
        """Return an upstream's answer; raises as the client, BudgetError for a cap."""
        return await self.send(endpoint, mark, self._parse(endpoint.request, arguments))

    async def send(self, endpoint: Endpoint, mark: str, request: Request) -> Received:
        """Return an upstream's answer; a call that costs or writes is an intent of the job's."""
        if is_intent(endpoint):
            return (await self._spend(endpoint, mark, request)).received
        received = await self.around.client.call(endpoint, request)
        await self.around.ledger.settle_ended(request, received)
        return received

    async def _spend(self, endpoint: Endpoint, mark: str, request: Request) -> Settled:
        """Make a call under the ledger, once more where its answer is lost and that does no harm."""
        account = self._account(mark)
        try:
            return await self.around.ledger.call(endpoint, request, account)
        except UnansweredError as error:
            if error.skipped or endpoint.provider not in self.around.work.repeats:
                raise
        await run_sync(decide_unknown, self.around.ledger.get().state, self.job_id, "retry")
        return await self.around.ledger.call(endpoint, request, account)

    async def fetch(self, endpoint: Endpoint, mark: str, arguments: Mapping[str, Any]) -> Fetched:
        """Return an upstream's answer to one of our other tools, kept as a result."""
        request = self._parse(endpoint.request, arguments)
        settled = await self._spend(endpoint, mark, request)
        return Fetched(received=settled.received, result_id=settled.kept)

    async def run(self, tool: str, mark: str, **arguments: Any) -> Outcome:
        """Return what another tool of ours answers; its calls are the job's."""
        operation = BY_NAME[tool]
        if not isinstance(operation, LocalOperation):
            raise TypeError(f"{tool} is an endpoint: call it")
        outcome: Outcome = await operation.run(
            self._parse(operation.request, arguments), _JobServices(self, mark)
        )
        return outcome

    async def keep_rows(self, about: About) -> str:
        """Keep the rows of the job as its result and return its id."""
        told = replace(about, source=self.around.source, fetched_at=iso_now(self.around))
        return await run_sync(lambda: self.around.store.keep(self.parts.joined(ROWS), told))

    def rows_of(self, result_id: str, field: str) -> list[Mapping[str, Any]]:
        """Return the rows of a kept result; raises ArgumentError for `field` when there is none."""
        return self.around.store.load(result_id, field=field).rows()

    def hidden(self, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return rows, contacts masked where the operator wants that."""
        return list(mask_contacts(rows)) if self.around.hide_contacts else rows

    def readable(self, name: str) -> Path:
        """Return a local folder that may be read; raises LocalFileError for any other."""
        return self.around.storage.readable_folder(name)

    def recall(self, name: str) -> Any:
        """Return what `remember` kept in this process, None when nothing."""
        return self._memory.get(name)

    def remember(self, name: str, value: Any) -> None:
        """Keep something in this process for the next steps."""
        self._memory[name] = value

    def _account(self, mark: str) -> Spend:
        return Spend(
            principal=self._principal, job_id=self.job_id, intent_id=f"{self.job_id}-{mark}", fresh=False
        )

    def _parse(self, model: type[Request], arguments: Mapping[str, Any]) -> Any:
        return parse_request(
            model,
            arguments,
            self.around.clock.now().date(),
            allow_http_webhooks=self.around.allow_http_webhooks,
        )


class _JobServices(Services):
    """The services of a tool run by a job: its calls are numbered, so that a repeated run finds them."""

    def __init__(self, bench: JobBench, mark: str) -> None:
        super().__init__(bench.around)
        self._bench, self._mark = bench, mark
        self._calls = 0

    async def fetch(self, endpoint: Endpoint, **arguments: Any) -> Fetched:
        """Make one upstream call on the job's account and keep its answer."""
        self._calls += 1
        return await self._bench.fetch(endpoint, f"{self._mark}-{self._calls}", arguments)
