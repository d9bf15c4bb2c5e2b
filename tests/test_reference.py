"""Generated files are what the code generates, and written documents link to what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from creatorscope.endpoints.table import ENDPOINTS
from creatorscope.surfaces.openapi import build_openapi
from creatorscope.surfaces.reference import render_all

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted({*ROOT.glob("*.md"), *ROOT.glob("references/**/*.md"), *ROOT.glob("tests/**/*.md")})


@pytest.mark.parametrize("name", render_all())
def test_a_generated_file_is_current(name):
    assert (ROOT / name).read_text(encoding="utf-8") == render_all()[name], "run `make docs`"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_openapi_document_has_every_call_with_its_wire_names():
    document = build_openapi(ENDPOINTS)
    operations = [call for verbs in document["paths"].values() for call in verbs.values()]
    assert {call["operationId"] for call in operations} == {row.name for row in ENDPOINTS}
    search = document["paths"]["/openapi/v1/creators/tiktok/search"]["post"]
    properties = search["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert properties["country_code"]["type"] == "string"
    showcase = document["paths"]["/tiktok/creator/get_showcase_product_list"]["post"]
    assert "offset" in showcase["requestBody"]["content"]["application/json"]["schema"]["properties"]
