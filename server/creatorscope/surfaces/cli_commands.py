"""The commands of the command line that are written by hand."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from creatorscope import __version__
from creatorscope.errors import SettingsError
from creatorscope.importing import collection_paused
from creatorscope.settings import Settings
from creatorscope.surfaces.argument_words import type_in_words
from creatorscope.surfaces.cli_call import json_option, parse_arguments, run_tool
from creatorscope.surfaces.cli_flags import (
    CALL_FLAGS,
    HTTP_FLAGS,
    OFFER_FLAGS,
    WORLD_FLAGS,
    config_path,
    setting_options,
    settings_of,
)
from creatorscope.surfaces.cli_output import no_such_tool, show_json, show_warnings, shown_errors
from creatorscope.surfaces.exit_codes import BROKEN_PIPE
from creatorscope.surfaces.offering import (
    NOTHING_OFFERED,
    Composition,
    SandboxAddress,
    not_offered,
    offered_tools,
)
from creatorscope.surfaces.tool_file import FiledTool, load_tools

_ROOT = Path(__file__).parents[3]


@click.pass_obj
def _serve(
    composition: Composition, /, transport: str, host: str, port: int, workers: int, **parameters: Any
) -> None:
    """Serve the tools over MCP: on stdin and stdout to one client, or over HTTP to a team."""
    with shown_errors(False):
        if transport == "http":
            _serve_http(composition, settings_of(parameters), (host, port, workers))
            return
        _refuse_http_flags()
        with collection_paused():
            import anyio

            from creatorscope.surfaces.mcp_server import build_server, serve_stdio, startup_line

            settings = settings_of(parameters)
            offered = offered_tools(settings)
            server = build_server(settings, lambda tasks: composition.lazy_app(tasks, settings, offered))
        click.echo(startup_line(settings), err=True)
        show_warnings([*settings.warnings, *(() if offered else (NOTHING_OFFERED,))])
        try:
            anyio.run(serve_stdio, server)
        except* BrokenPipeError:
            sys.exit(BROKEN_PIPE)


def _refuse_http_flags() -> None:
    """Raise UsageError for a flag that would be ignored without HTTP."""
    context = click.get_current_context()
    for name in ("host", "port", "workers"):
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} goes with --transport http; add that, or leave out --{name}")


def _serve_http(composition: Composition, settings: Settings, address: tuple[str, int, int]) -> None:
    from creatorscope.surfaces.http_checks import HttpAddress
    from creatorscope.surfaces.http_serving import serve_http
    from creatorscope.surfaces.mcp_server import startup_line

    click.echo(startup_line(settings), err=True)
    show_warnings([*settings.warnings, *(() if offered_tools(settings) else (NOTHING_OFFERED,))])
    serve_http(composition, settings, HttpAddress(*address))


@click.pass_obj
def _sandbox(composition: Composition, /, host: str, port: int, rate_limit: int, **parameters: Any) -> None:
    """Serve the sandbox over HTTP, so that any client of the vendors' services can be pointed at it."""
    with shown_errors(False):
        settings = settings_of(parameters, sandbox=True)
        address = SandboxAddress(host=host, port=port, rate_limit=rate_limit)
        try:
            composition.serve_sandbox(settings, address)
        except OSError as error:
            raise SettingsError(
                f"cannot listen on {host}:{port}: {error.strerror}",
                code="address_unusable",
                remedy="choose another --port or --host.",
            ) from error


def _tools(name: str | None, as_json: bool, **parameters: Any) -> None:
    """List the tools offered, or describe one."""
    name = name and name.replace("-", "_")
    with shown_errors(as_json):
        settings = settings_of(parameters)
        offered = offered_tools(settings)
        found = [
            tool for tool in load_tools() if tool.name == name or (name is None and tool.name in offered)
        ]
        if name is not None and not found:
            raise no_such_tool(not_offered(name, offered, settings))
        listings = [tool.listed(len(settings.account_names)) for tool in found]
        if as_json:
            show_json(listings[0] if name else listings)
        else:
            click.echo(_format_tool(listings[0]) if name else "\n".join(map(_format_line, found)))
        if not found:
            show_warnings([NOTHING_OFFERED])


def _format_line(tool: FiledTool) -> str:
    return f"{tool.name:32} {tool.facts.toolset:10} {tool.listing['description']}"


def _format_tool(listing: Mapping[str, Any]) -> str:
    schema = listing["inputSchema"]
    lines = [listing["name"], listing["description"], ""]
    for name, node in schema["properties"].items():
        required = ", required" if name in schema.get("required", ()) else ""
        lines.append(f"  {name} ({type_in_words(node)}{required}): {node['description']}")
    return "\n".join(lines)


