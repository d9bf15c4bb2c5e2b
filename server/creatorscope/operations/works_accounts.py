"""From what a user pasted to an account the calls can name, and to one work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from creatorscope.contract.operation import Endpoint
from creatorscope.errors import (
    ArgumentError,
    Category,
    Charged,
    Fault,
    Outcome,
    Problem,
    UpstreamError,
)
from creatorscope.operations.services import Fetched, Services
from creatorscope.operations.works_calls import Lookup, Part, PlatformCalls
from creatorscope.operations.works_platforms import PLATFORM_CALLS
from creatorscope.works.envelopes import works_in
from creatorscope.works.links import Resolved
from creatorscope.works.lists import hide_zero_plays
from creatorscope.works.reading import AdapterError, Raw, at, parse_id
from creatorscope.works.work import Platform, Work

_PASSED_OVER = frozenset({Category.NOT_FOUND, Category.REJECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: the arguments that name it in its platform's calls, and what is known of it."""

    platform: Platform
    calls: PlatformCalls
    arguments: Mapping[str, str]
    id: str | None
    handle: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWork:
    """One work, and the raw object it was read from."""

    work: Work
    raw: Raw


async def find_account(named: Resolved, services: Services) -> Account:
    """Return the account a text names; the author where it names a work.

    Calls upstream only where the platform's calls do not take what the text holds. Raises UpstreamError when
    there is no such account, ArgumentError when nothing in the text names one to this platform.
    """
    calls = PLATFORM_CALLS[named.platform]
    known = _account_parts(named)
    if not _nameable(calls, known):
        known = await _author_parts(named, services)
    for lookup in calls.lookups:
        if "id" in known or not lookup.when.fullmatch(known.get(lookup.part, "")):
            continue
        try:
            known["id"] = await _look_up(lookup, known[lookup.part], services)
        except UpstreamError as error:
            # A short link does not say whether a profile or a work is behind it.
            if named.kind != "short_link" or error.category not in _PASSED_OVER:
                raise
            known = await _author_parts(named, services)
    for part, argument in calls.names:
        if part in known:
            return Account(
                platform=named.platform,
                calls=calls,
                arguments={argument: known[part]},
                id=known.get("id"),
                handle=known.get("handle"),
            )
    fix = "Give the profile's link, or the handle with its platform."
    raise ArgumentError([Problem("creator", f"no {named.platform} account can be found by this", fix)])


async def find_work(named: Resolved, services: Services) -> FoundWork:
    """Return the work a text names.

    Raises UpstreamError when there is none or the answer holds none, ArgumentError when the platform's calls
    take nothing the text holds.
    """
    calls = PLATFORM_CALLS[named.platform]
    known = _parts(id=named.id) if named.kind == "work" else _parts(link=named.url)
    left = [call for call in calls.works if call.when.fullmatch(known.get(call.part, ""))]
    while left:
        call = left.pop(0)
        try:
            fetched = await services.fetch(call.endpoint, **{call.argument: known[call.part]})
        except UpstreamError as error:
            if left and error.category in _PASSED_OVER:
                continue
            raise
        raw = next(iter(works_in(fetched.received.data)), None)
        if raw is not None:
            return FoundWork(work=_read(calls, raw, call.endpoint, fetched, services), raw=raw)
        if not left:
            raise nothing_in(call.endpoint, fetched, "work")
    fix = "Give the work's link, or the code in it."
    raise ArgumentError([Problem("work", f"{named.platform} finds no work by this", fix)])


def nothing_in(endpoint: Endpoint, fetched: Fetched, what: str) -> UpstreamError:
    """Return the error for an answer without the account or work that was asked for."""
    received = fetched.received
    amount = received.charged.amount
    billed = Charged.YES if amount else Charged.NO
    charged = Charged.UNKNOWN if amount is None else billed
    fault = Fault(
        code=None,
        status=200,
        category=Category.NOT_FOUND,
        retryable=False,
        meaning="the answer is empty",
        remedy=f"check the link, handle or id: it may be private, removed or another platform's. "
        f"The raw answer is kept as {fetched.result_id}.",
    )
    outcome = Outcome(charged=charged, request_id=received.request_id)
    return UpstreamError(f"{endpoint.name} answered without a {what}", fault=fault, outcome=outcome)


def _read(calls: PlatformCalls, raw: Raw, endpoint: Endpoint, fetched: Fetched, services: Services) -> Work:
    try:
        return hide_zero_plays([calls.work(raw, services.around.clock.now())])[0]
    except AdapterError:
        raise nothing_in(endpoint, fetched, "work that can be read") from None


def _account_parts(named: Resolved) -> dict[Part, str]:
    if named.kind == "creator":
        return _parts(id=named.id, handle=named.handle, page=named.url)
    if named.kind == "short_link":
        return _parts(link=named.url)
    return _parts(handle=named.handle)


def _parts(**known: str | None) -> dict[Part, str]:
    return {cast("Part", part): value for part, value in known.items() if value}


def _nameable(calls: PlatformCalls, known: Mapping[Part, str]) -> bool:
    """Return whether the calls take something that is known, or an id can be found by it."""
    taken = {part for part, _ in calls.names} | {lookup.part for lookup in calls.lookups}
    return bool(taken & known.keys())


async def _author_parts(named: Resolved, services: Services) -> dict[Part, str]:
    author = (await find_work(named, services)).work
    return _parts(id=author.platform_author_id, handle=author.author_handle)


async def _look_up(lookup: Lookup, value: str, services: Services) -> str:
    fetched = await services.fetch(lookup.endpoint, **{lookup.argument: value})
    found = parse_id(at(fetched.received.data, lookup.found_at))
    if found is None or not lookup.is_id.fullmatch(found):
        raise nothing_in(lookup.endpoint, fetched, "usable account id")
    return found
