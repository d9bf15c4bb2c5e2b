"""Preparing an input: which works it holds, what it is built on, that it is frozen."""

from __future__ import annotations

import json

import pytest

from creatorscope.claims.registry import CONTRACTS
from creatorscope.operations.untrusted import MASK
from creatorscope.results.about import Kind
from tests.analysis.creators import NOW, make_creator
from tests.operations.claims_desk import (
    MOST_TOKENS,
    OF_WORKS,
    analysed,
    answer,
    claim,
    long_text,
    prepared,
    shown_data,
    single,
    sixty_spoken,
    tokens,
)
from tests.operations.desk import open_desk


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("contract", [row.id for row in CONTRACTS])
async def test_every_contract_prepares_an_input_whose_analysis_can_pass(desk, contract):
    analysis = await sixty_spoken(desk)
    ids = desk.kept(analysis).data["sample_ids"][:2]
    chosen = {"work_ids": ids} if contract in OF_WORKS or contract == "asr-clean" else {}
    made = await desk.call("prepare_analysis", contract=contract, result_id=analysis, **chosen)
    given = prepared(desk, made.result_id)
    assert made.structured()["input_id"] == made.result_id == given.input_id
    assert desk.kept(made.result_id).meta.kind is Kind.INPUT
    assert given.contract == contract
    assert made.next.startswith(f'check_analysis {{"input_id": "{made.result_id}"}}')
    assert tokens(made) <= MOST_TOKENS
    checked = await desk.call("check_analysis", input_id=made.result_id, analysis=answer(given))
    assert checked.structured()["failures"] == []
    assert checked.structured()["valid"] is True


async def test_text_shows_exactly_what_is_frozen(desk):
    made = await desk.call(
        "prepare_analysis", contract="sampled-work-explanations", result_id=await sixty_spoken(desk)
    )
    given, data = prepared(desk, made.result_id), shown_data(made.document)
    assert data["input_id"] == made.result_id
    assert data["statistics"] == given.statistics
    assert data["texts"] == {work.work_id: work.texts for work in given.works}
    columns = data["works"]["columns"]
    for row, work in zip(data["works"]["rows"], given.works, strict=True):
        assert (
            dict(zip(columns, row, strict=True)).items() <= {"work_id": work.work_id, **work.fields}.items()
        )
        assert all(work.fields[name] is None for name in data["works"].get("all_null", []))


async def test_explanations_take_six_sampled_works_and_then_the_next_six(desk):
    analysis = await sixty_spoken(desk)
    order = desk.kept(analysis).data["sample_ids"]
    told = {"contract": "sampled-work-explanations", "result_id": analysis}
    first = await desk.call("prepare_analysis", **told)
    given = prepared(desk, first.result_id)
    assert [work.work_id for work in given.works] == order[:6]
    checked = await desk.call("check_analysis", input_id=first.result_id, analysis=answer(given))
    assert checked.next == f"prepare_analysis {json.dumps(told)}"
    second = await desk.call("prepare_analysis", **told)
    assert [work.work_id for work in prepared(desk, second.result_id).works] == order[6:12]


async def test_author_input_has_accepted_explanations_and_no_transcripts(desk):
    analysis = await sixty_spoken(desk)
    first = await desk.call("prepare_analysis", contract="sampled-work-explanations", result_id=analysis)
    given = prepared(desk, first.result_id)
    await desk.call("check_analysis", input_id=first.result_id, analysis=answer(given))
    for contract in ("author-analysis", "author-benchmark"):
        made = await desk.call("prepare_analysis", contract=contract, result_id=analysis)
        author = prepared(desk, made.result_id)
        assert set(author.accepted) == {work.work_id for work in given.works}
        assert {name for work in author.works for name in work.texts} == {"caption_raw"}
        assert "have you ever wondered" not in made.document.partition('"accepted"')[0]
        assert author.statistics["kpis"]["median_plays"]["n"] == 60
        assert shown_data(made.document)["accepted"][given.works[0].work_id][0]["ref"].startswith(
            "/accepted/"
        )


async def test_finding_of_the_analysis_is_in_the_input_with_its_figures(desk):
    doubled = [place % 2 == 0 for place in range(80)]
    works = [
        work.model_copy(
            update={"asr_clean": f"have you tried this yet? {work.asr_clean}" if on else work.asr_clean}
        )
        for work, on in zip(make_creator(80, seed=5, doubled=doubled), doubled, strict=True)
    ]
    analysis = await analysed(desk, works)
    findings = desk.kept(analysis).data["findings"]["findings"]
    made = await desk.call("prepare_analysis", contract="author-analysis", result_id=analysis)
    given = prepared(desk, made.result_id)
    question = next(item for item in given.findings if item.ref == "hook.question")
    kept = next(item for item in findings if item["feature"] == "hook=question")
    assert question.status == kept["status"]
    assert question.fields["ratio"] == pytest.approx(kept["ratio"], rel=1e-3)
    assert given.statistics["aggregates"]["hook"]["question"]["n"] == 40
    assert ["hook.question", question.status] in [
        row[:2] for row in shown_data(made.document)["findings"]["rows"]
    ]


