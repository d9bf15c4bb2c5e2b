"""What the sandbox's works say, in each language: openings by kind of hook, middles, calls to action."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

HOOKS = ("question", "price", "pain", "list", "story", "bold", "plain")


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's sentences, some with `{topic}`; `hooks` has one tuple for each of HOOKS."""

    hooks: dict[str, tuple[str, ...]]
    middles: tuple[str, ...]
    actions: tuple[str, ...]


@cache
def load_phrases() -> dict[str, Phrases]:
    """Return the sentences of every language the sandbox's people speak, by its code."""
    text = files("creatorscope.sandbox").joinpath("works_texts.json").read_text(encoding="utf-8")
    return {
        language: Phrases(
            {hook: tuple(entry["hooks"][hook]) for hook in HOOKS},
            tuple(entry["middles"]),
            tuple(entry["actions"]),
        )
        for language, entry in json.loads(text).items()
    }
