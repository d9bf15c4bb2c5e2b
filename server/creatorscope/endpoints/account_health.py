"""The TikTok Creator calls about the account's standing: health, violations, identity."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Response
from creatorscope.endpoints.account_shared import ONE_REQUEST, AccountRequest, Picture, ShopAnswer


class ViolationsRequest(AccountRequest):
    """Asks for one page of violation records."""

    page: int = Field(default=1, ge=1, description="Page, from 1")


class RiskInfo(Response):
    """The level of risk as the platform shows it."""

    risk_level_text: str | None = field("Level in words, such as Healthy")
    light_color: str | None = field("Colour in light mode, rgba")
    dark_color: str | None = field("Colour in dark mode, rgba")


class AccountHealth(Response):
    """The account's violation points and risk level."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "risk_info.risk_level_text",
        "violation_score",
        "is_show_score",
        "creator_status",
        "vio_score_rule_learn_url",
    )

    risk_info: RiskInfo | None = field("Risk level over the last 90 days")
    vio_score_rule_learn_url: str | None = field("Page explaining the points")
    is_show_score: bool | None = field("Whether the platform shows the points")
    violation_score: int | None = field(
        "Points over 90 days, high is bad: 9 warning, 12 e-commerce off for 24 h, 15 for 48 h, "
        "18 for 72 h, 21 for a week, 24 for good",
        "points",
    )
    creator_status: int | None = field("Account status code; 0 is normal")


class ViolationInfo(Response):
    """What was violated and what the platform advises."""

    violation_reason: str | None = field("Reason")
    violation_detail: str | None = field("Detail; may be empty")
    violation_suggestion: str | None = field("Correction the platform suggests")
    policy_url: str | None = field("The policy concerned")
    violation_type: str | None = field("Kind, such as a video violation")


class ViolationRecord(Response):
    """One recorded violation."""

    record_id: str | None = field("Record id")
    violation_time: int | None = field("When it happened", "unix seconds")
    violation_info: ViolationInfo | None = field("What was violated")
    record_status: int | None = field("1 is active")
    appeal_status: int | None = field("0 not appealed, 1 appealed")
    enforcement_title: str | list[str] | None = field("Measures taken: one text or a list of them")
    appeal_valid_time: int | None = field("Last moment to appeal", "unix seconds")
    can_appeal: bool | None = field("Whether an appeal is possible")


class Violations(ShopAnswer):
    """One page of violation records."""

    ROWS: ClassVar[str] = "records[]"
    FACTS: ClassVar[tuple[str, ...]] = ("total",)
    EMPTY: ClassVar[str] = "No violations; or the account is not bound to a TikTok Shop, which is no error."
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "violation_time",
        "violation_info.violation_type",
        "violation_info.violation_reason",
        "enforcement_title",
        "record_status",
        "appeal_status",
        "can_appeal",
    )

    records: list[ViolationRecord] | None = field("The records")
    total: int | None = field("Records in all", "records")
    has_more: bool | None = field("Whether another page follows")
    start_time: int | str | None = field("Start of the time searched")
    end_time: int | str | None = field("End of the time searched")
    creator_status: int | None = field("Account status code; 0 is normal")


class CreatorAccount(Response):
    """Who the account is and what it may do."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "user_id",
        "user_name",
        "nick_name",
        "register_region_id",
        "user_type",
        "partner_name",
        "shop_account_official",
    )

    user_id: str | None = field("Shop user id")
    user_type: int | None = field("Code of the account type")
    register_region_id: str | None = field("Region of registration, such as us")
    user_name: str | None = field("Handle")
    avatar: Picture | None = field("Avatar")
    permission_list: list[int] | None = field("Codes of what the account may do")
    partner_id: str | None = field("Id of the partner agency")
    partner_name: str | None = field("Name of the partner agency")
    shop_account_official: bool | None = field("Whether it is a shop's official account")
    switch_info: str | None = field("Feature switches, as text")
    tt_uid: str | None = field("TikTok user id")
    nick_name: str | None = field("Display name")
    live_streamer_menu_experiment: str | None = field("Experiment label; may be empty")
    experiment_variants: dict[str, Any] | None = field("Experiments the account is in")


GET_ACCOUNT_HEALTH = Endpoint(
    name="get_account_health",
    route="POST /tiktok/creator/get_account_health_status",
    summary="Get your account's violation points and risk level.",
    use_when="Use to see whether Shop selling is at risk.",
    request=AccountRequest,
    response=AccountHealth,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=AccountRequest(),
)

LIST_ACCOUNT_VIOLATIONS = Endpoint(
    name="list_account_violations",
    route="POST /tiktok/creator/get_account_violation_list",
    summary="List your account's violations with measures and appeal state, newest first.",
    use_when="Use to find out why points were given, and what can be appealed.",
    request=ViolationsRequest,
    response=Violations,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ViolationsRequest(page=1),
)

GET_CREATOR_ACCOUNT = Endpoint(
    name="get_creator_account",
    route="POST /tiktok/creator/get_creator_account_info",
    summary="Get your account's identity, region, partner and permissions.",
    use_when="Use to check which account is connected; works without a Shop.",
    request=AccountRequest,
    response=CreatorAccount,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=AccountRequest(),
)
