"""The Instagram post: one object for photos, carousels and reels, in lists and in details."""

from __future__ import annotations

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response


class PostUser(Response):
    """A post's author."""

    pk: str | None = field("Account id")
    username: str | None = field("Handle")
    full_name: str | None = field("Display name")


class PostCaption(Response):
    """A caption."""

    text: str | None = field("The text")


class PostImage(Response):
    """One size of an image."""

    url: str | None = field("Address; it expires")
    width: int | None = field("Width", "pixels")
    height: int | None = field("Height", "pixels")


class PostImages(Response):
    """An image in its sizes."""

    candidates: list[PostImage] | None = field("Sizes, the largest first")


class PostVideo(Response):
    """One rendition of a video."""

    url: str | None = field("Address; it expires")
    width: int | None = field("Width", "pixels")
    height: int | None = field("Height", "pixels")


class CarouselItem(Response):
    """One part of a carousel."""

    media_type: int | None = field("1 image, 2 video")
    image_versions2: PostImages | None = field("The image, or the cover")


class Post(Response):
    """One post."""

    pk: str | None = field("Post id")
    id: str | None = field("Post id and account id, joined by _")
    code: str | None = field("Code in the link")
    taken_at: int | None = field("Published at", "unix seconds")
    media_type: int | None = field("1 image, 2 video, 8 carousel")
    product_type: str | None = field("feed, clips (a reel) or carousel_container")
    caption: PostCaption | None = field("Caption; null: none was written")
    like_count: int | None = field("Likes; not the true number where the author hides them", "likes")
    comment_count: int | None = field("Comments", "comments")
    play_count: int | None = field("Plays; in reels and details only", "plays")
    view_count: int | None = field("Always null in lists", "views")
    like_and_view_counts_disabled: bool | None = field("Whether the author hides likes and plays")
    is_paid_partnership: bool | None = field("Whether it is marked as paid")
    timeline_pinned_user_ids: list[str] | None = field("Who pinned it to the profile; in posts")
    clips_tab_pinned_user_ids: list[str] | None = field("Who pinned it to the reels; in reels")
    video_duration: float | None = field("Length of a video", "seconds")
    display_url: str | None = field("Image or cover", "URL")
    image_versions2: PostImages | None = field("The image, or the cover")
    video_versions: list[PostVideo] | None = field("Renditions of a video")
    carousel_media: list[CarouselItem] | None = field("The parts of a carousel")
    user: PostUser | None = field("Author")
