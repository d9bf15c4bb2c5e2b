"""Installing skills: complete, repeatable, and never over what someone else wrote."""

from __future__ import annotations

import os
import sys

import pytest

from creatorscope.delivery.comparison import State
from creatorscope.delivery.install import Action, install_skills, uninstall_skills
from creatorscope.delivery.record import RECORD_NAME
from creatorscope.delivery.skill import load_skill
from creatorscope.delivery.status import examine_skills
from creatorscope.errors import LocalFileError

WORDS = "hello-skill/references/words.md"


def states(skills, folder):
    return {skill.name: skill.state for skill in examine_skills(skills, folder)}


def counts(steps):
    return {action: sum(step.action is action for step in steps) for action in Action}


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def newer(source, skills):
    """Return the skills as a later version would carry them: one file other, one new, one gone."""
    (source / "hello-skill" / "SKILL.md").write_text("---\nname: hello-skill\n---\nNew.\n", encoding="utf-8")
    (source / "hello-skill" / "references" / "more.md").write_text("more\n", encoding="utf-8")
    (source / "hello-skill" / "references" / "words.md").unlink()
    return {name: load_skill(source / name) for name in skills}


def test_an_installed_skill_is_complete_and_equal_to_its_source(skills, source, folder):
    install_skills({"hello-skill": skills["hello-skill"]}, folder)
    assert tree(folder / "hello-skill") == tree(source / "hello-skill")
    assert states(skills, folder) == {"hello-skill": State.CURRENT, "bye-skill": State.ABSENT}


def test_installing_again_changes_nothing(skills, folder):
    install_skills(skills, folder)
    before = tree(folder)
    assert counts(install_skills(skills, folder))[Action.KEEP] == 3
    assert tree(folder) == before


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(skills, folder):
    steps = install_skills(skills, folder, dry_run=True)
    assert counts(steps)[Action.WRITE] == 3
    assert not folder.exists()


def test_a_newer_version_replaces_adds_and_removes_unchanged_files(skills, source, folder):
    install_skills(skills, folder)
    later = newer(source, skills)
    assert states(later, folder)["hello-skill"] is State.STALE
    done = counts(install_skills(later, folder))
    assert (done[Action.REPLACE], done[Action.WRITE], done[Action.REMOVE]) == (1, 1, 1)
    assert tree(folder / "hello-skill") == tree(source / "hello-skill")
    assert states(later, folder)["hello-skill"] is State.CURRENT


@pytest.mark.parametrize("act", ["install", "uninstall"])
def test_a_changed_file_stops_everything_unless_forced(skills, source, folder, act):
    install_skills(skills, folder)
    (folder / WORDS).write_text("mine\n", encoding="utf-8")
    before = tree(folder)
    assert states(skills, folder)["hello-skill"] is State.CHANGED

    def run(**switches):
        if act == "install":
            return install_skills(skills, folder, **switches)
        return uninstall_skills(list(skills), folder, **switches)

    with pytest.raises(LocalFileError) as refused:
        run()
    assert WORDS in refused.value.message
    assert "--force" in refused.value.remedy
    assert tree(folder) == before
    run(force=True)
    after = tree(source) if act == "install" else {}
    assert {path: content for path, content in tree(folder).items() if path != RECORD_NAME} == after


def test_a_skill_of_that_name_by_someone_else_is_foreign_and_stays(skills, folder):
    mine = folder / "hello-skill" / "SKILL.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine\n", encoding="utf-8")
    assert states(skills, folder)["hello-skill"] is State.FOREIGN
    with pytest.raises(LocalFileError):
        install_skills(skills, folder)
    assert tree(folder) == {"hello-skill/SKILL.md": b"mine\n"}


def test_files_of_others_beside_ours_are_shown_and_survive_even_a_forced_removal(skills, folder):
    install_skills(skills, folder)
    (folder / "hello-skill" / "notes.md").write_text("mine\n", encoding="utf-8")
    (folder / "other-skill").mkdir()
    found = {skill.name: skill for skill in examine_skills(skills, folder)}
    assert [(file.path, file.state) for file in found["hello-skill"].files] == [("notes.md", State.FOREIGN)]
    uninstall_skills(list(skills), folder, force=True)
    assert tree(folder) == {"hello-skill/notes.md": b"mine\n"}
    assert (folder / "other-skill").is_dir()


def test_uninstalling_one_skill_leaves_the_other(skills, folder):
    install_skills(skills, folder)
    uninstall_skills(["hello-skill"], folder)
    assert states(skills, folder) == {"hello-skill": State.ABSENT, "bye-skill": State.CURRENT}
    assert not (folder / "hello-skill").exists()


def test_a_file_the_user_deleted_is_missing_and_comes_back(skills, folder):
    install_skills(skills, folder)
    (folder / WORDS).unlink()
    assert states(skills, folder)["hello-skill"] is State.MISSING
    install_skills(skills, folder)
    assert states(skills, folder)["hello-skill"] is State.CURRENT


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        '{"skills": {"hello-skill": {"../../precious": "sha256:' + "0" * 64 + '"}}}',
        '{"skills": {"../up": {}}}',
        '{"skills": {"hello-skill": {"/etc/precious": "sha256:' + "0" * 64 + '"}}}',
    ],
    ids=["no json", "path upwards", "name upwards", "absolute path"],
)
def test_a_tampered_record_is_refused_and_nothing_is_removed(skills, folder, content):
    install_skills(skills, folder)
    (folder / RECORD_NAME).write_text(content, encoding="utf-8")
    before = tree(folder.parent)
    with pytest.raises(LocalFileError) as refused:
        uninstall_skills(list(skills), folder, force=True)
    assert RECORD_NAME in refused.value.message
    assert tree(folder.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_nothing_is_written_through_a_link(skills, source, folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.mkdir(parents=True)
    (folder / "hello-skill").symlink_to(elsewhere)
    with pytest.raises(LocalFileError, match="is a link"):
        install_skills(skills, folder, force=True)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_named_with_what_to_do(skills, folder):
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    with pytest.raises(LocalFileError) as refused:
        install_skills(skills, folder)
    assert "--dir" in refused.value.remedy


def test_a_file_where_the_folder_should_be_is_named_with_what_to_do(skills, folder):
    folder.parent.mkdir(parents=True)
    folder.write_text("a file\n", encoding="utf-8")
    with pytest.raises(LocalFileError, match="is not a folder"):
        install_skills(skills, folder)
