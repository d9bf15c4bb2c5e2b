"""Where results and state lie: a folder, or a place several machines share."""

from __future__ import annotations

from pathlib import Path

import pytest

from creatorscope.errors import SettingsError
from creatorscope.settings import load_settings
from creatorscope.settings_environment import environment_of
from creatorscope.settings_principals import principal_settings

DATABASE = {"CREATORSCOPE_DATABASE_URL": "postgresql://scope@db/scope"}
SHARED = {"CREATORSCOPE_STORAGE": "s3://bucket/team/"} | DATABASE


def test_a_folder_holds_results_and_state(tmp_path):
    settings = load_settings({"CREATORSCOPE_STORAGE": str(tmp_path)})
    assert settings.storage_root == settings.results_root == tmp_path
    assert settings.results_url is None
    assert settings.state_where == tmp_path / "state.sqlite"


def test_a_shared_storage_without_a_shared_database_is_refused_naming_both():
    with pytest.raises(SettingsError) as caught:
        load_settings({"CREATORSCOPE_STORAGE": "s3://bucket/team"})
    assert "CREATORSCOPE_STORAGE" in caught.value.text()
    assert "CREATORSCOPE_DATABASE_URL" in caught.value.text()


def test_shared_results_have_a_folder_of_copies_on_each_machine():
    settings = load_settings(SHARED)
    other = load_settings(SHARED | {"CREATORSCOPE_STORAGE": "s3://bucket/others"})
    assert settings.results_url == "s3://bucket/team"
    assert settings.state_where == "postgresql://scope@db/scope"
    assert isinstance(settings.storage_root, Path)
    assert settings.storage_root != other.storage_root


def test_shared_results_of_principals_and_without_contacts_lie_apart():
    settings = load_settings(SHARED | {"CREATORSCOPE_HIDE_CONTACTS": "true"})
    own = principal_settings(settings, "ana", {})
    assert settings.results_url == "s3://bucket/team/without-contacts"
    assert own.results_url == "s3://bucket/team/principals/ana/without-contacts"
    assert own.storage_root != settings.storage_root
    assert own.state_where == settings.state_where


def test_rows_of_jobs_lie_at_one_place_for_all_principals(tmp_path):
    settings = load_settings(SHARED | {"CREATORSCOPE_HIDE_CONTACTS": "true"})
    assert settings.jobs_url == principal_settings(settings, "ana", {}).jobs_url == "s3://bucket/team/jobs"
    local = load_settings({"CREATORSCOPE_STORAGE": str(tmp_path)})
    assert local.jobs_url is principal_settings(local, "ana", {}).jobs_url is None


@pytest.mark.parametrize("text", ["s3://", "S3 x://bucket", "ftp://me:secret@host/team"])
def test_a_url_that_cannot_be_used_is_refused_and_shows_no_password(text):
    with pytest.raises(SettingsError) as caught:
        load_settings({"CREATORSCOPE_STORAGE": text} | DATABASE)
    assert "CREATORSCOPE_STORAGE" in caught.value.text()
    assert "secret" not in caught.value.text()


def test_a_worker_started_by_a_principals_call_works_for_all(tmp_path):
    settings = load_settings(
        {"CREATORSCOPE_STORAGE": str(tmp_path), "CREATORSCOPE_MAX_PER_CALL": "credits=100"}
    )
    own = principal_settings(settings, "ana", {"max_per_call": {"credits": 5}})
    environment = environment_of(own, {})
    assert environment["CREATORSCOPE_STORAGE"] == str(tmp_path)
    assert environment["CREATORSCOPE_MAX_PER_CALL"].startswith("credits=100")
