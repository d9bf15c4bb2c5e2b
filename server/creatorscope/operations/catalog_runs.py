"""What the catalogue's tools do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from creatorscope.contract.price import Price
from creatorscope.errors import ArgumentError, Problem
from creatorscope.operations.catalog_calls import (
    build_endpoint,
    find_call,
    hindrance,
    own_row,
    own_rows,
    price_of,
)
from creatorscope.operations.catalog_index import CatalogCall, load_catalog
from creatorscope.operations.catalog_outline import outline_of
from creatorscope.operations.catalog_requests import (
    CallEndpointRequest,
    DescribeEndpointRequest,
    SearchEndpointsRequest,
)
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services

WRITING_TOOL = "call_write_endpoint"
_BEST = 20
_WORD = re.compile(r"[a-z0-9]{3,}|[\u3400-\u9fff]+")
_SHORTEST_PLURAL = 4
_IN_GROUP, _IN_NAME, _IN_TITLE = 6, 3, 1


async def run_search_endpoints(request: SearchEndpointsRequest, _services: Services) -> Outcome:
    """Return the calls whose name and title hold the most of the words asked for."""
    words = [_singular(word) for word in _WORD.findall(request.query.lower())]
    scored = [(_score(call, words), call) for call in load_catalog().values()]
    most = max(score[0] for score, _ in scored)
    matching = [item for item in scored if most and item[0][0] == most]
    matching.sort(key=lambda item: (-item[0][1], *_plainness(item[1])))
    rows = [
        {
            "endpoint": call.name,
            "summary": call.summary,
            "required": [item.name for item in call.parameters if item.required and not item.secret],
            "effect": _effect(call),
            "price": _price(price_of(call)),
        }
        for _, call in matching[:_BEST]
    ]
    return Outcome(data={"endpoints": rows}, total=len(matching))


async def run_describe_endpoint(request: DescribeEndpointRequest, services: Services) -> Outcome:
    """Return the verb, path, parameters and price of one call. Raises ArgumentError for an unknown one."""
    call = find_call(request.endpoint)
    data: dict[str, Any] = {
        "endpoint": call.name,
        "summary": call.summary,
        "verb": call.verb,
        "path": call.path,
        "effect": _effect(call),
        "price": _price(price_of(call)),
        "callable": hindrance(call, services.source) or "yes",
        "parameters": [
            {
                "name": item.name,
                "type": item.type,
                "required": item.required,
                "place": "settings" if item.secret else item.place,
            }
            for item in call.parameters
        ],
    }
    return Outcome(data=data, total=len(call.parameters))


async def run_call_endpoint(request: CallEndpointRequest, services: Services) -> Outcome:
    """Make one call that only reads, and outline its answer, which is kept whole.

    Raises ArgumentError for an unknown call, a call that may write or cannot be made here, and wrong
    arguments, before anything is sent; otherwise as the call ends.
    """
    call = find_call(request.endpoint)
    if not call.reads:
        allowed = WRITING_TOOL in services.around.loaded
        fix = (
            f"Use {WRITING_TOOL}."
            if allowed
            else "The operator allows writes with the toolset catalog_writes."
        )
        raise ArgumentError([Problem("endpoint", f"{call.name} may change something upstream", fix)])
    return await _call(call, request, services)


async def run_call_write_endpoint(request: CallEndpointRequest, services: Services) -> Outcome:
    """Make any call, also one that may change something upstream. Raises as `run_call_endpoint`."""
    return await _call(find_call(request.endpoint), request, services)


async def _call(call: CatalogCall, request: CallEndpointRequest, services: Services) -> Outcome:
    refused = hindrance(call, services.source)
    if refused:
        raise ArgumentError([Problem("endpoint", refused, _instead(services.source))])
    try:
        fetched = await services.fetch(build_endpoint(call, request.arguments), **request.arguments)
    except ArgumentError as error:
        problems = [replace(problem, field=f"arguments.{problem.field}") for problem in error.problems]
        raise ArgumentError(problems) from error
    return Outcome(
        data={"outline": outline_of(fetched.received.data)},
        summary=f"{call.name}: the answer is kept as {fetched.result_id}; this is its outline.",
        result_id=fetched.result_id,
    )


def _instead(source: str) -> str:
    if source != "sandbox":
        return "Use a call that needs no account, or the account tools."
    served = sorted({path.rpartition("/")[2] for _, path in own_rows()})
    return f"Set credentials to go live, or try one it serves: {', '.join(served)}."


def _plainness(call: CatalogCall) -> tuple[bool, int, str]:
    """Return how calls that match alike are ordered: known to us first, then those that say least besides."""
    return own_row(call) is None, len(call.name.partition(".")[2]), call.name


def _score(call: CatalogCall, words: list[str]) -> tuple[int, int]:
    """Return how many of the words a call holds, and how prominently."""
    group, _, method = call.name.lower().partition(".")
    found = [
        _IN_GROUP
        if word in group
        else _IN_NAME
        if word in method
        else _IN_TITLE * (word in call.title.lower())
        for word in words
    ]
    return sum(score > 0 for score in found), sum(found)


def _singular(word: str) -> str:
    """Return a word without the s of its plural: it is looked for inside longer ones."""
    return word.removesuffix("s") if len(word) > _SHORTEST_PLURAL else word


def _effect(call: CatalogCall) -> str:
    return "read" if call.reads else "write"


def _price(price: Price) -> str:
    if not price.billed:
        return "free"
    return "unknown" if price.rate is None else f"{price.rate:g} {price.unit}"
