"""Every setting, declared once, in the frozen model they are parsed into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from creatorscope.contract.fields import iso_date
from creatorscope.contract.patterns import PATH
from creatorscope.settings_values import (
    BaseUrl,
    Caps,
    Cookie,
    Count,
    Credential,
    Email,
    Flag,
    Folders,
    HiddenText,
    Names,
    Number,
    OptionalAddress,
    OptionalBaseUrl,
    OptionalFile,
    OptionalText,
    Place,
    Prices,
    ProxyUrl,
    Setting,
    Text,
    parse_proxy,
)

OWN_PREFIX = "CREATORSCOPE_"
PROVIDER_PREFIXES = ("CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_CREATOR_")
CONFIG_VARIABLE = "CREATORSCOPE_CONFIG"
WITHOUT_CONTACTS = "without-contacts"
LOCAL = "local"
"""The principal of whoever starts the program on this machine."""

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
    affiliate_list_path: Text = doc("Path that lists creator ids.", "/creators", pattern=PATH)
    affiliate_submit_path: Text = doc("Path that takes creator documents.", "/creators", pattern=PATH)
    affiliate_errors_path: Text = doc("Path that takes crawl errors.", "/creators/errors", pattern=PATH)
    affiliate_upsert: Flag = doc(
        "The coordinator may be sent a document twice: a crawl repeats a batch whose answer is lost.", False
    )

    storage: Place = doc("Folder for results and state, or URL of shared results; default: the data folder.")
    allow_paths: Folders = doc("Folders beside the storage that documents may be read from.", ())
    import_limit_mb: Count = doc("Largest file that may be imported, unpacked, in MB.", 200, ge=1)
    results_keep_days: Number = doc("Age in days at which results are deleted; 0 keeps them.", 30.0, ge=0)
    results_keep_mb: Number = doc(
        "Results kept in all, in MB; beyond it the oldest are deleted; 0 sets no limit.", 2000.0, ge=0
    )
    webhook_secret: HiddenText = doc("Secret that webhooks are signed and checked with.")
    toolsets: Names = doc("Toolsets to offer; `default` is all but works_raw, catalog, catalog_writes.", ())
    tools: Names = doc("Single tools to offer beside the toolsets.", ())
    exclude_tools: Names = doc("Tools to leave out.", ())
    read_only: Flag = doc("Offer only tools that change nothing upstream.", False)
    hide_contacts: Flag = doc("Mask emails, phone numbers and contact links everywhere.", False)
    max_per_call: Caps = doc("Most one call may cost, by unit; 0 refuses every billed call.", {})
    max_per_hour: Caps = doc("Most that may be spent in an hour, by unit.", {})
    max_per_day: Caps = doc("Most that may be spent in a UTC day, by unit.", {})
    max_per_job: Caps = doc("Most one job may cost, by unit.", {})
    cache_ttl: Number = doc("Seconds for which a billed read is answered from what was kept.", 3600.0, ge=0)
    allow_unquoted: Flag = doc(
        "Let calls of unknown price through although a cap in their unit is set.", False
    )
    confirm_over: Caps = doc("A job that can cost more asks for a yes first, by unit.", {})
    prices: Prices = doc("Your own worst price per item, by tool, where none is published.", {})

    sandbox: Flag = doc("Run everything on the built-in sandbox, whatever credentials there are.", False)
    sandbox_seed: Count = doc("Seed of the sandbox world.", 7)
    sandbox_creators: Count = doc("Creators in the sandbox world, over three platforms.", 2000, ge=3)
    sandbox_speed: Number = doc("How many times faster than real time sandbox tasks run.", 60.0, gt=0)
    ephemeral: Flag = doc("Keep the sandbox's state in memory only.", False)
    as_of: Day = doc("Date the sandbox world is built for; default: today.")
    allow_http_webhooks: Flag = doc("Let the sandbox deliver webhooks to plain http addresses.", False)

    database_url: HiddenText = doc(
        "PostgreSQL address of the shared state; default: a SQLite file in the storage."
    )
    public_url: OptionalAddress = doc("Address the HTTP server is reached at from outside.")
    token_file: OptionalFile = doc("File of the HTTP server's tokens; default: tokens.json in the storage.")
    jwks_url: OptionalAddress = doc("Address of the keys that signed tokens (JWT) are checked with.")
    jwt_issuer: OptionalText = doc("Issuer that signed tokens must name.")
    jwt_audience: OptionalText = doc("Audience that signed tokens must be meant for.")
    allowed_hosts: Names = doc("Host names, with port, the HTTP server answers to beside its own.", ())
    allowed_origins: Names = doc("Origins of web pages that may call the HTTP server.", ())
    webhook_window_s: Count = doc("Age in seconds at which a callback is refused as stale.", 3600, ge=1)

    mode: Mode = "sandbox"
    origins: Mapping[str, Origin] = Field(default_factory=dict, repr=False)
    warnings: tuple[str, ...] = ()
    principal: str = LOCAL
    base: Settings | None = Field(default=None, repr=False)

    @property
    def state_root(self) -> Path:
        """The folder of what all principals share: the state of jobs and money."""
        return (self.base or self).storage_root

    @property
    def tokens_path(self) -> Path:
        """The file of the HTTP server's tokens, which need not exist."""
        return self.token_file or self.state_root / "tokens.json"

    @property
    def storage_root(self) -> Path:
        """The storage folder; this machine's copies where results are shared, else the platform's own."""
        if isinstance(self.storage, Path):
            return self.storage
        import platformdirs

        if self.storage is not None:
            name = sha256(self.storage.encode()).hexdigest()[:16]
            return platformdirs.user_cache_path("creatorscope", appauthor=False) / name
        return platformdirs.user_data_path("creatorscope", appauthor=False)

    @property
    def results_root(self) -> Path:
        """The folder of the results; a server that hides contacts sees none that were kept with them."""
        return self.storage_root / WITHOUT_CONTACTS if self.hide_contacts else self.storage_root

    @property
    def results_url(self) -> str | None:
        """Where shared results lie, None for those of this machine alone; apart as in `results_root`."""
        if not isinstance(self.storage, str):
            return None
        return f"{self.storage}/{WITHOUT_CONTACTS}" if self.hide_contacts else self.storage

    @property
    def jobs_url(self) -> str | None:
        """Where the rows of jobs lie that several machines do, None for those of this machine alone."""
        storage = (self.base or self).storage
        return f"{storage}/jobs" if isinstance(storage, str) else None

    @property
    def state_where(self) -> Path | str:
        """Where the state database is: its address, or the SQLite file."""
        return self.database_url.get_secret_value() if self.database_url else self.state_root / "state.sqlite"

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
