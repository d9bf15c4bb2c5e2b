"""Every eval's solution, run on the sandbox, gives the answer the eval expects."""

from __future__ import annotations

import pytest

from creatorscope.jobs import waking
from creatorscope.jobs.kinds import KINDS
from tests.skills.conftest import NAMES
from tests.skills.eval_runner import EvalError, agrees, fill, load_evals, run_evals

ANSWERS = [{"result_id": "res_1", "total": 34, "rows": [{"creator": "a", "video.id": "7", "score": 0.5}]}]


@pytest.mark.slow
@pytest.mark.parametrize("skill", NAMES)
async def test_each_solution_gives_the_expected_answer(skill, tmp_path):
    processes = list(waking._started)
    solved = await run_evals(skill, tmp_path)
    assert len(solved) == 10
    assert waking._started == processes  # jobs are done in this one
    assert {name: pair for name, pair in solved.items() if not agrees(*pair)} == {}


@pytest.mark.parametrize(
    "skill", ["creator-analysis", "creator-collection", "creator-discovery", "single-work-analysis"]
)
def test_a_skill_with_long_work_has_evals_that_jobs_solve(skill):
    made = [{call["tool"] for call in one["solution"]["calls"]} for one in load_evals(skill)["evals"]]
    assert sum(not tools.isdisjoint(KINDS) for tools in made) >= 3


def test_no_eval_submits_work_and_waits_for_it_by_hand():
    by_hand = {"submit_collection_task", "submit_keyword_collection", "submit_transcription"}
    called = {
        call["tool"]
        for skill in NAMES
        for one in load_evals(skill)["evals"]
        for call in one["solution"]["calls"]
    }
    assert called.isdisjoint(by_hand)


def test_a_reference_that_is_the_whole_text_keeps_the_kind_of_its_value():
    assert fill({"k": "${0/total}", "ids": ["${0/rows/0/video.id}"]}, ANSWERS) == {"k": 34, "ids": ["7"]}


def test_a_reference_inside_a_text_becomes_text():
    assert fill("SELECT ${0/total} FROM ${0/result_id}", ANSWERS) == "SELECT 34 FROM res_1"


@pytest.mark.parametrize(
    "reference", ["${0/rows/1/creator}", "${0/rows/0/nobody}", "${1/total}", "${0/total/x}"]
)
def test_a_reference_that_leads_nowhere_is_an_error_that_names_it(reference):
    with pytest.raises(EvalError, match=r"names a call|there is no"):
        fill(reference, ANSWERS)


@pytest.mark.parametrize(
    ("expected", "answer"),
    [("34", 34), ("0.5", 0.5000000001), ("creator_demo", "creator_demo"), ('["a"]', ["a"])],
    ids=["count", "close", "text", "list"],
)
def test_an_answer_agrees(expected, answer):
    assert agrees(expected, answer)


@pytest.mark.parametrize(
    ("expected", "answer"),
    [("34", 35), ("0.5", 0.50001), ("0", None), ("creator_demo", 7), ("7", "8")],
    ids=["count", "far", "unknown", "kind", "text"],
)
def test_an_answer_differs(expected, answer):
    assert not agrees(expected, answer)
