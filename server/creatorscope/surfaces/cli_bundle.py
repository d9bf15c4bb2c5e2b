"""The `bundle` command: this clone as one .mcpb file that desktop hosts install."""

from __future__ import annotations

from pathlib import Path

import click

from creatorscope.surfaces.cli_call import json_option
from creatorscope.surfaces.cli_output import show_json, shown_errors

_ROOT = Path(__file__).parents[3]


def _bundle(out: str | None, as_json: bool) -> None:
    """Build the .mcpb bundle of this clone; the same files give the same bytes."""
    if not (_ROOT / "pyproject.toml").is_file():
        raise click.UsageError("bundle packs a clone of the repository, and this is an installed copy")
    from creatorscope.delivery.bundle import BUNDLE_NAME, build_bundle_bytes
    from creatorscope.delivery.record import write_whole
    from creatorscope.delivery.skill import digest_of

    with shown_errors(as_json):
        content = build_bundle_bytes(_ROOT)
        path = Path(out or BUNDLE_NAME).expanduser()
        write_whole(path, content)
        if as_json:
            show_json({"file": str(path), "bytes": len(content), "digest": digest_of(content)})
        else:
            click.echo(f"wrote {path}, {len(content):,} bytes, {digest_of(content)}")


def build_bundle() -> click.Command:
    """Return `bundle`."""
    out = click.Option(["--out"], metavar="FILE", help="File to write; default: in the current folder.")
    return click.Command(
        "bundle",
        callback=_bundle,
        params=[out, json_option()],
        short_help="Build the .mcpb for desktop hosts.",
        help=str(_bundle.__doc__),
    )
