"""Results are kept as they came, found by their id, listed, deleted, and dropped when they are old."""

from __future__ import annotations

import json

import pytest

from creatorscope.errors import ArgumentError, LocalFileError
from creatorscope.results.about import About, Kind
from creatorscope.results.ids import is_result_id, made_at
from creatorscope.results.retention import Retention
from creatorscope.results.store import ResultStore

ANSWER = About(
    kind=Kind.ANSWER,
    tool="search_tiktok_creators",
    source="sandbox",
    arguments={"keyword": "skin\ncare é"},
    charged={"amount": 3, "unit": "credits"},
    data_path="data",
    rows_path="items[]",
    summary="two rows",
)


def test_raw_bytes_come_back_as_they_were(store):
    raw = '{"data": {"items": [{"a": 1.0}]},\n\n "x": "é\\u0000"}\n'.encode()
    kept = store.load(store.keep(raw, ANSWER))
    assert kept.raw == raw
    assert kept.meta.arguments == {"keyword": "skin\ncare é"}
    assert kept.meta.charged == {"amount": 3, "unit": "credits"}
    assert kept.meta.fetched_at == "2026-03-15T12:00:00Z"
    assert kept.meta.is_sandbox


@pytest.mark.parametrize(
    ("raw", "data_path", "rows_path", "rows"),
    [
        ({"data": {"items": [{"a": 1}]}}, "data", "items[]", [{"a": 1}]),
        ({"data": [{"a": 1}]}, "data", "items[]", [{"a": 1}]),
        ([{"a": 1}, {"a": 2}], "", "[]", [{"a": 1}, {"a": 2}]),
        ({"a": 1}, "data", "", [{"a": 1}]),
        ({"data": {"segments": [{"x": [{"a": 1}]}, {"x": [{"a": 2}]}]}}, "data", "segments[].x[]", 2),
        ({"data": None}, "data", "items[]", []),
        ({"data": {"items": None}}, "data", "items[]", []),
    ],
)
def test_rows_are_found_wherever_the_answer_has_them(store, raw, data_path, rows_path, rows):
    about = About(kind=Kind.ANSWER, tool="t", source="live", data_path=data_path, rows_path=rows_path)
    found = store.load(store.keep(json.dumps(raw).encode(), about)).rows()
    assert found == rows or len(found) == rows


def test_ids_sort_by_the_moment_they_were_given_and_tell_it(store, clock):
    first = [store.keep(b"{}", ANSWER) for _ in range(50)]
    clock.advance(minutes=1)
    later = store.keep(b"{}", ANSWER)
    assert [*first, later] == sorted({*first, later})
    assert made_at(later) == clock.now()
    assert all(is_result_id(one) for one in first)
    assert store.ids()[0] == later


def test_ids_keep_their_order_when_the_clock_is_set_back(store, clock):
    before = store.keep(b"{}", ANSWER)
    clock.advance(hours=-1)
    assert store.keep(b"{}", ANSWER) > before


@pytest.mark.parametrize(
    "bad", ["", "res_", "../../etc/passwd", "res_../../../x", "RES_000000000000", "x" * 500]
)
def test_an_id_that_is_none_is_an_argument_error_naming_results_that_exist(store, bad):
    known = store.keep(b"{}", ANSWER)
    for act in (store.load, store.load_meta, store.delete):
        with pytest.raises(ArgumentError) as caught:
            act(bad)
        (problem,) = caught.value.problems
        assert problem.field == "result_id"
        assert known in problem.fix
        assert len(problem.message) < 60


def test_an_unknown_id_suggests_the_nearest(store):
    known = store.keep(b"{}", ANSWER)
    wrong = known[:-1] + ("0" if known[-1] != "0" else "1")
    with pytest.raises(ArgumentError) as caught:
        store.load(wrong, field="sql")
    assert caught.value.problems[0].field == "sql"
    assert f"Did you mean {known}?" in caught.value.problems[0].fix


def test_an_empty_store_says_so(store):
    with pytest.raises(ArgumentError) as caught:
        store.load("res_000000000000")
    assert "No result is kept yet" in caught.value.problems[0].fix
    assert store.list_page().found == []
    assert store.size().results == 0


