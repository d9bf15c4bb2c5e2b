"""Checking that every figure a report shows stands in the analysis it was made from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from creatorscope.reports.document import Chart, Report, Run
from creatorscope.reports.figures import format_at
from creatorscope.reports.pointers import Analysis, as_document

_DIGIT = re.compile(r"\d")


class ReportError(AssertionError):
    """A report shows what its analysis does not say: a fault of this program, never of its input."""


def check_numbers(report: Report, analysis: Analysis) -> int:
    """Return how many figures were checked; ReportError naming the first that the analysis does not hold.

    Every run with a path must read as its value does there; fixed wording must hold no digit; every number
    a chart plots must stand somewhere in the analysis.
    """
    document = as_document(analysis)
    checked = sum(_check_run(run, report, document) for run in _runs(report))
    known = set(_numbers(document))
    for chart in report.charts():
        checked += _check_chart(chart, known)
    return checked


def _check_run(run: Run, report: Report, analysis: Mapping[str, Any]) -> int:
    if run.path is None or run.form is None:
        if _DIGIT.search(run.text):
            raise ReportError(f"figure without a source: {run.text!r}")
        return 0
    expected = format_at(analysis, run.path, run.form, report.names)
    if run.text != expected:
        raise ReportError(f"{run.path} reads {run.text!r}, the analysis says {expected!r}")
    return 1


def _check_chart(chart: Chart, known: set[float]) -> int:
    plotted = list(_numbers(_values(chart.spec)))
    strange = next((number for number in plotted if number not in known), None)
    if strange is not None:
        raise ReportError(f"the chart {chart.name} plots {strange}, which the analysis does not hold")
    return len(plotted)


def _values(spec: Any) -> Iterator[Any]:
    """Yield every inline data set of a spec and of the views inside it."""
    if isinstance(spec, Mapping):
        for key, part in spec.items():
            if key == "data":
                yield part.get("values", [])
            else:
                yield from _values(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from _values(part)


def _runs(part: Any) -> Iterator[Run]:
    """Yield every run of a report in order."""
    if isinstance(part, Run):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _runs(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from _runs(inner)


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        if math.isfinite(value):
            yield float(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _numbers(inner)
    elif not isinstance(value, str | bytes) and hasattr(value, "__iter__"):
        for inner in value:
            yield from _numbers(inner)
