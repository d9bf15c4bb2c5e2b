"""The industry taxonomy as the sandbox uses it: how often a leaf is drawn, its hashtags, its labels."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from creatorscope.contract.industry import industry_path, leaves
from creatorscope.sandbox.draws import Weighted
from creatorscope.sandbox.topics import LEAF_TAGS, LEAF_WEIGHTS, PRODUCT_GROUPS, TOPICS

_WORD = re.compile(r"[a-z]+")
_SMALL = {"and", "s"}
_OTHERS_WEIGHT = 0.3


def category_ids(leaf: str) -> dict[str, str]:
    """Return a leaf's three levels as ids."""
    return {"primary": leaf[:2], "secondary": leaf[:5], "tertiary": leaf}


def category_labels(ids: dict[str, str], lang: Literal["en", "cn"]) -> dict[str, str]:
    """Return the same three levels as names."""
    return dict(zip(ids, industry_path(ids["tertiary"], lang), strict=True))


@cache
def leaf_table(top: str) -> Weighted[str]:
    """Return the leaves under a top category, weighted by how many creators they have."""
    others = {leaf for leaf in leaves() if industry_path(leaf)[2] == "Others"}
    return Weighted(
        (leaf, LEAF_WEIGHTS.get(leaf, _OTHERS_WEIGHT if leaf in others else 1.0))
        for leaf in leaves()
        if leaf.startswith(top)
    )


@cache
def leaf_tags(leaf: str) -> list[str]:
    """Return the hashtags of a leaf, without the #: words used with it, then those of its name."""
    _, secondary, tertiary = industry_path(leaf)
    name = secondary if tertiary == "Others" else tertiary
    words = [word for word in _WORD.findall(name.lower()) if word not in _SMALL]
    tags = [*LEAF_TAGS.get(leaf, "").split(), "".join(words), words[-1], TOPICS[leaf[:2]].tags[0]]
    return list(dict.fromkeys(tags))


@cache
def category_text(leaf: str) -> str:
    """Return every name of a leaf and its parents in both languages, for keyword search."""
    return " ".join((*industry_path(leaf, "en"), *industry_path(leaf, "cn")))


@cache
def product_group(leaf: str) -> str:
    """Return the id of the product group that goods of this leaf belong to."""
    return next(PRODUCT_GROUPS[leaf[:size]] for size in (8, 5, 2) if leaf[:size] in PRODUCT_GROUPS)
