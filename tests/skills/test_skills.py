"""The skills pass the format's own validator, and say nothing that the product contradicts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from creatorscope.claims.registry import BY_ID
from creatorscope.endpoints.table import BY_NAME
from creatorscope.skills.entry_rules import FRONT, triggers
from creatorscope.skills.folder import read_folder
from creatorscope.skills.text_rules import CONTRACTS
from tests.skills.conftest import NAMES
from tests.skills.eval_runner import SKILLS


@pytest.mark.parametrize("name", NAMES)
def test_the_formats_own_validator_accepts_each_skill(name):
    done = subprocess.run(
        [Path(sys.executable).with_name("agentskills"), "validate", SKILLS / name],
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_prompt_contract_has_one_owner():
    owned = [contract for contracts in CONTRACTS.values() for contract in contracts]
    assert sorted(owned) == sorted(BY_ID)


@pytest.mark.parametrize("search", ["tiktok", "youtube", "instagram"])
def test_the_prices_discovery_tells_are_those_of_the_searches(search):
    body = read_folder(SKILLS / "creator-discovery").body
    told = {level: float(amount) for level, amount in re.findall(r"\| (S\d) \| (\d+) \|", body)}
    assert told == dict(BY_NAME[f"search_{search}_creators"].price.rates)


def test_platform_lookup_opens_with_the_words_that_it_is_the_last_resort():
    skill = read_folder(SKILLS / "platform-lookup")
    assert skill.description.startswith("Last resort")
    assert skill.body.lstrip().startswith("# Last resort")


@pytest.mark.parametrize("name", NAMES)
def test_every_trigger_phrase_survives_a_host_that_cuts_descriptions(name):
    description = read_folder(SKILLS / name).description
    assert triggers(description[:FRONT]) == triggers(description)
