"""Making text that others wrote fit to show: one line, nothing invisible in it."""

from __future__ import annotations

import unicodedata

# Emoji and several scripts are written with joiners, so these two stay.
_JOINERS = "\u200c\u200d"
# Controls, formats (zero-width, bidirectional, tags), unassigned, private, surrogates, line separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def clean_text(text: str, longest: int | None = None) -> str:
    """Return the text on one line without what is invisible or reorders what is read.

    More than `longest` characters are cut, … marking the cut.
    """
    # A printable text has nothing to take out; asking is ten times as fast as looking at each character.
    kept = text if text.isprintable() else "".join(map(_visible, text))
    line = " ".join(kept.split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"


def _visible(character: str) -> str:
    """Return the character, a space for one that breaks a line, "" for one that is hidden."""
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    return " " if character.isspace() else ""
