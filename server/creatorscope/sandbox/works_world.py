"""The works of the sandbox's accounts, the same for the same seed and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.works_authors import MOST_WORKS, Author, Level, author_at
from creatorscope.sandbox.works_figures import Counts, draw_counts, draw_plays
from creatorscope.sandbox.works_ids import Place, code_of, note_id_of, place_of, work_number
from creatorscope.sandbox.works_writing import Writing, favourite_hook, write
from creatorscope.sandbox.world import World

# Works of creator_demo that every world has, whatever its date, so that examples can name them.
KNOWN_SECONDS = (1_736_969_400, 1_737_315_000)
PLATFORMS = ("tiktok", "douyin", "xiaohongshu", "instagram", "youtube")
_OLDEST_PINNED_SHARE = 0.15
_PHOTO_SHARES = {"tiktok": 0.08, "douyin": 0.1, "instagram": 0.4, "xiaohongshu": 0.55}
_LENGTHS_S = {"short": (32, 0.45, 7, 175), "long": (560, 0.6, 190, 7200), "video": (34, 0.6, 6, 580)}
_WEEK_S = 7 * 86_400
_AD_SHARE, _CAPTION_SHARE, _SILENT_SHARE, _MOST_PINNED = 0.06, 0.45, 0.12, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxWork:
    """One published work.

    `number`: its 64-bit id. `kind`: video, photo, short or long. `published`: unix second.
    `duration_ms`: 0 for photos. `images`: how many a photo post has. `subtitled`: it has a subtitle track.
    """

    author: Author
    number: int
    kind: str
    published: int
    duration_ms: int
    images: int
    pinned: bool
    ad: bool
    subtitled: bool
    writing: Writing
    counts: Counts

    @property
    def code(self) -> str:
        """The id as 11 characters, as links show it."""
        return code_of(self.number)

    @property
    def note_id(self) -> str:
        """The id as 24 hexadecimal digits."""
        return note_id_of(self.number)

    @property
    def is_photo(self) -> bool:
        """True for works made of images."""
        return self.kind == "photo"


@dataclass(frozen=True, slots=True)
class _Plan:
    """A work before its figures are known."""

    slot: int
    published: int
    kind: str
    ad: bool
    writing: Writing


@lru_cache(maxsize=128)
def works_of(author: Author) -> tuple[SandboxWork, ...]:
    """Return an author's works, newest first."""
    plans = _plan(author)
    found: list[SandboxWork] = []
    for level in author.levels:
        found += _figure(author, level, [plan for plan in plans if _level_of(author, plan.kind) is level])
    return tuple(sorted(found, key=lambda work: -work.published))


def find_work(world: World, platform: str, number: int) -> SandboxWork | None:
    """Return the work with that 64-bit id; None when there is none."""
    author = author_at(world, platform, place_of(platform, number).author)
    works = works_of(author) if author else ()
    return next((work for work in works if work.number == number), None)


def pinned_first(works: Iterable[SandboxWork]) -> list[SandboxWork]:
    """Return the works as profiles show them: pinned ones, then the others, newest first."""
    return sorted(works, key=lambda work: not work.pinned)


def _plan(author: Author) -> list[_Plan]:
    """Return when which kind of work came out and what it says, newest first."""
    draw, favourite = Draw(f"{author.seed}:plan"), favourite_hook(author)
    gap_s = _WEEK_S / min(10.0, max(0.7, draw.lognormal(3.0, 0.5)))
    moment, plans = author.last_published, []
    known = KNOWN_SECONDS if author.number == 0 else ()
    for slot in range(min(author.works_count, MOST_WORKS) - len(known)):
        plans.append(
            _one(draw, author, favourite, _Plan(slot + len(KNOWN_SECONDS), moment, "", False, _NOTHING))
        )
        moment -= int(600 + gap_s * draw.between(0.3, 1.7))
    for slot, second in enumerate(known):
        kind = "photo" if slot == 1 and author.platform in _PHOTO_SHARES else ""
        plans.append(_one(draw, author, favourite, _Plan(slot, second, kind, False, _NOTHING)))
    return sorted(plans, key=lambda plan: -plan.published)


_NOTHING = Writing("", "", (), (), 0.0)


def _one(draw: Draw, author: Author, favourite: str, plan: _Plan) -> _Plan:
    """Return the plan with its kind, unless it has one already, and its texts."""
    kinds = [level.kind for level in author.levels]
    known = plan.slot < len(KNOWN_SECONDS)
    photo = draw.chance(_PHOTO_SHARES.get(author.platform, 0.0)) and not known
    kind = plan.kind or ("photo" if photo else draw.pick(kinds))
    ad = draw.chance(_AD_SHARE)
    silence = 1.0 if kind == "photo" else 0.0 if known else _SILENT_SHARE
    writing = write(draw, author, favourite, silence)
    if ad:
        writing = replace(writing, hashtags=(*writing.hashtags, "ad"))
    return replace(plan, kind=kind, ad=ad, writing=writing)


def _level_of(author: Author, kind: str) -> Level:
    return next((level for level in author.levels if level.kind == kind), author.levels[0])


def _figure(author: Author, level: Level, plans: list[_Plan]) -> list[SandboxWork]:
    """Return the works of one level with their counts, given newest first."""
    draw = Draw(f"{author.seed}:figures:{level.kind}")
    videos = [index for index, plan in enumerate(plans) if plan.kind != "photo"]
    pinned = _draw_pinned(draw, author, videos)
    lifts = [plan.writing.lift for plan in plans]
    order = videos + [index for index in range(len(plans)) if index not in set(videos)]
    drawn = draw_plays(
        draw, level, [lifts[index] for index in order], {order.index(index) for index in pinned}
    )
    plays = dict(zip(order, drawn, strict=True))
    return [
        _work(draw, author, plan, draw_counts(draw, plays[index], level), index in pinned)
        for index, plan in enumerate(plans)
    ]


def _draw_pinned(draw: Draw, author: Author, videos: list[int]) -> set[int]:
    """Return positions of up to three older works that the author pinned; YouTube has none."""
    older = videos[int(len(videos) * _OLDEST_PINNED_SHARE) :]
    few = author.platform == "youtube" or len(older) < 10
    return set() if few else set(draw.some(older, draw.whole(0 if author.number else 1, _MOST_PINNED)))


def _work(draw: Draw, author: Author, plan: _Plan, counts: Counts, pinned: bool) -> SandboxWork:
    photo = plan.kind == "photo"
    median, spread, least, most = _LENGTHS_S["video" if photo else plan.kind]
    length_ms = round(min(most, max(least, draw.lognormal(median, spread))) * 1000)
    return SandboxWork(
        author=author,
        number=work_number(author.platform, Place(author.number, plan.slot), plan.published),
        kind=plan.kind,
        published=plan.published,
        duration_ms=0 if photo else length_ms,
        images=draw.whole(1, 9) if photo else 0,
        pinned=pinned,
        ad=plan.ad,
        subtitled=(bool(plan.writing.speech) and draw.chance(_CAPTION_SHARE)) or plan.slot == 0,
        writing=plan.writing,
        counts=counts,
    )
