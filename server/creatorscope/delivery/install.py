"""Installing skills into a folder and removing them, never over a file someone changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from creatorscope.delivery.comparison import FileFacts, State, compare_skill
from creatorscope.delivery.record import Record, load_record, save_record, write_whole
from creatorscope.delivery.skill import SkillFile
from creatorscope.errors import LocalFileError

Skills = Mapping[str, tuple[SkillFile, ...]]
_NAMED = 5


class Action(StrEnum):
    """What is done with one file."""

    WRITE = "write"
    REPLACE = "replace"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file and what is done with it; `path` is below the skills folder."""

    action: Action
    path: str


def install_skills(
    skills: Skills, folder: Path, *, force: bool = False, dry_run: bool = False
) -> tuple[Step, ...]:
    """Install skills below `folder` and return what was done, or would be with `dry_run`.

    All or nothing: LocalFileError names the changed and foreign files in the way, unless `force`. Files of
    others beside ours are left alone in any case.
    """
    record = load_record(folder)
    steps: list[Step] = []
    blocked: list[str] = []
    for name, files in skills.items():
        packaged = {file.path: file.digest for file in files}
        for facts in compare_skill(folder / name, packaged, record.skills.get(name, {})):
            if facts.packaged is None and (facts.recorded is None or facts.present is None):
                continue
            steps.append(Step(action=_installing(facts), path=f"{name}/{facts.path}"))
            if facts.kept_out:
                blocked.append(steps[-1].path)
    _refuse(blocked, folder, force=force)
    if not dry_run:
        contents = {f"{name}/{file.path}": file.content for name, files in skills.items() for file in files}
        _apply(steps, folder, contents)
        digests = {name: {file.path: file.digest for file in files} for name, files in skills.items()}
        save_record(folder, Record(skills={**record.skills, **digests}))
    return tuple(steps)


def uninstall_skills(
    names: Collection[str], folder: Path, *, force: bool = False, dry_run: bool = False
) -> tuple[Step, ...]:
    """Remove what was installed below `folder` and return what was done, or would be with `dry_run`.

    All or nothing: LocalFileError names the changed files, unless `force`. Foreign files stay.
    """
    record = load_record(folder)
    steps: list[Step] = []
    blocked: list[str] = []
    for name in names:
        for facts in compare_skill(folder / name, {}, record.skills.get(name, {})):
            if facts.recorded is None or facts.present is None:
                continue
            steps.append(Step(action=Action.REMOVE, path=f"{name}/{facts.path}"))
            if facts.state is State.CHANGED:
                blocked.append(steps[-1].path)
    _refuse(blocked, folder, force=force)
    if not dry_run:
        _apply(steps, folder, {})
        kept = {name: digests for name, digests in record.skills.items() if name not in names}
        save_record(folder, Record(version=record.version, skills=kept))
    return tuple(steps)


def _installing(facts: FileFacts) -> Action:
    if facts.packaged is None:
        return Action.REMOVE
    if facts.present is None:
        return Action.WRITE
    return Action.KEEP if facts.present == facts.packaged else Action.REPLACE


def _refuse(blocked: list[str], folder: Path, *, force: bool) -> None:
    if not blocked or force:
        return
    more = f" and {len(blocked) - _NAMED} more" if len(blocked) > _NAMED else ""
    raise LocalFileError(
        f"{', '.join(blocked[:_NAMED])}{more} in {folder} were changed or written by someone else; "
        "nothing was touched",
        code="files_changed",
        remedy="move your changes elsewhere, or give --force to lose them.",
    )


def _apply(steps: Iterable[Step], folder: Path, contents: Mapping[str, bytes]) -> None:
    for step in steps:
        path = folder / step.path
        if step.action in (Action.WRITE, Action.REPLACE):
            write_whole(path, contents[step.path])
        elif step.action is Action.REMOVE:
            _remove(path, folder)


def _remove(path: Path, folder: Path) -> None:
    """Remove a file, then the folders it leaves empty below `folder`."""
    try:
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                return
            parent.rmdir()
    except OSError as error:
        raise LocalFileError(
            f"cannot remove {path}: {error.strerror}",
            code="folder_not_writable",
            remedy="check the folder's permissions.",
        ) from error
