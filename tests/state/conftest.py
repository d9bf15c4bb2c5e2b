"""Books on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from creatorscope.state.database import open_state
from tests.state.books import open_books
from tests.state.places import KINDS, state_at


@pytest.fixture(params=KINDS)
def where(request, tmp_path):
    """The address of fresh state."""
    with state_at(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def state(where):
    """Fresh state, open."""
    opened = open_state(where)
    yield opened
    opened.close()


@pytest.fixture
def books(where, tmp_path):
    """Ledgers over fresh state and a sandbox."""
    with open_books(where, tmp_path) as opened:
        yield opened
