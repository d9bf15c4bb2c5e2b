"""Runs every measurement and writes references/benchmarks.md; `make bench`."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from tests.benchmarks import rpc, search

TARGET = Path(__file__).parent.parent.parent / "references" / "benchmarks.md"
SERVE = [sys.executable, "-m", "creatorscope", "serve", "--sandbox"]


def token_cost() -> int:
    """Return the tokens of `tools/list`, at 4 bytes a token."""
    from creatorscope.surfaces.tool_file import list_tools, load_tools
    from creatorscope.surfaces.tool_file import token_cost as cost

    return cost(list_tools([tool.name for tool in load_tools()], 0))


def rows() -> list[tuple[str, ...]]:
    """Measure and return the lines of the table: what, ours, against, ratio, goal."""
    ours, floor = rpc.compare_starts(SERVE, rpc.bare_command(), runs=15)
    found = search.measure()
    search_50 = f"50-row search of {found.page_bytes:,} bytes, sequential, median"
    lines = [
        ("start to tools/list answered, stdio", ours, floor, "s", "bare SDK server", "at most 1.0"),
        (search_50, found.ours.each_ms, found.raw.each_ms, "ms", "raw httpx2", "at most 1.5"),
        ("the same", found.ours.each_ms, found.bare.each_ms, "ms", "bare SDK server, page as text", ""),
        ("the same, 50 at once", found.ours.per_s, found.raw.per_s, "/s", "raw httpx2", "at least 0.8"),
        (
            "the same, 50 at once",
            found.ours.per_s,
            found.bare.per_s,
            "/s",
            "bare SDK server, page as text",
            "",
        ),
    ]
    return [
        (what, f"{own:.3g} {unit}", f"{against}: {other:.3g} {unit}", f"{own / other:.2f}", goal)
        for what, own, other, unit, against, goal in lines
    ]


def report() -> str:
    """Measure and return the page."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    lines = [
        "<!-- Written by `make bench`; edits are lost. -->",
        "# Benchmarks",
        "",
        f"Ratios within one run on one machine ({machine}); the absolute figures are that machine's.",
        "",
        "| what | ours | against | ratio | goal |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in rows()),
        "",
        f"`tools/list` of all tools: {token_cost():,} tokens (bytes/4); goal: at most 9,000.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    text = report()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
