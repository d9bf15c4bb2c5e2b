"""A result's table as one page without remote loads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from creatorscope.results.cells import shown
from creatorscope.results.tables import Column

MOST_ROWS = 5_000
_NUMERIC = ("BIGINT", "DOUBLE", "DECIMAL")
_STYLE = """
:root{color-scheme:light dark}
body{font:14px/1.45 system-ui,sans-serif;margin:2rem}
.note{border-left:4px solid #c60;padding:.4rem .8rem;font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse}
caption{text-align:left;padding:.4rem 0}
th,td{border:1px solid #8886;padding:.25rem .5rem;text-align:left;vertical-align:top;max-width:30rem;
overflow-wrap:anywhere}
th{position:sticky;top:0;background:#dde7f3;color:#111}
td.n{text-align:right;font-variant-numeric:tabular-nums}
dt{font-weight:600}
@media print{.scroll{overflow:visible}th{position:static}}
"""


def format_page(
    columns: Sequence[Column], rows: Iterator[Sequence[Any]], total: int, about: Mapping[str, Any]
) -> Iterator[str]:
    """Yield a page in parts: its title, a table of at most 5,000 of `total` rows, and where they are from."""
    title = escape(f"{about['tool']} {about['result_id']}")
    yield (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n"
    )
    if about["note"]:
        yield f'<p class="note">{escape(str(about["note"]))}</p>\n'
    counted = f"{total:,} rows" if total <= MOST_ROWS else f"The first {MOST_ROWS:,} of {total:,} rows"
    headers = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in columns)
    yield f'<div class="scroll"><table><caption>{counted}</caption>\n<thead><tr>{headers}</tr></thead>\n'
    yield "<tbody>\n"
    marks = [' class="n"' if column.type.startswith(_NUMERIC) else "" for column in columns]
    for row in rows:
        cells = (f"<td{mark}>{escape(shown(value))}</td>" for mark, value in zip(marks, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody></table></div>\n<h2>About this data</h2>\n<dl>\n"
    for name, value in about.items():
        yield f"<dt>{escape(name)}</dt><dd>{escape(shown(value)) or '-'}</dd>\n"
    yield "</dl></body></html>\n"
