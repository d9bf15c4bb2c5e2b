"""The files of `deploy/` name only commands, flags, routes and settings there are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from creatorscope.settings import setting_rows
from creatorscope.surfaces.cli import COMMANDS
from creatorscope.surfaces.http_health import READY_PATH
from creatorscope.surfaces.http_serving import STOP_WITHIN_S

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS = [name for name, service in COMPOSE["services"].items() if "command" in service]


@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_a_command_there_is_with_flags_it_has(name):
    command, *words = COMPOSE["services"][name]["command"]
    built = COMMANDS[command]()
    assert built.make_context(command, words) is not None


@pytest.mark.parametrize("name", OURS)
def test_a_service_is_set_up_by_settings_there_are(name):
    known = {row.env for row in setting_rows()}
    assert set(COMPOSE["services"][name]["environment"]) <= known


def test_the_container_is_stopped_after_the_server_has_finished():
    server = COMPOSE["services"]["server"]
    assert int(server["stop_grace_period"].removesuffix("s")) > STOP_WITHIN_S
    assert READY_PATH in server["healthcheck"]["test"][-1]


def test_the_image_copies_only_what_is_there():
    copied = [
        word
        for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
        if line.startswith("COPY")
        for word in line.split()[1:-1]
    ]
    assert copied
    assert all((DEPLOY.parent / name).exists() for name in copied)
