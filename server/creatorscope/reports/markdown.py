"""Writing a report as Markdown: the same sections and tables, charts as what they show in words."""

from __future__ import annotations

import re

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
from creatorscope.reports.html import SANDBOX_NOTICE

# What Markdown would read as markup wherever it stands in a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
_LONG_TABLE = 40


def write_markdown(report: Report) -> str:
    """Return the report as Markdown with pipe tables; long folded tables end after forty rows and say so."""
    lines = [f"# {_escape(clean_text(report.title))}", ""]
    if str(report.subtitle):
        lines += [_text(report.subtitle), ""]
    if report.sandbox:
        lines += [f"> **{SANDBOX_NOTICE}**", ""]
    for section in report.sections:
        lines += [f"## {_escape(section.title)}", ""]
        for block in section.blocks:
            lines += [*_block(block), ""]
    if report.sandbox:
        lines += ["---", "", SANDBOX_NOTICE, ""]
    return "\n".join(lines)


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            words = _text(block.text)
            return [f"**{words}**" if block.strong else words]
        case Facts():
            return [f"- {_text(f.label)}: **{_text(f.value)}** ({_text(f.note)})" for f in block.facts]
        case Table():
            return _table(block)
        case Bullets():
            return [f"- {_text(item)}" for item in block.items]
        case Definitions():
            return [f"- **{_text(term)}**: {_text(meaning)}" for term, meaning in block.items]
        case Chart():
            return [f"*Chart, {_text(block.title)}: {_text(block.alt)}*"]


def _table(table: Table) -> list[str]:
    rows = table.rows[:_LONG_TABLE] if table.folded else table.rows
    lines = [
        f"**{_text(table.caption)}**",
        "",
        _row([_text(column.title) for column in table.columns]),
        _row(["---:" if column.numeric else "---" for column in table.columns]),
        *(_row([_cell(cell) for cell in row]) for row in rows),
    ]
    if len(rows) < len(table.rows):
        lines += ["", "More rows are in the HTML and JSON forms of this report."]
    return lines


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    words = _text(cell.text)
    if cell.href:
        words = f"[{words}]({cell.href})"
    return f"{words} ({_text(cell.note)})" if cell.note else words


def _text(text: Text) -> str:
    return _escape(str(text))


def _escape(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words)
