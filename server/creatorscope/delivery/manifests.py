"""The manifests of all plug-in formats, made from one name, one version and one description."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from creatorscope import __version__
from creatorscope.delivery.form import field_variable, form_rows, is_secret
from creatorscope.delivery.record import write_whole

NAME = "creatorscope"
TITLE = "Creatorscope"
DESCRIPTION = "Find and analyse creators from any MCP client: tools, skills, a command line and a sandbox."
LICENSE = "MIT"
AUTHOR = "The creatorscope maintainers"
KEYWORDS = ("mcp", "influencer marketing", "creators", "tiktok", "affiliate")
CATEGORY = "Marketing"
# Whoever publishes must own this name; the README of the package has to repeat it.
REGISTRY_NAME = "io.github.creatorscope/creatorscope"
# What the user asks of these services goes to them; each site leads to its policy.
_SERVICES = ("https://creativault.vip", "https://tikomni.com", "https://tikhub.io")

_AGENT_PLUGINS = "https://agent-plugins.org/schemas/1.0.0"
_REGISTRY_SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
_FROM_FORM = ("python", "-m", "creatorscope.delivery")
_PLAIN = ("creatorscope", "serve")

Document = dict[str, Any]


def _identity() -> Document:
    return {
        "name": NAME,
        "version": __version__,
        "description": DESCRIPTION,
        "author": {"name": AUTHOR},
        "license": LICENSE,
        "keywords": list(KEYWORDS),
    }


def _run(root: str, program: tuple[str, ...]) -> Document:
    """Return how a host starts the server out of the plug-in's own folder."""
    return {"command": "uvx", "args": ["--from", root, *program]}


def _form_env() -> Document:
    return {field_variable(row): f"${{user_config.{row.key}}}" for row in form_rows()}


def _form_fields() -> Document:
    return {
        row.key: {
            "type": "string",
            "title": row.env,
            "description": row.doc,
            "required": False,
            "sensitive": is_secret(row),
        }
        for row in form_rows()
    }


def _claude_plugin() -> Document:
    return {**_identity(), "userConfig": _form_fields()}


def _claude_servers() -> Document:
    return {"mcpServers": {NAME: {**_run("${CLAUDE_PLUGIN_ROOT}", _FROM_FORM), "env": _form_env()}}}


def _claude_marketplace() -> Document:
    plugin = {"name": NAME, "source": "./", "description": DESCRIPTION, "category": CATEGORY.lower()}
    return {
        "name": NAME,
        "owner": {"name": AUTHOR},
        "metadata": {"description": DESCRIPTION, "version": __version__},
        "plugins": [plugin],
    }


def _agent_plugin() -> Document:
    return {"$schema": f"{_AGENT_PLUGINS}/plugin.schema.json", **_identity()}


def _agent_servers() -> Document:
    server = {"type": "stdio", **_run("${PLUGIN_ROOT}", _PLAIN)}
    return {"$schema": f"{_AGENT_PLUGINS}/mcp.schema.json", "mcpServers": {NAME: server}}


def _codex_plugin() -> Document:
    # Codex passes a server no other variables than these, and reads paths from the plug-in's folder.
    variables = [row.env for row in form_rows()]
    server = {**_run(".", _PLAIN), "cwd": ".", "env_vars": variables}
    interface = {
        "displayName": TITLE,
        "shortDescription": DESCRIPTION,
        "developerName": AUTHOR,
        "category": CATEGORY,
        "capabilities": ["Read"],
        "defaultPrompt": ["Find ten skincare creators in the US and show what each call would cost."],
    }
    return {**_identity(), "skills": "./skills/", "mcpServers": {NAME: server}, "interface": interface}


def _codex_marketplace() -> Document:
    plugin = {
        "name": NAME,
        "source": {"source": "local", "path": "./"},
        "policy": {"installation": "AVAILABLE", "authentication": "ON_INSTALL"},
        "category": CATEGORY,
    }
    return {"name": NAME, "interface": {"displayName": TITLE}, "plugins": [plugin]}


def _cursor_plugin() -> Document:
    return {**_identity(), "displayName": TITLE, "skills": "./skills/", "mcpServers": "./mcp.json"}


def _gemini_extension() -> Document:
    settings = [
        {
            "name": str(row.env),
            "description": row.doc,
            "envVar": field_variable(row),
            "sensitive": is_secret(row),
        }
        for row in form_rows()
    ]
    return {
        "name": NAME,
        "version": __version__,
        "description": DESCRIPTION,
        "mcpServers": {NAME: _run("${extensionPath}", _FROM_FORM)},
        "settings": settings,
    }


def _registry_server() -> Document:
    variables = [
        {"name": str(row.env), "description": row.doc, "isRequired": False, "isSecret": is_secret(row)}
        for row in form_rows()
    ]
    package = {
        "registryType": "pypi",
        "identifier": NAME,
        "version": __version__,
        "runtimeHint": "uvx",
        "transport": {"type": "stdio"},
        "packageArguments": [{"type": "positional", "value": "serve"}],
        "environmentVariables": variables,
    }
    return {
        "$schema": _REGISTRY_SCHEMA,
        "name": REGISTRY_NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": __version__,
        "packages": [package],
    }


def _mcpb_manifest() -> Document:
    command = {
        "command": "uv",
        "args": ["run", "--directory", "${__dirname}", "--no-dev", *_FROM_FORM],
        "env": _form_env(),
    }
    return {
        "manifest_version": "0.4",
        "display_name": TITLE,
        **_identity(),
        "server": {
            "type": "uv",
            "entry_point": "server/creatorscope/delivery/__main__.py",
            "mcp_config": command,
        },
        "tools_generated": True,
        "prompts_generated": True,
        "user_config": _form_fields(),
        "privacy_policies": list(_SERVICES),
        "compatibility": {
            "platforms": ["darwin", "linux", "win32"],
            "runtimes": {"python": ">=3.11"},
        },
    }


MANIFESTS: Mapping[str, Callable[[], Document]] = MappingProxyType(
    {
        ".claude-plugin/plugin.json": _claude_plugin,
        ".claude-plugin/marketplace.json": _claude_marketplace,
        ".mcp.json": _claude_servers,
        "plugin.json": _agent_plugin,
        "mcp.json": _agent_servers,
        ".codex-plugin/plugin.json": _codex_plugin,
        ".agents/plugins/marketplace.json": _codex_marketplace,
        ".cursor-plugin/plugin.json": _cursor_plugin,
        "gemini-extension.json": _gemini_extension,
        "server.json": _registry_server,
        "manifest.json": _mcpb_manifest,
    }
)


def format_manifest(path: str) -> str:
    """Return the text of the manifest at that path."""
    return json.dumps(MANIFESTS[path](), indent=2, ensure_ascii=False) + "\n"


def write_manifests(root: Path) -> list[str]:
    """Write the manifests that differ below a clone's folder; returns their paths. Raises LocalFileError."""
    changed = [path for path in MANIFESTS if not _is_current(root / path, format_manifest(path))]
    for path in changed:
        write_whole(root / path, format_manifest(path).encode())
    return changed


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