def _call(tool: str, arguments: str, as_json: bool, **parameters: Any) -> None:
    """Call TOOL with ARGUMENTS, a JSON object; - reads them from stdin."""
    with shown_errors(as_json):
        run_tool(tool.replace("-", "_"), parse_arguments(arguments), parameters, as_json)


def _doctor(as_json: bool, **parameters: Any) -> None:
    """Show how this set-up is configured and what is wrong with it; never a secret's value."""
    from creatorscope.surfaces.doctor import examine, format_facts

    with shown_errors(as_json):
        facts = examine(settings_of(parameters), config_path(parameters))
        if as_json:
            show_json(facts)
        else:
            click.echo(format_facts(facts))


def _docs() -> None:
    """Write the generated files of a clone anew: the list of tools and the references."""
    if not (_ROOT / "pyproject.toml").is_file():
        raise click.UsageError("docs writes into a clone of the repository, and this is an installed copy")
    from creatorscope.delivery.manifests import write_manifests
    from creatorscope.surfaces.reference import write_all
    from creatorscope.surfaces.tool_listing import write_tools_file

    write_tools_file()
    for name in [*write_manifests(_ROOT), *write_all(_ROOT)]:
        click.echo(f"wrote {name}")


def _version() -> None:
    """Show the version."""
    click.echo(f"creatorscope {__version__}")


def _text(callback: Any) -> str:
    return str(callback.__doc__)


def build_serve() -> click.Command:
    """Return `serve`."""
    transport: list[click.Parameter] = [
        click.Option(
            ["--transport"],
            type=click.Choice(["stdio", "http"]),
            default="stdio",
            show_default=True,
            help="How clients reach it.",
        ),
        *_address_options(
            8787, "HTTP: address to listen on.", "HTTP: port to listen on; 0 takes a free one."
        ),
        click.Option(
            ["--workers"],
            type=click.IntRange(1, 64),
            default=1,
            show_default=True,
            metavar="N",
            help="HTTP: processes that answer.",
        ),
    ]
    params = [*transport, *setting_options([*OFFER_FLAGS, *CALL_FLAGS, *HTTP_FLAGS])]
    return click.Command("serve", callback=_serve, params=params, help=_text(_serve))


def build_sandbox() -> click.Command:
    """Return `sandbox`."""
    address: list[click.Parameter] = [
        *_address_options(8900, "Address to listen on.", "Port to listen on; 0 takes a free one."),
        click.Option(
            ["--rate-limit"],
            type=click.IntRange(min=1),
            default=60,
            show_default=True,
            metavar="N",
            help="Requests a minute one tenant may make.",
        ),
    ]
    params = [*address, *setting_options(WORLD_FLAGS)]
    return click.Command(
        "sandbox",
        callback=_sandbox,
        short_help="Serve the sandbox's APIs over HTTP.",
        params=params,
        help=_text(_sandbox),
    )


def _address_options(port: int, host_help: str, port_help: str) -> list[click.Parameter]:
    return [
        click.Option(["--host"], default="127.0.0.1", show_default=True, help=host_help),
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            default=port,
            show_default=True,
            metavar="N",
            help=port_help,
        ),
    ]


def build_tools() -> click.Command:
    """Return `tools`."""
    params = [click.Argument(["name"], required=False), json_option(), *setting_options(OFFER_FLAGS)]
    return click.Command("tools", callback=_tools, params=params, help=_text(_tools))


def build_call() -> click.Command:
    """Return `call`."""
    positional = [click.Argument(["tool"]), click.Argument(["arguments"], default="{}")]
    params = [*positional, json_option(), *setting_options(CALL_FLAGS)]
    return click.Command(
        "call", callback=_call, short_help="Call a tool with a JSON object.", params=params, help=_text(_call)
    )


def build_doctor() -> click.Command:
    """Return `doctor`."""
    params = [json_option(), *setting_options([*OFFER_FLAGS, *CALL_FLAGS])]
    return click.Command(
        "doctor",
        callback=_doctor,
        short_help="Show the set-up, never a secret.",
        params=params,
        help=_text(_doctor),
    )


def build_docs() -> click.Command:
    """Return `docs`."""
    return click.Command(
        "docs", callback=_docs, short_help="Write a clone's generated files.", help=_text(_docs)
    )


def build_version() -> click.Command:
    """Return `version`."""
    return click.Command("version", callback=_version, help=_text(_version))
