"""The manifests: one version, one description, no secret, no machine, equal to the checked-in files."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from creatorscope import __version__
from creatorscope.delivery.form import form_rows, is_secret
from creatorscope.delivery.manifests import (
    DESCRIPTION,
    KEYWORDS,
    LICENSE,
    MANIFESTS,
    NAME,
    format_manifest,
    write_manifests,
)
from creatorscope.settings import setting_rows

ROOT = Path(__file__).parents[2]
PATHS = sorted(MANIFESTS)
# These say how to start the server or where the plug-in lies, and nothing of what it is.
NAMELESS = {".mcp.json", "mcp.json", ".agents/plugins/marketplace.json"}
SERVERS = {
    ".mcp.json": "${CLAUDE_PLUGIN_ROOT}",
    "mcp.json": "${PLUGIN_ROOT}",
    "gemini-extension.json": "${extensionPath}",
    ".codex-plugin/plugin.json": ".",
}


def values(node, key):
    """Return every value of a key anywhere in a document."""
    if isinstance(node, dict):
        return [*([node[key]] if key in node else []), *(v for n in node.values() for v in values(n, key))]
    return [found for item in node for found in values(item, key)] if isinstance(node, list) else []


@pytest.mark.parametrize("path", PATHS)
def test_the_checked_in_manifest_is_the_generated_one(path):
    assert (ROOT / path).read_text(encoding="utf-8") == format_manifest(path)


def test_writing_the_manifests_gives_every_one(tmp_path):
    assert sorted(write_manifests(tmp_path)) == PATHS
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in PATHS} == {
        path: format_manifest(path) for path in PATHS
    }


@pytest.mark.parametrize("path", sorted(MANIFESTS.keys() - NAMELESS))
def test_a_manifest_states_the_one_version_and_description(path):
    document = json.loads(format_manifest(path))
    assert set(values(document, "version")) == {__version__}
    assert DESCRIPTION in values(document, "description")


def test_the_package_agrees_on_name_licence_and_keywords():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["license"], tuple(project["keywords"])) == (NAME, LICENSE, KEYWORDS)
    assert project["description"] == DESCRIPTION


@pytest.mark.parametrize("path", PATHS)
def test_a_manifest_names_no_machine_and_no_package_host(path):
    text = format_manifest(path)
    assert not re.search(r"/home/|/root|/work|/tmp|[A-Z]:\\|pypi\.org|npmjs|file://", text)


@pytest.mark.parametrize("path", sorted(SERVERS))
def test_a_host_starts_the_server_out_of_the_folder_it_installed(path):
    document = json.loads(format_manifest(path))
    server = document["mcpServers"][NAME]
    assert server["command"] == "uvx"
    assert server["args"][:2] == ["--from", SERVERS[path]]


def test_every_secret_setting_is_asked_for_as_one():
    wanted = {row.key for row in setting_rows() if row.credential and row.env and not row.default}
    fields = json.loads(format_manifest("manifest.json"))["user_config"]
    assert wanted <= set(fields)
    secret = {key for key, field in fields.items() if field["sensitive"]}
    assert {"cv_api_key", "tikhub_api_key", "tiktok_creator_cookie", "tiktok_creator_proxy"} <= secret
    variables = json.loads(format_manifest("server.json"))["packages"][0]["environmentVariables"]
    assert {item["name"] for item in variables if item["isSecret"]} == {
        row.env for row in form_rows() if is_secret(row)
    }


def test_the_codex_manifest_and_marketplace_hold_to_the_closed_models_of_ours():
    from tests.delivery.codex_models import CodexMarketplace, CodexPlugin

    CodexPlugin.model_validate_json(format_manifest(".codex-plugin/plugin.json"))
    CodexMarketplace.model_validate_json(format_manifest(".agents/plugins/marketplace.json"))
