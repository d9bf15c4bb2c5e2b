"""The parts a report is made of, before it becomes a page: text whose every figure names its source."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from creatorscope.analysis.outputs import Part
from creatorscope.reports.figures import Form

Kind = Literal[
    "creator", "work", "shop", "comparison", "shortlist", "audience", "anomalies", "explanations", "other"
]


class Run(Part):
    """A stretch of text. With `path` (a JSON pointer into the analysis) it shows the value there as `form`.

    Without a path it is fixed wording, which holds no digit.
    """

    text: str
    path: str | None = None
    form: Form | None = None


class Text(Part):
    """A line or a paragraph of runs."""

    runs: tuple[Run, ...]

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


class Cell(Part):
    """A table cell. `sort` is the value to sort by, None where it is unknown; `href` a link it carries.

    `note` says why a figure is missing.
    """

    text: Text
    sort: str | float | None = None
    href: str | None = None
    note: Text | None = None


class Column(Part):
    """A column's head; numeric columns stand to the right."""

    title: Text
    numeric: bool = False


class Fact(Part):
    """One headline figure: what it is, its value, and what to read it with."""

    label: Text
    value: Text
    note: Text


class Paragraph(Part):
    """A paragraph; `strong` ones carry the conclusion of their section."""

    type: Literal["paragraph"] = "paragraph"
    text: Text
    strong: bool = False


class Facts(Part):
    """Headline figures side by side."""

    type: Literal["facts"] = "facts"
    facts: tuple[Fact, ...]


class Table(Part):
    """A table; the first column names the row. `folded` ones are shown on demand."""

    type: Literal["table"] = "table"
    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False


class Chart(Part):
    """A picture for those who look rather than read: a Vega-Lite spec without colours of a theme.

    `alt` says in words what it shows, with figures; `caption` how to read it.
    """

    type: Literal["chart"] = "chart"
    name: str
    title: Text
    alt: Text
    caption: Text
    spec: dict[str, Any]


class Bullets(Part):
    """A list of lines, each one thing to know."""

    type: Literal["bullets"] = "bullets"
    items: tuple[Text, ...]


class Definitions(Part):
    """Terms and what they mean."""

    type: Literal["definitions"] = "definitions"
    items: tuple[tuple[Text, Text], ...]


Block = Annotated[
    Paragraph | Facts | Table | Chart | Bullets | Definitions,
    Field(discriminator="type"),
]


class Section(Part):
    """A part of the report under its own heading; `key` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]


class Report(Part):
    """A report, made from one analysis alone.

    `title` is the reader's own words where given. `names` maps creators to the names to show them by.
    `sandbox` reports are of invented data and say so on every page.
    """

    kind: Kind
    title: str
    subtitle: Text
    sandbox: bool
    names: dict[str, str]
    sections: tuple[Section, ...]

    def charts(self) -> tuple[Chart, ...]:
        """Return the charts in the order they are shown."""
        return tuple(
            block for section in self.sections for block in section.blocks if isinstance(block, Chart)
        )
