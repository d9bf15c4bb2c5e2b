"""Skills over MCP: `skills/list`, `skills/get`, and the skills' and references' files as resources."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, PaginatedRequestParams, ReadResourceRequestParams, RequestParams
from pydantic import BaseModel

from creatorscope.delivery.skill import load_skill, parse_frontmatter
from creatorscope.skills_files import ENTRY, file_paths, find_skills_files

EXTENSION = "io.modelcontextprotocol/skills"
SKILL = "skill://"
REFERENCE = "reference://"
_MIME_TYPES = {
    ".md": "text/markdown",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".csv": "text/csv",
}
_BYTES = "application/octet-stream"
# The SDK adds cache hints only to the methods it knows.
_FRESH = {"ttlMs": 3_600_000, "cacheScope": "public"}
_TEMPLATES = (
    {
        "uriTemplate": f"{SKILL}{{name}}/{{+path}}",
        "name": "skill file",
        "description": f"A file of a skill; {ENTRY} says when to read the others",
    },
    {
        "uriTemplate": f"{REFERENCE}{{+path}}",
        "name": "reference",
        "description": "A page of the references: endpoints, errors, settings, analysis, decisions",
    },
)

Context = ServerRequestContext[Any]
Handler = Callable[[Context, Any], Awaitable[dict[str, Any]]]
MethodHandler = tuple[str, type[BaseModel], Handler]


class SkillGetParams(RequestParams):
    """Names one skill by the URI of its SKILL.md."""

    uri: str


async def list_skills(_context: Context, _params: PaginatedRequestParams) -> dict[str, Any]:
    """Return every skill with its frontmatter and the digests of all its files."""
    return {"skills": [_entry(name) for name in find_skills_files().skill_names()], **_FRESH}


async def get_skill(_context: Context, params: SkillGetParams) -> dict[str, Any]:
    """Return one skill; an unknown one is an error in the arguments."""
    names = find_skills_files().skill_names()
    name = next((name for name in names if params.uri == f"{SKILL}{name}/{ENTRY}"), None)
    if name is None:
        known = ", ".join(f"{SKILL}{name}/{ENTRY}" for name in names)
        raise MCPError(INVALID_PARAMS, f"There is no skill {params.uri}. Skills: {known or 'none'}.")
    return {"skill": _entry(name), **_FRESH}


def with_skills(handlers: Sequence[MethodHandler]) -> list[MethodHandler]:
    """Return a server's handlers with those of skills added, and their files among the resources."""
    wrappers = {
        "resources/list": _with_skill_resources,
        "resources/templates/list": _with_skill_templates,
        "resources/read": _with_skill_reading,
    }
    return [
        *(
            (method, params, wrappers[method](handler) if method in wrappers else handler)
            for method, params, handler in handlers
        ),
        ("skills/list", PaginatedRequestParams, list_skills),
        ("skills/get", SkillGetParams, get_skill),
    ]


def _with_skill_resources(lister: Handler) -> Handler:
    """Return the lister of resources with the entry of each skill and the references added."""

    async def answer(context: Context, params: Any) -> dict[str, Any]:
        listed = await lister(context, params)
        return {**listed, "resources": [*listed["resources"], *_skill_resources(), *_reference_resources()]}

    return answer


def _with_skill_templates(lister: Handler) -> Handler:
    """Return the lister of resource templates with those of skills and references added."""

    async def answer(context: Context, params: Any) -> dict[str, Any]:
        listed = await lister(context, params)
        return {**listed, "resourceTemplates": [*listed["resourceTemplates"], *_TEMPLATES]}

    return answer


def _with_skill_reading(reader: Handler) -> Handler:
    """Return the reader of resources that reads files of skills and references too."""

    async def answer(context: Context, params: ReadResourceRequestParams) -> dict[str, Any]:
        uri = str(params.uri)
        path = _path_of(uri)
        if path is None:
            return await reader(context, params)
        return {"contents": [_content(uri, path)]}

    return answer


def _path_of(uri: str) -> Path | None:
    """Return the file a URI names, None where it names none of ours: only listed files can be read."""
    if uri.startswith(SKILL):
        name, _, inside = uri.removeprefix(SKILL).partition("/")
        folder = find_skills_files().skills / name
        known = name in find_skills_files().skill_names() and inside in file_paths(folder)
        return folder / inside if known else None
    if uri.startswith(REFERENCE):
        folder, inside = find_skills_files().references, uri.removeprefix(REFERENCE)
        return folder / inside if inside in file_paths(folder) else None
    return None


def _content(uri: str, path: Path) -> dict[str, Any]:
    """Return a file as text, as base64 where it is none; either way its bytes give the listed digest."""
    content = path.read_bytes()
    mime_type = _MIME_TYPES.get(path.suffix, _BYTES)
    try:
        return {"uri": uri, "mimeType": mime_type, "text": content.decode()}
    except UnicodeDecodeError:
        return {"uri": uri, "mimeType": mime_type, "blob": b64encode(content).decode()}


def _entry(name: str) -> dict[str, Any]:
    files = load_skill(find_skills_files().skills / name)
    resources = [
        {"uri": f"{SKILL}{name}/{file.path}", "digest": file.digest, "size": len(file.content)}
        for file in files
    ]
    return {
        "uri": f"{SKILL}{name}/{ENTRY}",
        "frontmatter": parse_frontmatter(files[0].content),
        "resources": resources,
    }


def _skill_resources() -> list[dict[str, Any]]:
    entries = [_entry(name) for name in find_skills_files().skill_names()]
    return [
        {
            "uri": entry["uri"],
            "name": str(entry["frontmatter"].get("name", "")),
            "description": str(entry["frontmatter"].get("description", "")),
            "mimeType": _MIME_TYPES[".md"],
        }
        for entry in entries
    ]


def _reference_resources() -> list[dict[str, Any]]:
    return [
        {"uri": f"{REFERENCE}{path}", "name": path, "mimeType": _MIME_TYPES.get(Path(path).suffix, _BYTES)}
        for path in file_paths(find_skills_files().references)
    ]
