"""Finding what has passed its check before: clean transcripts, explanations and scores of works."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.errors import ArgumentError, LocalFileError
from creatorscope.operations.claims_inputs_works import shown_text
from creatorscope.operations.services import Services
from creatorscope.results.kept import Kept
from creatorscope.works.reading import listed, mapping
from creatorscope.works.work import Work

CHECK_TOOL = "check_analysis"
_PAGE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One claim that passed: as it was handed in, its text with the figures written, and its analysis."""

    claim: Mapping[str, Any]
    text: str
    analysis_id: str


def accepted_claims(
    services: Services, works: Collection[Work], contracts: Collection[str]
) -> dict[str, list[Accepted]]:
    """Return the claims that passed about each work, by work id; of each contract the newest analysis."""
    found: dict[str, list[Accepted]] = {}
    told: set[tuple[str, str]] = set()
    for kept in _passed(services, works, contracts):
        contract = str(kept.meta.arguments["contract"])
        new: set[tuple[str, str]] = set()
        for row in kept.rows():
            work_id = row.get("work_id")
            if not work_id or (contract, work_id) in told:
                continue
            new.add((contract, work_id))
            one = Accepted(claim=row["claim"], text=row["text"], analysis_id=kept.meta.result_id)
            found.setdefault(work_id, []).append(one)
        told |= new
    return found


def checked_texts(services: Services, works: Collection[Work]) -> dict[str, tuple[str, str]]:
    """Return the accepted clean transcripts by work id, each with its analysis; newest first, only of
    transcripts the works still have."""
    wanted = {work.platform_work_id: shown_text(work.asr_raw or work.asr_clean or "") for work in works}
    found: dict[str, tuple[str, str]] = {}
    for kept in _passed(services, works, ("asr-clean",)):
        raw = mapping(mapping(kept.data).get("raw_texts"))
        for item in listed(mapping(mapping(kept.data).get("analysis")).get("works")):
            work_id, text = mapping(item).get("work_id"), mapping(item).get("text")
            started = raw.get(str(work_id))
            if work_id in found or not text or not started or work_id not in wanted:
                continue
            if wanted[work_id].startswith(started):
                found[work_id] = (text, kept.meta.result_id)
    return found


def accepted_scores(services: Services, works: Collection[Work]) -> dict[str, dict[str, Any]]:
    """Return the accepted scores by work id: the five, their average and the verdict, newest first."""
    found: dict[str, dict[str, Any]] = {}
    for kept in _passed(services, works, ("work-score",)):
        for work_id, scores in mapping(mapping(kept.data).get("computed")).items():
            found.setdefault(work_id, dict(mapping(scores)))
    return found


def _passed(services: Services, works: Collection[Work], contracts: Collection[str]) -> Iterator[Kept]:
    """Yield the analyses of these contracts about any of these works, newest first."""
    ids = {work.platform_work_id for work in works}
    platforms = {work.platform for work in works}
    for meta in services.store.list_page(size=_PAGE, tool=CHECK_TOOL).found:
        about = meta.arguments
        if about.get("contract") not in contracts or about.get("platform") not in platforms:
            continue
        if ids & set(listed(about.get("works"))):
            try:
                yield services.store.load(meta.result_id)
            except (ArgumentError, LocalFileError):
                continue  # deleted meanwhile, or damaged: as if it had not been accepted
