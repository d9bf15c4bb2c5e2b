"""The row of the report tool, and answering it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from anyio import to_thread

from creatorscope.contract.operation import Effect, LocalOperation
from creatorscope.operations.analysis_inputs import refusal
from creatorscope.operations.examples import ANALYSIS
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.report_requests import RenderedReport, RenderReportRequest
from creatorscope.operations.services import Services
from creatorscope.reports.claims_section import EXPLANATIONS
from creatorscope.results.kept import Kept

_CHECKS = "check_analysis"


async def run_render_report(request: RenderReportRequest, services: Services) -> Outcome:
    """Answer with the report on a kept analysis, written to files; charts as pictures for png."""
    return await to_thread.run_sync(_answer, request, services)


def _answer(request: RenderReportRequest, services: Services) -> Outcome:
    # Statistics and the chart renderer are loaded at the first report.
    from creatorscope.operations.report_runs import Rendered, Wish, render
    from creatorscope.reports.app_view import PAYLOAD_KEY

    kept = services.store.load(request.result_id.strip())
    document = _document(kept, request, services)
    wish = Wish(format=request.format, sandbox=kept.meta.is_sandbox, chart=request.chart, title=request.title)
    rendered: Rendered = render(document, wish)
    stem = kept.meta.result_id
    paths = [services.storage.save_file(f"{stem}-{file.name}", file.content) for file in rendered.files]
    return Outcome(
        data={
            "result_id": stem,
            "path": str(paths[0]),
            "file_name": paths[0].name,
            "size_bytes": paths[0].stat().st_size,
            "kind": rendered.kind,
            "format": request.format,
            "charts": list(rendered.charts),
            "figures_checked": rendered.figures_checked,
            "note": rendered.note,
            "source": kept.meta.source,
        },
        summary=_told(rendered.kind, rendered.figures_checked, paths, rendered.note),
        result_id=stem,
        saved_to=str(paths[0]),
        source=kept.meta.source,
        images=rendered.images,
        meta={PAYLOAD_KEY: rendered.payload},
    )


def _document(kept: Kept, request: RenderReportRequest, services: Services) -> Any:
    """Return what to report on: the analysis with the checked ones that explain it, or one of these alone."""
    if kept.meta.tool == _CHECKS:
        return {EXPLANATIONS: [kept.data]}
    if not request.explanations:
        return kept.data
    explained = [services.store.load(result_id, field="explanations") for result_id in request.explanations]
    for one in explained:
        named, about = one.meta.result_id, one.data.get("analysis_result_id")
        if one.meta.tool != _CHECKS:
            raise refusal(
                "explanations", f"{named} is of {one.meta.tool}", f"Give ids that {_CHECKS} answered with."
            )
        if about != kept.meta.result_id:
            fix = f"Give it together with result_id {about}."
            raise refusal("explanations", f"{named} explains {about}, not {kept.meta.result_id}", fix)
    return {**kept.data, EXPLANATIONS: [one.data for one in explained]}


def _told(kind: str, figures: int, paths: list[Path], note: str | None) -> str:
    files = "1 file" if len(paths) == 1 else f"{len(paths)} files, the first below"
    left_out = f" {note}" if note else ""
    return (
        f"render_report: {kind} report written to {files}; each of its {figures:,} figures was looked up in "
        f"the analysis and found there.{left_out}"
    )


RENDER_REPORT = LocalOperation(
    name="render_report",
    summary="Write the report on a kept analysis or shortlist: html with charts, md, json or png.",
    use_when="Use to give the user something to read or send.",
    toolset="report",
    request=RenderReportRequest,
    response=RenderedReport,
    effect=Effect.READ,
    example=RenderReportRequest(result_id=ANALYSIS, format="html"),
    needs=None,
    run=run_render_report,
)
