"""Keeping what an analysis returned, and answering with the rows of it that are read first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from creatorscope.analysis.costs import Costs
from creatorscope.contract.operation import Request, Response
from creatorscope.contract.rows import rows_at
from creatorscope.operations.keeping import iso_now
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.results.about import About, Kind
from creatorscope.results.layout import documented_columns
from creatorscope.state.request_form import told_arguments

_DIGITS = 4
_WHOLE_FROM = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What an analysis made: by which tool, of what kind of answer, from where, and the line to show."""

    tool: str
    request: Request
    response: type[Response]
    data: Mapping[str, Any]
    source: str
    summary: str


def keep_output(made: Made, services: Services) -> Outcome:
    """Keep the whole output as one result and answer with its rows, figures rounded to be read.

    The same output always gives the same bytes.
    """
    data = mask_contacts(dict(made.data)) if services.around.hide_contacts else made.data
    rows = [dict(row.values) for row in rows_at(data, made.response.ROWS)]
    about = About(
        kind=Kind.ANALYSIS,
        tool=made.tool,
        source=made.source,
        arguments=told_arguments(made.request, with_documents=True),
        fetched_at=iso_now(services.around),
        summary=made.summary,
        rows_path=made.response.ROWS,
        columns=documented_columns(made.response),
        count=len(rows),
    )
    result_id = services.store.keep(to_json(data, inf_nan_mode="null"), about)
    shown = {made.response.ROWS.removesuffix("[]"): [rounded(row) for row in rows]}
    return Outcome(
        data={"result_id": result_id, **shown},
        summary=f"{made.tool}: {made.summary}",
        result_id=result_id,
        total=len(rows),
        source=made.source,
        meta=_view(data, made) if made.response.VIEW else {},
    )


def _view(data: Mapping[str, Any], made: Made) -> dict[str, Any]:
    """Return what the MCP App shows of an output: its report, charts told in words."""
    from creatorscope.reports.app_view import PAYLOAD_KEY, app_payload
    from creatorscope.reports.report import build_report

    return {PAYLOAD_KEY: app_payload(build_report(data, sandbox=made.source == "sandbox"))}


def rounded(value: Any) -> Any:
    """Return plain data with figures of 1,000 and more whole and others to four digits."""
    if isinstance(value, float):
        whole = value.is_integer() or abs(value) >= _WHOLE_FROM
        return round(value) if whole else float(f"{value:.{_DIGITS}g}")
    if isinstance(value, Mapping):
        return {name: rounded(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [rounded(inner) for inner in value]
    return value


def cost_rows(costs: Costs) -> list[dict[str, Any]]:
    """Return the costs at a fee as rows like those of metrics, from a good work to a weak one."""
    parts = {"cpm": costs.cpm, "cpv": costs.cpv, "cpe": costs.cpe}
    rows = []
    for name, part in parts.items():
        low, high = part.range or (None, None)
        rows.append({"metric": name, "value": part.value, "low": low, "high": high, "unit": part.unit})
    return rows


def figure_rows(metrics: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return metrics as rows, those that are known first, else in their order."""
    rows = []
    for name, metric in metrics.items():
        low, high = metric["interval"] or (None, None)
        shown = ("unit", "n", "missing", "aggregation", "numerator", "denominator")
        own = {key: metric[key] for key in shown}
        rows.append({"metric": name, "value": metric["value"], "low": low, "high": high, **own})
    return sorted(rows, key=lambda row: row["value"] is None)
