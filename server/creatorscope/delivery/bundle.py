"""The MCPB bundle: a clone's server, skills and references in one zip file with reproducible bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from creatorscope import __version__
from creatorscope.delivery.manifests import NAME, format_manifest
from creatorscope.delivery.skill import read_bytes
from creatorscope.skills_files import file_paths

BUNDLE_NAME = f"{NAME}-{__version__}.mcpb"
_MANIFEST = "manifest.json"
_FILES = ("pyproject.toml", "README.md", "LICENSE")
_FOLDERS = ("server", "skills", "references")
# The earliest date a zip file can hold: a bundle says nothing of when it was made.
_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16


def build_bundle_bytes(root: Path) -> bytes:
    """Return the bundle of the clone at `root`; the same files give the same bytes.

    Raises LocalFileError for an unreadable file.
    """
    below = [f"{folder}/{path}" for folder in _FOLDERS for path in file_paths(root / folder)]
    contents = {path: read_bytes(root / path) for path in (*_FILES, *below)}
    contents[_MANIFEST] = format_manifest(_MANIFEST).encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=9) as bundle:
        for path, content in sorted(contents.items()):
            entry = ZipInfo(path, _DATE)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _MODE
            entry.create_system = 3
            bundle.writestr(entry, content)
    return buffer.getvalue()
