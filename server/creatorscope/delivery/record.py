"""The file of digests kept beside installed skills, which tells our files from changed and foreign ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from creatorscope import __version__
from creatorscope.errors import LocalFileError

RECORD_NAME = ".creatorscope-skills.json"


def _inside(path: str) -> str:
    """Refuse a path that leads out of its folder: the record may have been edited."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path:
        raise ValueError("not a path inside a skill")
    return path


_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
_Path = Annotated[str, AfterValidator(_inside)]
_Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


class Record(BaseModel):
    """What was installed: the version, and by skill the digest of each file as it was written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str = __version__
    skills: Mapping[_Name, Mapping[_Path, _Digest]] = {}


def load_record(folder: Path) -> Record:
    """Return the record of a skills folder, an empty one where nothing was installed.

    Raises LocalFileError where the file cannot be read or is not a record.
    """
    path = folder / RECORD_NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Record()
    except NotADirectoryError as error:
        raise LocalFileError(
            f"{folder} is not a folder", code="not_a_folder", remedy="choose a folder with --dir."
        ) from error
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error
    try:
        return Record.model_validate_json(content)
    except ValidationError as error:
        raise _unusable(path, "is not a list of digests of ours") from error


def save_record(folder: Path, record: Record) -> None:
    """Write the record; one without skills removes the file. Raises LocalFileError."""
    path = folder / RECORD_NAME
    if not record.skills:
        path.unlink(missing_ok=True)
        return
    write_whole(path, f"{record.model_dump_json(indent=2)}\n".encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all, making its folder. Raises LocalFileError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".creatorscope-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise LocalFileError(
            f"cannot write {path}: {error.strerror}",
            code="folder_not_writable",
            remedy="choose a writable folder with --dir.",
        ) from error


def _unusable(path: Path, what: str) -> LocalFileError:
    return LocalFileError(
        f"{path} {what}",
        code="record_unusable",
        remedy="delete that file; the skills are then foreign, and install takes over those that are equal.",
    )