async def test_clean_transcript_that_passed_is_quoted_instead_of_the_raw_one(desk):
    raw = "um so today i washed my my face and look at this right now"
    works = single(desk, asr_raw=raw, asr_clean="something quite different was said")
    before = await desk.call("prepare_analysis", contract="hook", result_id=works)
    assert prepared(desk, before.result_id).works[0].texts["asr_raw"] == raw
    assert "asr_clean" not in prepared(desk, before.result_id).works[0].texts
    made = await desk.call("prepare_analysis", contract="asr-clean", result_id=works)
    text = "So today I washed my face, and look at this right now."
    analysis = {
        "contract": "asr-clean",
        "contract_version": "1.0",
        "works": [{"work_id": "w00001", "text": text}],
    }
    checked = await desk.call("check_analysis", input_id=made.result_id, analysis=analysis)
    assert checked.structured()["valid"] is True
    after = prepared(desk, (await desk.call("prepare_analysis", contract="hook", result_id=works)).result_id)
    assert after.works[0].texts["asr_clean"] == text
    assert after.works[0].text_checked.asr_clean


async def test_clean_transcript_of_other_words_is_not_taken_over(desk):
    works = single(desk, asr_raw="one two three four five six", asr_clean=None)
    made = await desk.call("prepare_analysis", contract="asr-clean", result_id=works)
    await desk.call(
        "check_analysis", input_id=made.result_id, analysis=answer(prepared(desk, made.result_id))
    )
    other = single(desk, asr_raw="quite other words were recognised this time", asr_clean=None)
    after = await desk.call("prepare_analysis", contract="hook", result_id=other)
    assert set(prepared(desk, after.result_id).works[0].texts) == {"asr_raw", "caption_raw"}


async def test_summary_builds_on_scores_and_readings_that_passed(desk):
    works = single(desk)
    for contract in ("hook", "work-score"):
        made = await desk.call("prepare_analysis", contract=contract, result_id=works)
        await desk.call(
            "check_analysis", input_id=made.result_id, analysis=answer(prepared(desk, made.result_id))
        )
    made = await desk.call("prepare_analysis", contract="work-summary", result_id=works)
    given = prepared(desk, made.result_id)
    assert given.works[0].fields["score_average"] == 4.0
    assert given.works[0].fields["score_verdict"] == "fair"
    assert len(given.accepted["w00001"]) == 7
    cited = [{"id": "e1", "type": "claim", "ref": "/accepted/w00001/0"}]
    advice = claim(given, given.works[0], kind="recommendation", text="Keep the opening.", evidence=cited)
    analysis = answer(given)
    analysis["works"][0]["suggestions"] = [advice]
    checked = await desk.call("check_analysis", input_id=made.result_id, analysis=analysis)
    assert checked.structured()["failures"] == []


async def test_contacts_in_bios_captions_and_speech_are_masked(desk):
    spoken_words = "write to me at someone@example.com if you want the list of products"
    works = single(desk, asr_clean=spoken_words, caption_raw="call +1 415 555 0100 now")
    made = await desk.call("prepare_analysis", contract="topic", result_id=works)
    texts = prepared(desk, made.result_id).works[0].texts
    assert "someone@example.com" not in made.text()
    assert MASK in texts["asr_clean"]
    assert MASK in texts["caption_raw"]


async def test_captions_given_to_the_analysis_are_what_is_shown_and_where_the_whole_is(desk):
    works = make_creator(20, seed=1)
    silent = [work.model_copy(update={"asr_clean": None}) for work in works]
    long = long_text("vietnamese without stops", 0) * 2
    captions = desk.keep_works([works[0].model_copy(update={"asr_clean": long})])
    kept = desk.keep_works(silent)
    analysis = await desk.id_of(
        "analyze_creator", works=kept, transcripts=[captions], as_of=NOW.date().isoformat()
    )
    made = await desk.call("prepare_analysis", contract="sampled-work-explanations", result_id=analysis)
    given = prepared(desk, made.result_id)
    assert [work.work_id for work in given.works] == [works[0].platform_work_id]
    [cut] = shown_data(made.document)["cut"]
    assert cut.endswith(f"all in {captions}")
