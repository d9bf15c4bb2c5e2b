"""The catalogue: every call of the vendor's SDK, found, described and called as all others are."""

from __future__ import annotations

import json
import warnings

import pytest

from creatorscope.client.budget import Caps, check
from creatorscope.client.message import build_message
from creatorscope.contract.operation import Effect
from creatorscope.errors import ArgumentError, BudgetError
from creatorscope.hosts import build_hosts
from creatorscope.operations.catalog_calls import build_endpoint, hindrance, own_rows, request_model
from creatorscope.operations.catalog_index import load_catalog
from creatorscope.operations.catalog_tools import (
    CALL_ENDPOINT,
    CALL_WRITE_ENDPOINT,
    DESCRIBE_ENDPOINT,
    SEARCH_ENDPOINTS,
)
from creatorscope.settings import load_settings

PROFILE = "tiktok_app_v3.handler_user_profile"
LIVE = {"TIKHUB_API_KEY": "made-up-token-0123456789"}


async def problem_of(run, row, **arguments):
    with pytest.raises(ArgumentError) as refused:
        await run(row, **arguments)
    [problem] = refused.value.problems
    return problem


def message(name, **arguments):
    """Return the message a live call would be sent as, and the endpoint it is sent by."""
    endpoint = build_endpoint(load_catalog()[name], arguments)
    host = build_hosts(load_settings(LIVE))[endpoint.provider]
    return build_message(host, endpoint, endpoint.request.model_validate(arguments)), endpoint


def test_every_call_of_the_sdk_is_there_once_with_verb_and_path():
    catalog = load_catalog()
    assert len(catalog) > 1000
    assert len({name.partition(".")[0] for name in catalog}) > 50
    assert {call.verb for call in catalog.values()} <= {"GET", "POST"}
    assert all(call.path.startswith("/") and "{" not in call.path for call in catalog.values())


def test_every_call_can_be_asked_with_its_own_parameters():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for call in load_catalog().values():
            named = {info.alias for info in request_model(call).model_fields.values()}
            assert named == {item.name for item in call.parameters if not item.secret}, call.name


def test_all_our_own_calls_of_the_works_host_are_in_the_catalogue():
    routes = {(call.verb, call.path) for call in load_catalog().values()}
    assert set(own_rows()) <= routes


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tiktok user profile", "tiktok_app_v3.handler_user_profile"),
        ("youtube comments", "youtube_web_v2.get_video_comments"),
        ("weibo trends", "weibo_app.fetch_hot_search"),
        ("小红书 搜索 笔记", "xiaohongshu_app_v2.search_notes"),
    ],
)
async def test_a_search_finds_the_call_by_platform_and_subject(run, query, first):
    answer = await run(SEARCH_ENDPOINTS, query=query, rows=20)
    assert first in [row[0] for row in answer.rows]
    assert answer.total >= len(answer.rows) > 0


async def test_a_search_without_a_match_says_how_to_search(run):
    answer = await run(SEARCH_ENDPOINTS, query="qqqqzzzz")
    assert answer.total == 0
    assert "name the platform" in answer.text()


async def test_a_call_is_described_with_verb_path_parameters_and_price(run):
    answer = await run(DESCRIBE_ENDPOINT, endpoint="tiktok_app_v3.fetch_one_video_v3")
    text = answer.text()
    assert "GET" in text
    assert "/tiktok/app/v3/fetch_one_video_v3" in text
    assert "unknown" in text
    assert [row[:3] for row in answer.rows] == [["aweme_id", "str", True], ["region", "str", False]]


async def test_the_price_of_a_call_we_know_is_told(run):
    assert "1 requests" in (await run(DESCRIBE_ENDPOINT, endpoint=PROFILE)).text()


async def test_a_secret_parameter_comes_from_the_settings_only(run):
    described = await run(DESCRIBE_ENDPOINT, endpoint="tiktok_creator.get_account_health_status")
    assert ["cookie", "str", False, "settings"] in described.rows
    answer = await run(CALL_ENDPOINT, endpoint="tiktok_creator.get_account_health_status")
    assert answer.result_id
    problem = await problem_of(
        run,
        CALL_ENDPOINT,
        endpoint="tiktok_creator.get_account_health_status",
        arguments={"cookie": "sessionid=mine"},
    )
    assert problem.field == "arguments.cookie"
    assert "sessionid" not in str(problem)


def test_a_call_that_cannot_do_without_a_secret_of_the_users_cannot_be_made():
    wanting = [
        call
        for call in load_catalog().values()
        if any(item.secret and item.required for item in call.parameters)
    ]
    assert wanting
    for call in wanting:
        assert "never an argument" in hindrance(call, "live")


