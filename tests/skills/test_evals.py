"""Every eval's solution, run on the sandbox, gives the answer the eval expects."""

from __future__ import annotations

import pytest

from tests.skills.conftest import NAMES
from tests.skills.eval_runner import EvalError, agrees, fill, run_evals

ANSWERS = [{"result_id": "res_1", "total": 34, "rows": [{"creator": "a", "video.id": "7", "score": 0.5}]}]


@pytest.mark.slow
@pytest.mark.parametrize("skill", NAMES)
async def test_each_solution_gives_the_expected_answer(skill, tmp_path):
    solved = await run_evals(skill, tmp_path)
    assert len(solved) == 10
    assert {name: pair for name, pair in solved.items() if not agrees(*pair)} == {}


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
