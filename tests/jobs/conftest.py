"""A bureau for each test."""

from __future__ import annotations

import pytest

from tests.jobs.bureau import open_bureau
from tests.jobs.forge import Forge


@pytest.fixture
async def bureau(tmp_path):
    """A bureau on a fresh storage."""
    async with open_bureau(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def forge():
    """Worker processes, made quickly."""
    with Forge() as opened:
        yield opened


@pytest.fixture(scope="session")
def large_forge():
    """Worker processes whose jobs have parts and batches of the usual size."""
    with Forge(small=False) as opened:
        yield opened
