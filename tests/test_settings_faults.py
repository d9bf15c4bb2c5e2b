"""Faults in the settings: how each is worded, and that none is mistaken for a fault of the program."""

from __future__ import annotations

import pytest

from creatorscope.settings import load_settings
from tests.test_settings import VAULT, refused, write


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("allow_paths: 5\n", "not a text or a list"),
        ("toolsets: 5\n", "not a text or a list"),
        ("max_per_call: 5\n", "not a text or a list"),
        ("sandbox: false\n", "there are no credentials"),
        ("accounts: {shop: sessionid=1}\n", "write it as name: {cookie, proxy}"),
        ("accounts: {shop: {cooky: abcdef}}\n", "shop.cooky is unknown"),
    ],
)
def test_fault_in_a_file_is_worded_for_its_writer(tmp_path, text, said):
    assert said.lower() in refused({}, write(tmp_path, text)).lower()


def test_each_of_several_faults_is_named_with_its_own_fix():
    env = {
        "CREATORSCOPE_SANDBOX_SEED": "x",
        "CREATORSCOPE_READ_ONLY": "maybe",
        "CREATORSCOPE_SANDBOX_SPEED": "0",
    }
    text = refused(env)
    assert "CREATORSCOPE_SANDBOX_SEED is not a whole number" in text
    assert "CREATORSCOPE_READ_ONLY: Give true or false." in text
    assert "CREATORSCOPE_SANDBOX_SPEED: Use more than 0" in text


def test_sandbox_refused_without_credentials_does_not_start():
    assert "there are no credentials" in refused({"CREATORSCOPE_SANDBOX": "false"})
    assert load_settings(VAULT | {"CREATORSCOPE_SANDBOX": "false"}).mode == "live"
