"""The media models: transcription and upload requests, and their exact wire forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, Upload
from creatorscope.contract.rows import cell, rows_at
from creatorscope.contract.wire import decode_request, encode_request
from creatorscope.endpoints.transcription import GET_TRANSCRIPTION, SUBMIT_TRANSCRIPTION
from creatorscope.endpoints.uploads import COMPLETE_UPLOAD, OPEN_UPLOAD
from creatorscope.errors import ArgumentError

TODAY = date(2026, 3, 15)
URL = "https://media.example.com/a,b.mp4?x=1"
OTHER = "http://media.example.com/c.mp3"
ROWS = (SUBMIT_TRANSCRIPTION, GET_TRANSCRIPTION, OPEN_UPLOAD, COMPLETE_UPLOAD)
DESCRIBED = {"provider": "oss", "file_name": "a.mp4", "content_type": "video/mp4", "size_bytes": 9}


def sent(row: Endpoint, **arguments: Any) -> dict[str, Any]:
    return encode_request(parse_request(row.request, arguments, TODAY))


def faults(row: Endpoint, **arguments: Any) -> dict[str, str]:
    with pytest.raises(ArgumentError) as caught:
        parse_request(row.request, arguments, TODAY)
    return {problem.field: str(problem) for problem in caught.value.problems}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_the_client_sends_is_what_the_sandbox_reads(row: Endpoint):
    arguments = decode_request(row.request, encode_request(row.example))
    assert parse_request(row.request, arguments, TODAY) == row.example


@pytest.mark.parametrize("given", [[URL, OTHER], f"{URL}, {OTHER}", f'["{URL}", "{OTHER}"]'])
def test_addresses_travel_inside_input_and_keep_their_commas(given: object):
    assert sent(SUBMIT_TRANSCRIPTION, file_urls=given) == {"input": {"file_urls": [URL, OTHER]}}


@pytest.mark.parametrize("given", ["ftp://example.com/a", "/tmp/a.mp4", "https://", "talk.mp4"])
def test_an_address_that_is_none_is_named(given: str):
    assert "http or https" in faults(SUBMIT_TRANSCRIPTION, file_urls=[OTHER, given])["file_urls.1"]


def test_1_to_100_addresses_are_taken():
    assert list(faults(SUBMIT_TRANSCRIPTION, file_urls=[])) == ["file_urls"]
    assert list(faults(SUBMIT_TRANSCRIPTION, file_urls=[OTHER] * 101)) == ["file_urls"]
    assert len(sent(SUBMIT_TRANSCRIPTION, file_urls=[OTHER] * 100)["input"]["file_urls"]) == 100


@pytest.mark.parametrize("body", [{"input": {}}, {"input": "x"}, {"input": []}, {}])
def test_a_body_without_addresses_is_refused_not_tripped_over(body: dict[str, Any]):
    assert next(iter(faults(SUBMIT_TRANSCRIPTION, **decode_request(SUBMIT_TRANSCRIPTION.request, body))))


def test_a_transcriptions_price_is_unknown_and_never_shown_as_nothing():
    quote = SUBMIT_TRANSCRIPTION.price.quote(SUBMIT_TRANSCRIPTION.example)
    assert (quote.amount, str(quote)) == (None, "unknown seconds")


@pytest.mark.parametrize("task_id", ["", "a/b", "../x", "a b"])
def test_an_id_that_would_change_the_path_is_refused(task_id: str):
    assert list(faults(GET_TRANSCRIPTION, task_id=task_id)) == ["task_id"]
    assert list(faults(COMPLETE_UPLOAD, upload_id=task_id)) == ["upload_id"]


def test_the_receipt_shows_its_task_and_the_result_its_items():
    receipt = {"request_id": "r", "output": {"task_id": "asr_1"}, "usage": None}
    (row,) = rows_at(receipt, SUBMIT_TRANSCRIPTION.response.ROWS)
    assert cell(row, "output.task_id") == "asr_1"
    items = {"items": [{"item_index": 0}, {"item_index": 1}]}
    assert len(rows_at(items, GET_TRANSCRIPTION.response.ROWS)) == 2


def test_a_described_upload_travels_whole():
    assert sent(OPEN_UPLOAD, **DESCRIBED) == DESCRIBED


def test_a_local_file_never_travels_and_stands_for_its_description():
    assert sent(OPEN_UPLOAD, provider="r2", file="talk.mp3") == {"provider": "r2"}
    assert sent(OPEN_UPLOAD, **DESCRIBED, file="talk.mp3") == DESCRIBED
    assert OPEN_UPLOAD.transfer == Upload("file", "upload_url", "upload_headers")


def test_without_a_file_every_missing_part_is_named_at_once():
    assert set(faults(OPEN_UPLOAD, provider="s3")) == {"provider", "file_name", "content_type", "size_bytes"}
    assert list(faults(OPEN_UPLOAD, **{**DESCRIBED, "size_bytes": 0})) == ["size_bytes"]
    assert list(faults(OPEN_UPLOAD, **{**DESCRIBED, "content_type": "mp4"})) == ["content_type"]
