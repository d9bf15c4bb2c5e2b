"""The account's health, its violations and who it is, as the TikTok Creator API answers them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from creatorscope.endpoints.account_health import ViolationsRequest
from creatorscope.endpoints.account_shared import AccountRequest
from creatorscope.sandbox.account_forms import account_of, is_bound, shop_only
from creatorscope.sandbox.serving import Context, Reply, serves
from creatorscope.sandbox.shop_violations import Violation, build_violations, violation_points

_RECORDS_A_PAGE = 10
_POLICY = "https://policy.sandbox.example/creators"
# From how many points on the platform calls the risk so; colours for light and dark mode.
_RISKS = (
    (12, "High risk", "rgba(255, 59, 92, 1)", "rgba(255, 87, 115, 1)"),
    (9, "At risk", "rgba(255, 149, 0, 1)", "rgba(255, 170, 51, 1)"),
    (0, "Healthy", "rgba(11, 158, 105, 1)", "rgba(29, 191, 133, 1)"),
)


@serves("get_account_health")
@shop_only
def answer_health(_request: AccountRequest, ctx: Context) -> Reply:
    """Answer the points of the last 90 days and the risk they mean."""
    points = violation_points(ctx.world)
    _, words, light, dark = next(risk for risk in _RISKS if points >= risk[0])
    return Reply(
        data={
            "risk_info": {"risk_level_text": words, "light_color": light, "dark_color": dark},
            "vio_score_rule_learn_url": f"{_POLICY}/points",
            "is_show_score": True,
            "violation_score": points,
            "creator_status": 0,
        }
    )


@serves("list_account_violations")
def answer_violations(request: ViolationsRequest, ctx: Context) -> Reply:
    """Answer one page of ten records, newest first; none for an account without a shop."""
    records = build_violations(ctx.world) if is_bound(ctx) else []
    start = (request.page - 1) * _RECORDS_A_PAGE
    now = int(ctx.now.timestamp())
    return Reply(
        data={
            "records": [_record(item, now) for item in records[start : start + _RECORDS_A_PAGE]],
            "total": len(records),
            "has_more": len(records) > start + _RECORDS_A_PAGE,
            "start_time": _midnight(ctx.world.as_of - timedelta(days=365)),
            "end_time": _midnight(ctx.world.as_of + timedelta(days=1)),
            "creator_status": 0,
        }
    )


@serves("get_creator_account")
def answer_account(_request: AccountRequest, ctx: Context) -> Reply:
    """Answer who the account is; this works without a shop too."""
    person, bound = account_of(ctx), is_bound(ctx)
    picture = str(person.values["avatar_url"])
    return Reply(
        data={
            "user_id": f"7495{person.uid[-15:]:0>15}",
            "user_type": 2 if bound else 1,
            "register_region_id": "us",
            "user_name": person.username,
            "avatar": {"uri": picture.rsplit("/", 1)[-1], "url_list": [picture]},
            "permission_list": [1, 3, 7, 12, 18] if bound else [],
            "partner_id": "7310025588411100001" if bound else "",
            "partner_name": "Sandbox Partners" if bound else "",
            "shop_account_official": False,
            "switch_info": '{"live_event": 1}' if bound else "{}",
            "tt_uid": person.uid,
            "nick_name": str(person.values["nickname"]),
            "live_streamer_menu_experiment": "",
            "experiment_variants": {},
        }
    )


def _record(item: Violation, now: int) -> dict[str, Any]:
    """Return one record; an appeal is possible once, until its time is over."""
    measure = f"{item.points} violation points" if item.points else "Warning"
    return {
        "record_id": item.record_id,
        "violation_time": item.happened,
        "violation_info": {
            "violation_reason": item.reason,
            "violation_detail": "",
            "violation_suggestion": item.suggestion,
            "policy_url": f"{_POLICY}/content",
            "violation_type": item.kind,
        },
        "record_status": 1 if item.active else 0,
        "appeal_status": int(item.appealed),
        "enforcement_title": [measure, "Commission withheld"] if item.points > 1 else [measure],
        "appeal_valid_time": item.appeal_until,
        "can_appeal": item.active and not item.appealed and now < item.appeal_until,
    }


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(0), UTC).timestamp())
