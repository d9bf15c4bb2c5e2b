"""Running one operation from the command line: `call`, and the command generated for each tool."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import anyio
import click

from creatorscope.errors import ArgumentError, CreatorscopeError, Problem
from creatorscope.importing import collection_paused
from creatorscope.settings import Settings
from creatorscope.surfaces.cli_flags import CALL_FLAGS, setting_options, settings_of
from creatorscope.surfaces.cli_output import no_such_tool, show_json, show_warnings, shown_errors
from creatorscope.surfaces.offering import Composition, not_offered, offered_tools
from creatorscope.surfaces.tool_file import FiledTool

if TYPE_CHECKING:
    from creatorscope.operations.answer import Answer

_METAVARS = {"integer": "N", "number": "N", "string": "TEXT", "array": "TEXT", "object": "JSON"}


def run_tool(name: str, arguments: Mapping[str, Any], parameters: Mapping[str, Any], as_json: bool) -> None:
    """Call one tool and show its answer; `parameters` are the command's, which hold the settings."""
    composition: Composition = click.get_current_context().obj
    with shown_errors(as_json):
        settings = settings_of(parameters)
        if not as_json:  # whoever asked for JSON reads stderr as JSON too
            show_warnings(settings.warnings)
        answer = anyio.run(_invoke, composition, settings, name, arguments)
        if as_json:
            told = {"document": answer.document} if answer.document else {}
            show_json({**answer.structured(), **told})
        else:
            click.echo(answer.text())


async def _invoke(
    composition: Composition, settings: Settings, name: str, arguments: Mapping[str, Any]
) -> Answer:
    offered = offered_tools(settings)
    if name not in offered:
        raise no_such_tool(not_offered(name, offered, settings))
    # Raised only outside: the app's task groups would wrap the error in a group.
    failure: CreatorscopeError
    with collection_paused():
        opening = composition.open_app(settings, offered)
    async with opening as app:
        try:
            return await app.invoker.invoke(app.operations[name], arguments, progress=_show_progress)
        except CreatorscopeError as error:
            failure = error
    raise failure


async def _show_progress(done: float, total: float | None, message: str | None) -> None:
    if sys.stderr.isatty():
        share = f"{done:g}" if total is None else f"{done:g}/{total:g}"
        click.echo(f"{share} {message or ''}".rstrip(), err=True)


def parse_arguments(text: str) -> dict[str, Any]:
    """Return the arguments a JSON text holds; `-` reads it from stdin. Raises ArgumentError."""
    try:
        arguments = json.loads(sys.stdin.read() if text == "-" else text)
    except ValueError as error:
        fix = "Write one JSON object in single quotes, or - to read it from stdin."
        raise ArgumentError([Problem("arguments", "not JSON", fix)]) from error
    if not isinstance(arguments, dict):
        raise ArgumentError([Problem("arguments", "not a JSON object", 'Write {"name": value, ...}.')])
    return arguments


def build_tool_command(tool: FiledTool) -> click.Command:
    """Return the command of one tool, its options taken from the tool's input schema."""
    schema = tool.listed(accounts=2)["inputSchema"]
    required = schema.get("required", ())
    options = [_build_option(name, node, name in required) for name, node in schema["properties"].items()]
    taken = [spelling for option in options for spelling in (*option.opts, *option.secondary_opts)]

    def run(as_json: bool, **parameters: Any) -> None:
        run_tool(tool.name, _given(parameters, schema["properties"]), parameters, as_json)

    return click.Command(
        tool.name.replace("_", "-"),
        callback=run,
        params=[*options, json_option(), *setting_options(CALL_FLAGS, taken, hidden=True)],
        help=tool.listing["description"],
        short_help=tool.listing["description"].partition(". ")[0] + ".",
        epilog="The setting flags of `creatorscope call` work here too.",
    )


def json_option() -> click.Option:
    """Return the `--json` option every answering command has."""
    return click.Option(["--json", "as_json"], is_flag=True, help="Show JSON instead of text.")


def _build_option(name: str, node: Mapping[str, Any], required: bool) -> click.Option:
    """Return the option of one argument. Its value is checked by the request model, with all the others."""
    spelling = f"--{name.replace('_', '-')}"
    notes = [str(node["description"]).rstrip(".")]
    if node["type"] == "array":
        notes.append("repeat it for several")
    if "default" in node:
        notes.append(f"default {json.dumps(node['default'], ensure_ascii=False)}")
    if required:
        notes.append("required")
    text = "; ".join(notes) + "."
    if node["type"] == "boolean":
        return click.Option([f"{spelling}/--no-{spelling[2:]}", name], default=None, help=text)
    choices = node.get("enum") or node.get("items", {}).get("enum")
    metavar = "|".join(map(str, choices)) if choices else _METAVARS[node["type"]]
    multiple = node["type"] == "array"
    return click.Option([spelling, name], default=None, multiple=multiple, metavar=metavar, help=text)


def _given(parameters: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that were given; one value of a list stays a text, which may hold several."""
    given: dict[str, Any] = {}
    for name in properties:
        value = parameters.get(name)
        if isinstance(value, tuple):
            value = (value[0] if len(value) == 1 else list(value)) if value else None
        if value is not None:
            given[name] = value
    return given
