"""The `skills` and `bundle` commands, as a user types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from creatorscope.delivery.record import RECORD_NAME
from creatorscope.skills_files import find_skills_files

FILES = find_skills_files()
NAMES = FILES.skill_names()
HOSTS = {"claude-code": ".claude", "codex": ".agents", "openclaw": ".openclaw", "cursor": ".cursor"}
HOSTS |= {"gemini": ".gemini", "generic": ".agents"}


def installed(home: Path, host: str) -> Path:
    return home / HOSTS[host] / "skills"


def states(shell, host):
    """Return the state of each skill, as `skills status` tells it."""
    told = json.loads(shell("skills", "status", host, "--json").out)
    return {skill["name"]: skill["state"] for skill in told["skills"]}


def test_the_list_names_every_skill_with_its_description(shell):
    done = shell("skills", "list")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == list(NAMES)
    rows = json.loads(shell("skills", "list", "--json").out)
    assert [row["name"] for row in rows] == list(NAMES)
    assert all(row["description"] and row["files"] > 1 for row in rows)


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_install_status_and_uninstall_go_round_for_every_host(shell, tmp_path, host):
    assert shell("skills", "install", host).code == 0
    assert states(shell, host) == dict.fromkeys(NAMES, "current")
    for name in NAMES:
        copied = {p.relative_to(FILES.skills) for p in (FILES.skills / name).rglob("*") if p.is_file()}
        there = installed(tmp_path, host)
        assert {p.relative_to(there) for p in (there / name).rglob("*") if p.is_file()} == copied
    assert shell("skills", "uninstall", host).code == 0
    assert states(shell, host) == dict.fromkeys(NAMES, "not installed")
    assert list(installed(tmp_path, host).iterdir()) == []


def test_one_skill_can_be_installed_alone_into_a_folder_of_choice(shell, tmp_path):
    place = tmp_path / "elsewhere"
    done = shell("skills", "install", "generic", "--skill", NAMES[0], "--dir", str(place))
    assert done.code == 0
    assert sorted(path.name for path in place.iterdir()) == sorted([RECORD_NAME, NAMES[0]])


def test_a_dry_run_lists_what_would_be_done(shell, tmp_path):
    done = shell("skills", "install", "codex", "--dry-run")
    assert f"write {NAMES[0]}/SKILL.md" in done.out
    assert not installed(tmp_path, "codex").exists()


def test_a_changed_file_stops_the_install_with_exit_code_6_until_forced(shell, tmp_path):
    shell("skills", "install", "cursor")
    entry = installed(tmp_path, "cursor") / NAMES[0] / "SKILL.md"
    entry.write_text("mine\n", encoding="utf-8")
    assert states(shell, "cursor")[NAMES[0]] == "changed"
    refused = shell("skills", "install", "cursor")
    assert refused.code == 6
    assert f"{NAMES[0]}/SKILL.md" in refused.err
    assert entry.read_text(encoding="utf-8") == "mine\n"
    assert shell("skills", "install", "cursor", "--force").code == 0
    assert states(shell, "cursor")[NAMES[0]] == "current"


@pytest.mark.parametrize("command", ["install", "status", "uninstall"])
def test_an_unknown_host_is_told_the_nearest(shell, command):
    done = shell("skills", command, "claud-code")
    assert done.code == 3
    assert "Did you mean claude-code?" in done.err


def test_an_unknown_skill_is_told_the_nearest(shell):
    done = shell("skills", "install", "codex", "--skill", "creator-discover")
    assert done.code == 3
    assert "Did you mean creator-discovery?" in done.err


def test_every_skill_this_copy_carries_is_sound(shell):
    done = shell("skills", "validate")
    assert (done.code, done.out) == (0, f"no fault in {len(NAMES)} skills\n")


def test_a_folder_with_a_broken_link_is_named_with_its_fix(shell, tmp_path):
    folder = tmp_path / NAMES[0]
    shutil.copytree(FILES.skills / NAMES[0], folder)
    with (folder / "SKILL.md").open("a", encoding="utf-8") as entry:
        entry.write("\nRead [more](references/none.md) when more is wanted.\n")
    done = shell("skills", "validate", str(folder))
    assert done.code == 6
    assert "references/none.md" in done.out
    told = json.loads(shell("skills", "validate", str(folder), "--json").out)
    assert all(fault["fix"] for fault in told)


def test_the_bundle_is_written_where_asked_with_the_same_bytes_each_time(shell, tmp_path):
    first, second = tmp_path / "a.mcpb", tmp_path / "b.mcpb"
    told = json.loads(shell("bundle", "--out", str(first), "--json").out)
    assert shell("bundle", "--out", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert told["bytes"] == first.stat().st_size
