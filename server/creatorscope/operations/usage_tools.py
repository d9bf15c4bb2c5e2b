"""The tool that tells what calls have cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from anyio.to_thread import run_sync
from pydantic import Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, LocalOperation, Request, Response
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services


class UsageRequest(Request):
    """Asks what was spent lately."""

    days: int = Field(default=30, ge=1, le=366, description="UTC days back, today included")


class UsedTool(Response):
    """What one tool cost on one day, in one unit."""

    day: str | None = field("Day of the calls, UTC", "YYYY-MM-DD")
    mode: str | None = field("sandbox or live")
    principal: str | None = field("Who called")
    unit: str | None = field("What the provider counts; never added to another")
    tool: str | None = field("Tool or raw call")
    calls: int | None = field("Calls made", "calls")
    spent: float | None = field("Cost of the settled calls", "unit")
    estimated: float | None = field("Part of spent the upstream gave no figure for", "unit")
    unpriced: int | None = field("Settled calls whose cost nobody told", "calls")
    reserved: float | None = field("Held for calls and tasks that are not over", "unit")
    unknown: float | None = field("Held for calls whose answer is lost; they may have been billed", "unit")
    overrun: float | None = field("Charged above what was reserved", "unit")
    balance_drop: float | None = field("Fall of the upstream's balance, as its answers tell it", "unit")
    difference: float | None = field(
        "balance_drop - spent: what the account lost besides these calls", "unit"
    )


class Usage(Response):
    """What was spent, newest day first."""

    ROWS: ClassVar[str] = "usage[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("day", "tool", "unit", "calls", "spent", "reserved", "unknown")
    EMPTY: ClassVar[str] = "Nothing that costs was called in this time."

    usage: list[UsedTool] | None = field("Cost by day, unit and tool")


async def run_get_usage(request: UsageRequest, services: Services) -> Outcome:
    """Answer what this principal's calls cost in this mode."""
    from creatorscope.state.usage import list_usage

    around = services.around
    ledger = await run_sync(around.ledger.get)
    since = since_day(request.days, datetime.now(UTC))
    rows = await run_sync(
        lambda: list_usage(ledger.state, since=since, mode=around.source, principal=around.principal)
    )
    return Outcome(data={"usage": [row.plain() for row in rows]}, total=len(rows))


def since_day(days: int, now: datetime) -> str:
    """Return the first of the last `days` UTC days (YYYY-MM-DD), today being the last."""
    return f"{now.astimezone(UTC) - timedelta(days=days - 1):%Y-%m-%d}"


GET_USAGE = LocalOperation(
    name="get_usage",
    summary="Show what calls cost, by day, unit and tool, beside the upstream's balance.",
    use_when="Use before spending more, or to explain a cost.",
    toolset="jobs",
    request=UsageRequest,
    response=Usage,
    effect=Effect.READ,
    example=UsageRequest(days=7),
    needs=None,
    run=run_get_usage,
)
