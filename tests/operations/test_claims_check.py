"""Checking an analysis end to end: what passes is kept, what fails says how to mend it."""

from __future__ import annotations

import copy
import json

import pytest

from creatorscope.results.about import Kind
from tests.analysis.creators import make_work
from tests.operations.claims_desk import answer, claim, hand_in, prepared, sixty_spoken
from tests.operations.desk import open_desk

SHAPE = {"rule", "pointer", "got", "nearest", "fix"}


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


async def hook_input(desk, **changes) -> str:
    """Return a prepared input of one work for the contract on hooks."""
    works = desk.keep_works([make_work(1, **changes)])
    return await desk.id_of("prepare_analysis", contract="hook", result_id=works)


async def test_passing_analysis_is_kept_with_its_claims_as_text(desk):
    input_id = await hook_input(desk)
    checked = await hand_in(desk, input_id)
    facts = checked.structured()
    assert facts["valid"] is True
    assert facts["failures"] == facts["warnings"] == []
    assert facts["checked"] == {"works": 1, "claims": 2, "evidence": 2, "verbatim": 2, "texts": 0}
    assert facts["analysis_id"] == checked.result_id
    assert "not that what is inferred from it is true" in checked.summary
    kept = desk.kept(checked.result_id)
    assert (kept.meta.kind, kept.meta.tool) == (Kind.ANALYSIS, "check_analysis")
    assert kept.meta.arguments["contract"] == "hook"
    assert [row["text"] for row in kept.rows()] == ["It shows in “a few words that were”."] * 2
    assert kept.data["analysis"] == answer(prepared(desk, input_id))


async def test_figures_of_a_claim_are_written_by_code(desk):
    input_id = await hook_input(desk, play_count=120_400)
    given = prepared(desk, input_id)
    figure = {"id": "e1", "type": "value", "work_id": "w00001", "field": "play_count", "value": 120_400}
    analysis = answer(given)
    quote = {**claim(given, given.works[0])["evidence"][0], "id": "e2"}
    text = "Seen {e1} times, ending on {e2}."
    both = claim(given, given.works[0], text=text, evidence=[figure, quote])
    analysis["works"][0]["ending"]["reading"] = both
    checked = await hand_in(desk, input_id, analysis)
    assert checked.structured()["failures"] == []
    assert desk.kept(checked.result_id).rows()[1]["text"].startswith("Seen 120,400 times, ending on “a few")


async def test_failing_analysis_is_not_kept_and_says_what_to_do(desk):
    input_id = await hook_input(desk)
    given = prepared(desk, input_id)
    analysis = answer(given)
    wrong = claim(given, given.works[0], text="It has 3 turns.", confidence="high", platforms=["youtube"])
    wrong["evidence"][0]["quote"] = "a few words which were said"
    analysis["works"][0]["opening"]["reading"] = wrong
    before = desk.store.ids()
    checked = await hand_in(desk, input_id, analysis)
    assert desk.store.ids() == before
    facts = checked.structured()
    assert (facts["valid"], facts["analysis_id"], checked.result_id) == (False, None, None)
    assert {failure["rule"] for failure in facts["failures"]} >= {
        "quote.not_found",
        "number.unsupported",
        "confidence.too_high",
        "scope.cross_platform",
    }
    for failure in facts["failures"]:
        assert set(failure) == SHAPE
        assert failure["fix"] in checked.text()
        assert failure["pointer"].startswith("/works/0/opening/reading")
    nearly = next(failure for failure in facts["failures"] if failure["rule"] == "quote.not_found")
    assert "a few words that were said" in json.dumps(nearly["nearest"])
    assert "input_id" in checked.next


@pytest.mark.parametrize(
    "handed_in",
    [
        "not JSON at all",
        "[1, 2]",
        '{"contract": "hook"',
        "",
        7,
        None,
        [],
        {},
        {"works": "none"},
        "x" * 70_000,
    ],
    ids=["words", "list text", "cut", "empty", "number", "null", "list", "empty object", "wrong", "long"],
)
async def test_whatever_is_handed_in_is_answered_and_never_an_error(desk, handed_in):
    input_id = await hook_input(desk)
    checked = await desk.call("check_analysis", input_id=input_id, analysis=handed_in)
    facts = checked.structured()
    assert facts["valid"] is False
    assert {failure["rule"] for failure in facts["failures"]} == {"schema.invalid"}


async def test_json_string_is_taken_as_the_object_it_holds(desk):
    input_id = await hook_input(desk)
    text = json.dumps(answer(prepared(desk, input_id)), ensure_ascii=False)
    assert (await hand_in(desk, input_id, text)).structured()["valid"] is True


async def test_more_than_twenty_failures_are_counted(desk):
    analysis_id = await sixty_spoken(desk)
    made = await desk.call("prepare_analysis", contract="sampled-work-explanations", result_id=analysis_id)
    analysis = answer(prepared(desk, made.result_id))
    for explained in analysis["explanations"].values():
        explained["why_it_worked_or_failed"] = [
            {**copy.deepcopy(explained["why_it_worked_or_failed"][0]), "text": f"{number} {{e1}}"}
            for number in range(6)
        ]
    facts = (await hand_in(desk, made.result_id, analysis)).structured()
    assert len(facts["failures"]) == 20
    assert facts["failures_not_shown"] == 36 - 20


async def test_check_is_against_the_frozen_input_alone(desk):
    works = desk.keep_works([make_work(1)])
    input_id = await desk.id_of("prepare_analysis", contract="hook", result_id=works)
    analysis = answer(prepared(desk, input_id))
    desk.store.delete(works)
    assert (await hand_in(desk, input_id, analysis)).structured()["valid"] is True


async def test_pass_stands_where_what_the_input_was_made_from_is_gone(desk):
    analysis_id = await sixty_spoken(desk)
    made = await desk.call("prepare_analysis", contract="sampled-work-explanations", result_id=analysis_id)
    analysis = answer(prepared(desk, made.result_id))
    desk.store.delete(desk.kept(analysis_id).meta.arguments["works"])
    checked = await hand_in(desk, made.result_id, analysis)
    assert checked.structured()["valid"] is True
    assert checked.next is None


async def test_benchmark_scores_are_computed_and_those_handed_in_are_refused(desk):
    analysis_id = await sixty_spoken(desk)
    input_id = await desk.id_of("prepare_analysis", contract="author-benchmark", result_id=analysis_id)
    checked = await hand_in(desk, input_id)
    computed = checked.structured()["computed"]
    assert len(computed["style_radar"]) == 8
    assert computed["business_score"]["note"] == "not enough data"
    assert computed["benchmark_gap_score"]["value"] > 0
    given = {**answer(prepared(desk, input_id)), "business_score": 80}
    facts = (await hand_in(desk, input_id, given)).structured()
    assert [failure["rule"] for failure in facts["failures"]] == ["score.not_computed"]


async def test_author_analysis_that_passes_goes_into_the_report_next(desk):
    analysis_id = await sixty_spoken(desk)
    input_id = await desk.id_of("prepare_analysis", contract="author-analysis", result_id=analysis_id)
    checked = await hand_in(desk, input_id)
    told = json.dumps({"result_id": analysis_id, "explanations": [checked.result_id]})
    assert checked.next == f"render_report {told}"


async def test_id_of_something_else_is_refused(desk):
    works = desk.keep_works([make_work(1)])
    problem = await desk.refuse("check_analysis", input_id=works, analysis={})
    assert problem.field == "input_id"
    assert "prepare_analysis" in problem.fix
    problem = await desk.refuse("check_analysis", input_id="res_000000000000", analysis={})
    assert problem.field == "input_id"
