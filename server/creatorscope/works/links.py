"""Resolving what users paste (handles, links of every shape, share text) to a platform and an id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from creatorscope.works.work import Platform

Kind = Literal["creator", "work", "short_link"]
Want = Literal["creator", "work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a text names: a creator (by `handle` or `id`), a work (by `id`), or a short link to follow.

    A creator's `id` is the platform's own (Douyin's sec_uid, a YouTube channel id); a work's `handle` is its
    author's where the link says. An Instagram work's `id` is its code. `url` is the link without tracking.
    """

    platform: Platform
    kind: Kind
    handle: str | None = None
    id: str | None = None
    url: str


# One row a shape: platform, what it is, host and path; a group `handle` or `id` is what it names.
_Shape = tuple[Platform, Kind, re.Pattern[str]]


def _shape(platform: Platform, kind: Kind, pattern: str) -> _Shape:
    return platform, kind, re.compile(pattern)


_TT = r"(?:www\.|m\.|us\.)?tiktok\.com"
_DY = r"(?:www\.|m\.)?(?:douyin|iesdouyin)\.com"
_XHS = r"(?:www\.|m\.)?(?:xiaohongshu|rednote)\.com"
_IG = r"(?:www\.|m\.)?(?:instagram\.com|instagr\.am)"
_YT = r"(?:www\.|m\.|music\.)?(?:youtube\.com|youtube-nocookie\.com)"
_ID = r"(?P<id>\d{6,25})"
_NOTE = r"(?P<id>[0-9a-f]{24})"
_VIDEO = r"(?P<id>[\w-]{11})"
_END = r"(?:/.*)?"

