"""The Xiaohongshu works calls: an account's profile and notes, and one note."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Request, Response
from creatorscope.contract.pairs import exactly_one
from creatorscope.endpoints.works_note import Note, NoteUser
from creatorscope.endpoints.works_shared import ONE_REQUEST, TOOLSET, Text

EXAMPLE_ACCOUNT = "5f000000f7217947f9746740"
EXAMPLE_IMAGE_NOTE = "678d52b8173122c27cb5153f"
EXAMPLE_VIDEO_NOTE = "67880cb889065b73755044e0"
_COLUMNS = ("id", "create_time", "type", "title", "likes", "collected_count", "comments_count", "sticky")
_DETAIL_COLUMNS = ("id", "time", "type", "title", "liked_count", "collected_count", "comments_count")


class AccountRequest(Request):
    """Names an account by id or link."""

    user_id: Text | None = Field(default=None, description="Account id; this or share_text")
    share_text: Text | None = Field(
        default=None, validate_default=True, description="Profile link or share text; this or user_id"
    )

    @field_validator("share_text")
    @classmethod
    def _one_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        exactly_one(value, "user_id", info)
        return value


class NotesRequest(AccountRequest):
    """Asks for one page of an account's notes."""

    cursor: Text | None = Field(
        default=None, description="cursor of the last note of the page before; leave out for the first"
    )


class NoteRequest(Request):
    """Names a note by id or link."""

    note_id: Text | None = Field(default=None, description="Note id; this or share_text")
    share_text: Text | None = Field(
        default=None, validate_default=True, description="Note link or share text; this or note_id"
    )

    @field_validator("share_text")
    @classmethod
    def _one_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        exactly_one(value, "note_id", info)
        return value


class AppAnswer(Response):
    """The platform's own envelope inside the answer."""

    code: int | None = field("The platform's own status; 0 is fine")
    success: bool | None = field("Whether the platform answered")
    msg: str | None = field("The platform's own message")


class Interaction(Response):
    """One total of an account."""

    type: str | None = field("fans, follows or interaction (likes and saves together)")
    name: str | None = field("Name of the total, in Chinese")
    count: str | int | None = field("The total, as text")


class NoteTotals(Response):
    """What an account's notes add up to."""

    posted: int | None = field("Notes", "notes")
    liked: int | None = field("Likes received", "likes")
    collected: int | None = field("Saves received", "saves")


class NoteProfile(Response):
    """An account."""

    userid: str | None = field("Account id")
    red_id: str | None = field("Numeric handle shown in the app")
    nickname: str | None = field("Display name")
    desc: str | None = field("Bio")
    imageb: str | None = field("Profile picture", "URL")
    ip_location: str | None = field("Where the account was last seen, in Chinese")
    fans: int | None = field("Followers", "people")
    follows: int | None = field("Followed accounts", "accounts")
    interactions: list[Interaction] | None = field("Totals as the app shows them")
    note_num_stat: NoteTotals | None = field("Notes, likes and saves")
    red_official_verified: bool | None = field("Whether it is verified")


class ProfileAnswer(AppAnswer):
    """An account's profile, two levels down."""

    ROWS: ClassVar[str] = "data"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "userid",
        "red_id",
        "nickname",
        "fans",
        "note_num_stat.liked",
        "note_num_stat.collected",
        "note_num_stat.posted",
    )

    data: NoteProfile | None = field("The account")


class NotePage(Response):
    """One page of notes."""

    notes: list[Note] | None = field("The notes")
    has_more: bool | None = field("Whether there is a next page")


class NotesAnswer(AppAnswer):
    """One page of an account's notes, pinned ones first."""

    ROWS: ClassVar[str] = "data.notes[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (*_COLUMNS, "cursor")
    FACTS: ClassVar[tuple[str, ...]] = ("data.has_more",)
    EMPTY: ClassVar[str] = "The account has no public notes, or the cursor is past the last one."

    data: NotePage | None = field("The page")


class NoteGroup(Response):
    """A note with its author."""

    note_list: list[Note] | None = field("The note, alone in its list")
    user: NoteUser | None = field("Its author")


class NoteAnswer(AppAnswer):
    """One note, three levels down."""

    ROWS: ClassVar[str] = "data[].note_list[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (*_DETAIL_COLUMNS, "^.user.nickname")
    EMPTY: ClassVar[str] = "There is no such note, or it is of the other kind (image or video)."

    data: list[NoteGroup] | None = field("The note in a list")


RAW_XIAOHONGSHU_PROFILE = Endpoint(
    name="raw_xiaohongshu_profile",
    route="GET /xiaohongshu/app_v2/get_user_info",
    summary="Get a Xiaohongshu profile as the app sends it.",
    use_when="Use for fields the canonical profile leaves out.",
    request=AccountRequest,
    response=ProfileAnswer,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=AccountRequest(user_id=EXAMPLE_ACCOUNT),
)

RAW_XIAOHONGSHU_NOTES = Endpoint(
    name="raw_xiaohongshu_notes",
    route="GET /xiaohongshu/app_v2/get_user_posted_notes",
    summary="Get one page of a Xiaohongshu account's notes as the app sends them; plays are not published.",
    use_when="Use for fields the canonical works leave out; page by the last note's cursor.",
    request=NotesRequest,
    response=NotesAnswer,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=NotesRequest(user_id=EXAMPLE_ACCOUNT),
)

RAW_XIAOHONGSHU_IMAGE_NOTE = Endpoint(
    name="raw_xiaohongshu_image_note",
    route="GET /xiaohongshu/app_v2/get_image_note_detail",
    summary="Get one Xiaohongshu note made of images as the app sends it.",
    use_when="Use for notes whose type is normal.",
    request=NoteRequest,
    response=NoteAnswer,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=NoteRequest(note_id=EXAMPLE_IMAGE_NOTE),
)

RAW_XIAOHONGSHU_VIDEO_NOTE = Endpoint(
    name="raw_xiaohongshu_video_note",
    route="GET /xiaohongshu/app_v2/get_video_note_detail",
    summary="Get one Xiaohongshu video note as the app sends it.",
    use_when="Use for notes whose type is video.",
    request=NoteRequest,
    response=NoteAnswer,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=NoteRequest(note_id=EXAMPLE_VIDEO_NOTE),
)
