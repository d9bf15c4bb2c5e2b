"""Comparing the files of a skill as delivered, as installed then and as they lie there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from creatorscope.delivery.skill import load_skill
from creatorscope.errors import LocalFileError


class State(StrEnum):
    """What a file of an installed skill is."""

    CURRENT = "current"
    STALE = "stale"
    CHANGED = "changed"
    MISSING = "missing"
    FOREIGN = "foreign"
    ABSENT = "not installed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One file by its digests, None where there is none: as packaged, as recorded, as present."""

    path: str
    packaged: str | None
    recorded: str | None
    present: str | None

    @property
    def state(self) -> State:
        """What became of the file since it was installed."""
        if self.present is None:
            return State.ABSENT if self.recorded is None else State.MISSING
        if self.recorded is None:
            return State.FOREIGN
        if self.present == self.packaged:
            return State.CURRENT
        return State.STALE if self.present == self.recorded else State.CHANGED

    @property
    def kept_out(self) -> bool:
        """True when installing or removing would destroy what someone else wrote."""
        return self.state is State.CHANGED or (self.state is State.FOREIGN and self.present != self.packaged)


def compare_skill(
    folder: Path, packaged: Mapping[str, str], recorded: Mapping[str, str]
) -> tuple[FileFacts, ...]:
    """Return the facts of every file of one skill, by path; `folder` is where it is or would be installed.

    Raises LocalFileError where the folder, or one inside it, is a link: writing would change another place.
    """
    _refuse_links(folder)
    present = {file.path: file.digest for file in load_skill(folder)}
    return tuple(
        FileFacts(
            path=path, packaged=packaged.get(path), recorded=recorded.get(path), present=present.get(path)
        )
        for path in sorted({*packaged, *recorded, *present})
    )


def _refuse_links(folder: Path) -> None:
    inside = folder.rglob("*") if folder.is_dir() else ()
    for path in (folder, *inside):
        if path.is_symlink():
            raise LocalFileError(
                f"{path} is a link to another place",
                code="link_in_the_way",
                remedy="remove the link, or choose another folder with --dir.",
            )
