"""The three envelopes, each read once into one form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from creatorscope.client.envelope import Envelope, EnvelopeError, open_envelope
from creatorscope.contract.operation import Provider


def opened(provider: Provider, body: Any, status: int = 200) -> Envelope:
    return open_envelope(provider, json.dumps(body).encode(), status)


def test_creativault_rows_are_read_from_items_and_from_older_bare_arrays():
    for data in ({"items": [{"uid": "1"}]}, [{"uid": "1"}]):
        body = {"success": True, "data": data, "error": None, "meta": {}}
        assert opened(Provider.CREATIVAULT, body).data == {"items": [{"uid": "1"}]}


def test_creativault_meta_gives_total_cost_and_balance():
    meta = {
        "request_id": "r",
        "total": 12,
        "credits_consumed": 3,
        "credits_remaining": -1,
        "quota_remaining": 9,
    }
    envelope = opened(Provider.CREATIVAULT, {"success": True, "data": None, "error": None, "meta": meta})
    assert (envelope.request_id, envelope.total, envelope.consumed, envelope.left) == ("r", 12, 3, -1)


def test_creativault_error_is_one_whatever_the_http_status():
    body = {"success": False, "data": None, "error": {"code": 40201, "message": "Out."}, "meta": None}
    envelope = opened(Provider.CREATIVAULT, body)
    assert (envelope.failed, envelope.code, envelope.message) == (True, 40201, "Out.")


@pytest.mark.parametrize("provider", [Provider.TIKTOK_CREATOR, Provider.MEDIA])
def test_bearer_answer_loses_its_echo_and_keeps_its_data(provider):
    body = {"code": 200, "request_id": "r", "params": {"cookie": "c"}, "cache_url": "https://x", "data": [1]}
    envelope = opened(provider, body)
    assert envelope.data == [1]
    assert json.loads(envelope.raw) == {"code": 200, "request_id": "r", "data": [1]}


def test_bearer_data_of_null_stays_null():
    assert opened(Provider.TIKTOK_CREATOR, {"code": 200, "data": None}).data is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"detail": {"code": 400, "message": "No.", "params": {"cookie": "c"}}}, "No."),
        ({"code": 400, "message": "No.", "data": None}, "No."),
        ({"detail": "No."}, "No."),
        (
            {"detail": [{"loc": ["body", "item_id"], "msg": "Missing", "input": {"cookie": "c"}}]},
            "item_id: Missing",
        ),
        ({"message": "two\nlines \u202e" + "x" * 500}, "two lines " + "x" * 290),
        ({}, None),
    ],
)
def test_bearer_error_is_read_in_every_form_it_comes_in(body, message):
    envelope = opened(Provider.TIKTOK_CREATOR, body, 400)
    assert (envelope.failed, envelope.message) == (True, message)


def test_affiliate_body_is_its_own_data():
    assert opened(Provider.AFFILIATE, [{"id": "1"}]).data == [{"id": "1"}]
    assert open_envelope(Provider.AFFILIATE, b"", 200).data == {}
    assert open_envelope(Provider.AFFILIATE, b"Refused.", 400).failed


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        (Provider.CREATIVAULT, b""),
        (Provider.CREATIVAULT, b"<html>"),
        (Provider.CREATIVAULT, b"{}"),
        (Provider.CREATIVAULT, b'{"success": true, "data": null, "meta": 1}'),
        (Provider.TIKTOK_CREATOR, b"[]"),
        (Provider.TIKTOK_CREATOR, b'{"code": 200}'),
        (Provider.AFFILIATE, b"{"),
    ],
)
def test_body_in_another_form_is_refused_without_being_quoted(provider, body):
    with pytest.raises(EnvelopeError) as caught:
        open_envelope(provider, body, 200)
    assert not body or body.decode() not in str(caught.value)
