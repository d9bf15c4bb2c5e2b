"""The industry taxonomy: names, ids and parents' ids turned into the leaf ids upstream takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from creatorscope.contract.fields import CSV, as_list

LEAF_DIGITS = 8
_OTHERS = "Others"
_JOINERS = {"and", "&", "与", "和"}
_WORD = re.compile(r"[与和&]|[^\W与和]+(?:['’][^\W与和]+)*")


@dataclass(frozen=True, slots=True)
class Category:
    """One node: its id begins with its parent's (2, 5 or 8 digits); `zh` is "" where no source has one."""

    id: str
    en: str
    zh: str

    def under(self, other: Category) -> bool:
        """True when this is the other category or lies anywhere beneath it."""
        return self.id.startswith(other.id)


def leaves() -> list[str]:
    """Return the 8-digit ids of all leaf categories, in the taxonomy's order."""
    return [category.id for category in _categories().values() if len(category.id) == LEAF_DIGITS]


def industry_path(leaf: str, lang: Literal["en", "cn"] = "en") -> tuple[str, str, str]:
    """Return the names of a leaf's three levels; English stands in where no Chinese name is known.

    Raises KeyError for an id that is no leaf.
    """
    if len(leaf) != LEAF_DIGITS:
        raise KeyError(leaf)
    primary, secondary, tertiary = (_categories()[leaf[:digits]] for digits in (2, 5, LEAF_DIGITS))
    if lang == "cn":
        return primary.zh or primary.en, secondary.zh or secondary.en, tertiary.zh or tertiary.en
    return primary.en, secondary.en, tertiary.en


def resolve_industries(values: list[str]) -> list[str]:
    """Return the leaf ids meant by ids, parents' ids, names or `Parent > Name` paths, without repeats.

    Raises ValueError that deals with every value that is unknown, ambiguous or has no leaves.
    """
    found: dict[str, None] = {}
    faults: list[tuple[str, str]] = []
    for value in _split(values):
        try:
            found.update(dict.fromkeys(_leaves_under(_find(value))))
        except _UnclearError as unclear:
            faults.append((f"{value!r} {unclear.problem}", unclear.fix))
    if faults:
        raise ValueError(
            f"{', '.join(problem for problem, _ in faults)}; {'. '.join(fix for _, fix in faults)}"
        )
    return list(found)


def _split(values: list[str]) -> list[str]:
    """Return the values, several in one text set apart: no category's name holds a comma."""
    return [part.strip() for value in values for part in re.split(r"[,，、]", value) if part.strip()]


class _UnclearError(Exception):
    """One value that does not name exactly one category with leaves."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def _leaves_under(category: Category) -> list[str]:
    ids = [leaf for leaf in leaves() if leaf.startswith(category.id)]
    if not ids:
        raise _UnclearError(
            "has no subcategories to filter by yet",
            f"leave {category.en} out and search by keyword",
        )
    return ids


def _find(value: str) -> Category:
    """Return the one category a value names."""
    *above, last = [part.strip() for part in value.split(">")]
    if not above and _words(last) == _words(_OTHERS):
        raise _UnclearError("exists under many parents", "write the parent too, for example Makeup > Others")
    found = [
        category
        for category in _matches(last)
        if all(any(parent in _parents(category) for parent in _matches(part)) for part in above)
    ]
    meant = [category for category in found if all(other.under(category) for other in found)]
    if meant:
        return meant[0]
    if found:
        apart = [one for one in found if not any(one.under(other) for other in found if other != one)]
        raise _UnclearError("is ambiguous", f"write one of: {', '.join(map(_label, apart))}")
    near = _below(above[-1]) if above else _nearest(last)
    raise _UnclearError(
        "is not an industry", f"nearest: {', '.join(near)}" if near else "give a category such as Skincare"
    )


def _matches(text: str) -> list[Category]:
    """Return the category of this id, or those of exactly this name, or those beginning with its words."""
    categories = _categories()
    if text.isdecimal():
        known = categories.get(text.zfill(2))
        return [known] if known else []
    words = _words(text)
    named = [(category, spelling) for category in categories.values() for spelling in _spellings(category)]
    exact = [category for category, spelling in named if spelling == words]
    begun = [category for category, spelling in named if words and spelling[: len(words)] == words]
    return list(dict.fromkeys(exact or begun))


def _parents(category: Category) -> list[Category]:
    return [_categories()[category.id[:digits]] for digits in (2, 5) if digits < len(category.id)]


def _words(name: str) -> tuple[str, ...]:
    """Return a name's words in lower case, `&`, 'and' and 与 left out."""
    words = _WORD.findall(name.lower().replace("’", "'"))
    return tuple(word for word in words if word not in _JOINERS)


def _spellings(category: Category) -> list[tuple[str, ...]]:
    return [_words(name) for name in (category.en, category.zh) if name]


def _label(category: Category) -> str:
    """Return a category's path from the top, a name that repeats its parent's left out."""
    names = [step.en for step in [*_parents(category), category]]
    return " > ".join(dict.fromkeys(names))


def _below(text: str) -> list[str]:
    """Return the paths of what lies under the categories so named, or the names nearest to it."""
    parents = _matches(text)
    return [
        _label(item)
        for item in _categories().values()
        if len(item.id) == LEAF_DIGITS and any(item.under(parent) for parent in parents)
    ] or _nearest(text)


def _nearest(text: str) -> list[str]:
    """Return up to four names like the text: those that share its beginning first."""
    from difflib import get_close_matches

    names = {
        name.lower(): name
        for item in _categories().values()
        for name in (item.en, item.zh)
        if name not in {"", _OTHERS}
    }
    low = text.strip().lower()
    begun = [key for key in names if low and any(word.startswith(low[:5]) for word in re.split(r"\W+", key))]
    held = [key for key in names if not key.isascii() and low and (low in key or key in low)]
    close = get_close_matches(low, names, n=4, cutoff=0.6)
    return [names[key] for key in list(dict.fromkeys([*begun, *held, *close]))[:4]]


@cache
def _categories() -> dict[str, Category]:
    """Return every category by id, parents before children."""
    raw = json.loads(Path(__file__).with_name("industries.json").read_text(encoding="utf-8"))
    return {category.id: category for category in _nodes(raw["categories"])}


def _nodes(raw: list[list[Any]]) -> Iterator[Category]:
    for identity, en, zh, *below in raw:
        yield Category(identity, en, zh)
        yield from _nodes(below[0] if below else [])


def _as_industries(value: Any) -> Any:
    """Return a list as `as_list` does; ids given as numbers become text."""
    listed = as_list(value)
    return (
        [str(item) if type(item) is int else item for item in listed] if isinstance(listed, list) else listed
    )


Industries = Annotated[
    list[str], Field(min_length=1), AfterValidator(resolve_industries), BeforeValidator(_as_industries), CSV
]
