"""The works of a transcription, ten a file: what was found of them, what was decided, and their rows.

What a group was found to hold is written once and what is decided of its works is kept beside it, so that a
step done twice leaves the same rows, in the order of the works, each work once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from creatorscope.jobs.bench import Bench
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.speech import Reading, Said, spoken_row
from creatorscope.results.ids import is_result_id
from creatorscope.works.links import resolve

SIZE = 10
_ENTRIES, _FOUND, _SAID = "works-", "found-", "said-"


def each_once(
    given: Iterable[str], rows_of: Callable[[str], Iterable[Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """Return {work} or {link} of the works named by result ids and links, in order, each work once."""
    entries: dict[Any, dict[str, Any]] = {}
    for name in given:
        if is_result_id(name):
            for row in rows_of(name):
                key = (row.get("platform"), str(row.get("platform_work_id")))
                entries.setdefault(key, {"work": dict(row)})
        else:
            entries.setdefault(_key_of_link(name), {"link": name})
    return list(entries.values())


def write_entries(bench: Bench, entries: Sequence[Mapping[str, Any]]) -> None:
    """Write down the works that are asked for; blocks, as all of these functions do."""
    for start in range(0, len(entries), SIZE):
        bench.parts.write(_name(_ENTRIES, start // SIZE), entries[start : start + SIZE])


def read_entries(bench: Bench, group: int) -> list[dict[str, Any]]:
    """Return the works asked for in a group."""
    return bench.parts.read(_name(_ENTRIES, group))


def write_found(bench: Bench, group: int, found: Sequence[Reading]) -> None:
    """Write down what was found of the works of a group, and the rows of those nothing is left to do for."""
    bench.parts.write(_name(_FOUND, group), [one.plain() for one in found])
    _write_rows(bench, group)


def decide(bench: Bench, said: Mapping[int, Said]) -> None:
    """Write down what became of works, by their number, and their rows."""
    for group, numbers in groupby(sorted(said), key=lambda number: number // SIZE):
        known = _said_in(bench, group) | {number: said[number] for number in numbers}
        rows = [{"number": number, **known[number].plain()} for number in sorted(known)]
        bench.parts.write(_name(_SAID, group), rows)
        _write_rows(bench, group)


def next_media(bench: Bench, start: int, items: int, most: int) -> list[dict[str, Any]]:
    """Return up to so many {number, url} of works from `start` on that can only be transcribed."""
    media: list[dict[str, Any]] = []
    for group in range(start // SIZE, -(-items // SIZE)):
        media += [
            {"number": number, "url": one.url}
            for number, one in _numbered(bench, group)
            if one.url is not None and number >= start
        ]
        if len(media) >= most:
            break
    return media[:most]


def _key_of_link(link: str) -> tuple[str, str]:
    try:
        found = resolve(link, want="work")
    except ValueError:
        return "", link
    return (found.platform, found.id) if found.kind == "work" and found.id else ("", link)


def _write_rows(bench: Bench, group: int) -> None:
    said = _said_in(bench, group)
    rows: list[Mapping[str, Any]] = [
        spoken_row(one, said.get(number))
        for number, one in _numbered(bench, group)
        if one.url is None or number in said
    ]
    bench.parts.write(_name(ROWS, group), bench.hidden(rows))


def _said_in(bench: Bench, group: int) -> dict[int, Said]:
    rows = bench.parts.read(_name(_SAID, group))
    return {row["number"]: Said(text=row["text"], why=row["why"]) for row in rows}


def _numbered(bench: Bench, group: int) -> Iterable[tuple[int, Reading]]:
    rows = bench.parts.read(_name(_FOUND, group))
    return enumerate((Reading(**row) for row in rows), group * SIZE)


def _name(start: str, group: int) -> str:
    return f"{start}{group:06}"
