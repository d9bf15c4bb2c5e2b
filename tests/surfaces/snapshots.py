"""The reviewed listing of each tool: one file a tool, rewritten with `python -m tests.surfaces.snapshots`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from creatorscope.surfaces.tool_listing import published_tools

FOLDER = Path(__file__).with_name("snapshots")


def render(listing: dict[str, Any]) -> str:
    """Return a tool's listing as stored; the output schema, one for all, is left out."""
    own = {name: value for name, value in listing.items() if name != "outputSchema"}
    return json.dumps(own, ensure_ascii=False, indent=1) + "\n"


def write_snapshots() -> None:
    """Write the listing of every tool, and remove those of tools that are gone."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for listing in published_tools():
        path = FOLDER / f"{listing['name']}.json"
        path.write_text(render(listing), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_snapshots()
