"""One skill as it is delivered: its files with their digests, and its frontmatter."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from creatorscope.errors import LocalFileError
from creatorscope.skills_files import ENTRY, file_paths

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class SkillFile:
    """One file of a skill: its path below the skill's folder with forward slashes, and its bytes."""

    path: str
    content: bytes

    @property
    def digest(self) -> str:
        """The file's digest."""
        return digest_of(self.content)


def digest_of(content: bytes) -> str:
    """Return `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{sha256(content).hexdigest()}"


def load_skill(folder: Path) -> tuple[SkillFile, ...]:
    """Return the files of a skill, SKILL.md first, the others by path; () where there is no such folder.

    Raises LocalFileError for an unreadable file.
    """
    files = [SkillFile(name, read_bytes(folder / name)) for name in file_paths(folder)]
    return tuple(sorted(files, key=lambda file: file.path != ENTRY))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises LocalFileError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise LocalFileError(
            f"cannot read {path}: {error.strerror}",
            code="file_unreadable",
            remedy="check the file's permissions.",
        ) from error


def parse_frontmatter(content: bytes) -> dict[str, Any]:
    """Return the fields between the fences of a SKILL.md; {} where there are none or they are no YAML."""
    import yaml

    lines = content.decode("utf-8", errors="replace").splitlines()
    if not lines or lines[0].strip() != _FENCE or _FENCE not in lines[1:]:
        return {}
    text = "\n".join(lines[1 : lines.index(_FENCE, 1)])
    try:
        fields = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError:
        return {}
    return fields if isinstance(fields, dict) else {}
