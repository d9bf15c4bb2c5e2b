"""What one call of a local operation may use: upstream calls within the caps, and what is kept here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from creatorscope.client.client import Received
from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.contract.price import Unit
from creatorscope.operations.answer import Amount
from creatorscope.operations.keeping import exchange, iso_now
from creatorscope.operations.surroundings import Surroundings
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.results.about import About, Documented, Kind
from creatorscope.state.request_form import told_arguments
from creatorscope.state.spending import Spend

Progress = Callable[[float, float | None, str | None], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An upstream answer, and the result it is kept under."""

    received: Received
    result_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What made rows that are kept; `source` None: the app's own, "import" for a user's files.

    `summary`: what they are, for a list of results.
    """

    kind: Kind
    tool: str
    request: Request
    source: str | None = None
    summary: str = ""


class Services:
    """The services of one invocation; what its upstream calls cost adds up in `charged`.

    `progress`: told of (done, total or None, what is being done), where the client asked for it.
    """

    def __init__(
        self, around: Surroundings, progress: Progress | None = None, *, fresh: bool = False
    ) -> None:
        self.around = around
        self.progress = progress
        self.store = around.store
        self.storage = around.storage
        self.source = around.source
        self._fresh = fresh
        self._fetched_at: list[str] = []
        self._spent: dict[Unit, float | None] = defaultdict(float)

    async def fetch(self, endpoint: Endpoint, **arguments: Any) -> Fetched:
        """Make one upstream call and keep its answer.

        Raises BudgetError when this invocation's calls together would pass a cap, ArgumentError for
        arguments the row refuses, LocalFileError for an answer that cannot be kept, UpstreamError or
        TransportError as the call ends.
        """
        request: Request = parse_request(endpoint.request, arguments, self.around.clock.now().date())
        spend = Spend(
            principal=self.around.principal, fresh=self._fresh, already=self._spent[endpoint.price.unit]
        )
        made = await exchange(endpoint, request, self.around, spend=spend)
        if made.fetched_at is not None:
            self._fetched_at.append(made.fetched_at)
        before, charged = self._spent[endpoint.price.unit], made.received.charged.amount
        self._spent[endpoint.price.unit] = None if before is None or charged is None else before + charged
        return Fetched(received=made.received, result_id=made.kept)

    def keep(
        self, rows: Sequence[Mapping[str, Any]], origin: Origin, columns: Sequence[Documented] = ()
    ) -> str:
        """Keep rows of plain data and return the result id, contacts masked where that is wanted; blocks."""
        about = About(
            kind=origin.kind,
            tool=origin.tool,
            source=origin.source or self.source,
            arguments=told_arguments(origin.request, with_documents=True),
            fetched_at=self.fetched_at,
            charged=self.charged.structured() if self.charged else None,
            summary=origin.summary,
            columns=columns,
        )
        return self.store.keep_rows(mask_contacts(rows) if self.around.hide_contacts else rows, about)

    @property
    def fetched_at(self) -> str:
        """When the oldest of the answers used was fetched, ISO 8601 in UTC; now when all are new."""
        return min([*self._fetched_at, iso_now(self.around)])

    @property
    def charged(self) -> Amount | None:
        """What the calls cost so far; None when nothing billed was called."""
        billed = [(unit, amount) for unit, amount in self._spent.items() if amount != 0]
        return Amount(amount=billed[0][1], unit=billed[0][0]) if billed else None
