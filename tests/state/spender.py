"""A process that spends: run as `python -m tests.state.spender HOW STATE FOLDER SANDBOX COUNT`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import anyio

from creatorscope.client.client import Client
from creatorscope.clock import SystemClock
from creatorscope.contract.price import Unit
from creatorscope.errors import BudgetError
from creatorscope.hosts import build_hosts
from creatorscope.settings import load_settings
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.ledger import Spend, UnansweredError
from creatorscope.state.opening import LedgerSource
from creatorscope.state.terms import Terms
from tests.state.books import ERRORS, SEARCH, StoreKeeping, request_of, search

CAP = 6
SIDE_BY_SIDE = 4


def terms_of(caps: SpendingCaps):
    return lambda owner: Terms(
        mode="live", fingerprints={}, caps=caps, cache_ttl_s=0, public_url=None, owner=owner
    )


def tell(line: str) -> None:
    """Write a line at once, so that who kills this process knows how far it came."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def nth_call(number: int):
    """Return the endpoint and request of one item: two searches of three, else a write."""
    if number % 3:
        return SEARCH, search(size=1, page=number + 1)
    failed = {"data": {"creator_id": str(number)}, "code": "affiliate.creator_not_found", "message": "None."}
    return ERRORS, request_of(ERRORS, {"errors": [failed]})


async def spend_at_once(source: LedgerSource, offset: int, count: int) -> None:
    """Make all calls at the same time and print how many were granted."""
    ended: Counter[str] = Counter()

    async def ask(number: int) -> None:
        try:
            await source.call(SEARCH, search(size=1, page=number + 1), Spend())
        except BudgetError as error:
            ended[str(error.code)] += 1
        else:
            ended["granted"] += 1

    async with anyio.create_task_group() as tasks:
        for number in range(offset, offset + count):
            tasks.start_soon(ask, number)
    tell(str(dict(ended)))


async def work_through(source: LedgerSource, count: int) -> None:
    """Make the calls of one job, a few side by side, and print a line for each that is over."""
    room = anyio.CapacityLimiter(SIDE_BY_SIDE)

    async def ask(number: int) -> None:
        endpoint, request = nth_call(number)
        async with room:
            try:
                await source.call(endpoint, request, Spend(job_id="job", intent_id=f"job-{number}"))
            except UnansweredError:
                tell("unknown")
            else:
                tell("settled")

    async with anyio.create_task_group() as tasks:
        for number in range(count):
            tasks.start_soon(ask, number)


async def main(how: str, where: str, folder: str, url: str, count: int) -> None:
    env = {
        "CV_API_KEY": "cv_live_sandbox",
        "CV_USER_IDENTITY": "sandbox@example.com",
        "CV_API_BASE_URL": url,
        "AFFILIATE_API_BASE_URL": url,
    }
    caps = SpendingCaps() if how == "job" else SpendingCaps(day={Unit.CREDITS: CAP})
    async with Client(build_hosts(load_settings(env, None, {})), clock=SystemClock()) as client:
        source = LedgerSource(where, client, StoreKeeping(Path(folder)), terms_of(caps))
        if how == "job":
            await work_through(source, count)
        else:
            await spend_at_once(source, int(how) * count, count)
        source.close()


if __name__ == "__main__":
    how, where, folder, url, count = sys.argv[1:]
    anyio.run(main, how, where, folder, url, int(count))
