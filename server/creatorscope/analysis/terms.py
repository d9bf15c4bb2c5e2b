"""The words of a text that can name its topic, and which tokeniser found them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Final

import regex

from creatorscope.analysis.lexicon import load_lexicon
from creatorscope.analysis.passages import Passage

CORE: Final = "unicode words; character pairs in Chinese and Japanese, phrases between spaces in Thai"

_RUN: Final = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}ー]+|[\p{Thai}\p{M}]+|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’-]*[\p{L}\p{N}])?"
)
_PAIRED: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_NUMBER: Final = regex.compile(r"[\p{N}.,:%]+")
_MIN_LENGTH: Final = 2
_MAX_THAI_PHRASE: Final = 24


def find_terms(passage: Passage, *, extras: bool = True) -> tuple[str, ...]:
    """Return the terms of a passage in order, lower case, without stop words, numbers and tags.

    With `extras` a dictionary tokeniser is used where one is installed for the language; see
    `tokeniser_of`. No words give ().
    """
    cut = _extra_tokeniser(passage.language) if extras else None
    text = passage.plain.casefold()
    found = cut(text) if cut else _core_terms(text)
    lexicon = load_lexicon(passage.language)
    stops = lexicon.stop_words if lexicon else frozenset[str]()
    return tuple(term for term in (word.strip() for word in found) if _is_topical(term, stops))


def tokeniser_of(language: str, *, extras: bool = True) -> str:
    """Return what cuts texts of this language into terms here: an installed package, or the core rule."""
    if extras and _extra_tokeniser(language):
        return _EXTRAS[language][0]
    return CORE


def _core_terms(text: str) -> list[str]:
    terms: list[str] = []
    for match in _RUN.finditer(text):
        run = match[0]
        if not _PAIRED.match(run) or len(run) == 1:
            terms.append(run)
        else:
            terms += [run[at : at + 2] for at in range(len(run) - 1)]
    return terms


def _is_topical(term: str, stops: frozenset[str]) -> bool:
    if len(term) < _MIN_LENGTH or len(term) > _MAX_THAI_PHRASE or term in stops or _NUMBER.fullmatch(term):
        return False
    if not any(map(str.isalnum, term)):
        return False
    return not (_PAIRED.match(term) and any(character in stops for character in term))


def _jieba(text: str) -> Sequence[str]:
    return list(import_module("jieba").cut(text))


def _underthesea(text: str) -> Sequence[str]:
    return list(import_module("underthesea").word_tokenize(text))


def _pythainlp(text: str) -> Sequence[str]:
    return list(import_module("pythainlp.tokenize").word_tokenize(text))


_EXTRAS: Final[dict[str, tuple[str, Callable[[str], Sequence[str]]]]] = {
    "zh": ("jieba", _jieba),
    "vi": ("underthesea", _underthesea),
    "th": ("pythainlp", _pythainlp),
}


@cache
def _extra_tokeniser(language: str) -> Callable[[str], Sequence[str]] | None:
    """Return the optional tokeniser of a language if its package can be imported here."""
    if language not in _EXTRAS:
        return None
    package, cut = _EXTRAS[language]
    try:
        import_module(package)
    except ImportError:
        return None
    return cut
