"""Nothing that is paid for is lost: answers are kept, and where they cannot be, that is said in time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from creatorscope.app import _retention
from creatorscope.clock import SystemClock
from creatorscope.endpoints.table import BY_NAME
from creatorscope.errors import LocalFileError
from creatorscope.results.retention import Retention
from creatorscope.results.store import ResultStore
from creatorscope.settings import load_settings

SEARCH = "search_tiktok_creators"


@contextmanager
def no_room_for_more_than(size: int) -> Iterator[None]:
    """Let files be made but not grow beyond `size` bytes, as on a disk that is nearly full."""
    resource = pytest.importorskip("resource", reason="this platform limits no file sizes")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        (SEARCH, {"size": 1}),
        ("get_account_health", {}),
        (
            "submit_collection_task",
            {"task_type": "FILE_UPLOAD", "platform": "tiktok", "values": ["creator_demo"]},
        ),
    ],
    ids=["billed", "counted", "submitting"],
)
async def test_without_a_place_for_the_answer_nothing_is_sent(open_sandbox_app, tmp_path, name, arguments):
    async with open_sandbox_app() as app:
        (tmp_path / "results").write_text("in the way", encoding="utf-8")
        with pytest.raises(LocalFileError) as raised:
            await app.invoker.invoke(app.operations[name], arguments)
        (tmp_path / "results").unlink()
        after = await app.invoker.invoke(app.operations[SEARCH], {"size": 1, "service_level": "S1"})
    assert raised.value.code == "storage_not_writable"
    assert "Charged: no." in raised.value.text()
    assert after.remaining.amount == 1_000_000 - 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
async def test_on_a_full_disk_nothing_is_sent_and_so_nothing_charged(call):
    before = await call(SEARCH, size=1, service_level="S1")
    with no_room_for_more_than(2_000), pytest.raises(LocalFileError) as raised:
        await call(SEARCH, size=50)
    assert "Charged: no." in raised.value.text()
    after = await call(SEARCH, size=1, service_level="S1", fresh=True)
    assert after.remaining.amount == before.remaining.amount - 1


@pytest.mark.parametrize("name", ["raw_xiaohongshu_notes", "raw_xiaohongshu_profile", SEARCH])
async def test_rows_of_a_result_are_found_with_contacts_hidden_too(open_sandbox_app, name):
    counts = []
    for hidden in (False, True):
        async with open_sandbox_app(hide_contacts=hidden) as app:
            arguments = BY_NAME[name].example.model_dump(mode="json", exclude_unset=True)
            answer = await app.invoker.invoke(app.operations[name], arguments)
            counts.append(len(app.invoker._around.store.load(answer.result_id).rows()))
    assert counts[0] == counts[1] > 0


def test_results_are_kept_as_long_as_the_settings_say(tmp_path):
    usual = load_settings({})
    assert _retention(usual) == Retention()
    file = tmp_path / "config.yaml"
    file.write_text("results_keep_days: 0\nresults_keep_mb: 0.5\n", encoding="utf-8")
    assert _retention(load_settings({}, file)) == Retention(max_age_days=None, max_bytes=500_000)


def test_a_store_that_can_be_written_leaves_nothing_behind_when_it_is_checked(tmp_path: Path):
    ResultStore(tmp_path, SystemClock()).check_writable()
    assert list((tmp_path / "results").iterdir()) == []
