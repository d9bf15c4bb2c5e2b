"""Putting sentences and tables together from templates whose figures are looked up in the analysis."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from creatorscope.reports.document import Bullets, Cell, Column, Fact, Paragraph, Run, Table, Text
from creatorscope.reports.figures import MISSING, Form, format_at
from creatorscope.reports.pointers import join, lookup

_SLOT = re.compile(r"\{([^{}:]*):(\w+)\}")


Template = str | Callable[[str], str]
"""A template, or what gives it for the pointer of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One column to make: its title, the template of its cells, and the pointer of the value to sort by.

    Pointers of templates are relative to the row. `why` is the template of the reason shown where the
    cell's value is missing; `href` gives the link of a row's cell.
    """

    title: str
    cell: Template
    sort: str | None = None
    numeric: bool = True
    why: Template = "not known"
    href: Callable[[str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An analysis to write from, the names its creators are known by, and whether its data is invented."""

    document: Mapping[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)
    sandbox: bool = False

    def has(self, pointer: str) -> bool:
        """Tell whether there is a value that is known: neither absent nor None nor empty."""
        value = self.value(pointer)
        return value is not None and value not in ("", [], {}, ())

    def value(self, pointer: str) -> Any:
        """Return the value a pointer names, None where there is none."""
        try:
            return lookup(self.document, pointer)
        except KeyError:
            return None

    def places(self, pointer: str) -> list[str]:
        """Return the pointers to the parts of a list or table; none where it is absent."""
        value = self.value(pointer)
        if isinstance(value, Mapping):
            return [join(pointer, key) for key in value]
        return [join(pointer, place) for place in range(len(value))] if isinstance(value, list) else []

    def text(self, template: str, base: str = "") -> Text:
        """Return a template's text. `{/kpis/median_plays/value:compact}` is the value there in that form.

        A pointer that does not start with / is relative to `base`; an empty one is `base` itself.
        """
        runs = []
        end = 0
        for slot in _SLOT.finditer(template):
            runs.append(Run(text=template[end : slot.start()]))
            runs.append(self._run(_absolute(slot[1], base), Form(slot[2])))
            end = slot.end()
        runs.append(Run(text=template[end:]))
        return Text(runs=tuple(run for run in runs if run.text))

    def paragraph(self, template: str, base: str = "", *, strong: bool = False) -> Paragraph:
        """Return a template as a paragraph."""
        return Paragraph(text=self.text(template, base), strong=strong)

    def bullets(self, templates: Iterable[tuple[str, str]]) -> Bullets:
        """Return pairs of template and base as a list."""
        return Bullets(items=tuple(self.text(template, base) for template, base in templates))

    def fact(self, base: str, templates: tuple[str, str, str]) -> Fact:
        """Return a headline figure from the templates of its label, value and note."""
        label, value, note = (self.text(template, base) for template in templates)
        return Fact(label=label, value=value, note=note)

    def table(
        self, caption: str, heads: Sequence[Head], rows: Iterable[str], *, folded: bool = False
    ) -> Table:
        """Return a table of one row per pointer in `rows`."""
        return Table(
            caption=self.text(caption),
            columns=tuple(
                Column(title=self.text(head.title), numeric=head.numeric and place > 0)
                for place, head in enumerate(heads)
            ),
            rows=tuple(tuple(self.cell(head, base) for head in heads) for base in rows),
            folded=folded,
        )

    def cell(self, head: Head, base: str) -> Cell:
        """Return one cell; a value that is missing is – with its reason."""
        text = self.text(_template(head.cell, base), base)
        figures = [run for run in text.runs if run.path is not None]
        missing = bool(figures) and all(run.text == MISSING for run in figures)
        sort = self.value(_absolute(head.sort, base)) if head.sort is not None else None
        return Cell(
            text=Text(runs=(figures[0],)) if missing else text,
            sort=_sortable(sort),
            href=head.href(base) if head.href else None,
            note=self.text(_template(head.why, base), base) if missing else None,
        )

    def _run(self, pointer: str, form: Form) -> Run:
        return Run(text=format_at(self.document, pointer, form, self.names), path=pointer, form=form)


def _template(template: Template, base: str) -> str:
    return template if isinstance(template, str) else template(base)


def _absolute(pointer: str, base: str) -> str:
    if pointer.startswith("/"):
        return pointer
    return f"{base}/{pointer}" if pointer else base


def _sortable(value: Any) -> str | float | None:
    if isinstance(value, bool) or value is None:
        return None if value is None else float(value)
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return str(value)
