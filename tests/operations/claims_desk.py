"""Made-up creators with speech, and analyses of them that pass, for tests of the prompt contracts."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from creatorscope.claims.prepared import PreparedInput, PreparedWork
from creatorscope.contract.operation import LocalOperation
from creatorscope.operations import claims_tools
from creatorscope.operations.answer import Answer
from creatorscope.works.work import Work
from tests.analysis.creators import NOW, make_creator, make_work
from tests.operations.desk import LOCAL, Desk

LOCAL.update({row.name: row for row in vars(claims_tools).values() if isinstance(row, LocalOperation)})

MOST_TOKENS = 6_000
OF_WORKS = ("topic", "hook", "structure", "style", "cta", "insight", "work-summary", "work-score")
SPEECH = (
    "have you ever wondered why your skin still shines at noon. i washed it three times a day and it got "
    "worse. then a friend told me to stop. here is the proof, two weeks apart. follow me for the next part. "
)


CJK = "今天我要告诉你们一个大家都不知道的护肤秘密"
PIECES = {
    "chinese without stops": ([*CJK, *"早上用凉水洗脸再涂这瓶就不会出油"], ""),
    "chinese": (["今天我要告诉你们", "一个大家", "都不知道的", "护肤秘密。", "早上用凉水洗脸，"], ""),
    "thai": (["วันนี้", "จะมา", "บอก", "เคล็ดลับ", "การดูแลผิว ", "ที่ไม่มีใครรู้ "], ""),
    "vietnamese without stops": (["hôm", "nay", "mình", "sẽ", "kể", "cho", "các", "bạn", "nghe", "về"], " "),
    "emoji and quotes": (["she", "said", '"wow"', "\\o/", "😀😀", "and", "left.", "Then", "he"], " "),
}


def long_text(name: str, seed: int) -> str:
    """Return a text of some thousand characters in which no long run comes back."""
    pieces, joint = PIECES[name]
    drawn = np.random.default_rng(seed).integers(len(pieces), size=2_600 // len(pieces[0] + joint))
    return joint.join(pieces[place] for place in drawn)


def spoken(works: list[Work], text: str = SPEECH) -> list[Work]:
    """Return the works with a transcript of their own each."""
    said = [f"this is take {place}. {text}".strip() for place in range(len(works))]
    return [
        work.model_copy(update={"asr_raw": words, "asr_clean": words})
        for work, words in zip(works, said, strict=True)
    ]


async def analysed(desk: Desk, works: list[Work]) -> str:
    """Return the result id of the works' analysis."""
    return await desk.id_of("analyze_creator", works=desk.keep_works(works), as_of=NOW.date().isoformat())


async def sixty_spoken(desk: Desk) -> str:
    """Return the analysis of sixty works with speech, whose second half does twice as well."""
    works = make_creator(60, seed=3, doubled=[place % 2 == 0 for place in range(60)])
    return await analysed(desk, spoken(works))


async def hand_in(desk: Desk, input_id: str | None, analysis: Any = None) -> Answer:
    """Return the answer to a check, of an analysis that passes where none is given."""
    given = prepared(desk, input_id) if analysis is None else None
    return await desk.call("check_analysis", input_id=input_id, analysis=answer(given) if given else analysis)


def prepared(desk: Desk, input_id: str | None) -> PreparedInput:
    """Return a frozen input."""
    return PreparedInput.model_validate({**desk.kept(input_id).data, "input_id": input_id})


def shown_data(text: str) -> dict[str, Any]:
    """Return the data of a prepared input as the model reads it."""
    found: dict[str, Any] = json.loads(text[text.index("\n{", text.index("## Input")) :])
    return found


def claim(given: PreparedInput, work: PreparedWork | None = None, **changes: Any) -> dict[str, Any]:
    """Return a claim with the evidence that is at hand: words of the work, or a figure of the creator."""
    level = "low" if given.confidence in {"insufficient", "low"} else "medium"
    if work is not None:
        name = next(name for name in ("asr_clean", "asr_raw", "caption_raw") if name in work.texts)
        quote = " ".join(work.texts[name].split()[:5])[:60]
        item = {"id": "e1", "type": "quote", "work_id": work.work_id, "field": name, "quote": quote}
    else:
        value = given.statistics["kpis"]["median_plays"]["value"]
        item = {"id": "e1", "type": "statistic", "ref": "kpis.median_plays.value", "value": value}
    return {
        "text": "It shows in {e1}.",
        "kind": "observation",
        "platforms": list(given.platforms),
        "confidence": level,
        "evidence": [item],
        "gap": None,
        **changes,
    }