async def test_a_call_the_sandbox_serves_answers_and_is_kept(run, rows_of):
    answer = await run(CALL_ENDPOINT, endpoint=PROFILE, arguments={"unique_id": "creator_demo"})
    assert "user" in [row[0] for row in answer.rows]
    assert answer.charged.amount == 1
    assert rows_of(answer)[0]["user"]["unique_id"] == "creator_demo"


async def test_arguments_sent_as_a_json_text_are_read(run):
    answer = await run(CALL_ENDPOINT, endpoint=PROFILE, arguments='{"unique_id": "creator_demo"}')
    assert answer.result_id
    problem = await problem_of(run, CALL_ENDPOINT, endpoint=PROFILE, arguments="unique_id=creator_demo")
    assert problem.field == "arguments"


async def test_a_call_the_sandbox_does_not_serve_says_so_and_sends_nothing(run, tmp_path):
    problem = await problem_of(
        run, CALL_ENDPOINT, endpoint="bilibili_web.fetch_one_video", arguments={"bv_id": "BV1"}
    )
    assert "the sandbox does not serve this" in problem.message
    assert "handler_user_profile" in problem.fix


async def test_an_unknown_call_is_told_the_nearest(run):
    problem = await problem_of(run, CALL_ENDPOINT, endpoint="tiktok_app_v3.handler_user_profil")
    assert PROFILE in problem.fix


async def test_wrong_arguments_are_named_inside_arguments(run):
    with pytest.raises(ArgumentError) as refused:
        await run(CALL_ENDPOINT, endpoint="tiktok_app_v3.fetch_one_video", arguments={"awemeid": "1"})
    assert {problem.field for problem in refused.value.problems} == {
        "arguments.aweme_id",
        "arguments.awemeid",
    }


async def test_a_call_that_may_write_is_refused_until_the_operator_allows_it(run):
    problem = await problem_of(run, CALL_ENDPOINT, endpoint="tiktok_web.device_register")
    assert "catalog_writes" in problem.fix
    problem = await problem_of(run, CALL_WRITE_ENDPOINT, endpoint="tiktok_web.device_register")
    assert "the sandbox does not serve this" in problem.message


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("tiktok_app_v3.fetch_multi_video", True),
        ("douyin_app_v3.register_device", False),
        ("tiktok_web.generate_xbogus", False),
        ("tiktok_app_v3.encrypt_decrypt_login_request", False),
        ("tikhub_user.get_user_info", True),
    ],
)
def test_what_may_change_something_is_never_sent_twice(name, reads):
    call = load_catalog()[name]
    assert call.reads is reads
    assert (build_endpoint(call, {}).effect is Effect.SUBMIT) is not reads


def test_a_get_sends_its_parameters_in_the_query_and_the_token_in_the_header():
    sent, _ = message("tiktok_app_v3.fetch_one_video_v3", aweme_id="7", region="US")
    assert sent.url == "https://api.tikhub.io/api/v1/tiktok/app/v3/fetch_one_video_v3?aweme_id=7&region=US"
    assert sent.headers["Authorization"] == "Bearer made-up-token-0123456789"


def test_a_post_sends_its_parameters_as_a_body():
    sent, _ = message("bilibili_huahuo.search_upper", upper_mid="12", main_search=None)
    assert json.loads(sent.content) == {"upper_mid": "12"}


def test_a_post_that_takes_a_list_sends_the_list():
    sent, _ = message("tiktok_app_v3.fetch_multi_video", body=["1", "2"])
    assert json.loads(sent.content) == ["1", "2"]


def test_a_post_with_parameters_in_the_query_sends_them_there():
    sent, _ = message("douyin_index.fetch_brand_suggest", keyword="口红 & co")
    assert sent.url.endswith("/fetch_brand_suggest?keyword=%E5%8F%A3%E7%BA%A2+%26+co")
    assert json.loads(sent.content) == {}


def test_an_unknown_price_is_refused_while_its_unit_is_capped_unless_it_is_set_or_allowed():
    name = "tiktok_app_v3.fetch_one_video_v3"
    endpoint = build_endpoint(load_catalog()[name], {"aweme_id": "7"})
    request = endpoint.request.model_validate({"aweme_id": "7"})
    with pytest.raises(BudgetError, match="unknown") as refused:
        check(endpoint, request, Caps(amounts={endpoint.price.unit: 5}))
    assert name in refused.value.remedy
    assert (
        check(endpoint, request, Caps(amounts={endpoint.price.unit: 5}, allow_unquoted=True)).amount is None
    )
    assert check(endpoint, request, Caps(amounts={endpoint.price.unit: 5}, prices={name: 2})).amount == 2


async def test_the_operator_of_a_capped_server_is_named_the_setting_to_change(open_sandbox_app):
    async with open_sandbox_app(max_per_call="requests=0") as app:
        with pytest.raises(BudgetError):
            await app.invoker.invoke(
                CALL_ENDPOINT, {"endpoint": PROFILE, "arguments": {"unique_id": "creator_demo"}}
            )
