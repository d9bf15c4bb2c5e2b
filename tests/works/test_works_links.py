"""Links, handles and share text as users paste them."""

from __future__ import annotations

import pytest

from creatorscope.works.links import resolve

NOTE = "65a1b2c3d4e5f60718293a4b"
VIDEO = "a1B2c3D4e5_"
CHANNEL = "UC" + "a1B2c3D4e5F6g7H8i9J0k1"
SEC = "MS4wLjABAAAAabc-_1"
AWEME = "7584769166932233472"

CREATORS = [
    ("https://www.tiktok.com/@some.one", "tiktok", "some.one", None),
    ("tiktok.com/@some_one?lang=en", "tiktok", "some_one", None),
    ("HTTPS://WWW.TikTok.com/@some_one/", "tiktok", "some_one", None),
    ("https://m.tiktok.com/@some_one/live", "tiktok", "some_one", None),
    (f"https://www.douyin.com/user/{SEC}?from_tab_name=main", "douyin", None, SEC),
    (f"https://www.douyin.com/user/{SEC}?vid={AWEME}", "douyin", None, SEC),
    (f"https://www.iesdouyin.com/share/user/{SEC}", "douyin", None, SEC),
    (f"https://www.xiaohongshu.com/user/profile/{NOTE}?xsec_token=x", "xiaohongshu", None, NOTE),
    ("https://www.instagram.com/some.name/", "instagram", "some.name", None),
    ("instagram.com/some_name?igsh=abc", "instagram", "some_name", None),
    ("https://www.instagram.com/stories/some_name/123/", "instagram", "some_name", None),
    ("https://www.youtube.com/@Some-Name/videos", "youtube", "Some-Name", None),
    ("https://www.youtube.com/@%E5%90%8D", "youtube", "名", None),
    (f"https://m.youtube.com/channel/{CHANNEL}/about", "youtube", None, CHANNEL),
    ("youtube.com/c/SomeName", "youtube", "SomeName", None),
    ("https://www.youtube.com/user/SomeName", "youtube", "SomeName", None),
]
WORKS = [
    (f"https://www.tiktok.com/@x.y/video/{AWEME}?is_from_webapp=1&sender_device=pc", "tiktok", AWEME),
    (f"https://www.tiktok.com/@x.y/photo/{AWEME}", "tiktok", AWEME),
    (f"https://m.tiktok.com/v/{AWEME}.html", "tiktok", AWEME),
    (f"https://www.tiktok.com/embed/v2/{AWEME}", "tiktok", AWEME),
    (f"https://www.douyin.com/video/{AWEME}", "douyin", AWEME),
    (f"https://www.douyin.com/note/{AWEME}", "douyin", AWEME),
    (f"https://www.iesdouyin.com/share/video/{AWEME}/?region=CN", "douyin", AWEME),
    (f"https://www.douyin.com/discover?modal_id={AWEME}", "douyin", AWEME),
    (f"https://www.xiaohongshu.com/explore/{NOTE}?xsec_token=abc=", "xiaohongshu", NOTE),
    (f"https://www.xiaohongshu.com/discovery/item/{NOTE}", "xiaohongshu", NOTE),
    ("instagram.com/p/C0dE_-123/?igsh=x", "instagram", "C0dE_-123"),
    ("https://www.instagram.com/some.name/reel/C0dE123/", "instagram", "C0dE123"),
    ("https://www.instagram.com/reels/C0dE123", "instagram", "C0dE123"),
    (f"https://www.youtube.com/watch?v={VIDEO}&t=3s", "youtube", VIDEO),
    (f"https://m.youtube.com/watch?app=desktop&v={VIDEO}", "youtube", VIDEO),
    (f"https://youtu.be/{VIDEO}?si=abc", "youtube", VIDEO),
    (f"https://youtube.com/shorts/{VIDEO}?feature=share", "youtube", VIDEO),
    (f"(see https://youtu.be/{VIDEO}).", "youtube", VIDEO),
]
SHORT = [
    ("https://vm.tiktok.com/ZMabc123/", "tiktok"),
    ("https://vt.tiktok.com/ZSabc/", "tiktok"),
    ("https://www.tiktok.com/t/ZTabc/", "tiktok"),
    ("7.99 复制打开抖音，看看【某人的作品】今天 https://v.douyin.com/iAbC-dE1/ 08/12 g@b.cD", "douyin"),
    (
        "66 某某发布了一篇小红书笔记，快来看吧！😆 abc 😆 http://xhslink.com/a/Xy12Z，复制本条信息",
        "xiaohongshu",
    ),
    ("快看https://xhslink.com/o/Xy12Z", "xiaohongshu"),
    ("https://www.instagram.com/share/reel/BAbcd", "instagram"),
]