def answer(given: PreparedInput) -> dict[str, Any]:
    """Return an analysis of the input that passes."""
    head = {"contract": given.contract, "contract_version": given.contract_version}
    eligible = [work for work in given.works if work.eligible]
    if given.contract == "sampled-work-explanations":
        return {**head, "explanations": {work.work_id: _explanation(given, work) for work in eligible}}
    if given.contract.startswith("author-"):
        return {**head, **_author(given)}
    return {**head, "works": [{"work_id": work.work_id, **_of_work(given, work)} for work in eligible]}


def _words(work: PreparedWork) -> dict[str, str]:
    name = next(name for name in ("asr_clean", "asr_raw", "caption_raw") if name in work.texts)
    return {"field": name, "verbatim": " ".join(work.texts[name].split()[:4])}


def _explanation(given: PreparedInput, work: PreparedWork) -> dict[str, Any]:
    one = claim(given, work)
    gap = claim(given, work, kind="gap", gap="conversion", text="Sales are not known.", evidence=[])
    return {
        "why_it_worked_or_failed": [one],
        "copyable_elements": [one],
        "non_copyable_elements": [],
        "emotional_triggers": [],
        "cognitive_gap": one,
        "commercial_signal": gap,
    }


def _of_work(given: PreparedInput, work: PreparedWork) -> dict[str, Any]:
    one, words = claim(given, work), _words(work)
    part = {"words": words, "reading": one}
    score = {"score": 4, "reasons": [one]}
    parts: dict[str, dict[str, Any]] = {
        "asr-clean": {"text": work.texts.get("asr_raw", "").capitalize()},
        "topic": {"theme": one, "theme_words": [words], "audience_pains": [], "pain_words": []},
        "hook": {"opening": {**part, "type": "question"}, "middle": None, "ending": part},
        "structure": {"sentences": [{"words": words, "label": "hook"}], "build": one, "missing": []},
        "style": {
            **dict.fromkeys(("sentence_length", "sentence_types", "persona", "tone"), one),
            "persona_words": [words],
        },
        "cta": {"calls": [{**part, "type": "follow", "place": "end"}], "density": one},
        "insight": dict.fromkeys(("resonance", "information_gap", "social_currency", "drive"), one),
        "work-score": dict.fromkeys(("hook", "structure", "style", "cta", "insight"), score),
        "work-summary": {"summary": [one], "strengths": [], "weaknesses": [], "suggestions": []},
    }
    return parts[given.contract]


def _author(given: PreparedInput) -> dict[str, Any]:
    one = claim(given)
    if given.contract == "author-benchmark":
        lists = ("author_portrait", "business_analysis", "benchmark_analysis")
        return {**{name: [one] for name in lists}, "core_contradictions": [], "recommendations": []}
    modules = {
        "author_positioning": ("role", "audience", "problem", "value"),
        "trust_model": ("trust_source", "relationship_posture", "trust_risks*"),
        "cognitive_engine": ("worldview", "problem_definition", "reasoning_modes*"),
        "expression_hooks": ("hook_keywords*", "hook_patterns*", "memorability_sources*"),
        "content_mechanism": ("topic_sources*", "topic_goals*", "winning_structures*", "traffic_drivers*"),
        "commercial_bridge": ("funnel_role", "conversion_path", "commercial_risks*"),
        "clone_guidance": (
            "copyable_elements*",
            "non_copyable_elements*",
            "danger_zones*",
            "if_only_learn_one_thing",
        ),
    }
    filled = {
        module: {name.rstrip("*"): [one] if name.endswith("*") else one for name in names}
        for module, names in modules.items()
    }
    pack = {
        "sample_size": sum(work.eligible for work in given.works),
        "sample_confidence": given.confidence,
        "boundaries": [one],
    }
    return {**filled, "core_tensions": [], "evidence_pack": pack}


def tokens(given: Answer) -> float:
    """Return what an answer costs, at four bytes a token, text and structure."""
    structure = json.dumps(given.structured(), ensure_ascii=False)
    return (len(given.text().encode()) + len(structure.encode())) / 4


def single(desk: Desk, **changes: Any) -> str:
    """Return the result of one kept work."""
    return desk.keep_works([make_work(1, **changes)])
