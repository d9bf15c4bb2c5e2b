"""Skills over MCP: complete entries with digests, and every file readable with the bytes promised."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from typing import Any

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import Request
from pydantic import BaseModel, ConfigDict

from creatorscope.skills_files import find_skills_files
from tests.surfaces.test_inspector import inspect
from tests.surfaces.test_inspector import inspector as inspector  # noqa: PLC0414 - a fixture

FILES = find_skills_files()
NAMES = FILES.skill_names()
EXTENSION = "io.modelcontextprotocol/skills"


class SkillsRequest(Request[dict[str, Any], str]):
    """A request of the extension."""


class SkillsAnswer(BaseModel):
    """An answer of the extension, as it came."""

    model_config = ConfigDict(extra="allow")


async def ask(client, method, **params):
    """Send a request the SDK does not know and return its raw answer."""
    answer = await client.session.send_request(SkillsRequest(method=method, params=params), SkillsAnswer)
    return answer.model_dump()


def bytes_of(content) -> bytes:
    return content.text.encode() if hasattr(content, "text") else base64.b64decode(content.blob)


@pytest.mark.parametrize("mode", ["legacy", "2026-07-28"])
async def test_every_listed_file_can_be_read_and_has_its_digest_and_size(connect, mode):
    async with connect(mode) as client:
        listed = (await ask(client, "skills/list"))["skills"]
        assert [skill["frontmatter"]["name"] for skill in listed] == list(NAMES)
        for skill in listed:
            name = skill["frontmatter"]["name"]
            assert skill["uri"] == f"skill://{name}/SKILL.md" == skill["resources"][0]["uri"]
            on_disk = [path for path in (FILES.skills / name).rglob("*") if path.is_file()]
            assert len(skill["resources"]) == len(on_disk)
            for file in skill["resources"]:
                [content] = (await client.read_resource(file["uri"])).contents
                found = bytes_of(content)
                assert file["digest"] == f"sha256:{sha256(found).hexdigest()}"
                assert file["size"] == len(found)


async def test_one_skill_is_answered_by_its_uri_and_an_unknown_one_refused(connect):
    async with connect() as client:
        listed = (await ask(client, "skills/list"))["skills"]
        got = await ask(client, "skills/get", uri=f"skill://{NAMES[0]}/SKILL.md")
        assert got["skill"] == listed[0]
        with pytest.raises(MCPError, match="There is no skill") as refused:
            await ask(client, "skills/get", uri="skill://nothing/SKILL.md")
        assert refused.value.error.code == -32602


async def test_skills_and_references_are_among_the_resources_and_templates(connect):
    async with connect() as client:
        listed = {str(item.uri) for item in (await client.list_resources()).resources}
        templates = {
            item.uri_template for item in (await client.list_resource_templates()).resource_templates
        }
        assert {f"skill://{name}/SKILL.md" for name in NAMES} <= listed
        assert {"reference://errors.md", "reference://settings.md"} <= listed
        assert {"skill://{name}/{+path}", "reference://{+path}"} <= templates
        [content] = (await client.read_resource("reference://errors.md")).contents
        assert content.text == (FILES.references / "errors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "uri",
    [
        "skill://creator-discovery/../../pyproject.toml",
        "skill://../pyproject.toml",
        "skill://creator-discovery",
        "skill://creator-discovery/references",
        "reference://../README.md",
        "reference://none.md",
        "reference://",
    ],
)
async def test_nothing_outside_the_listed_files_can_be_read(connect, uri):
    async with connect() as client:
        with pytest.raises(MCPError, match="There is no resource"):
            await client.read_resource(uri)


async def test_the_instructions_name_each_skill_on_one_line(connect):
    async with connect() as client:
        lines = [line for line in (client.instructions or "").splitlines() if "skill://" in line]
        [line] = lines
        assert all(name in line for name in NAMES)


@pytest.mark.slow
def test_the_inspector_verifies_every_digest(inspector, tmp_path):
    asked = ["--method", "skills/list", "--verify", "--require-digests", "--protocol-era", "modern"]
    done = inspect(inspector, tmp_path, *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert {report["name"]: report["outcome"] for report in reports} == dict.fromkeys(NAMES, "verified")
