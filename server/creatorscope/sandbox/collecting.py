"""Which creators a collection task finds, and which of its items fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.creator_rows import format_creator
from creatorscope.sandbox.filters import holds_words
from creatorscope.sandbox.tasks import KEYWORDS, Task
from creatorscope.sandbox.world import World

HOPELESS_WORDS = ("unknown", "missing", "deleted", "private")
"""Usernames containing one of these are never found."""
LEVEL = "S3"
_FAILS_ONE_IN = 12
_FEWEST, _MOST = 20, 40


def found_by(task: Task, world: World) -> list[SandboxCreator | None]:
    """Return one creator for each item of the task in order, None where the item fails."""
    if task.task_type == KEYWORDS:
        return _found_by_keywords(task, world)
    return [_found_by_name(task.platform, value, world) for value in task.values]


def count_found(world: World, platform: str, keywords: Sequence[str]) -> int:
    """Return how many items a keyword collection has: 20 to 40 a keyword, as far as there are creators."""
    wanted = sum(_wanted(world, platform, keyword) for keyword in keywords)
    return min(wanted, len(world.by_platform[platform]))


def format_rows(found: Sequence[SandboxCreator | None]) -> list[dict[str, Any]]:
    """Return the rows of the items that went well."""
    return [format_creator(creator, LEVEL) for creator in found if creator is not None]


def _found_by_name(platform: str, value: str, world: World) -> SandboxCreator | None:
    """Return the creator of that name; for a name the world does not know an invented one, or None."""
    known = world.find(platform, value)
    if known is not None:
        return known
    handle = value.partition("?")[0].rstrip("/").rpartition("/")[2].lstrip("@").strip()
    if not handle or any(word in handle.casefold() for word in HOPELESS_WORDS) or _fails(platform, handle):
        return None
    return _invented(platform, handle, world)


def _invented(platform: str, handle: str, world: World) -> SandboxCreator:
    """Return somebody of the world under another name."""
    draw = world.rng("collected", platform, handle)
    model = world.by_platform[platform][draw.randrange(len(world.by_platform[platform]))]
    renamed = {
        name: value.replace(model.username, handle) if isinstance(value, str) else value
        for name, value in model.values.items()
    }
    digits = str(int(sha256(f"{platform}:{handle}".encode()).hexdigest(), 16))
    uid = digits[: len(model.uid)] if model.uid.isdigit() else f"UC{digits[:22]}"
    return replace(model, values={**renamed, "uid": uid, "nickname": handle})


def _found_by_keywords(task: Task, world: World) -> list[SandboxCreator | None]:
    """Return each keyword's creators, nobody twice; others fill up where too few match."""
    everyone = world.by_platform[task.platform]
    taken: dict[str, SandboxCreator] = {}
    for keyword in task.values:
        draw = world.rng("keyword", task.platform, keyword)
        free = [creator for creator in everyone if creator.uid not in taken]
        fitting = [creator for creator in free if holds_words(creator.values["search_text"], keyword)]
        count = min(_wanted(world, task.platform, keyword), len(free))
        chosen = draw.sample(fitting, min(count, len(fitting)))
        if len(chosen) < count:
            picked = {creator.uid for creator in chosen}
            others = [creator for creator in free if creator.uid not in picked]
            chosen += draw.sample(others, count - len(chosen))
        taken.update((creator.uid, creator) for creator in chosen)
    return [None if _fails(task.task_id, uid) else creator for uid, creator in taken.items()]


def _wanted(world: World, platform: str, keyword: str) -> int:
    return world.rng("keyword count", platform, keyword).randint(_FEWEST, _MOST)


def _fails(*parts: str) -> bool:
    return int(sha256(":".join(parts).encode()).hexdigest(), 16) % _FAILS_ONE_IN == 0
