"""What prepare_analysis refuses or leaves out, with the reason and the remedy."""

from __future__ import annotations

import pytest

from tests.analysis.creators import make_creator
from tests.operations.claims_desk import (
    analysed,
    answer,
    prepared,
    shown_data,
    single,
    spoken,
)
from tests.operations.desk import open_desk


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


async def test_video_without_speech_is_refused_and_its_caption_does_not_stand_in(desk):
    problem = await desk.refuse("prepare_analysis", contract="hook", result_id=single(desk, asr_clean=None))
    assert problem.field == "work_ids"
    assert "no transcript" in problem.message
    assert "get_captions" in problem.fix


async def test_photo_post_is_read_by_its_caption(desk):
    works = single(
        desk, media_type="photo", work_modality="text", asr_clean=None, caption_raw="three tips for dry skin"
    )
    made = await desk.call("prepare_analysis", contract="hook", result_id=works)
    given = prepared(desk, made.result_id)
    checked = await desk.call("check_analysis", input_id=made.result_id, analysis=answer(given))
    assert checked.structured()["failures"] == []


async def test_works_left_out_of_the_analysis_are_named_and_cannot_be_cited(desk):
    works = spoken(make_creator(30, seed=1))
    works[3] = works[3].model_copy(update={"is_pinned": True})
    works[4] = works[4].model_copy(update={"asr_clean": None, "asr_raw": None})
    analysis = await analysed(desk, works)
    ids = [works[place].platform_work_id for place in (2, 3, 4)]
    made = await desk.call(
        "prepare_analysis", contract="sampled-work-explanations", result_id=analysis, work_ids=ids
    )
    given = prepared(desk, made.result_id)
    assert [work.eligible for work in given.works] == [True, False, False]
    assert [work.exclusion_reason for work in given.works[1:]] == [
        "left out of the analysis: pinned",
        "no transcript",
    ]
    assert "not_eligible" in shown_data(made.document)["works"]["columns"]


@pytest.mark.parametrize("contract", ["sampled-work-explanations", "author-analysis", "author-benchmark"])
async def test_contracts_about_a_creator_need_an_analysis(desk, contract):
    problem = await desk.refuse("prepare_analysis", contract=contract, result_id=single(desk))
    assert problem.field == "result_id"
    assert "analyze_creator" in problem.fix


async def test_several_works_must_be_named(desk):
    works = desk.keep_works(make_creator(8))
    problem = await desk.refuse("prepare_analysis", contract="hook", result_id=works)
    assert "the result holds 8 works" in problem.message
    assert "w00000" in problem.fix
    seven = [f"w{number:05d}" for number in range(7)]
    problem = await desk.refuse("prepare_analysis", contract="hook", result_id=works, work_ids=seven)
    assert "7 works, this contract takes 6 a call" in problem.message
    problem = await desk.refuse("prepare_analysis", contract="hook", result_id=works, work_ids="nothing")
    assert "no work nothing in the result" in problem.message


async def test_creator_without_any_text_has_nothing_to_explain(desk):
    works = [work.model_copy(update={"asr_clean": None}) for work in make_creator(30)]
    problem = await desk.refuse(
        "prepare_analysis", contract="sampled-work-explanations", result_id=await analysed(desk, works)
    )
    assert "no work is left to explain" in problem.message


async def test_unknown_contract_and_unknown_result_are_refused(desk):
    problem = await desk.refuse("prepare_analysis", contract="hooks", result_id=single(desk))
    assert problem.field == "contract"
    assert "author-benchmark" in problem.fix
    problem = await desk.refuse("prepare_analysis", contract="hook", result_id="res_000000000000")
    assert problem.field == "result_id"


async def test_analysis_of_one_work_is_taken_as_that_work(desk):
    works = await desk.id_of("analyze_work", works=desk.keep_works(make_creator(3)), work_id="w00002")
    made = await desk.call("prepare_analysis", contract="cta", result_id=works)
    assert [work.work_id for work in prepared(desk, made.result_id).works] == ["w00002"]
