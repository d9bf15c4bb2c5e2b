"""The Instagram works calls: an account's id, profile, posts and reels, and one post."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Request, Response
from creatorscope.endpoints.works_post import Post
from creatorscope.endpoints.works_shared import ONE_REQUEST, TOOLSET, HandleRequest, Text

EXAMPLE_CODE = "uuvmVoRay28"
_POST_COLUMNS = ("code", "taken_at", "media_type", "caption.text", "like_count", "comment_count")


class ReelsRequest(HandleRequest):
    """Asks for one page of an account's reels."""

    first: int | None = Field(default=None, ge=1, le=50, description="Works a page; default 12")
    after: Text | None = Field(
        default=None, description="page_info.end_cursor of the page before; leave out for the first"
    )


class PostsRequest(ReelsRequest):
    """Asks for one page of an account's posts."""

    count: int | None = Field(default=None, ge=1, le=50, description="Older name of first")


class CodeRequest(Request):
    """Names a post by the code in its link."""

    code: Text = Field(description="Code in the link: instagram.com/p/CODE")


class InstagramId(Response):
    """The id of an account."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("user_id", "username")

    user_id: str | None = field("Account id")
    username: str | None = field("Handle")


class Count(Response):
    """A connection of which only the size is of use."""

    count: int | None = field("How many")


class GraphUser(Response):
    """An account as the web sends it."""

    id: str | None = field("Account id")
    username: str | None = field("Handle")
    full_name: str | None = field("Display name")
    biography: str | None = field("Bio")
    external_url: str | None = field("Link in the bio")
    profile_pic_url: str | None = field("Profile picture", "URL")
    profile_pic_url_hd: str | None = field("Larger profile picture", "URL")
    is_verified: bool | None = field("Whether it is verified")
    is_private: bool | None = field("Whether it is private")
    business_email: str | None = field("Published email address")
    category_name: str | None = field("Kind of account")
    edge_followed_by: Count | None = field("Followers")
    edge_follow: Count | None = field("Followed accounts")
    edge_owner_to_timeline_media: Count | None = field("Posts")
    edge_felix_video_timeline: Count | None = field("Reels and videos")


class GraphProfile(Response):
    """An account's profile."""

    PREVIEW: ClassVar[tuple[str, ...]] = (
        "user.username",
        "user.full_name",
        "user.id",
        "user.edge_followed_by.count",
        "user.edge_owner_to_timeline_media.count",
    )

    user: GraphUser | None = field("The account")


class PageInfo(Response):
    """Where the next page begins."""

    end_cursor: str | None = field("Cursor of the next page")
    has_next_page: bool | None = field("Whether there is one")


class PostEdge(Response):
    """One post in its list."""

    node: Post | None = field("The post")


class PostPage(Response):
    """One page of an account's posts, pinned ones first; plays are only in reels and in details."""

    ROWS: ClassVar[str] = "edges[].node"
    PREVIEW: ClassVar[tuple[str, ...]] = _POST_COLUMNS
    FACTS: ClassVar[tuple[str, ...]] = ("page_info.has_next_page", "page_info.end_cursor")
    EMPTY: ClassVar[str] = "The account has no public posts, or the cursor is past the last one."

    edges: list[PostEdge] | None = field("The posts")
    page_info: PageInfo | None = field("Where the next page begins")


class ReelNode(Response):
    """The wrapper of a reel."""

    media: Post | None = field("The reel")


class ReelEdge(Response):
    """One reel in its list."""

    node: ReelNode | None = field("The reel, wrapped")


class ReelPage(Response):
    """One page of an account's reels, pinned ones first."""

    ROWS: ClassVar[str] = "edges[].node.media"
    PREVIEW: ClassVar[tuple[str, ...]] = (*_POST_COLUMNS, "play_count")
    FACTS: ClassVar[tuple[str, ...]] = ("page_info.has_next_page", "page_info.end_cursor")
    EMPTY: ClassVar[str] = "The account has no public reels, or the cursor is past the last one."

    edges: list[ReelEdge] | None = field("The reels")
    page_info: PageInfo | None = field("Where the next page begins")


class PostAnswer(Response):
    """One post."""

    ROWS: ClassVar[str] = "items[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (*_POST_COLUMNS, "play_count", "user.username")

    items: list[Post] | None = field("The post, alone in its list")


RAW_INSTAGRAM_USER_ID = Endpoint(
    name="raw_instagram_user_id",
    route="GET /instagram/v3/get_user_id_by_username",
    summary="Get the account id behind an Instagram handle.",
    use_when="Use to recognise an account whose handle may have changed.",
    request=HandleRequest,
    response=InstagramId,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=HandleRequest(username="creator_demo"),
)

RAW_INSTAGRAM_PROFILE = Endpoint(
    name="raw_instagram_profile",
    route="GET /instagram/v3/get_user_profile",
    summary="Get an Instagram profile as the web sends it.",
    use_when="Use for fields the canonical profile leaves out.",
    request=HandleRequest,
    response=GraphProfile,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=HandleRequest(username="creator_demo"),
)

RAW_INSTAGRAM_POSTS = Endpoint(
    name="raw_instagram_posts",
    route="GET /instagram/v3/get_user_posts",
    summary="Get one page of an Instagram account's posts, reels among them, without plays.",
    use_when="Use for fields the canonical works leave out; page by after while has_next_page.",
    request=PostsRequest,
    response=PostPage,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=PostsRequest(username="creator_demo", first=12),
)

RAW_INSTAGRAM_REELS = Endpoint(
    name="raw_instagram_reels",
    route="GET /instagram/v3/get_user_reels",
    summary="Get one page of an Instagram account's reels, with their plays.",
    use_when="Use where plays matter; page by after while has_next_page.",
    request=ReelsRequest,
    response=ReelPage,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ReelsRequest(username="creator_demo", first=12),
)

RAW_INSTAGRAM_WORK = Endpoint(
    name="raw_instagram_work",
    route="GET /instagram/v3/get_post_info_by_code",
    summary="Get one Instagram post or reel by its code.",
    use_when="Use with the code of a link.",
    request=CodeRequest,
    response=PostAnswer,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=CodeRequest(code=EXAMPLE_CODE),
)
