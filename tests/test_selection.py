"""Why a tool is left out is told with every reason that applies, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from creatorscope.selection import Choice, Reason, ToolFacts, reasons_left_out, select_tools

EXPORT = ToolFacts(
    name="export_collection", toolset="collect", provider="creativault", read_only=False, downloads=True
)
RAW = replace(EXPORT, name="raw_tiktok_work", toolset="works_raw", read_only=True, downloads=False)
LOCAL = replace(RAW, name="get_result", toolset="results", provider="")
ALL = Choice(
    toolsets=(),
    tools=(),
    exclude_tools=(),
    read_only=False,
    hide_contacts=False,
    providers={"creativault"},
    absent=frozenset(),
)


@pytest.mark.parametrize(
    ("row", "changed", "reasons"),
    [
        (EXPORT, {}, []),
        (EXPORT, {"exclude_tools": ("export_collection",)}, [Reason.EXCLUDED]),
        (EXPORT, {"toolsets": ("results",)}, [Reason.NOT_CHOSEN]),
        (EXPORT, {"read_only": True}, [Reason.READ_ONLY]),
        (EXPORT, {"hide_contacts": True}, [Reason.CONTACTS]),
        (EXPORT, {"providers": set()}, [Reason.NO_CREDENTIALS]),
        (EXPORT, {"read_only": True, "providers": set()}, [Reason.READ_ONLY, Reason.NO_CREDENTIALS]),
        (EXPORT, {"toolsets": ("results",), "tools": ("export_collection",)}, []),
        (RAW, {}, [Reason.OFF]),
        (RAW, {"tools": ("raw_tiktok_work",)}, []),
        (RAW, {"toolsets": ("works_raw",), "hide_contacts": True, "read_only": True}, []),
        (LOCAL, {"providers": set()}, []),
    ],
)
def test_reasons_are_those_that_apply_and_a_tool_without_one_is_offered(row, changed, reasons):
    choice = replace(ALL, **changed)
    assert reasons_left_out(row, choice) == reasons
    assert select_tools([EXPORT, RAW, LOCAL], choice).count(row.name) == (not reasons)
