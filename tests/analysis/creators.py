"""Invented creators with known statistics, and the real ones when their files are there."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from creatorscope.works.douyin import work_from_douyin
from creatorscope.works.tiktok import work_from_tiktok
from creatorscope.works.work import Work

NOW = datetime(2025, 6, 1, tzinfo=UTC)
DATA = Path(__file__).parents[3] / "shared" / "data"


def make_work(number: int, **changes: Any) -> Work:
    """Return one ordinary TikTok video, `number` days before the last scored day."""
    fields: dict[str, Any] = {
        "platform": "tiktok",
        "platform_work_id": f"w{number:05d}",
        "platform_author_id": "author",
        "author_handle": "creator_demo",
        "title": None,
        "caption_raw": f"invented work {number}",
        "published_at": NOW - timedelta(days=8 + number),
        "duration_s": 30.0 + number % 50,
        "play_count": 10_000,
        "digg_count": 900,
        "comment_count": 20,
        "share_count": 30,
        "collect_count": 50,
        "is_pinned": False,
        "is_ad": False,
        "asr_clean": "a few words that were said in it",
        "source": "test",
    }
    return Work(**{**fields, **changes})


def make_creator(
    size: int, *, seed: int = 0, spread: float = 0.4, days: float = 170.0, doubled: Any = None
) -> list[Work]:
    """Return works with log-normal plays of this spread (dex); `doubled` marks works with twice the plays."""
    rng = np.random.default_rng(seed)
    plays = 10 ** rng.normal(4.5, spread, size)
    rate = 10 ** rng.normal(-1.3, 0.2, size)
    seen = np.where(doubled, 2 * plays, plays) if doubled is not None else plays
    step = days / size
    return [
        make_work(
            place,
            published_at=NOW - timedelta(days=8 + step * place),
            duration_s=float(rng.uniform(10, 150)),
            play_count=int(seen[place]),
            digg_count=int(plays[place] * rate[place] * 0.90),
            comment_count=int(plays[place] * rate[place] * 0.02),
            share_count=int(plays[place] * rate[place] * 0.03),
            collect_count=int(plays[place] * rate[place] * 0.05),
        )
        for place in range(size)
    ]


@cache
def real_creators() -> dict[str, list[Work]]:
    """Return the works of 80 real creators by handle; skips the test when the data is not there."""
    path = DATA / "tiktok_works" / "works_80_creators.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no real data at {path.name}")
    found: dict[str, list[Work]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            found[raw["author"]["uniqueId"]].append(work_from_tiktok(raw))
    return dict(found)


def real_as_of() -> datetime:
    """Return the day after the newest real work."""
    moments = [work.published_at for works in real_creators().values() for work in works]
    return max(moment for moment in moments if moment) + timedelta(days=1)


def real_douyin() -> list[Work]:
    """Return the works of one real Douyin author; skips the test when the data is not there."""
    path = DATA / "douyin_works" / "aweme_list.json"
    if not path.exists():
        pytest.skip(f"no real data at {path.name}")
    return [work_from_douyin(raw) for raw in json.loads(path.read_text(encoding="utf-8"))["aweme_list"]]


def real_document() -> dict[str, Any]:
    """Return the real affiliate document; skips the test when the data is not there."""
    path = DATA / "affiliate-creator.json"
    if not path.exists():
        pytest.skip(f"no real data at {path.name}")
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[0]
    return document
