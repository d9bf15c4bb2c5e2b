"""The prompt contracts as MCP prompts: the same operation as prepare_analysis, with completions for ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CompleteRequestParams,
    GetPromptRequestParams,
    PaginatedRequestParams,
    PromptReference,
)

from creatorscope.clock import SystemClock
from creatorscope.errors import ArgumentError, CreatorscopeError, LocalFileError
from creatorscope.importing import collection_paused
from creatorscope.settings import Settings
from creatorscope.surfaces.faults import FaultBarrier
from creatorscope.surfaces.mcp_resources import RESULTS

if TYPE_CHECKING:
    from creatorscope.results.store import ResultStore

_TOOL = "prepare_analysis"
_ARGUMENTS: tuple[tuple[str, str, bool], ...] = (
    ("result_id", "Result of analyze_creator, analyze_work or works", True),
    ("work_ids", "Which works of it, joined by commas", False),
    ("language", "Language to answer in", False),
)
_MADE_BY = frozenset(
    {"analyze_creator", "analyze_work", "list_creator_works", "get_work", "get_captions", "import_works"}
)
_MOST = 100

Context = ServerRequestContext[Any]
Handler = Callable[[Context, Any], Awaitable[dict[str, Any]]]


def prompt_lister(offered: tuple[str, ...]) -> Handler:
    """Return the handler that lists the prompts: every contract where its tool is offered, else none."""

    async def answer(_context: Context, _params: PaginatedRequestParams) -> dict[str, Any]:
        return {"prompts": _prompts() if _TOOL in offered else []}

    return answer


def prompt_getter(offered: tuple[str, ...]) -> Handler:
    """Return the handler that prepares one contract and answers with it as a message of the user."""

    async def answer(context: Context, params: GetPromptRequestParams) -> dict[str, Any]:
        known = {prompt["name"]: prompt for prompt in (_prompts() if _TOOL in offered else [])}
        if params.name not in known:
            names = ", ".join(known) or "none"
            raise MCPError(INVALID_PARAMS, f"There is no prompt {params.name}. Prompts: {names}.")
        text = await _prepared(context, {**(params.arguments or {}), "contract": params.name})
        message = {"role": "user", "content": {"type": "text", "text": text}}
        return {"description": known[params.name]["description"], "messages": [message]}

    return answer


def completer(settings: Settings, offered: tuple[str, ...]) -> Handler:
    """Return the handler that completes ids: of kept results, newest first, of works, and names of tools."""

    async def answer(_context: Context, params: CompleteRequestParams) -> dict[str, Any]:
        given = dict(params.context.arguments or {}) if params.context else {}
        name, value = params.argument.name, params.argument.value
        if isinstance(params.ref, PromptReference):
            found = await run_sync(_for_prompt, name, value, given, settings) if _TOOL in offered else []
        else:
            found = await run_sync(_for_resource, params.ref.uri, value, offered, settings)
        shown = found[:_MOST]
        return {"completion": {"values": shown, "total": len(found), "hasMore": len(shown) < len(found)}}

    return answer


def _prompts() -> list[dict[str, Any]]:
    with collection_paused():
        from creatorscope.claims.registry import CONTRACTS
    arguments = [
        {"name": name, "description": description, "required": required}
        for name, description, required in _ARGUMENTS
    ]
    return [{"name": row.id, "description": row.summary, "arguments": arguments} for row in CONTRACTS]


async def _prepared(context: Context, arguments: Mapping[str, Any]) -> str:
    """Return the text of a prepared contract; MCPError with the remedy where it cannot be prepared."""
    barrier = FaultBarrier()
    try:
        with barrier:
            with collection_paused():
                app = await context.lifespan_context.get()
            answer = await app.invoker.invoke(app.operations[_TOOL], arguments)
            return str(answer.document)
    except ArgumentError as error:
        raise MCPError(INVALID_PARAMS, error.text()) from None
    except CreatorscopeError as error:
        raise MCPError(INTERNAL_ERROR, error.text()) from None
    raise MCPError(INTERNAL_ERROR, barrier.message)


def _for_prompt(name: str, value: str, given: Mapping[str, str], settings: Settings) -> list[str]:
    """Return the values of one argument of a prompt; blocks."""
    store = _store(settings)
    if name == "result_id":
        kept = store.list_page(size=_MOST).found
        return [meta.result_id for meta in kept if meta.tool in _MADE_BY and meta.result_id.startswith(value)]
    if name != "work_ids" or not given.get("result_id"):
        return []
    before, comma, started = value.rpartition(",")
    taken = {one.strip() for one in before.split(",")}
    return [
        f"{before}{comma}{work_id}"
        for work_id in _work_ids(store, given["result_id"])
        if work_id.startswith(started.strip()) and work_id not in taken
    ]


def _for_resource(uri: str, value: str, offered: tuple[str, ...], settings: Settings) -> list[str]:
    """Return the values of the one slot of a resource template, [] for a template without such; blocks."""
    if uri.startswith(RESULTS):
        return [one for one in _store(settings).ids() if one.startswith(value)]
    return [tool for tool in offered if tool.startswith(value)] if uri.endswith("/{tool}") else []


def _work_ids(store: ResultStore, result_id: str) -> list[str]:
    """Return the works of a result, those an analysis sampled first; [] where it is none of ours."""
    try:
        kept = store.load(result_id)
        data = kept.data if isinstance(kept.data, dict) else {}
        rows = (data.get("works") or {}).get("rows", []) if "sample_ids" in data else []
        own = [row.get("platform_work_id") for row in kept.rows()]
    except (ArgumentError, LocalFileError):
        return []
    found = [*data.get("sample_ids", []), *(row[0] for row in rows), data.get("work_id"), *own]
    return list(dict.fromkeys(str(work_id) for work_id in found if work_id))


def _store(settings: Settings) -> ResultStore:
    from creatorscope.results.store import ResultStore

    return ResultStore(settings.results_root, SystemClock(), url=settings.results_url)
