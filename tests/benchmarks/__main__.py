"""Runs every measurement and writes references/benchmarks.md; `make bench`."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from creatorscope.contract.operation import Endpoint
from creatorscope.operations.table import OPERATIONS
from creatorscope.selection import OFF_BY_DEFAULT
from creatorscope.surfaces.tool_file import list_tools
from creatorscope.surfaces.tool_file import token_cost as cost
from tests.benchmarks import creator_analysis, results, rpc, search
from tests.benchmarks import jobs as crawl

TARGET = Path(__file__).parent.parent.parent / "references" / "benchmarks.md"
SERVE = [sys.executable, "-m", "creatorscope", "serve", "--sandbox"]
Line = tuple[str, str, str, str, str]


def compared(what: str, unit: str, ours: float, other: tuple[str, float], goal: str = "") -> Line:
    """Return a line of the table: what was measured, ours, against what, the ratio, the goal."""
    against, floor = other
    return (what, f"{ours:.3g} {unit}", f"{against}: {floor:.3g} {unit}", f"{ours / floor:.2f}", goal)


def spine() -> Iterator[Line]:
    """Measure starting, and searching through the server."""
    ours, floor = rpc.compare_starts(SERVE, rpc.bare_command(), runs=15)
    bare = "bare SDK server"
    yield compared("start to tools/list answered, stdio", "s", ours, (bare, floor), "at most 1.0")
    found = search.measure()
    page = f"50-row search of {found.page_bytes:,} bytes"
    passing = f"{bare}, page as text"
    one, raw = found.ours.each_ms, ("raw httpx2", found.raw.each_ms)
    yield compared(f"{page}, sequential, median", "ms", one, raw, "at most 1.5")
    yield compared("the same", "ms", one, (passing, found.bare.each_ms))
    yield compared("the same, asked again within the hour", "ms", found.again.each_ms, raw)
    many = found.ours.per_s
    yield compared("the same, 50 at once", "/s", many, ("raw httpx2", found.raw.per_s), "at least 0.8")
    yield compared("the same, 50 at once", "/s", many, (passing, found.bare.per_s))


def analysis() -> Iterator[Line]:
    """Measure the creator analysis against plain computing, and at 1x, 10x and 100x."""
    figures = creator_analysis.measure()
    plain = ("pandas and scipy, medians, ranks and tests only", figures.plain_s)
    yield compared(f"{figures.works:,} works analysed", "s", figures.ours_s, plain, "at most 1.5")
    (least, first), *more = creator_analysis.scale()
    for size, seconds in more:
        yield compared(f"{size:,} works analysed", "s", seconds, (f"{least:,} works", first))


def kept_results() -> Iterator[Line]:
    """Measure keeping, querying and exporting results."""
    kept = results.measure_keep()
    yield compared("an answer of 20 KB kept", "ms", kept.keep_ms, ("creating the same file", kept.write_ms))
    for count in (10_000, 100_000, 1_000_000):
        asked = results.measure_query(count)
        what = f"{count:,} rows grouped and sorted by SQL (first use: {asked.first_use_s:.2g} s more)"
        yield compared(what, "s", asked.query_s, ("bare DuckDB on the same file", asked.bare_s))
    sheet = results.measure_sheet()
    other = ("pandas with openpyxl", sheet.pandas_s)
    yield compared(f"{sheet.rows:,} rows to xlsx", "s", sheet.ours_s, other, "at most 0.3")


def jobs() -> Iterator[Line]:
    """Measure a crawl by one worker and by two, against a bare loop with the same bytes."""
    for one in crawl.measure_crawl(crawl.DOCUMENTS):
        workers = f"{one.workers} of our workers (peak {one.peak_mb:.0f} MB)"
        what = f"crawl of {crawl.DOCUMENTS:,} documents, {workers}"
        bare = ("bare httpx2 loop", one.per_second / one.ratio)
        yield compared(what, "/s", one.per_second, bare, "at least 0.5")


SECTIONS = {
    "The server and the search": spine,
    "The creator analysis": analysis,
    "Kept results": kept_results,
    "Jobs": jobs,
}


def report() -> str:
    """Measure and return the page."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    lines = [
        "<!-- Written by `make bench`; edits are lost. -->",
        "# Benchmarks",
        "",
        f"Ratios within one run on one machine ({machine}); the absolute figures are that machine's.",
    ]
    for title, measure in SECTIONS.items():
        lines += ["", f"## {title}", "", "| what | ours | against | ratio | goal |", "| --- " * 5 + "|"]
        lines += [f"| {' | '.join(line)} |" for line in measure()]
    default = [row for row in OPERATIONS if row.toolset not in OFF_BY_DEFAULT]
    calls = [row.name for row in default if isinstance(row, Endpoint)]
    every = [row.name for row in default]
    return "\n".join(
        [
            *lines,
            "",
            "## Tokens of `tools/list` (bytes/4)",
            "",
            f"The {len(calls)} endpoint tools: {cost(list_tools(calls, 0)):,}; goal: at most 9,000. "
            f"All {len(every)} tools offered by default: {cost(list_tools(every, 0)):,}; "
            "goal: at most 14,000.",
            "",
        ]
    )


if __name__ == "__main__":
    text = report()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
