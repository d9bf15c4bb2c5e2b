"""A server on stdin and stdout loads nothing of the HTTP one."""

from __future__ import annotations

from tests.surfaces.test_start import loaded_after

OF_HTTP = (
    "creatorscope.settings_tokens",
    "creatorscope.state",
    "creatorscope.surfaces.http",
    "jwt",
    "sqlalchemy",
)


def test_stdio_loads_no_http_server(tmp_path):
    modules, _ = loaded_after([("tools/list", {})], tmp_path)
    assert [name for name in modules if name.startswith(OF_HTTP)] == []