_SHAPES: tuple[_Shape, ...] = (
    _shape("tiktok", "short_link", rf"(?:vm|vt)\.tiktok\.com/(?P<id>\w+){_END}"),
    _shape("tiktok", "short_link", rf"{_TT}/t/(?P<id>\w+){_END}"),
    _shape("tiktok", "work", rf"{_TT}/@(?P<handle>[\w.]+)/(?:video|photo|live)/{_ID}{_END}"),
    _shape("tiktok", "work", rf"{_TT}/v/{_ID}(?:\.html)?{_END}"),
    _shape(
        "tiktok",
        "work",
        rf"{_TT}/(?:embed(?:/v\d)?|player/v1|share/video|video|i18n/share/video)/{_ID}{_END}",
    ),
    _shape("tiktok", "creator", rf"{_TT}/@(?P<handle>[\w.]+){_END}"),
    _shape("douyin", "short_link", rf"v\.douyin\.com/(?P<id>[\w-]+){_END}"),
    _shape("douyin", "work", rf"{_DY}/(?:share/)?(?:video|note|slides)/{_ID}{_END}"),
    _shape("douyin", "creator", rf"{_DY}/(?:share/)?user/(?P<id>[\w-]{{4,}}){_END}"),
    _shape("xiaohongshu", "short_link", r"(?:www\.)?xhslink\.com/(?P<id>[\w/]+?)/?"),
    _shape("xiaohongshu", "work", rf"{_XHS}/(?:explore|discovery/item|search_result)/{_NOTE}{_END}"),
    _shape("xiaohongshu", "work", rf"{_XHS}/user/profile/[0-9a-f]{{24}}/{_NOTE}{_END}"),
    _shape("xiaohongshu", "creator", rf"{_XHS}/user/profile/{_NOTE}{_END}"),
    _shape("instagram", "short_link", rf"{_IG}/share/(?:(?:p|reel)/)?(?P<id>[\w-]+){_END}"),
    _shape(
        "instagram", "work", rf"{_IG}/(?:(?P<handle>[\w.]+)/)?(?:p|reel|reels|tv)/(?P<id>[\w-]{{5,}}){_END}"
    ),
    _shape("instagram", "creator", rf"{_IG}/(?:stories/)?@?(?P<handle>[\w.]{{1,30}}){_END}"),
    _shape("youtube", "work", rf"youtu\.be/{_VIDEO}{_END}"),
    _shape("youtube", "work", rf"{_YT}/(?:shorts|live|embed|v)/{_VIDEO}{_END}"),
    _shape("youtube", "creator", rf"{_YT}/@(?P<handle>[^/]+){_END}"),
    _shape("youtube", "creator", rf"{_YT}/channel/(?P<id>UC[\w-]{{22}}){_END}"),
    _shape("youtube", "creator", rf"{_YT}/(?:c|user)/(?P<handle>[^/]+){_END}"),
)
# First parts of an Instagram path that are pages of the site, not accounts.
_INSTAGRAM_PAGES = frozenset(
    {
        "p",
        "reel",
        "reels",
        "tv",
        "explore",
        "stories",
        "accounts",
        "direct",
        "about",
        "legal",
        "share",
        "developer",
    }
)
_YOUTUBE_WATCH = re.compile(rf"{_YT}/(?:watch|attribution_link)/?")
# A link inside share text ends at white space, at Chinese or Japanese text and at its punctuation.
_LINK = re.compile(
    r"(?<![\w./@-])(?:https?://)?(?:[\w-]+\.)*"
    r"(?:tiktok|douyin|iesdouyin|xiaohongshu|rednote|xhslink|instagram|youtube|youtube-nocookie|youtu|instagr)"
    r"\.(?:com|be|am)(?:[/?#][^\s<>\"'\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]*)?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 4000
_HANDLE = re.compile(r"@?(?P<handle>[\w.\-·]{1,64})")
_WORK_ID: dict[Platform, str] = {
    "tiktok": r"\d{15,25}",
    "douyin": r"\d{15,25}",
    "xiaohongshu": r"[0-9a-f]{24}",
}
_CREATOR_ID: dict[Platform, str] = {
    "tiktok": r"MS4wLjABAAAA[\w-]+",
    "douyin": r"MS4wLjABAAAA[\w-]+",
    "xiaohongshu": r"[0-9a-f]{24}",
    "youtube": r"UC[\w-]{22}",
}


def resolve(text: str, platform: Platform | None = None, *, want: Want = "creator") -> Resolved:
    """Return what the text names; ValueError saying what to give when it names nothing we know.

    Any link or share text with one link is enough by itself. A bare handle or id needs `platform`; `want`
    says whether a bare id is a creator's or a work's.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"{len(text)} characters of text; give the link, the handle or the id alone")
    links = dict.fromkeys(matched[0].rstrip(".,;:!?)]}'\"") for matched in _LINK.finditer(text))
    if len(links) > 1:
        raise ValueError(f"{len(links)} links in one text; give one at a time")
    if links:
        return _from_link(next(iter(links)), platform, want)
    return _from_name(text.strip(), platform, want)


def _from_link(link: str, platform: Platform | None, want: Want) -> Resolved:
    parts = urlsplit(link if "://" in link else f"https://{link}")
    place = f"{(parts.hostname or '').lower()}{unquote(parts.path)}".rstrip("/")
    found = _from_query(place, parts.query, want) or _from_shapes(place)
    if found is None:
        raise ValueError(
            f"{link}: not a link to a creator or a work; "
            "give a profile's or a post's link, or a handle with its platform"
        )
    if platform is not None and found.platform != platform:
        raise ValueError(
            f"{link}: a {found.platform} link, but platform is {platform}; leave platform out or correct it"
        )
    return found


def _from_query(place: str, query: str, want: Want) -> Resolved | None:
    """Return the work of a link that carries the id behind the question mark."""
    values = {name: given[0] for name, given in parse_qs(query).items()}
    if _YOUTUBE_WATCH.fullmatch(place) and re.fullmatch(r"[\w-]{11}", values.get("v", "")):
        return Resolved(
            platform="youtube",
            kind="work",
            id=values["v"],
            url=f"https://www.youtube.com/watch?v={values['v']}",
        )
    # A profile's link may carry the work that was open on it.
    modal = values.get("modal_id", "") or (values.get("vid", "") if want == "work" else "")
    if re.fullmatch(_DY + r"(?:/.*)?", place) and re.fullmatch(r"\d{15,25}", modal):
        return Resolved(platform="douyin", kind="work", id=modal, url=f"https://www.douyin.com/video/{modal}")
    return None


def _from_shapes(place: str) -> Resolved | None:
    for platform, kind, pattern in _SHAPES:
        matched = pattern.fullmatch(place)
        if matched is None:
            continue
        named = matched.groupdict()
        if platform == "instagram" and kind == "creator" and named["handle"] in _INSTAGRAM_PAGES:
            return None
        named_part = place[: matched.end("id" if "id" in named else "handle")]
        return Resolved(
            platform=platform,
            kind=kind,
            handle=named.get("handle"),
            id=named.get("id"),
            url=f"https://{quote(named_part, safe='/@.-_')}",
        )
    return None


def _from_name(name: str, platform: Platform | None, want: Want) -> Resolved:
    if not name:
        raise ValueError("nothing given; give a handle, an id or a link")
    if "://" in name:
        raise ValueError(
            f"{name[:80]}: not a link of TikTok, Douyin, Xiaohongshu, Instagram or YouTube; "
            "give one of theirs, or a handle with its platform"
        )
    if platform is None:
        raise ValueError(f"{name[:80]}: on which platform; give the platform too, or a whole link")
    bare = name.lstrip("@")
    if want == "work":
        return _bare_work(bare, platform)
    if re.fullmatch(_CREATOR_ID.get(platform, r"(?!)"), bare):
        return Resolved(platform=platform, kind="creator", id=bare, url=_creator_url(platform, bare, None))
    matched = _HANDLE.fullmatch(name)
    if matched is None:
        raise ValueError(
            f"{name[:80]}: not a handle; give the handle without spaces, an id, or the profile's link"
        )
    return Resolved(
        platform=platform,
        kind="creator",
        handle=matched["handle"],
        url=_creator_url(platform, None, matched["handle"]),
    )


def _bare_work(work_id: str, platform: Platform) -> Resolved:
    pages = {
        "tiktok": "https://www.tiktok.com/video/{}",
        "douyin": "https://www.douyin.com/video/{}",
        "xiaohongshu": "https://www.xiaohongshu.com/explore/{}",
        "instagram": "https://www.instagram.com/p/{}",
        "youtube": "https://www.youtube.com/watch?v={}",
    }
    form = _WORK_ID.get(platform, r"[\w-]{11}" if platform == "youtube" else r"[\w-]{5,40}")
    if not re.fullmatch(form, work_id):
        raise ValueError(
            f"{work_id[:80]}: not the id of a {platform} work; give the id from its link, or the link"
        )
    return Resolved(platform=platform, kind="work", id=work_id, url=pages[platform].format(work_id))


def _creator_url(platform: Platform, creator_id: str | None, handle: str | None) -> str:
    if platform == "youtube":
        return (
            f"https://www.youtube.com/channel/{creator_id}"
            if creator_id
            else f"https://www.youtube.com/@{handle}"
        )
    pages = {
        "tiktok": f"https://www.tiktok.com/@{handle or creator_id}",
        "douyin": f"https://www.douyin.com/user/{creator_id or handle}",
        "xiaohongshu": f"https://www.xiaohongshu.com/user/profile/{creator_id or handle}",
        "instagram": f"https://www.instagram.com/{handle or creator_id}",
    }
    return pages[platform]
