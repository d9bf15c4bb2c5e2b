"""Which of the supported languages a text is in."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final, Protocol

import regex

from creatorscope.analysis.text import UNSPACED, blank_marks, normalise

LANGUAGES: Final = ("zh", "vi", "en", "th", "es", "id", "pt", "ja", "ko")
UNDETERMINED: Final = "und"
MIN_CHARACTERS: Final = 20

# The identifier reads bytes: a character of these scripts carries three, so it counts as three characters.
# Measured on the Chinese subtitles cut into pieces: 6 characters already name the language in every piece.
_WIDE: Final = regex.compile(rf"[{UNSPACED}\p{{Hangul}}]")
_WIDE_WEIGHT: Final = 3
_LETTER: Final = regex.compile(r"[\p{L}\p{N}\p{M}]")


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language among `LANGUAGES`, or `und` for short text.

    Tags, mentions and links do not count. Under 20 letters and digits (a character of a script without
    spaces counts as three) nothing is claimed. A language outside the list is taken for its nearest one.
    """
    plain = blank_marks(normalise(text))
    letters, wide = len(_LETTER.findall(plain)), len(_WIDE.findall(plain))
    if letters + (_WIDE_WEIGHT - 1) * wide < MIN_CHARACTERS:
        return UNDETERMINED
    return str(_identifier().classify(plain)[0])


class _Identifier(Protocol):
    def classify(self, instance: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    package = import_module("py3langid.langid")  # a second to load, and without types
    identifier = package.LanguageIdentifier.from_model_file(package.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    known: _Identifier = identifier
    return known
