"""The jobs of one principal, as the tools reach them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from creatorscope.contract.operation import Provider
from creatorscope.errors import ArgumentError, Problem
from creatorscope.jobs.presence import Presence
from creatorscope.jobs.rows import Draft, JobRow, JobRows, Scope
from creatorscope.operations.surroundings import Surroundings
from creatorscope.state.deciding import decide_unknown, list_unknown
from creatorscope.state.ledger import Ledger
from creatorscope.state.liveness import build_liveness


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDesk:
    """The rows of jobs within one scope; every method blocks."""

    rows: JobRows
    scope: Scope
    ledger: Ledger
    around: Surroundings

    def fingerprint(self, provider: Provider) -> str:
        """Return what names our account at a provider."""
        return self.ledger.fingerprint(provider)

    def insert(self, draft: Draft) -> tuple[JobRow, bool]:
        """Return (the job, whether it is new)."""
        return self.rows.insert(draft, datetime.now(UTC))

    def see_to_worker(self) -> None:
        """Start a worker where none is at work."""
        if not Presence(build_liveness(self.ledger.state), self.scope.mode).anyone():
            self.around.work.start_worker()

    def resume(self, row: JobRow, on_unknown: Literal["retry", "skip"] | None) -> None:
        """Queue a stopped job again. Raises ArgumentError where it goes on, or a decision is missing."""
        if row.state in ("done", "queued", "running"):
            fix = "Ask get_job how it stands; start it anew where you want it again."
            raise ArgumentError(
                [Problem("job_id", f"{row.id} is {row.state}: nothing is to be resumed", fix)]
            )
        undecided = list_unknown(self.ledger.state, row.id)
        if undecided and on_unknown is None:
            what = f"{len(undecided)} calls were sent and their answers are lost"
            fix = (
                "Look upstream whether they were carried out; then give retry (send them again, which may "
                "bill twice) or skip (go on without them)."
            )
            raise ArgumentError([Problem("on_unknown", what, fix)])
        if undecided and on_unknown is not None:
            decide_unknown(self.ledger.state, row.id, on_unknown)
        self.rows.resume(row.id, datetime.now(UTC))


def build_desk(around: Surroundings) -> JobDesk:
    """Return the desk of an app. Raises SettingsError or LocalFileError when the state cannot be opened."""
    ledger = around.ledger.get()
    scope = Scope(mode=around.source, principal=around.principal)
    return JobDesk(rows=JobRows(ledger.state), scope=scope, ledger=ledger, around=around)
