"""What is wrong with arguments is said so that it reads well aloud: the field, the fault, the fix."""

from __future__ import annotations

import pytest

from creatorscope.errors import ArgumentError

SEARCH = "search_tiktok_creators"
PLAIN_ID = "not in the expected form. Give the id exactly as it was answered: letters, digits, _ . and -."


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("get_video_stats", {"item_id": "abc"}, "item_id: not in the expected form. Give digits only"),
        ("complete_upload", {"upload_id": "a/b"}, f"upload_id: {PLAIN_ID}"),
        ("get_transcription", {"task_id": "a b"}, f"task_id: {PLAIN_ID}"),
        ("open_upload", {}, "provider: required and missing. Use 'r2' or 'oss'."),
        (
            "open_upload",
            {"provider": "r2", "file_name": "a", "content_type": "video", "size_bytes": 1},
            "content_type: not in the expected form. Write a MIME type such as audio/mpeg.",
        ),
        (SEARCH, {"country_code": []}, "country_code: empty. Give at least 1"),
        (SEARCH, {"keyword": ""}, "keyword: empty. Give it a value"),
        ("submit_affiliate_errors", {"errors": []}, "errors: empty. Give at least 1"),
        ("find_lookalike_creators", {"profile_url": "not a url"}, "profile_url: not a web address. Give one"),
    ],
)
async def test_message_names_the_field_the_fault_and_the_fix(call, name, arguments, said):
    with pytest.raises(ArgumentError) as raised:
        await call(name, **arguments)
    assert any(str(problem).startswith(said) for problem in raised.value.problems), raised.value.text()
