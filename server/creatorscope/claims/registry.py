"""The twelve prompt contracts as rows: output model, rules, evidence, and how many works a call takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from creatorscope.claims.claim import EvidenceType
from creatorscope.claims.failures import Rule
from creatorscope.claims.outputs import Output
from creatorscope.claims.outputs_content import (
    AsrClean,
    Cta,
    Hook,
    Insight,
    Structure,
    Style,
    Topic,
    WorkSummary,
)
from creatorscope.claims.outputs_judgement import (
    AuthorAnalysis,
    AuthorBenchmark,
    SampledWorkExplanations,
    WorkScore,
)

VERSION = "1.0"
WORKS_A_CALL = 6
AUTHOR_WORKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One contract. `speech` names the fields of its output whose claims are about spoken words.

    `computed` names what code computes and a model may not hand in. `max_works` is of one prepared input.
    """

    id: str
    output: type[Output]
    version: str
    summary: str
    max_works: int
    evidence: frozenset[EvidenceType]
    rules: frozenset[Rule]
    speech: frozenset[str]
    computed: frozenset[str]


_ALL = frozenset(Rule) - {Rule.TEXT_ADDED, Rule.SCORE_NOT_COMPUTED}
_TRANSCRIPT = frozenset(
    {Rule.SCHEMA_INVALID, Rule.EVIDENCE_UNKNOWN_ID, Rule.EVIDENCE_INELIGIBLE_WORK, Rule.TEXT_ADDED}
)
_OF_WORKS: frozenset[EvidenceType] = frozenset({"value", "quote", "claim"})
_OF_AUTHORS: frozenset[EvidenceType] = frozenset({"finding", "statistic", "value", "quote", "claim"})


def _work_contract(
    name: str, output: type[Output], summary: str, speech: str = "", computed: str = ""
) -> Contract:
    named = frozenset(computed.split())
    return Contract(
        id=name,
        output=output,
        version=VERSION,
        summary=summary,
        max_works=WORKS_A_CALL,
        evidence=_OF_WORKS,
        rules=_ALL | {Rule.SCORE_NOT_COMPUTED} if named else _ALL,
        speech=frozenset(speech.split()),
        computed=named,
    )


def _author_contract(name: str, output: type[Output], summary: str, computed: str = "") -> Contract:
    named = frozenset(computed.split())
    return Contract(
        id=name,
        output=output,
        version=VERSION,
        summary=summary,
        max_works=AUTHOR_WORKS,
        evidence=_OF_AUTHORS,
        rules=_ALL | {Rule.SCORE_NOT_COMPUTED} if named else _ALL,
        speech=frozenset(),
        computed=named,
    )


CONTRACTS: tuple[Contract, ...] = (
    Contract(
        id="asr-clean",
        output=AsrClean,
        version=VERSION,
        summary="Raw transcripts as readable text, nothing added.",
        max_works=WORKS_A_CALL,
        evidence=frozenset(),
        rules=_TRANSCRIPT,
        speech=frozenset(),
        computed=frozenset(),
    ),
    _work_contract("topic", Topic, "What a work is about, and whose pains it speaks to."),
    _work_contract("hook", Hook, "Opening with its type, middle and ending.", "opening middle ending"),
    _work_contract(
        "structure", Structure, "The job of each sentence, and what is missing.", "build sentences"
    ),
    _work_contract(
        "style",
        Style,
        "Sentence length and types, persona and tone.",
        "sentence_length sentence_types persona tone",
    ),
    _work_contract("cta", Cta, "What a work asks its viewers to do."),
    _work_contract("insight", Insight, "Resonance, information gap, social currency and drive."),
    _work_contract(
        "work-summary", WorkSummary, "A work in short, with suggestions.", computed="average verdict scores"
    ),
    _work_contract(
        "work-score", WorkScore, "Five scores from 1 to 5 with reasons.", computed="average verdict"
    ),
    Contract(
        id="sampled-work-explanations",
        output=SampledWorkExplanations,
        version=VERSION,
        summary="Why sampled works did as they did.",
        max_works=WORKS_A_CALL,
        evidence=_OF_AUTHORS,
        rules=_ALL,
        speech=frozenset(),
        computed=frozenset(),
    ),
    _author_contract("author-analysis", AuthorAnalysis, "An author in nine modules."),
    _author_contract(
        "author-benchmark",
        AuthorBenchmark,
        "Portrait, business and standing of an author.",
        "business_score benchmark_gap_score style_radar",
    ),
)
BY_ID: Mapping[str, Contract] = MappingProxyType({row.id: row for row in CONTRACTS})
