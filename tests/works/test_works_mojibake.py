"""Repairing text that was decoded wrongly."""

from __future__ import annotations

import re

import pytest

from creatorscope.works.mojibake import repair_document, repair_text, suspicious_pairs
from tests.works.samples import SHARED, load_real

SEED = SHARED / "seeds" / "000_d73d76306ae7e52d.txt"
TEXTS = ["Bếp Nhà", "12.5K₫", "Món ngon 🇻🇳", "Ñandú café", "早餐", "naïve — “quoted”"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["mac_roman", "latin_1"])
def test_text_read_in_the_wrong_encoding_is_restored(text, encoding):
    broken = text.encode("utf-8").decode(encoding)
    assert broken != text
    assert repair_text(broken) == text


def test_text_read_as_windows_1252_is_restored_where_that_encoding_has_all_bytes():
    assert repair_text("Bếp".encode().decode("cp1252")) == "Bếp"


@pytest.mark.parametrize("text", [*TEXTS, "", "plain", "Ã", "√ 4 = 2", "½ €5"])
def test_text_that_is_right_stays_as_it_is(text):
    assert repair_text(text) == text


def test_half_broken_text_is_left_alone():
    assert repair_text("Thu√Ω 早") == "Thu√Ω 早"


def test_a_whole_document_is_repaired():
    broken = "Bếp".encode().decode("mac_roman")
    assert repair_document({"a": [broken, 1, None]}) == {"a": ["Bếp", 1, None]}


@pytest.mark.skipif(not SEED.is_file(), reason="the seed is not here")
def test_the_seed_reads_as_it_was_written():
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', SEED.read_text(encoding="utf-8"))
    repaired = [repair_text(text) for text in strings if suspicious_pairs(text)]
    assert len(repaired) == 106
    assert not any(suspicious_pairs(text) for text in repaired)
    document = load_real("affiliate-creator.json")[0]
    profile = document["profiles"]["creator_profile"]
    assert {profile["med_gmv_revenue"]["format"], document["nickname"]} <= set(repaired)
