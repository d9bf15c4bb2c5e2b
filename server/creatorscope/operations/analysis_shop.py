"""Answering analyze_shop from an affiliate document or from the account calls' answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from creatorscope.analysis.shop_account import ACCOUNT_TOOLS, analyze_shop_account
from creatorscope.analysis.shop_document import analyze_shop_document
from creatorscope.analysis.shop_output import ShopAnalysis
from creatorscope.operations.analysis_inputs import blaming, load, moment_of, refusal, source_of
from creatorscope.operations.analysis_keeping import Made, figure_rows, keep_output
from creatorscope.operations.analysis_models import ShopAnalysed
from creatorscope.operations.analysis_requests import AnalyzeShopRequest, plain_handle
from creatorscope.operations.analysis_words import shop_line
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.results.about import Meta
from creatorscope.results.imports import load_document
from creatorscope.works.affiliate import record_from_affiliate
from creatorscope.works.mojibake import repair_document
from creatorscope.works.reading import AdapterError, mapping

TOOL = "analyze_shop"
_NAMED = 5
# Their figures are totals of a stretch of time: two of them would be counted twice over.
_ONE_WINDOW = frozenset({"get_account_overview", "get_live_summary", "get_video_summary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Analysed:
    """A Shop's analysis, the creator's handle and brands where they are known, and where it comes from."""

    analysis: ShopAnalysis
    handle: str | None
    brands: list[str] | None
    source: str


def answer_shop(request: AnalyzeShopRequest, services: Services) -> Outcome:
    """Keep the analysis of one Shop creator."""
    if request.account is not None:
        found = _of_account(request.account, request.health_rating, services)
    else:
        found = _of_document(request, services)
    analysis = found.analysis
    metrics = {name: metric.model_dump(mode="json") for name, metric in analysis.metrics.items()}
    data = {
        **analysis.model_dump(mode="json"),
        "names": {f"tiktok:{analysis.creator_id}": f"@{found.handle}"} if found.handle else {},
        "brands": found.brands,
        "preview": figure_rows(metrics),
    }
    made = Made(
        tool=TOOL,
        request=request,
        response=ShopAnalysed,
        data=data,
        source=found.source,
        summary=shop_line(analysis),
    )
    return keep_output(made, services)


def _of_document(request: AnalyzeShopRequest, services: Services) -> _Analysed:
    field = "file" if request.document is None else "document"
    if request.document is None:
        path = services.storage.readable_file(str(request.file))
        loaded = load_document(path, services.around.import_limit_bytes)
        rows, source = loaded if isinstance(loaded, list) else [loaded], "import"
    else:
        kept = load(services, request.document, field)
        rows, source = kept.rows(), kept.meta.source
    documents = [mapping(row) for row in rows if "profiles" in mapping(row)]
    if not documents:
        fix = "Import the documents with import_works and give its documents_result_id, or give file."
        raise refusal(field, f"{request.document or request.file} holds no affiliate documents", fix)
    document = mapping(repair_document(_chosen(documents, request.creator, field)))
    with blaming(field):
        analysis = analyze_shop_document(document, health_rating=request.health_rating)
    try:
        record = record_from_affiliate(document)
    except AdapterError:
        return _Analysed(analysis=analysis, handle=None, brands=None, source=source)
    handle = record.creator.author_handle
    return _Analysed(analysis=analysis, handle=handle, brands=list(record.brands), source=source)


def _chosen(documents: list[Mapping[str, Any]], creator: str | None, field: str) -> Mapping[str, Any]:
    """Return the document wanted; of several, the one whose handle or id is given."""
    names = [{plain_handle(row[key]) for key in ("id", "uniqueId") if row.get(key)} for row in documents]
    shown = ", ".join(str(row.get("uniqueId") or row.get("id")) for row in documents[:_NAMED])
    if creator is None:
        if len(documents) > 1:
            fix = f"Give creator, such as one of: {shown}."
            raise refusal("creator", f"{field} holds {len(documents)} documents", fix)
        return documents[0]
    wanted = plain_handle(creator)
    found = [row for row, known in zip(documents, names, strict=True) if wanted in known]
    if not found:
        raise refusal("creator", f"no document of {creator[:40]}", f"There are, among others: {shown}.")
    return found[-1]


def _of_account(result_ids: list[str], rating: float | None, services: Services) -> _Analysed:
    answers: dict[str, list[Any]] = {}
    metas: dict[str, Meta] = {}
    # Newest first: of two answers to one question the later one counts.
    for result_id in sorted(result_ids, reverse=True):
        kept = load(services, result_id, "account")
        tool = kept.meta.tool
        if tool not in ACCOUNT_TOOLS:
            fix = f"Give results of the account calls, such as {ACCOUNT_TOOLS[3]} and {ACCOUNT_TOOLS[5]}."
            raise refusal("account", f"{result_id} is of {tool}", fix)
        asked = repr((tool, sorted(kept.meta.arguments.items(), key=str)))
        if asked in metas:
            continue
        if tool in _ONE_WINDOW and tool in answers:
            fix = "Give one of them, of the month to analyse."
            raise refusal("account", f"two results of {tool} over different months", fix)
        metas[asked] = kept.meta
        answers.setdefault(tool, []).append(kept.data)
    moments = [moment for meta in metas.values() if (moment := moment_of(meta.fetched_at))]
    as_of: datetime = max(moments, default=services.around.clock.now())
    with blaming("account"):
        analysis = analyze_shop_account(answers, as_of=as_of, health_rating=rating)
    handle = next((mapping(one).get("user_name") for one in answers.get("get_creator_account", [])), None)
    return _Analysed(
        analysis=analysis,
        handle=str(handle) if handle else None,
        brands=None,
        source=source_of(metas.values()),
    )
