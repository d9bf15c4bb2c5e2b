"""Writing a report as one HTML file that loads nothing, needs no script, and prints."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from creatorscope.contract.text import clean_text
from creatorscope.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Definitions,
    Facts,
    Paragraph,
    Report,
    Table,
    Text,
)
from creatorscope.reports.palette import DARK, LIGHT
from creatorscope.reports.rendering import HOW_TO_ADD, Drawing

SANDBOX_NOTICE = "Sandbox: all data in this report is invented. It describes no real creator."
_SANDBOX_MARK = "SANDBOX"
_SHORT_TABLE = 20
_STRONG = ' class="strong"'
_COLOURS = ("page", "panel", "text", "muted", "line", "link", "warning")


def write_html(report: Report, drawings: Mapping[str, Drawing] | None) -> str:
    """Return the page. `drawings` by chart name; None: they cannot be drawn, and the page says how to."""
    title = escape(clean_text(report.title))
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}{' (sandbox)' if report.sandbox else ''}</title>",
        f"<style>\n{page_style()}</style>\n</head>\n<body>",
        _watermark() if report.sandbox else "",
        f"<header>\n<h1>{title}</h1>",
        f'<p class="subtitle">{_text(report.subtitle)}</p>\n</header>\n<main>',
    ]
    if drawings is None and report.charts():
        parts.append(f"<p>{escape(HOW_TO_ADD)}</p>")
    for section in report.sections:
        parts.append(f'<section id="{escape(section.key)}">\n<h2>{escape(section.title)}</h2>')
        parts += [_block(block, drawings or {}) for block in section.blocks]
        parts.append("</section>")
    notice = f" {SANDBOX_NOTICE}" if report.sandbox else ""
    parts.append(f"</main>\n<footer>Made by creatorscope.{escape(notice)}</footer>\n</body>\n</html>\n")
    return "\n".join(part for part in parts if part)


@cache
def page_style() -> str:
    """Return the style sheet with the colours of both themes."""
    colours = {f"{theme.name}_{name}": getattr(theme, name) for theme in (LIGHT, DARK) for name in _COLOURS}
    sheet = (files("creatorscope.reports") / "page.css").read_text(encoding="utf-8")
    return Template(sheet).substitute(colours)


def _watermark() -> str:
    mark = f'<div class="watermark" aria-hidden="true">{_SANDBOX_MARK}</div>'
    return f'{mark}\n<p class="sandbox" role="note">{escape(SANDBOX_NOTICE)}</p>'


def _block(block: Block, drawings: Mapping[str, Drawing]) -> str:
    match block:
        case Paragraph():
            return f"<p{_STRONG if block.strong else ''}>{_text(block.text)}</p>"
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case Bullets():
            return "<ul>\n" + "\n".join(f"<li>{_text(item)}</li>" for item in block.items) + "\n</ul>"
        case Definitions():
            return _definitions(block)
        case Chart():
            return _chart(block, drawings.get(block.name))


def _text(text: Text) -> str:
    return escape(str(text))


def _facts(block: Facts) -> str:
    cards = "\n".join(
        f'<div><dt>{_text(fact.label)}</dt><dd class="value">{_text(fact.value)}</dd>'
        f'<dd class="note">{_text(fact.note)}</dd></div>'
        for fact in block.facts
    )
    return f'<dl class="facts">\n{cards}\n</dl>'


def _definitions(block: Definitions) -> str:
    items = "\n".join(f"<dt>{_text(term)}</dt>\n<dd>{_text(meaning)}</dd>" for term, meaning in block.items)
    return f'<h3>Definitions</h3>\n<dl class="terms">\n{items}\n</dl>'


def _chart(chart: Chart, drawing: Drawing | None) -> str:
    if drawing is None:
        return ""
    dark = f'media="screen and (prefers-color-scheme: dark)" srcset="{_data(drawing.dark)}"'
    picture = (
        f'<picture>\n<source {dark}>\n<img src="{_data(drawing.light)}" alt="{_text(chart.alt)}">\n</picture>'
    )
    caption = f"\n<figcaption>{_text(chart.caption)}</figcaption>" if chart.caption.runs else ""
    head = f'<figure id="chart-{escape(chart.name)}">\n<h3>{_text(chart.title)}</h3>'
    return f"{head}\n{picture}{caption}\n</figure>"


def _data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_number(column.numeric)}>{_text(column.title)}</th>' for column in table.columns
    )
    rows = "\n".join(f"<tr>{_cells(table, row)}</tr>" for row in table.rows)
    caption = _text(table.caption)
    short = ' class="short"' if len(table.rows) <= _SHORT_TABLE else ""
    whole = (
        f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0">\n<table{short}>\n'
        f"<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n"
        "</table>\n</div>"
    )
    if not table.folded:
        return whole
    return f"<details>\n<summary>{caption}</summary>\n{whole}\n</details>"


def _cells(table: Table, row: tuple[Cell, ...]) -> str:
    first, *others = row
    cells = [f'<th scope="row">{_cell(first)}</th>']
    for column, cell in zip(table.columns[1:], others, strict=True):
        cells.append(f"<td{_number(column.numeric)}>{_cell(cell)}</td>")
    return "".join(cells)


def _cell(cell: Cell) -> str:
    words = _text(cell.text)
    if cell.href and cell.href.startswith("https://"):
        words = f'<a href="{escape(cell.href)}" rel="noopener noreferrer">{words}</a>'
    return words + (f'<small class="why">{_text(cell.note)}</small>' if cell.note else "")


def _number(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
