"""Finding the passage of a text that a wrong quote was most likely taken from."""

from __future__ import annotations

from difflib import SequenceMatcher
from unicodedata import normalize

from creatorscope.claims.ground import Ground, fold
from creatorscope.claims.prepared import SPEECH

LEAST_LIKENESS = 0.5
_AROUND = 12
_LONGEST = 300


def closest_passage(ground: Ground, work_id: str, field: str, quote: str) -> dict[str, object] | None:
    """Return the place and words nearest to a quote: {work_id, field, start, text, likeness}.

    `start` counts characters of the text with white space folded; `likeness` is a fraction. Of a long quote
    the first 300 characters count. The words as they stand in another text or work come before similar words
    in the cited one. None where nothing is near.
    """
    wanted = fold(quote)[:_LONGEST]
    for other, name in _texts(ground, work_id, field):
        text = ground.folded(other, name) or ""
        if (start := text.find(wanted)) >= 0:
            return _place(other, name, start, wanted, 1.0)
    best: dict[str, object] | None = None
    for name in dict.fromkeys([field, *_names(ground, work_id)]):
        there = ground.folded(work_id, name)
        found = _similar(there, wanted) if there else None
        if found and (best is None or found[2] > float(str(best["likeness"]))):
            best = _place(work_id, name, *found)
    return best


def _place(work_id: str, field: str, start: int, text: str, likeness: float) -> dict[str, object]:
    return {
        "work_id": work_id,
        "field": field,
        "start": start,
        "text": text,
        "likeness": round(likeness, 2),
    }


def _names(ground: Ground, work_id: str) -> list[str]:
    work = ground.works.get(work_id)
    return list(work.texts) if work else []


def _texts(ground: Ground, work_id: str, field: str) -> list[tuple[str, str]]:
    """Return the places to look for the exact words: this work first, speech before other texts."""
    own = [(work_id, name) for name in _names(ground, work_id) if name != field]
    own.sort(key=lambda place: place[1] not in SPEECH)
    others = [(work.work_id, name) for work in ground.eligible for name in work.texts]
    return own + [place for place in others if place[0] != work_id]


def _similar(text: str, quote: str) -> tuple[int, str, float] | None:
    """Return start, words and likeness of the passage most like the quote, None under half alike."""
    plain, wanted = _plain(text), _plain(quote)
    matcher = SequenceMatcher(None, plain, wanted, autojunk=False)
    anchor = matcher.find_longest_match(0, len(plain), 0, len(wanted))
    if not anchor.size:
        return None
    low = max(0, anchor.a - anchor.b - _AROUND)
    high = min(len(plain), anchor.a - anchor.b + len(wanted) + _AROUND)
    window = SequenceMatcher(None, plain[low:high], wanted, autojunk=False)
    blocks = [block for block in window.get_matching_blocks() if block.size]
    start, end = _whole_words(text, low + blocks[0].a, low + blocks[-1].a + blocks[-1].size)
    likeness = SequenceMatcher(None, text[start:end], quote, autojunk=False).ratio()
    plain_likeness = SequenceMatcher(None, plain[start:end], wanted, autojunk=False).ratio()
    if max(likeness, plain_likeness) < LEAST_LIKENESS:
        return None
    return start, text[start:end], likeness


def _plain(text: str) -> str:
    """Return the text in small letters without accents, each character still in its place."""
    return "".join(normalize("NFD", char)[0].lower()[:1] or char for char in text)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened to the words it cuts; scripts without spaces are left as they are."""
    while start > 0 and _joins(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joins(text[end - 1], text[end]):
        end += 1
    return start, end


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and left < "\u0e00" and right < "\u0e00"
