"""Opening a ledger at its first use, since what it needs takes long to import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from creatorscope.clock import Clock, SystemClock
from creatorscope.errors import LocalFileError

if TYPE_CHECKING:
    from creatorscope.client.client import Client
    from creatorscope.client.received import Received
    from creatorscope.client.retrying import Waiting
    from creatorscope.contract.operation import Endpoint, Request
    from creatorscope.state.intents import Intents
    from creatorscope.state.ledger import Ledger
    from creatorscope.state.liveness import Held
    from creatorscope.state.spending import Settled, Spend
    from creatorscope.state.terms import Keeping, Terms


class LedgerSource:
    """Gives one ledger to all who ask, opened when the first one does; `get` blocks, and is safe in threads.

    `where`: the PostgreSQL address or the SQLite file. `terms`: given the name of the lock held. `clock`: the
    machine's time.
    """

    def __init__(
        self,
        where: str | Path,
        client: Client,
        keeping: Keeping,
        terms: Callable[[str], Terms],
        clock: Clock | None = None,
    ) -> None:
        self._where = where
        self._client, self._keeping, self._terms = client, keeping, terms
        self._clock = clock or SystemClock()
        self._opening = Lock()
        self._ledger: Ledger | None = None
        self._held: Held | None = None

    def get(self) -> Ledger:
        """Return the ledger. Raises SettingsError or LocalFileError when it cannot be opened."""
        with self._opening:
            if self._ledger is None:
                self._ledger = self._open()
            return self._ledger

    @property
    def intents(self) -> Intents:
        """The intents of the ledger."""
        return self.get().intents

    async def call(
        self, endpoint: Endpoint, request: Request, spend: Spend, *, waiting: Waiting | None = None
    ) -> Settled:
        """Return the answer to a call; see `Ledger.call`."""
        ledger = await run_sync(self.get)
        return await ledger.call(endpoint, request, spend, waiting=waiting)

    async def settle_ended(self, request: Request, received: Received) -> None:
        """Settle the task that an answer to a free call says has ended; nothing for any other answer."""
        task_id = getattr(request, "task_id", None)
        if isinstance(task_id, str):
            await run_sync(self._settle_ended, task_id, received)

    def _settle_ended(self, task_id: str, received: Received) -> None:
        from creatorscope.state.tasks import ended_task, settle_task

        ended = ended_task(task_id, received)
        if ended is not None:
            settle_task(self.get().intents, ended)

    def close(self) -> None:
        """Let the lock go and close the database, where it was opened."""
        with self._opening:
            if self._held is not None:
                self._held.release()
            if self._ledger is not None and self._held is not None:
                self._ledger.liveness.is_free(self._held.name)  # which tidies what the lock leaves behind
                self._ledger.state.close()
            self._held = self._ledger = None

    def _open(self) -> Ledger:
        from creatorscope.state.database import open_state
        from creatorscope.state.intents import Intents
        from creatorscope.state.ledger import Ledger, Upstream
        from creatorscope.state.liveness import build_liveness, new_owner

        state = open_state(self._where)
        liveness = build_liveness(state)
        self._held = liveness.hold(new_owner("calls"))
        if self._held is None:
            raise LocalFileError(
                f"cannot lock beside {state.where}",
                code="state_not_usable",
                remedy="choose a storage folder on a disk that supports locks.",
            )
        terms = self._terms(self._held.name)
        upstream = Upstream(client=self._client, keeping=self._keeping)
        ledger = Ledger(Intents(state, self._clock), upstream, terms, liveness, self._clock)
        ledger.recover()
        return ledger
