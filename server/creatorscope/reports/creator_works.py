"""Tables of single works: the strongest, the weakest and all of them."""

from __future__ import annotations

from creatorscope.reports.document import Block, Table
from creatorscope.reports.prose import Head, Source
from creatorscope.works.links import resolve
from creatorscope.works.work import PLATFORMS

_SHOWN = 5


def works_tables(source: Source) -> list[Block]:
    """Return tables of the strongest and weakest compared works, and a folded one of all, newest first.

    Captions lead to the works, which invented ones have not.
    """
    rows = source.places("/works/rows")
    if not rows:
        return []
    place = column_places(source)
    scored = [row for row in rows if source.value(f"{row}/{place['status']}") == "scored"]
    ranked = sorted(scored, key=lambda row: -(source.value(f"{row}/{place['performance']}") or 0.0))
    few = min(_SHOWN, len(ranked) // 2)
    shown = [
        ("Strongest works, by reach and engagement", ranked[:few], False),
        ("Weakest works, by reach and engagement", ranked[::-1][:few], False),
        ("All works, newest first", rows[::-1], True),
    ]
    return [_table(source, caption, chosen, folded=folded) for caption, chosen, folded in shown if chosen]


def column_places(source: Source) -> dict[str, int]:
    """Return column name -> place in a row of the works table."""
    return {name: at for at, name in enumerate(source.value("/works/columns") or [])}


def _table(source: Source, caption: str, rows: list[str], *, folded: bool) -> Table:
    place = column_places(source)

    def href(row: str) -> str | None:
        return _address(source, str(source.value(f"{row}/{place['work_id']}")))

    heads = [
        Head(title="Work", cell=f"{{{place['caption']}:text}}", why="no caption", href=href),
        Head(
            title="Published",
            cell=f"{{{place['published_at']}:date}}",
            sort=str(place["published_at"]),
            why="no date",
        ),
        Head(title="Plays", cell=f"{{{place['plays']}:count}}", sort=str(place["plays"]), why="hidden"),
        Head(title="Likes", cell=f"{{{place['likes']}:count}}", sort=str(place["likes"])),
        Head(
            title="Against works around it",
            cell=f"{{{place['reach_dex']}:dex_times}}",
            sort=str(place["reach_dex"]),
            why="no figure",
        ),
    ]
    if folded:
        heads.append(Head(title="Bucket", cell=f"{{{place['bucket']}:text}}", numeric=False, why="none"))
        heads.append(Head(title="Compared", cell=f"{{{place['status']}:word}}", numeric=False))
    return source.table(caption, heads, rows, folded=folded)


def _address(source: Source, work_id: str) -> str | None:
    """Return where a work can be seen; None where that is not known or the work is invented."""
    platform = next((one for one in PLATFORMS if one == source.value("/platform")), None)
    if platform is None or source.sandbox:
        return None
    try:
        return resolve(work_id, platform, want="work").url
    except ValueError:
        return None
