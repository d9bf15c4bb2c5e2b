"""Settings: where they come from, which wins, and which set-ups do not start."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Unit
from creatorscope.errors import SettingsError
from creatorscope.settings import (
    configured_providers,
    credential_report,
    find_config,
    load_settings,
    setting_rows,
    wanted_credentials,
)

VAULT = {"CV_API_KEY": "cv_live_abc123", "CV_USER_IDENTITY": "owner@example.com"}
TIKOMNI = {"TIKOMNI_API_KEY": "tok-omni-1"}
TIKHUB = {"TIKHUB_API_KEY": "tok-hub-1"}
COOKIE = {"TIKTOK_CREATOR_COOKIE": "sessionid=abc"}


def refused(env: dict[str, str], file: Path | None = None, **flags: object) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(env, file, flags)
    assert caught.value.exit_code == 2
    return caught.value.text()


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


# --- modes -------------------------------------------------------------------------------------------


def test_nothing_set_is_the_sandbox_with_every_provider():
    settings = load_settings({"PATH": "/bin", "CREATORSCOPE_TOOLSETS": "discover, collect"})
    assert settings.mode == "sandbox"
    assert settings.toolsets == ("discover", "collect")
    assert configured_providers(settings) == frozenset(Provider)


@pytest.mark.parametrize(
    ("env", "providers"),
    [
        (VAULT, {Provider.CREATIVAULT}),
        (TIKOMNI, {Provider.MEDIA, Provider.WORKS}),
        (TIKHUB, {Provider.WORKS}),
        (TIKHUB | COOKIE, {Provider.TIKTOK_CREATOR, Provider.WORKS}),
        (TIKOMNI | COOKIE, {Provider.TIKTOK_CREATOR, Provider.MEDIA, Provider.WORKS}),
        (
            TIKOMNI | TIKHUB | COOKIE | {"CREATORSCOPE_TIKTOK_HOST": "tikhub"},
            {Provider.TIKTOK_CREATOR, Provider.MEDIA, Provider.WORKS},
        ),
        ({"AFFILIATE_API_BASE_URL": "crawl.example.com"}, {Provider.AFFILIATE}),
    ],
)
def test_live_offers_only_providers_with_credentials(env, providers):
    settings = load_settings(env)
    assert settings.mode == "live"
    assert configured_providers(settings) == providers


def test_sandbox_flag_ignores_credentials_good_or_bad():
    settings = load_settings(VAULT | {"TIKHUB_API_KEY": ""}, None, {"sandbox": True})
    assert settings.mode == "sandbox"
    assert settings.cv_api_key is None


def test_sandbox_flag_does_not_excuse_other_faults():
    assert "sandbox-seed" in refused({}, sandbox=True, sandbox_seed="seven")


# --- set-ups that do not start -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["", "  ", "your_api_key_here", "xxx", "cv_live_xxxx", "changeme", "<key>", "***"]
)
def test_key_that_is_empty_or_a_placeholder_is_named_and_not_shown(value):
    text = refused(VAULT | {"CV_API_KEY": value})
    assert "CV_API_KEY" in text
    assert not value.strip() or value not in text


@pytest.mark.parametrize(
    "value", ["${CV_API_KEY}", "prefix-${KEY}", "$CV_API_KEY", "%CV_API_KEY%", "{{key}}"]
)
def test_variable_nobody_replaced_is_said_to_be_one(value):
    assert "not replaced by its value" in refused(VAULT | {"CV_API_KEY": value})


@pytest.mark.parametrize(
    ("env", "missing"),
    [
        ({"CV_API_KEY": "cv_live_abc123"}, "CV_USER_IDENTITY"),
        ({"CV_USER_IDENTITY": "owner@example.com"}, "CV_API_KEY"),
        ({"CV_API_BASE_URL": "https://vault.example.com"}, "CV_API_KEY"),
        ({"TIKHUB_API_BASE_URL": "https://hub.example.com"}, "TIKHUB_API_KEY"),
        (COOKIE, "TIKOMNI_API_KEY or TIKHUB_API_KEY"),
        (TIKHUB | {"TIKTOK_CREATOR_PROXY": "http://u:p@127.0.0.1:1"}, "TIKTOK_CREATOR_COOKIE"),
        ({"AFFILIATE_API_TOKEN": "tok-aff-1"}, "AFFILIATE_API_BASE_URL"),
        (TIKOMNI | TIKHUB, "CREATORSCOPE_TIKTOK_HOST"),
        (TIKOMNI | TIKHUB, "whichever should serve the works and account tools"),
        (TIKOMNI | {"CREATORSCOPE_TIKTOK_HOST": "tikhub"}, "TIKHUB_API_KEY"),
    ],
)
def test_half_a_pair_names_the_other_half(env, missing):
    assert missing in refused(env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CV_USER_IDENTITY", "owner"),
        ("CV_API_KEY", "two lines\nhere"),
        ("CV_API_BASE_URL", "https://{host}"),
        ("CV_API_BASE_URL", "ftp://vault.example.com"),
        ("CV_API_BASE_URL", "https://user:pw1234@vault.example.com"),
        ("CREATORSCOPE_TIKTOK_HOST", "tiktok"),
        ("CREATORSCOPE_MAX_PER_CALL", "credits"),
        ("CREATORSCOPE_MAX_PER_CALL", "credits=-1"),
        ("CREATORSCOPE_MAX_PER_CALL", "credits=lots"),
        ("CREATORSCOPE_MAX_PER_CALL", "euros=5"),
        ("CREATORSCOPE_MAX_PER_CALL", "credits=nan"),
        ("CREATORSCOPE_MAX_PER_CALL", ""),
        ("CREATORSCOPE_READ_ONLY", "perhaps"),
        ("CREATORSCOPE_AS_OF", "15.03.2026"),
        ("AFFILIATE_LIST_PATH", "creators"),
    ],
)
def test_value_of_the_wrong_form_is_named(name, value):
    text = refused(VAULT | {name: value})
    assert name in text
    assert "pw1234" not in text


def test_all_faults_come_in_one_error():
    text = refused({"CV_API_KEY": "", "TIKHUB_API_KEY": "changeme", "CREATORSCOPE_SANDBOX_SEED": "x"})
    assert all(name in text for name in ("CV_API_KEY", "CV_USER_IDENTITY", "TIKHUB_API_KEY", "SANDBOX_SEED"))


# --- sources -----------------------------------------------------------------------------------------


def test_flags_go_over_the_environment_and_that_over_the_file(tmp_path):
    file = write(tmp_path, "sandbox_seed: 1\nsandbox_creators: 30\nsandbox_speed: 2\n")
    env = {"CREATORSCOPE_SANDBOX_SEED": "2", "CREATORSCOPE_SANDBOX_CREATORS": "60"}
    settings = load_settings(env, file, {"sandbox_seed": 3, "toolsets": (), "as_of": None})
    assert (settings.sandbox_seed, settings.sandbox_creators, settings.sandbox_speed) == (3, 60, 2.0)
    assert settings.origins == {
        "sandbox_seed": "flag",
        "sandbox_creators": "environment",
        "sandbox_speed": "file",
    }


def test_caps_of_several_sources_are_joined_unit_by_unit(tmp_path):
    file = write(tmp_path, "max_per_call: {seconds: 60, credits: 5}\nprices: {find_lookalike_creators: 4}\n")
    env = {"CREATORSCOPE_MAX_PER_CALL": "credits=200,requests=1"}
    settings = load_settings(env, file, {"max_per_call": ("credits=100",)})
    assert settings.max_per_call == {Unit.SECONDS: 60, Unit.CREDITS: 100, Unit.REQUESTS: 1}
    assert settings.prices == {"find_lookalike_creators": 4}


def test_named_accounts_come_from_the_file(tmp_path):
    file = write(tmp_path, "accounts:\n  shop:\n    cookie: sessionid=1\n    proxy: http://u:p@127.0.0.1:1\n")
    settings = load_settings(TIKHUB | COOKIE, file)
    assert settings.account_names == ("default", "shop")
    assert "sessionid" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cv_api_kee: abc\n", "did you mean cv_api_key?"),
        ("- a\n", "is not a list of settings"),
        ("a: [\n", "is not yaml"),
        ("cv_api_key:\n", "set but empty"),
        ("cv_api_key: [a]\n", "is not text"),
        ("cv_api_key: ${CV_API_KEY}\n", "not replaced"),
        (
            "accounts: {shop: {cookie: Your_Cookie_String}}\n",
            "accounts (in the configuration file).shop.cookie",
        ),
        ("accounts: {shop: {cooky: abcdef}}\n", "shop.cookie"),
        ("accounts: {}\n", "set but empty"),
        ("sandbox_seed: 1\nsandbox_seed: 2\n", "sets sandbox_seed more than once"),
        ("accounts: {shop: {cookie: abcdef}, shop: {cookie: ghijkl}}\n", "sets accounts.shop more than once"),
    ],
)
def test_faulty_file_is_refused(tmp_path, text, said):
    assert said in refused({}, write(tmp_path, text)).lower().replace("yaml at line 2", "yaml")


def test_empty_file_is_no_file(tmp_path):
    assert load_settings({}, write(tmp_path, "# nothing yet\n")).mode == "sandbox"


def test_config_variable_names_the_file_and_a_missing_one_is_refused(tmp_path):
    missing = find_config({"CREATORSCOPE_CONFIG": str(tmp_path / "none.yaml")})
    assert missing == tmp_path / "none.yaml"
    assert "cannot be read" in refused({}, missing)


def test_usual_config_file_is_found_where_the_platform_keeps_them(tmp_path, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("the variable that moves the folder is Linux's")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert find_config({}) is None
    (tmp_path / "creatorscope").mkdir()
    assert find_config({}) is None
    written = write(tmp_path / "creatorscope", "sandbox_seed: 9\n")
    assert find_config({}) == written


def test_lists_of_folders_are_separated_as_in_path(tmp_path):
    env = {"CREATORSCOPE_ALLOW_PATHS": os.pathsep.join([str(tmp_path), "~/x"])}
    assert load_settings(env).allow_paths == (tmp_path, Path("~/x").expanduser())


# --- what is told ------------------------------------------------------------------------------------


def test_unknown_variables_are_reported_with_the_nearest_name():
    settings = load_settings({"CV_API_KEI": "x", "CREATORSCOPE_TOOLSET": "x", "CVX": "x", "TIKHUB_Q": "1"})
    assert len(settings.warnings) == 3
    assert any("CV_API_KEI" in line and "CV_API_KEY?" in line for line in settings.warnings)
    assert any("CREATORSCOPE_TOOLSETS?" in line for line in settings.warnings)


@pytest.mark.parametrize(
    ("given", "address", "warned"),
    [
        ("vault.example.com/", "https://vault.example.com", False),
        ("http://127.0.0.1:8900", "http://127.0.0.1:8900", False),
        ("http://localhost:8900/", "http://localhost:8900", False),
        ("http://vault.example.com", "http://vault.example.com", True),
        ("https://vault.example.com/base/", "https://vault.example.com/base", False),
    ],
)
def test_address_without_a_scheme_gets_https_and_plain_http_to_others_a_warning(given, address, warned):
    settings = load_settings(VAULT | {"CV_API_BASE_URL": given})
    assert settings.cv_api_base_url == address
    assert any("plain http" in line for line in settings.warnings) is warned


def test_credential_report_names_origins_and_no_values(tmp_path):
    settings = load_settings(VAULT, write(tmp_path, "tikhub_api_key: tok-hub-secret\n"))
    lines = {line.name: line.origin for line in credential_report(settings)}
    assert lines["CV_API_KEY"] == "environment"
    assert lines["TIKHUB_API_KEY"] == "file"
    assert lines["AFFILIATE_API_TOKEN"] == "none"
    assert "tok-hub-secret" not in repr(credential_report(settings)) + repr(settings)


def test_every_setting_is_documented_and_every_variable_unique():
    rows = setting_rows()
    assert all(row.doc and row.form for row in rows)
    names = [row.env for row in rows if row.env]
    assert len(set(names)) == len(names)


def test_loading_without_a_file_imports_neither_yaml_nor_the_network_client():
    code = (
        "import sys; from creatorscope.settings import load_settings; load_settings({});"
        "print([m for m in ('yaml', 'httpx2', 'stamina', 'creatorscope.client') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("provider", Provider)
def test_credentials_said_to_be_wanted_are_those_that_make_a_provider_usable(provider):
    values = VAULT | TIKOMNI | COOKIE | {"AFFILIATE_API_BASE_URL": "crawl.example.com"}
    named = re.findall(r"[A-Z]+(?:_[A-Z]+)+", wanted_credentials(provider))
    assert set(named) <= {row.env for row in setting_rows()}
    settings = load_settings({name: value for name, value in values.items() if name in named})
    assert provider in configured_providers(settings)
