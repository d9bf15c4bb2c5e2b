"""One check answers every fault at once, whatever was handed in, and says what to do about each."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from creatorscope.analysis.labels import LABELS, Family
from creatorscope.claims.check import check
from creatorscope.claims.failures import PASSES_WHEN, SHOWN, Rule
from creatorscope.claims.outputs_content import CallType, HookType
from creatorscope.claims.parse import MAX_BYTES
from creatorscope.claims.registry import CONTRACTS
from tests.claims.goldens import load_analysis, load_input
from tests.claims.hooks import build_claim, build_input, check_claim, quote, value

NO_ANALYSES = {
    "no JSON": "{'works': []}",
    "prose": "Here is the analysis you asked for: it is good.",
    "a list": [],
    "a list as text": "[1, 2]",
    "nothing": None,
    "a number": 4.2,
    "empty text": "",
    "an object with a key twice": '{"contract": "topic", "contract": "hook"}',
    "infinite": {"works": float("inf")},
    "NaN as text": '{"works": NaN}',
    "half a character": {"works": "\ud800"},
    "too long": {"works": "x" * MAX_BYTES},
    "too long as text": json.dumps({"works": "ạ" * 30_000}, ensure_ascii=False),
    "too deep": json.loads("[" * 60 + "]" * 60),
    "far too deep as text": '{"a":' + "[" * 30_000 + "]" * 30_000 + "}",
}


@pytest.mark.parametrize("given", NO_ANALYSES.values(), ids=NO_ANALYSES)
def test_what_is_no_analysis_is_one_clear_failure(given):
    report = check(build_input(), given)
    assert not report.valid
    assert {failure.rule for failure in report.failures} == {Rule.SCHEMA_INVALID}
    assert all(failure.fix.endswith(".") for failure in report.failures)
    assert len(report.model_dump_json()) < 8_000


def test_all_failures_come_in_one_answer_twenty_shown_and_the_rest_counted():
    claims = [build_claim(f"Reason {place} is 5.") for place in range(12)]
    reasons = {"score": 9, "reasons": claims}
    scores = dict.fromkeys(("hook", "structure", "style", "cta", "insight"), reasons)
    analysis = {
        "contract": "work-score",
        "contract_version": "1.0",
        "works": [{"work_id": "7412", **scores, "average": 5}],
    }
    report = check(build_input(contract="work-score"), analysis)
    assert len(report.failures) == SHOWN
    assert report.failures_not_shown == 5 * 12 * 2 + 5 + 1 - SHOWN
    assert report.failures[0].rule is Rule.SCORE_NOT_COMPUTED


def test_faults_of_different_rules_in_one_claim_are_all_told():
    claim = build_claim(
        "It doubled 2 times because of it; mail a.person@example.com.",
        value("play_count", 0),
        quote("said nowhere at all"),
        kind="difference",
        confidence="high",
        platforms=["youtube"],
    )
    report = check_claim(
        claim, build_input(fields={"play_count": None}, texts={"asr_clean": "Nothing much."})
    )
    assert {failure.rule for failure in report.failures} == {
        Rule.EVIDENCE_VALUE_MISMATCH,
        Rule.QUOTE_NOT_FOUND,
        Rule.NUMBER_UNSUPPORTED,
        Rule.CONFIDENCE_TOO_HIGH,
        Rule.SCOPE_CROSS_PLATFORM,
        Rule.DIFFERENCE_UNSUPPORTED,
        Rule.PRIVACY_CONTACT,
    }


@pytest.mark.parametrize(
    "words",
    [
        "twice the views",
        "these tripled",
        "tenfold",
        "gấp đôi",
        "gấp ba lần",
        "两倍",
        "翻倍",
        "el doble",
        "dua kali lipat",
        "{e1} percent",
        "百分之五十",
    ],
)
def test_multiple_written_as_a_word_is_warned_of_and_passes(words):
    report = check_claim(
        build_claim(f"It has {words}.", value("play_count", 5)), build_input(fields={"play_count": 5})
    )
    assert report.valid
    assert [warning.rule for warning in report.warnings] == [Rule.NUMBER_UNSUPPORTED]


@pytest.mark.parametrize("words", ["because of the hook", "nhờ câu hỏi", "因为开头", "gracias a eso"])
def test_cause_named_outside_a_difference_is_warned_of_and_passes(words):
    report = check_claim(
        build_claim(f"It has plays {words}.", value("play_count", 5)), build_input(fields={"play_count": 5})
    )
    assert report.valid
    assert [warning.rule for warning in report.warnings] == [Rule.DIFFERENCE_UNSUPPORTED]


@pytest.mark.parametrize(
    "words", ["in order to learn", "thay vì mua", "a selling point of hers", "the house rules"]
)
def test_words_that_only_look_like_sales_or_causes_pass_without_a_warning(words):
    report = check_claim(
        build_claim(f"She speaks {words}.", value("play_count", 5)), build_input(fields={"play_count": 5})
    )
    assert (report.failures, report.warnings) == ([], [])


def test_digits_inside_a_cited_quote_pass_and_elsewhere_do_not():
    text = "I tried it for 30 days and it works."
    prepared = build_input(texts={"asr_clean": text})
    cited = quote("tried it for 30 days")
    assert check_claim(build_claim("She “tried it for 30 days”.", cited), prepared).valid
    report = check_claim(build_claim("She tried for 30 days.", cited), prepared)
    assert [failure.rule for failure in report.failures] == [Rule.NUMBER_UNSUPPORTED]


def test_claims_that_only_cite_each_other_rest_on_nothing():
    def work(first, second):
        gap = build_claim("Not there.", kind="gap", gap="comment_texts", confidence="low")
        return {
            "work_id": "7412",
            "resonance": first,
            "information_gap": second,
            "social_currency": gap,
            "drive": gap,
        }

    def cite(leaf):
        return build_claim("So.", {"type": "claim", "ref": f"/works/0/{leaf}"}, kind="recommendation")

    analysis = {
        "contract": "insight",
        "contract_version": "1.0",
        "works": [work(cite("information_gap"), cite("resonance"))],
    }
    report = check(build_input(), analysis)
    assert [failure.rule for failure in report.failures] == [Rule.EVIDENCE_MISSING] * 2


def test_sales_may_be_spoken_of_where_they_are_measured():
    prepared = build_input(fields={"orders": 12})
    claim = build_claim("It brought {e1} orders.", value("orders", 12))
    assert not check_claim(claim, prepared).valid
    assert check_claim(claim, prepared.model_copy(update={"has_conversion_signal": True})).valid


def test_high_confidence_needs_an_input_of_that_level_and_five_works():
    claim = build_claim("It has {e1} plays.", value("play_count", 5), confidence="high")
    few = build_input(fields={"play_count": 5}, confidence="high")
    assert [failure.rule for failure in check_claim(claim, few).failures] == [Rule.CONFIDENCE_TOO_HIGH]
    more = [few.works[0].model_copy(update={"work_id": f"w{place}"}) for place in range(4)]
    assert check_claim(claim, few.model_copy(update={"works": [*few.works, *more]})).valid


def test_eligible_work_the_analysis_leaves_out_is_warned_of():
    analysis = load_analysis("topic")
    left = analysis["works"].pop()["work_id"]
    report = check(load_input("topic"), analysis)
    assert report.valid
    assert [warning.got for warning in report.warnings] == [[left]]


def test_closed_lists_of_the_outputs_are_the_labels_of_the_analysis():
    assert set(get_args(HookType)) == {*LABELS[Family.HOOK], "other", "none"}
    assert set(get_args(CallType)) == set(LABELS[Family.CTA])


def test_every_rule_says_when_it_passes():
    assert set(PASSES_WHEN) == set(Rule)


def test_contracts_are_the_twelve_in_their_order():
    works = [
        "asr-clean",
        "topic",
        "hook",
        "structure",
        "style",
        "cta",
        "insight",
        "work-summary",
        "work-score",
    ]
    authors = ["sampled-work-explanations", "author-analysis", "author-benchmark"]
    assert [row.id for row in CONTRACTS] == [*works, *authors]


@pytest.mark.parametrize("found", [True, False], ids=["right", "wrong"])
def test_64_kb_over_40_works_of_2000_characters_is_checked_within_a_second(found):
    words = [f"từ{place}ạ" for place in range(290)]
    base = build_input()
    works = [
        base.works[0].model_copy(
            update={"work_id": f"w{place}", "texts": {"asr_clean": " ".join([f"w{place}", *words])[:2000]}}
        )
        for place in range(40)
    ]
    prepared = base.model_copy(update={"works": works})
    cited = " ".join(words[100:115]) if found else " ".join([*words[100:114], "mấtrồi"])

    def work(place):
        claim = build_claim("It is said.", {**quote(cited), "work_id": f"w{place}"})
        return {
            "work_id": f"w{place}",
            **dict.fromkeys(("resonance", "information_gap", "social_currency", "drive"), claim),
        }

    analysis = {
        "contract": "insight",
        "contract_version": "1.0",
        "works": [work(place) for place in range(40)],
    }
    size = len(json.dumps(analysis, ensure_ascii=False).encode())
    assert 0.7 * MAX_BYTES < size <= MAX_BYTES
    report = check(prepared, analysis)
    assert report.valid is found
    assert len(report.failures) + report.failures_not_shown == (0 if found else 160)


def evidence_faults(evidence):
    """Return rule, pointer and fix of what fails with one piece of evidence."""
    claim = {**build_claim("It is there."), "evidence": [evidence]}
    failures = check_claim(claim, build_input(fields={"plays": 5})).failures
    return [
        (failure.rule, failure.pointer.removeprefix("/works/0/resonance/evidence/0")) for failure in failures
    ]


GOOD = {"id": "e1", "type": "value", "work_id": "7412", "field": "plays", "value": 5}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"type": "number"}, ""),
        ({"type": None}, ""),
        ({"value": {}}, "/value"),
        ({"work_id": 7412}, "/work_id"),
        ({"feild": "plays"}, "/feild"),
        ({"id": "1"}, "/id"),
    ],
    ids=str,
)
def test_wrong_form_of_evidence_is_one_failure_at_its_place(change, pointer):
    assert evidence_faults({**GOOD, **change}) == [(Rule.SCHEMA_INVALID, pointer)]


@pytest.mark.parametrize("name", GOOD)
def test_missing_part_of_evidence_is_one_failure_at_its_place(name):
    evidence = {key: part for key, part in GOOD.items() if key != name}
    assert evidence_faults(evidence) == [(Rule.SCHEMA_INVALID, "" if name == "type" else f"/{name}")]


def test_evidence_in_its_right_form_passes():
    assert evidence_faults(GOOD) == []


@pytest.mark.parametrize("claim", ["just text", None, [], {}, 5], ids=str)
def test_what_is_no_claim_is_refused_where_it_stands(claim):
    failures = check_claim(claim, build_input()).failures
    assert {failure.rule for failure in failures} == {Rule.SCHEMA_INVALID}
    assert all(failure.pointer.startswith("/works/0/resonance") for failure in failures)
