"""Every setting, declared once, in the frozen model they are parsed into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from creatorscope.contract.fields import iso_date
from creatorscope.settings_values import (
    BaseUrl,
    Caps,
    Cookie,
    Count,
    Credential,
    Email,
    Flag,
    Folder,
    Folders,
    HiddenText,
    Names,
    Number,
    OptionalBaseUrl,
    Prices,
    ProxyUrl,
    Setting,
    Text,
    parse_proxy,
)

OWN_PREFIX = "CREATORSCOPE_"
PROVIDER_PREFIXES = ("CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_CREATOR_")
CONFIG_VARIABLE = "CREATORSCOPE_CONFIG"

Mode = Literal["sandbox", "live"]
Origin = Literal["flag", "environment", "file", "none"]
BearerHost = Literal["tikomni", "tikhub"]


class AccountSettings(BaseModel):
    """One named TikTok account: its session cookie, and the proxy its calls go through."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    cookie: SecretStr
    proxy: Annotated[SecretStr | None, BeforeValidator(parse_proxy)] = None


Accounts = Annotated[
    Mapping[str, AccountSettings],
    Setting("name: {cookie, proxy}", credential=True, in_env=False),
]
HostChoice = Annotated[BearerHost | None, Setting("tikomni or tikhub")]
Day = Annotated[date | None, BeforeValidator(iso_date), Setting("YYYY-MM-DD")]


def doc(text: str, default: Any = None, **bounds: Any) -> Any:
    """Declare a setting: its one-line documentation and its default."""
    return Field(default=default, description=text, **bounds)


class Settings(BaseModel):
    """The whole set-up; a field's name is its key in the file and among the flags (variable: `env_name`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    cv_api_key: Credential = doc("CreatiVault key; goes with cv_user_identity.")
    cv_user_identity: Email = doc("Email address the CreatiVault key is used under.")
    cv_api_base_url: BaseUrl = doc("Address of the CreatiVault API.", "https://api.creativault.vip")
    tikomni_api_key: Credential = doc("TikOmni token: works, account, transcription and upload tools.")
    tikomni_api_base_url: BaseUrl = doc("Address of the TikOmni API.", "https://api.tikomni.com")
    tikhub_api_key: Credential = doc("TikHub token: works and account tools.")
    tikhub_api_base_url: BaseUrl = doc("Address of the TikHub API.", "https://api.tikhub.io")
    tiktok_host: HostChoice = doc(
        "Which host serves the works and account tools; needed with tokens for both."
    )
    tiktok_creator_cookie: Cookie = doc("Session cookie of your own TikTok account, named `default`.")
    tiktok_creator_proxy: ProxyUrl = doc("Proxy the calls for that account go through.")
    accounts: Accounts = doc("More TikTok accounts of yours, by name.", {})
    affiliate_api_base_url: OptionalBaseUrl = doc("Address of the affiliate crawl coordinator.")
    affiliate_api_token: Credential = doc(
        "Bearer token of the affiliate crawl coordinator, where it wants one."
    )
    affiliate_list_path: Text = doc("Path that lists creator ids.", "/creators", pattern="^/")
    affiliate_submit_path: Text = doc("Path that takes creator documents.", "/creators", pattern="^/")
    affiliate_errors_path: Text = doc("Path that takes crawl errors.", "/creators/errors", pattern="^/")

    storage: Folder = doc("Folder for answers, files and sandbox state; default: the platform's data folder.")
    allow_paths: Folders = doc("Folders beside the storage that documents may be read from.", ())
    import_limit_mb: Count = doc("Largest file that may be imported, unpacked, in MB.", 200, ge=1)
    webhook_secret: HiddenText = doc("Secret that webhook signatures are checked with.")
    toolsets: Names = doc("Toolsets to offer; default: all but works_raw, raw calls one by one.", ())
    tools: Names = doc("Single tools to offer beside the toolsets.", ())
    exclude_tools: Names = doc("Tools to leave out.", ())
    read_only: Flag = doc("Offer only tools that change nothing upstream.", False)
    hide_contacts: Flag = doc("Mask emails, phone numbers and contact links everywhere.", False)
    max_per_call: Caps = doc("Most one call may cost, by unit; 0 refuses every billed call.", {})
    allow_unquoted: Flag = doc(
        "Let calls of unknown price through although a cap in their unit is set.", False
    )
    prices: Prices = doc("Your own worst price per item, by tool, where none is published.", {})

    sandbox: Flag = doc("Run everything on the built-in sandbox, whatever credentials there are.", False)
    sandbox_seed: Count = doc("Seed of the sandbox world.", 7)
    sandbox_creators: Count = doc("Creators in the sandbox world, over three platforms.", 2000, ge=3)
    sandbox_speed: Number = doc("How many times faster than real time sandbox tasks run.", 60.0, gt=0)
    ephemeral: Flag = doc("Keep the sandbox's state in memory only.", False)
    as_of: Day = doc("Date the sandbox world is built for; default: today.")
    allow_http_webhooks: Flag = doc("Let the sandbox deliver webhooks to plain http addresses.", False)

    mode: Mode = "sandbox"
    origins: Mapping[str, Origin] = Field(default_factory=dict, repr=False)
    warnings: tuple[str, ...] = ()

    @property
    def storage_root(self) -> Path:
        """The storage folder, the platform's own where none is set."""
        if self.storage is not None:
            return self.storage
        import platformdirs

        return platformdirs.user_data_path("creatorscope", appauthor=False)

    @property
    def account_names(self) -> tuple[str, ...]:
        """The TikTok accounts there are, the one of the environment first as `default`."""
        own = ("default",) if self.tiktok_creator_cookie else ()
        return (*own, *(name for name in self.accounts if name not in own))

    @property
    def bearer_host(self) -> BearerHost | None:
        """The host that serves the works and account tools; None without a token."""
        if self.tiktok_host is not None:
            return self.tiktok_host
        if self.tikomni_api_key:
            return "tikomni"
        return "tikhub" if self.tikhub_api_key else None


class SettingRow(NamedTuple):
    """One line of the reference: `env` None where the setting stands in the file only."""

    key: str
    env: str | None
    form: str
    credential: bool
    merges: bool
    default: Any
    doc: str


def env_name(key: str) -> str:
    """Return the environment variable of a setting."""
    name = key.upper()
    return name if name.startswith(PROVIDER_PREFIXES) else OWN_PREFIX + name


@cache
def setting_rows() -> tuple[SettingRow, ...]:
    """Return every setting in declared order; what the loader fills in itself is not among them."""
    rows = []
    for key, info in Settings.model_fields.items():
        marker = next((item for item in info.metadata if isinstance(item, Setting)), None)
        if marker is not None:
            rows.append(
                SettingRow(
                    key=key,
                    env=env_name(key) if marker.in_env else None,
                    form=marker.form,
                    credential=marker.credential,
                    merges=marker.merges,
                    default=info.default,
                    doc=info.description or "",
                )
            )
    return tuple(rows)