@pytest.mark.parametrize(("text", "platform", "handle", "creator_id"), CREATORS)
def test_a_creators_link_gives_platform_and_handle_or_id(text, platform, handle, creator_id):
    found = resolve(text)
    assert (found.platform, found.kind, found.handle, found.id) == (platform, "creator", handle, creator_id)


@pytest.mark.parametrize(("text", "platform", "work_id"), WORKS)
def test_a_works_link_gives_platform_and_id(text, platform, work_id):
    found = resolve(text)
    assert (found.platform, found.kind, found.id) == (platform, "work", work_id)


@pytest.mark.parametrize(("text", "platform"), SHORT)
def test_a_short_link_is_named_as_one_and_kept_for_following(text, platform):
    found = resolve(text)
    assert (found.platform, found.kind) == (platform, "short_link")
    assert found.url.startswith("https://")
    assert found.url.endswith(found.id)


@pytest.mark.parametrize("text", [case[0] for case in CREATORS + WORKS + SHORT])
def test_the_cleaned_link_names_the_same_again(text):
    found = resolve(text)
    again = resolve(found.url)
    assert (again.platform, again.kind, again.id) == (found.platform, found.kind, found.id)


def test_the_author_of_a_work_is_told_where_the_link_says():
    assert resolve(WORKS[0][0]).handle == "x.y"
    assert resolve(f"https://www.douyin.com/user/{SEC}?vid={AWEME}", want="work").id == AWEME


@pytest.mark.parametrize(
    ("text", "platform", "handle", "creator_id"),
    [
        ("@some.one", "tiktok", "some.one", None),
        ("some.one", "instagram", "some.one", None),
        (CHANNEL, "youtube", None, CHANNEL),
        (SEC, "douyin", None, SEC),
        (NOTE, "xiaohongshu", None, NOTE),
    ],
)
def test_a_bare_name_needs_its_platform(text, platform, handle, creator_id):
    found = resolve(text, platform)
    assert (found.handle, found.id) == (handle, creator_id)
    with pytest.raises(ValueError, match="give the platform too"):
        resolve(text)


@pytest.mark.parametrize(
    ("platform", "work_id"),
    [("tiktok", AWEME), ("xiaohongshu", NOTE), ("youtube", VIDEO), ("instagram", "C0dE123")],
)
def test_a_bare_id_can_name_a_work(platform, work_id):
    found = resolve(work_id, platform, want="work")
    assert (found.kind, found.id) == ("work", work_id)
    assert resolve(found.url).id == work_id


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("", None),
        ("   ", "tiktok"),
        ("two words", "tiktok"),
        ("https://example.com/@x", None),
        ("https://example.com/@x", "tiktok"),
        ("https://eviltiktok.com/@x", None),
        ("https://tiktok.com.evil.example/@x", None),
        ("https://evil.example/tiktok.com/@x", None),
        ("https://user@tiktok.com/@x", None),
        ("https://www.tiktok.com/", None),
        ("https://www.instagram.com/explore/", None),
        ("https://www.youtube.com/watch", None),
        ("https://www.youtube.com/watch?v=short", None),
        (f"https://youtu.be/{VIDEO}", "tiktok"),
        (f"https://youtu.be/{VIDEO} https://www.tiktok.com/@x", None),
        ("x" * 10_000, "tiktok"),
    ],
)
def test_what_names_nothing_is_refused_with_what_to_do(text, platform):
    with pytest.raises(ValueError, match=r".+; .*(give|leave)"):
        resolve(text, platform)
