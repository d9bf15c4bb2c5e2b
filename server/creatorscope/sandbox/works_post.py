"""The sandbox's Instagram posts and accounts in the form the web gives them."""

from __future__ import annotations

from typing import Any

from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_media import media_url
from creatorscope.sandbox.works_world import SandboxWork

Form = dict[str, Any]
_IMAGES = "https://img.sandbox.example"
_REEL_SHARE = 0.6
_HIDDEN_LIKES = 3


def format_profile(author: Author) -> Form:
    """Return an account as the web's graph has it."""
    return {
        "id": author.uid,
        "username": author.handle,
        "full_name": author.nickname,
        "biography": author.bio,
        "external_url": None,
        "profile_pic_url": author.avatar_url,
        "profile_pic_url_hd": author.avatar_url,
        "is_verified": author.verified,
        "is_private": False,
        "business_email": author.email,
        "category_name": "Digital creator",
        "edge_followed_by": {"count": author.followers},
        "edge_follow": {"count": author.following},
        "edge_owner_to_timeline_media": {"count": author.works_count},
        "edge_felix_video_timeline": {"count": int(author.works_count * _REEL_SHARE)},
    }


def format_listed_post(work: SandboxWork, base_url: str) -> Form:
    """Return a post as the profile's list has it: without plays."""
    pinned = [work.author.uid] if work.pinned else []
    return {**_post(work, base_url), "view_count": None, "timeline_pinned_user_ids": pinned}


def format_reel(work: SandboxWork, base_url: str) -> Form:
    """Return a reel as the list of reels has it: with plays."""
    pinned = [work.author.uid] if work.pinned else []
    return {
        **_post(work, base_url),
        "view_count": None,
        "play_count": _plays(work),
        "clips_tab_pinned_user_ids": pinned,
    }


def format_post(work: SandboxWork, base_url: str) -> Form:
    """Return a post as its own page has it; a video with its plays."""
    return _post(work, base_url) if work.is_photo else {**_post(work, base_url), "play_count": _plays(work)}


def _post(work: SandboxWork, base_url: str) -> Form:
    author, counts = work.author, work.counts
    form: Form = {
        "pk": str(work.number),
        "id": f"{work.number}_{author.uid}",
        "code": work.code,
        "taken_at": work.published,
        "media_type": _media_type(work),
        "product_type": {1: "feed", 2: "clips", 8: "carousel_container"}[_media_type(work)],
        "caption": {"text": work.writing.tagged} if work.writing.caption else None,
        "like_count": _HIDDEN_LIKES if author.hides_counts else counts.likes,
        "comment_count": counts.comments,
        "like_and_view_counts_disabled": author.hides_counts,
        "is_paid_partnership": work.ad,
        "display_url": _image(work, 1)["candidates"][0]["url"],
        "image_versions2": _image(work, 1),
        "user": {"pk": author.uid, "username": author.handle, "full_name": author.nickname},
    }
    if not work.is_photo:
        form["video_duration"] = work.duration_ms / 1000
        form["video_versions"] = [{"url": media_url(work, base_url), "width": 720, "height": 1280}]
    elif work.images > 1:
        places = range(1, work.images + 1)
        form["carousel_media"] = [
            {"media_type": 1, "image_versions2": _image(work, place)} for place in places
        ]
    return form


def _media_type(work: SandboxWork) -> int:
    if not work.is_photo:
        return 2
    return 8 if work.images > 1 else 1


def _plays(work: SandboxWork) -> int | None:
    return None if work.author.hides_counts else work.counts.plays


def _image(work: SandboxWork, place: int) -> Form:
    url = f"{_IMAGES}/photo/{work.number}/{place}.webp"
    return {"candidates": [{"url": url, "width": 1080, "height": 1350}]}
