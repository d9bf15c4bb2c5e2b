"""Prepared inputs fit: long texts in every script, many works, many accepted claims, real transcripts."""

from __future__ import annotations

import csv
import re

import pytest

from creatorscope.claims.registry import CONTRACTS
from creatorscope.operations.claims_inputs_works import cut_text
from tests.analysis.creators import DATA, make_creator
from tests.operations.claims_desk import (
    CJK,
    MOST_TOKENS,
    PIECES,
    analysed,
    answer,
    claim,
    hand_in,
    long_text,
    prepared,
    shown_data,
    sixty_spoken,
    tokens,
)
from tests.operations.desk import open_desk


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize(
    "contract", ["sampled-work-explanations", "structure", "asr-clean", "author-analysis"]
)
async def test_long_texts_of_many_works_are_cut_to_fit(desk, contract, name):
    most = 40 if contract.startswith("author") else 6
    works = [
        work.model_copy(update={"asr_raw": text, "asr_clean": text, "caption_raw": text, "title": text[:300]})
        for place, work in enumerate(make_creator(most, seed=2))
        for text in [long_text(name, place)]
    ]
    ids = [work.platform_work_id for work in works]
    analysis = await analysed(desk, works)
    made = await desk.call("prepare_analysis", contract=contract, result_id=analysis, work_ids=ids)
    assert tokens(made) <= MOST_TOKENS
    given = prepared(desk, made.result_id)
    for work in given.works:
        assert all(len(shown) <= 2_000 for shown in work.texts.values())
    if contract != "author-analysis":
        assert len(shown_data(made.document)["cut"]) >= most
        assert (await hand_in(desk, made.result_id)).structured()["failures"] == []


async def test_accepted_claims_fill_what_is_left_and_no_more(desk):
    analysis = await sixty_spoken(desk)
    for _ in range(4):
        made = await desk.call("prepare_analysis", contract="sampled-work-explanations", result_id=analysis)
        given = prepared(desk, made.result_id)
        found = answer(given)
        for work in given.works:
            long = claim(given, work, text=f"{CJK * 20} {{e1}}"[-600:])
            found["explanations"][work.work_id]["why_it_worked_or_failed"] = [long] * 3
        checked = await desk.call("check_analysis", input_id=made.result_id, analysis=found)
        assert checked.structured()["failures"] == []
    made = await desk.call("prepare_analysis", contract="author-analysis", result_id=analysis)
    assert 0.8 * MOST_TOKENS < tokens(made) <= MOST_TOKENS
    assert len(prepared(desk, made.result_id).accepted) >= 2
    assert any(note.startswith("accepted: ") for note in shown_data(made.document)["cut"])


def test_long_text_is_cut_after_a_sentence():
    text = "First comes this sentence. Then comes another one! 然后是这一句。And the rest is long."
    assert cut_text(text, 60) == "First comes this sentence. Then comes another one! 然后是这一句。"
    assert cut_text(text, 40) == "First comes this sentence."
    assert cut_text(text, len(text)) == text
    assert cut_text("no stop in all of these words", 20) == "no stop in all of"
    assert cut_text("字" * 50, 20) == "字" * 19
    assert cut_text("x" * 50, 20) == "x" * 20


@pytest.mark.slow
async def test_real_vietnamese_transcripts_fit(desk):
    path = DATA / "transcripts" / "vi_tiktok_300.csv"
    if not path.exists():
        pytest.skip(f"no real data at {path.name}")
    with path.open(encoding="utf-8") as lines:
        texts = [row["transcript"] for row in csv.DictReader(lines) if len(row["transcript"].split()) > 40]
    longest = sorted(texts, key=len, reverse=True)[:60]
    works = [
        work.model_copy(update={"asr_raw": text, "asr_clean": text})
        for work, text in zip(make_creator(60, seed=4), longest, strict=True)
    ]
    await _fits_for_every_contract(desk, works)


@pytest.mark.slow
async def test_real_chinese_subtitles_fit(desk):
    folder = DATA / "transcripts" / "zh-CN"
    if not folder.exists():
        pytest.skip(f"no real data at {folder.name}")
    said = [
        " ".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if re.search(r"\p{Han}"[:0] + "[一-鿿]", line)
        )
        for path in sorted(folder.glob("*.srt"))
    ]
    texts = [text for text in said if len(text) > 300]
    works = [
        work.model_copy(update={"asr_raw": texts[place % len(texts)], "asr_clean": texts[place % len(texts)]})
        for place, work in enumerate(make_creator(60, seed=6))
    ]
    await _fits_for_every_contract(desk, works)


async def _fits_for_every_contract(desk, works) -> None:
    analysis = await analysed(desk, works)
    ids = desk.kept(analysis).data["sample_ids"]
    usable = ids[:6]
    for row in CONTRACTS:
        asked = {} if row.id.startswith(("author", "sampled")) else {"work_ids": usable}
        made = await desk.call("prepare_analysis", contract=row.id, result_id=analysis, **asked)
        assert tokens(made) <= MOST_TOKENS, row.id
        assert (await hand_in(desk, made.result_id)).structured()["failures"] == [], row.id
