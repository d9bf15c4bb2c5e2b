"""Building the file of tools from the table: names, descriptions, schemas and hints."""

from __future__ import annotations

import json
from typing import Any

from creatorscope.contract.operation import Download, Effect, Endpoint, LocalOperation, Operation, Provider
from creatorscope.contract.price import Price
from creatorscope.contract.schema import lean_schema
from creatorscope.operations.answer import ANSWER_SCHEMA
from creatorscope.operations.options import published_options
from creatorscope.operations.table import OPERATIONS
from creatorscope.reports.app_view import TOOL_META
from creatorscope.surfaces.tool_file import TOOLS_FILE

# Only what differs from MCP's defaults: not read-only, destructive, not idempotent, open world.
_ANNOTATIONS: dict[Effect, dict[str, bool]] = {
    Effect.READ: {"readOnlyHint": True},
    Effect.PREPARE: {"destructiveHint": False, "idempotentHint": True},
    Effect.SUBMIT: {"destructiveHint": False},
    Effect.DELETE: {"idempotentHint": True},
}


def published_tools() -> list[dict[str, Any]]:
    """Return the listing of every tool in the table's order, in MCP's wire form."""
    return [
        _listing(row) | ({"outputSchema": ANSWER_SCHEMA} if _publishes(row) else {}) for row in OPERATIONS
    ]


def tools_json() -> str:
    """Return the text of the file of tools, as the table has it now."""
    filed = {
        "outputSchema": ANSWER_SCHEMA,
        "accountOption": next((found for row in OPERATIONS if (found := _account_option(row))), None),
        "tools": [
            {
                "facts": _facts(row),
                "takesAccount": _account_option(row) is not None,
                "publishesAnswer": _publishes(row),
                "listing": _listing(row),
            }
            for row in OPERATIONS
        ],
    }
    return json.dumps(filed, ensure_ascii=False, indent=1) + "\n"


def write_tools_file() -> None:
    """Write the file of tools."""
    TOOLS_FILE.write_text(tools_json(), encoding="utf-8", newline="\n")


def cost_in_words(row: Operation) -> str:
    """Return what an operation costs; "" for one that calls nothing upstream."""
    if isinstance(row, Endpoint):
        return price_in_words(row.price)
    # The catalogue tells the price of each of its calls, and what is submitted here is a job.
    if not _provider(row) or row.toolset.startswith("catalog"):
        return ""
    return "dry_run: the cost." if row.effect is Effect.SUBMIT else "Costs 1 request an upstream call."


def price_in_words(price: Price) -> str:
    """Return what a call costs in few words; an unknown rate is said to be unknown."""
    if not price.billed:
        return "Free."
    count = f" x {price.per}" if price.per else ""
    if not price.level:
        return f"Costs {_rate(price.rate)} {_unit(price)}{count}."
    rates = "/".join(_rate(rate) for rate in price.rates.values())
    return f"Costs {rates} {_unit(price)} ({'/'.join(price.rates)}){count}."


def _rate(rate: float | None) -> str:
    return "unknown" if rate is None else f"{rate:g}"


def _unit(price: Price) -> str:
    return str(price.unit).removesuffix("s") if price.rate == 1 and not price.per else str(price.unit)


def _publishes(row: Operation) -> bool:
    """Return whether the shape of the answer, one for all tools, is published with this one.

    With the calls it is; the other tools would repeat it for another eighth of all tokens.
    """
    return isinstance(row, Endpoint)


def _provider(row: Operation) -> Provider | None:
    if isinstance(row, Endpoint):
        return row.provider
    return row.needs if isinstance(row, LocalOperation) else None


def _annotations(row: Operation) -> dict[str, bool]:
    own = {} if _provider(row) else {"openWorldHint": False}
    return {**_ANNOTATIONS[row.effect], **own}


def _facts(row: Operation) -> dict[str, Any]:
    return {
        "name": row.name,
        "toolset": row.toolset,
        "provider": str(_provider(row) or ""),
        "read_only": row.effect.read_only,
        "downloads": isinstance(row, Endpoint) and isinstance(row.transfer, Download),
    }


def _listing(row: Operation) -> dict[str, Any]:
    schema = lean_schema(row.request)
    return {
        "name": row.name,
        "description": " ".join(filter(None, (row.summary, row.use_when, cost_in_words(row)))),
        "inputSchema": {**schema, "properties": {**schema["properties"], **published_options(row)}},
        "annotations": _annotations(row),
        **({"_meta": TOOL_META} if row.response.VIEW else {}),
    }


def _account_option(row: Operation) -> dict[str, Any] | None:
    return published_options(row, accounts=2).get("account")
