"""The `note` object: a Xiaohongshu work as the app's list and its detail calls send it."""

from __future__ import annotations

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response


class NoteUser(Response):
    """A note's author."""

    userid: str | None = field("Account id")
    red_id: str | None = field("Numeric handle shown in the app; in details only")
    nickname: str | None = field("Display name")
    images: str | None = field("Profile picture", "URL")


class NoteImage(Response):
    """One image of a note; a video note has its cover here."""

    url: str | None = field("Address; it expires")
    url_size_large: str | None = field("Address of the large form; it expires")
    width: int | None = field("Width", "pixels")
    height: int | None = field("Height", "pixels")


class NoteTag(Response):
    """One hashtag of a note."""

    name: str | None = field("Hashtag, without #")
    type: str | None = field("Kind, such as topic")


class NoteStream(Response):
    """One rendition of a video."""

    master_url: str | None = field("Address; it expires")


class NoteStreams(Response):
    """A video's renditions by codec."""

    h264: list[NoteStream] | None = field("Renditions in H.264")


class NoteMedia(Response):
    """A video's files."""

    stream: NoteStreams | None = field("Renditions")


class NoteCapacity(Response):
    """A video's length."""

    duration: int | None = field("Length", "seconds")


class NoteVideo(Response):
    """A note's video."""

    capa: NoteCapacity | None = field("Length")
    media: NoteMedia | None = field("Files")


class Note(Response):
    """One note; list and detail name the same counts differently."""

    id: str | None = field("Note id")
    type: str | None = field("normal (images) or video")
    title: str | None = field("Title")
    display_title: str | None = field("Title; in lists")
    desc: str | None = field("Caption, hashtags included")
    create_time: int | None = field("Published at; in lists", "unix seconds")
    time: int | None = field("Published at; in details", "unix seconds")
    sticky: bool | None = field("Whether it is pinned; in lists")
    likes: int | None = field("Likes; in lists", "likes")
    liked_count: int | None = field("Likes; in details", "likes")
    collected_count: int | None = field("Saves", "saves")
    comments_count: int | None = field("Comments", "comments")
    share_count: int | None = field("Shares; in lists", "shares")
    shared_count: int | None = field("Shares; in details", "shares")
    images_list: list[NoteImage] | None = field("Images; of a video its cover")
    video_info_v2: NoteVideo | None = field("The video of a video note")
    hash_tag: list[NoteTag] | None = field("Hashtags; in details")
    user: NoteUser | None = field("Author")
    cursor: str | None = field("Cursor of what follows this note; in lists")