def test_listing_is_newest_first_in_pages_and_filters(store):
    ids = [store.keep(b"{}", ANSWER) for _ in range(5)]
    other = store.keep_rows([{"a": 1}], About(kind=Kind.ANALYSIS, tool="analyze_creator", source="live"))
    everything = store.list_page(size=4)
    assert [meta.result_id for meta in everything.found] == [other, *reversed(ids[2:])]
    assert everything.total == 6
    assert [meta.result_id for meta in store.list_page(page=2, size=4).found] == [ids[1], ids[0]]
    found = store.list_page(tool="search_tiktok_creators", size=2)
    assert (len(found.found), found.total) == (2, 5)
    assert [meta.result_id for meta in store.list_page(kind="analysis").found] == [other]
    assert store.list_page(kind="analysis").found[0].count == 1


def test_deleting_frees_the_bytes_and_the_id(store):
    kept = store.keep(b"x" * 1000, ANSWER)
    assert store.delete(kept) > 1000
    assert store.size().size == 0
    with pytest.raises(ArgumentError):
        store.load(kept)
    with pytest.raises(ArgumentError):
        store.delete(kept)


@pytest.mark.parametrize("content", [b"", b"{}\nabc", b"not json\n{}", b'{"kind": 1}\n', b"[1]\n"])
def test_a_damaged_file_is_an_error_of_the_file_and_is_not_listed(store, content):
    kept = store.keep(b"{}", ANSWER)
    store.path(kept).write_bytes(content)
    with pytest.raises(LocalFileError) as caught:
        store.load(kept)
    assert caught.value.code == "result_damaged"
    assert store.list_page().found == []
    assert store.delete(kept) == len(content)


def test_a_file_cut_short_is_noticed(store):
    kept = store.keep(b'{"a": "long enough"}', ANSWER)
    store.path(kept).write_bytes(store.path(kept).read_bytes()[:-3])
    with pytest.raises(LocalFileError):
        store.load(kept)


def test_bytes_that_are_not_json_are_kept_and_the_error_comes_when_they_are_read(store):
    kept = store.load(store.keep(b"<html>", ANSWER))
    assert kept.raw == b"<html>"
    with pytest.raises(LocalFileError):
        kept.rows()


def test_old_results_go_but_never_the_newest(tmp_path, clock):
    store = ResultStore(tmp_path, clock, retention=Retention(max_age_days=7))
    old = [store.keep(b"{}", ANSWER) for _ in range(3)]
    clock.advance(days=8)
    assert store.apply_retention() == [old[1], old[0]]
    assert store.ids() == [old[2]]
    newest = store.keep(b"{}", ANSWER)
    clock.advance(hours=2)
    assert store.apply_retention() == [old[2]]
    assert store.ids() == [newest]


def test_results_beyond_the_size_go_oldest_first(tmp_path, clock):
    store = ResultStore(tmp_path, clock, retention=Retention(max_bytes=25_000))
    ids = [store.keep(b"x" * 10_000, ANSWER) for _ in range(5)]
    assert store.apply_retention() == [ids[2], ids[1], ids[0]]
    assert store.ids() == [ids[4], ids[3]]


def test_retention_runs_on_keeping_once_an_hour(tmp_path, clock):
    store = ResultStore(tmp_path, clock, retention=Retention(max_bytes=15_000))
    for _ in range(4):
        store.keep(b"x" * 10_000, ANSWER)
    assert store.size().results == 4
    clock.advance(minutes=61)
    last = store.keep(b"x", ANSWER)
    assert len(store.ids()) == 2
    assert store.ids()[0] == last


def test_no_limits_keep_everything(tmp_path, clock):
    store = ResultStore(tmp_path, clock, retention=Retention(max_age_days=None, max_bytes=None))
    store.keep(b"{}", ANSWER)
    store.keep(b"{}", ANSWER)
    clock.advance(days=4000)
    assert store.apply_retention() == []


def test_files_that_are_no_results_are_left_alone(store):
    store.keep(b"{}", ANSWER)
    stray = store.path("x").parent / "notes.txt"
    stray.write_text("mine")
    store.apply_retention()
    assert stray.exists()
    assert store.size().results == 1


def test_a_root_that_is_a_file_is_a_clear_error(tmp_path, clock):
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError) as caught:
        ResultStore(tmp_path / "file", clock).keep(b"{}", ANSWER)
    assert "--storage" in caught.value.remedy


def test_a_folder_removed_while_running_is_made_again(store):
    kept = store.keep(b"{}", ANSWER)
    store.path(kept).unlink()
    store.path(kept).parent.rmdir()
    assert store.load(store.keep(b"{}", ANSWER)).raw == b"{}"
