"""Judging a collected document: the quick look agrees with the close one, and changes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic_core import from_json, to_json

from creatorscope.endpoints.affiliate import SUBMIT_AFFILIATE_CREATORS, CreatorsRequest
from creatorscope.jobs import documents
from creatorscope.jobs.collectors import Found
from creatorscope.jobs.documents import judge
from creatorscope.operations.keeping import told_arguments
from creatorscope.sandbox.documents import build_document
from creatorscope.state.request_form import request_hash

ID = "7495000000000000001"
WHOLE = build_document(7, ID, date(2026, 3, 14))
MIS_DECODED = "Thuý Đặng".encode().decode("mac_roman", "replace")


def changed(**fields):
    return to_json({**WHOLE, **fields})


CONTENTS = {
    "as a service writes it": to_json(WHOLE),
    "a text": json.dumps(changed(nickname="Thuý").decode()).encode(),
    "with escapes": json.dumps({**WHOLE, "nickname": "Thuý 😀"}).encode(),
    "with line ends": json.dumps(WHOLE, indent=1, ensure_ascii=False).encode() + b"\n",
    "with more than is known": changed(remark={"by": [1, None, "x"]}),
    "mis-decoded": changed(nickname=MIS_DECODED),
    "mis-decoded and escaped": json.dumps({**WHOLE, "nickname": MIS_DECODED}).encode(),
    "with a number that is no JSON": json.dumps({**WHOLE, "rank": float("nan")}).encode(),
    "of another id": changed(id="7495000000000000002"),
    "with a number as id": changed(id=7495000000000000001),
    "without profiles": changed(profiles=None),
    "of the wrong type": changed(nickname=5),
    "a list": b"[1]",
    "cut": to_json(WHOLE)[:-9],
    "not UTF-8": to_json(WHOLE).replace(b'"nickname":"', b'"nickname":"\xff', 1),
    "with a byte order mark": b"\xef\xbb\xbf" + to_json(WHOLE),
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_the_quick_look_says_what_the_close_one_says(content, monkeypatch):
    quick = judge(Found(ID, content, "a.json"))
    monkeypatch.setattr(documents, "_is_plainly_good", lambda *_: False)
    close = judge(Found(ID, content, "a.json"))
    assert quick.row() == close.row()
    assert (quick.document is None) == (close.document is None)
    if quick.document is not None and close.document is not None:
        assert from_json(quick.document) == from_json(close.document)


def test_a_good_document_is_handed_in_byte_for_byte():
    content = CONTENTS["with line ends"]
    assert judge(Found(ID, content, "a.json")).document == content


def test_what_is_handed_in_is_json_whatever_was_collected():
    judged = judge(Found(ID, CONTENTS["with a number that is no JSON"], "a.json"))
    assert judged.document is not None
    assert from_json(judged.document, allow_inf_nan=False)["rank"] is None


def test_a_mis_decoded_name_is_mended_also_behind_escapes():
    for name in ("mis-decoded", "mis-decoded and escaped"):
        judged = judge(Found(ID, CONTENTS[name], "a.json"))
        assert judged.repaired
        assert judged.document is not None
        assert from_json(judged.document)["nickname"] != MIS_DECODED


def test_checked_documents_are_told_by_their_number_and_share_a_hash_with_no_others():
    first, second = (
        CreatorsRequest.of_checked([judge(Found(ID, CONTENTS[name], "a.json")).document])
        for name in ("as a service writes it", "with more than is known")
    )
    assert told_arguments(first) == {"creators": "1 document"}
    hashes = {request_hash(SUBMIT_AFFILIATE_CREATORS, request, None) for request in (first, second)}
    assert len(hashes) == 2
