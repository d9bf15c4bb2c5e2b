"""Where the ledger keeps answers: as results, contacts masked where the operator wants that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from creatorscope.client.received import Received
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.operations.keeping import keep_answer, shown
from creatorscope.operations.surroundings import Surroundings


class AnswerKeeping:
    """Keeps answers in the result store of an app; `around` gives its surroundings once they are there."""

    def __init__(self, around: Callable[[], Surroundings]) -> None:
        self._around = around

    def check(self) -> None:
        """Raise LocalFileError where nothing could be kept."""
        self._around().store.check_writable()

    def keep(self, endpoint: Endpoint, request: Request, received: Received) -> str:
        """Keep an answer and return its result id. Raises LocalFileError when that fails."""
        around = self._around()
        return keep_answer(endpoint, request, shown(received, around), around)

    def load(self, result_id: str) -> tuple[Any, bytes]:
        """Return the payload and the bytes of a kept answer."""
        kept = self._around().store.load(result_id)
        return kept.data, kept.raw
