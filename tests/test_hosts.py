"""Which host serves which provider."""

from __future__ import annotations

import httpx2
import pytest

from creatorscope.client.message import build_message
from creatorscope.contract.operation import Provider
from creatorscope.endpoints.table import BY_NAME
from creatorscope.hosts import build_hosts
from creatorscope.settings import load_settings

ENV = {
    "CV_API_KEY": "cv_live_abc123",
    "CV_USER_IDENTITY": "owner@example.com",
    "TIKOMNI_API_KEY": "tok-omni-1",
    "TIKHUB_API_KEY": "tok-hub-1",
    "TIKTOK_CREATOR_COOKIE": "sessionid=abc",
    "AFFILIATE_API_BASE_URL": "https://crawl.example.com/base",
    "AFFILIATE_LIST_PATH": "/work-list",
}


@pytest.mark.parametrize(
    ("choice", "address", "token"),
    [
        ("tikomni", "https://api.tikomni.com/api/u1/v1/tiktok/creator/", "tok-omni-1"),
        ("tikhub", "https://api.tikhub.io/api/v1/tiktok/creator/", "tok-hub-1"),
    ],
)
def test_setting_chooses_the_host_of_the_account_tools(choice, address, token):
    hosts = build_hosts(load_settings(ENV | {"CREATORSCOPE_TIKTOK_HOST": choice}))
    row = BY_NAME["get_account_health"]
    message = build_message(hosts[Provider.TIKTOK_CREATOR], row, row.example)
    assert message.url == f"{address}get_account_health_status"
    assert message.headers["Authorization"] == f"Bearer {token}"


@pytest.mark.parametrize(
    ("choice", "start"),
    [
        ("tikomni", "https://api.tikomni.com/api/u1/v1/tiktok/app/v3/"),
        ("tikhub", "https://api.tikhub.io/api/v1/tiktok/app/v3/"),
    ],
)
def test_the_same_setting_chooses_the_host_of_works_which_need_no_session(choice, start):
    env = {name: value for name, value in ENV.items() if name != "TIKTOK_CREATOR_COOKIE"}
    hosts = build_hosts(load_settings(env | {"CREATORSCOPE_TIKTOK_HOST": choice}))
    row = BY_NAME["raw_tiktok_work"]
    message = build_message(hosts[Provider.WORKS], row, row.example)
    assert message.url == f"{start}fetch_one_video?aweme_id={row.example.aweme_id}"
    assert message.content is None
    assert Provider.TIKTOK_CREATOR not in hosts


def test_media_is_served_by_tikomni_whatever_serves_the_account_tools():
    hosts = build_hosts(load_settings(ENV | {"CREATORSCOPE_TIKTOK_HOST": "tikhub"}))
    row = BY_NAME["submit_transcription"]
    message = build_message(hosts[Provider.MEDIA], row, row.example)
    assert message.url == "https://api.tikomni.com/api/u2/v1/services/audio/asr/transcription"
    assert message.headers["Authorization"] == "Bearer tok-omni-1"


def test_affiliate_paths_are_configuration():
    hosts = build_hosts(load_settings(ENV | {"CREATORSCOPE_TIKTOK_HOST": "tikhub"}))
    row = BY_NAME["list_affiliate_creators"]
    message = build_message(hosts[Provider.AFFILIATE], row, row.example)
    assert (message.method, message.url) == ("GET", "https://crawl.example.com/base/work-list")
    assert "Authorization" not in message.headers


def test_live_has_no_host_for_providers_without_credentials():
    only = {name: ENV[name] for name in ("CV_API_KEY", "CV_USER_IDENTITY")}
    assert set(build_hosts(load_settings(only))) == {Provider.CREATIVAULT}


def test_sandbox_mode_sends_everything_to_the_sandbox_with_its_own_credentials():
    transport = httpx2.MockTransport(lambda _request: httpx2.Response(200))
    hosts = build_hosts(load_settings(ENV, None, {"sandbox": True}), transport)
    assert set(hosts) == set(Provider)
    assert {host.name for host in hosts.values()} == {"sandbox"}
    held = [secret for host in hosts.values() for secret in host.auth.secrets()]
    assert not any(value in held for value in ENV.values())
    with pytest.raises(ValueError, match="transport"):
        build_hosts(load_settings({}))
