"""Works that look like one caption posted again within a day."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.outputs import Flag
from creatorscope.analysis.works_table import Ints, WorkTable

HOUR_S = 3600.0
MIN_LETTERS = 12
MOST_BEFORE = 50
BINS = 32


def repost_flags(table: WorkTable, config: AnalysisConfig) -> list[Flag]:
    """Return one flag counting works whose caption repeats an earlier one within the hours configured.

    Captions are compared without case, spaces and punctuation, each with those of the 50 works before at
    most; captions under 12 letters are not compared. Likeness is difflib's ratio.
    """
    letters = [_letters(caption) for caption in table.captions]
    lengths = np.array([len(text) if len(text) >= MIN_LETTERS else 0 for text in letters], dtype=np.int64)
    counts = np.stack([_histogram(text) for text in letters])
    repeated: set[int] = set()
    for back in range(1, min(MOST_BEFORE, len(letters) - 1) + 1):
        apart = table.published[back:] - table.published[:-back]
        near = (apart <= config.repost_hours * HOUR_S) & (lengths[back:] > 0) & (lengths[:-back] > 0)
        pairs = np.flatnonzero(near)
        if apart.size and not np.any(apart <= config.repost_hours * HOUR_S):
            break
        shared = np.minimum(counts[pairs], counts[pairs + back]).sum(axis=1, dtype=np.int64)
        at_most = 2 * shared / (lengths[pairs] + lengths[pairs + back])
        for place in pairs[at_most >= config.repost_likeness]:
            if place + back not in repeated and _alike(letters[place], letters[place + back], config):
                repeated.add(int(place + back))
    if not repeated:
        return []
    text = f"Captions {config.repost_likeness:.0%} alike within {config.repost_hours:g} h: likely reposts."
    return [Flag(code="reposts", count=len(repeated), text=text)]


def _letters(caption: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", caption)).casefold()


def _histogram(text: str) -> NDArray[np.uint16]:
    """Return letter counts in a few bins: what two texts share of them bounds their likeness from above."""
    codes: Ints = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return np.bincount(codes % BINS, minlength=BINS).astype(np.uint16)


def _alike(first: str, second: str, config: AnalysisConfig) -> bool:
    return first == second or (
        SequenceMatcher(None, first, second, autojunk=False).ratio() >= config.repost_likeness
    )
