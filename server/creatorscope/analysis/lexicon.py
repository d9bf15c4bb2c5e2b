"""The word lists behind the labels, read from one data file a language when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import regex

from creatorscope.analysis.labels import LABELS, Family
from creatorscope.analysis.language import LANGUAGES

_ANY_SPACE: Final = r"\s"
_GAPS: Final = {
    "spaced": (r"(?:[^\s.!?…]+\s){0,3}", r"(?:[^\s.!?…]+\s){0,6}"),
    "unspaced": (r"[^\s。！？!?…]{0,6}", r"[^\s。！？!?…]{0,12}"),
}
_EDGES: Final = {"both": (r"(?<!\w)", r"(?!\w)"), "left": (r"(?<!\w)", ""), "none": ("", "")}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns of one language, by family and label; a family without an entry has no lexicon.

    `persona` finds the words of the speaker (`i`, `we`) and of the viewer (`you`); `question` finds a
    sentence that asks without a question mark; `stop_words` carry no topic.
    """

    language: str
    patterns: Mapping[Family, Mapping[str, regex.Pattern[str]]]
    persona: Mapping[str, regex.Pattern[str]]
    question: regex.Pattern[str] | None
    stop_words: frozenset[str]


def covered_languages() -> dict[str, tuple[str, ...]]:
    """Return the languages each family has a lexicon for, in the order of `LANGUAGES`."""
    loaded = [(language, load_lexicon(language)) for language in LANGUAGES]
    return {
        family.value: tuple(
            language for language, lexicon in loaded if lexicon and family in lexicon.patterns
        )
        for family in Family
    }


@cache
def load_lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language code, None where there is none (`und` included)."""
    if language not in LANGUAGES:
        return None
    source = files("creatorscope.analysis").joinpath("lexicons", f"{language}.yaml")
    if not source.is_file():
        return None
    return _build(language, _parse_yaml(source.read_text(encoding="utf-8")))


def _parse_yaml(text: str) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parsed: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, the fast one if built
    return parsed


def _build(language: str, data: Mapping[str, Any]) -> Lexicon:
    words: dict[str, str] = {}
    for name, entries in data.get("words", {}).items():
        words[name] = _insert("|".join(_listed(entries)), words)
    edges = data["edges"]

    def compiled(entries: str | list[str]) -> regex.Pattern[str]:
        return _compile(_listed(entries), words, edges)

    unknown = [label for family in Family for label in data.get(family, {}) if label not in LABELS[family]]
    if unknown:
        raise ValueError(f"lexicon {language} names labels that do not exist: {', '.join(unknown)}")
    return Lexicon(
        language=language,
        patterns={
            family: {
                label: compiled(data[family][label]) for label in LABELS[family] if label in data[family]
            }
            for family in Family
            if family in data
        },
        persona={person: compiled(entries) for person, entries in data.get("persona", {}).items()},
        question=compiled(data["question"]) if "question" in data else None,
        stop_words=frozenset(" ".join(_listed(data.get("stop_words", []))).split()),
    )


def _listed(entries: str | list[str]) -> list[str]:
    return [entries] if isinstance(entries, str) else entries


def _insert(pattern: str, words: Mapping[str, str]) -> str:
    for name, group in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{group})")
    return pattern


def _compile(entries: list[str], words: Mapping[str, str], edges: str) -> regex.Pattern[str]:
    """Join entries into one pattern.

    In an entry `<name>` is a group of words, `~` a gap of up to three words, `~~` of up to six, and a space
    any single space.
    """
    left, right = _EDGES[edges]
    short, long = _GAPS["unspaced" if edges == "none" else "spaced"]
    joined = _insert("|".join(f"(?:{entry})" for entry in entries), words)
    spaced = (
        joined.replace(" ~~ ", f" {long}").replace(" ~ ", f" {short}").replace("~~", long).replace("~", short)
    )
    return regex.compile(f"{left}(?:{spaced.replace(' ', _ANY_SPACE)}){right}", regex.IGNORECASE)
