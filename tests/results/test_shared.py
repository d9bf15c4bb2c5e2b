"""Results that several machines share behind a URL."""

from __future__ import annotations

import errno
from uuid import uuid4

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from creatorscope.errors import ArgumentError, LocalFileError, SettingsError
from creatorscope.results.about import About, Kind
from creatorscope.results.export import export
from creatorscope.results.paging import load_page
from creatorscope.results.query import query
from creatorscope.results.retention import Retention
from creatorscope.results.store import ResultStore

ANSWER = About(kind=Kind.ANSWER, tool="search", source="sandbox", arguments={}, summary="rows")

ROWS = [{"name": "Ana", "views": 10}, {"name": "Bo", "views": 32}]


@pytest.fixture(params=["memory", "local"])
def url(request, tmp_path):
    """Give a place of its own behind two kinds of URL: an object store's, and one with real folders."""
    if request.param == "memory":
        yield f"memory://{uuid4().hex}/team"
        MemoryFileSystem.store.clear()
    else:
        yield f"local://{tmp_path / 'team'}"


@pytest.fixture
def machine(url, tmp_path, clock):
    """Build the store of a machine by the machine's name."""
    return lambda name, **changed: ResultStore(tmp_path / name, clock, url=url, **changed)


def test_a_result_kept_on_one_machine_is_there_on_another(machine):
    result_id = machine("one").keep_rows(ROWS, ANSWER)
    other = machine("two")
    assert other.load(result_id).rows() == ROWS
    assert other.load_meta(result_id).count == 2
    assert other.ids() == [result_id]
    assert [meta.result_id for meta in other.list_page().found] == [result_id]


def test_queries_pages_and_exports_read_a_result_of_another_machine(machine):
    result_id = machine("one").keep_rows(ROWS, ANSWER)
    other = machine("two")
    answer = query(other, f"SELECT sum(views) AS views FROM {result_id}")  # noqa: S608 - an id
    assert answer.rows == [[42]]
    assert load_page(other, result_id).total == 2
    assert export(other, result_id, "csv").read_text("utf-8-sig").splitlines()[1] == "Ana,10"
    assert machine("one").load(answer.result_id).rows() == [{"views": 42}]


def test_a_result_deleted_on_one_machine_is_gone_on_all(machine, tmp_path):
    one, other = machine("one"), machine("two")
    result_id = one.keep_rows(ROWS, ANSWER)
    load_page(other, result_id)
    assert one.delete(result_id) > 0
    with pytest.raises(ArgumentError, match="problem") as caught:
        other.load(result_id)
    assert "No result is kept yet" in str(caught.value.problems[0])
    with pytest.raises(ArgumentError):
        load_page(other, result_id)
    assert other.ids() == []
    assert list((tmp_path / "two" / "results").iterdir()) == []


def test_a_table_is_dropped_with_its_result_when_another_machine_deletes_it(machine, tmp_path):
    one, other = machine("one"), machine("two")
    gone, kept = one.keep_rows(ROWS, ANSWER), one.keep_rows(ROWS, ANSWER)
    load_page(other, gone)
    load_page(other, kept)
    one.delete(gone)
    other.ids()
    left = {path.name.partition(".")[0] for path in (tmp_path / "two" / "results").iterdir()}
    assert left == {kept}


def test_retention_counts_and_deletes_what_all_machines_kept(machine, clock):
    old = machine("one").keep_rows(ROWS, ANSWER)
    clock.advance(days=31)
    other = machine("two", retention=Retention(max_age_days=30))
    new = other.keep_rows(ROWS, ANSWER)
    assert other.apply_retention() == [old]
    assert machine("one").ids() == [new]
    assert machine("one").size().results == 1


def test_an_id_taken_on_another_machine_is_never_written_over(machine, clock, monkeypatch):
    first = machine("one").keep_rows(ROWS, ANSWER)
    other = machine("two")
    given = iter([first, f"{first[:-1]}{'1' if first[-1] == '0' else '0'}"])
    monkeypatch.setattr(other._ids, "give", lambda _now: next(given))
    second = other.keep_rows([{"name": "Cy"}], ANSWER)
    assert second != first
    assert machine("three").load(first).rows() == ROWS


def test_the_description_of_a_large_result_is_read_without_its_rows(machine, monkeypatch):
    rows = [{"text": "x" * 1000} for _ in range(2000)]
    result_id = machine("one").keep_rows(rows, ANSWER)
    other = machine("two")
    asked = []
    whole = type(other._folder._remote._fs).cat_file

    def noted(self, path, start=None, end=None, **more):
        asked.append(end)
        return whole(self, path, start=start, end=end, **more)

    monkeypatch.setattr(type(other._folder._remote._fs), "cat_file", noted)
    assert other.list_page().found[0].result_id == result_id
    assert asked == [64 * 1024]


def test_a_service_that_refuses_is_an_error_in_words(machine, monkeypatch):
    store = machine("one")
    fs = type(store._folder._remote._fs)

    def refuse(*_args, **_kwargs):
        raise PermissionError(errno.EACCES, "Access denied")

    for name in ("pipe_file", "ls", "cat_file", "rm_file"):
        monkeypatch.setattr(fs, name, refuse)
    with pytest.raises(LocalFileError, match="Access denied"):
        store.keep_rows(ROWS, ANSWER)
    with pytest.raises(LocalFileError, match="Access denied"):
        store.list_page()
    with pytest.raises(LocalFileError, match="Access denied"):
        store.check_writable()


@pytest.mark.parametrize("scheme", ["nosuch", "s3"])
def test_a_service_fsspec_cannot_reach_says_what_to_install(tmp_path, clock, scheme):
    if scheme == "s3" and _has(scheme):
        pytest.skip("s3fs is installed here")
    with pytest.raises(SettingsError) as caught:
        ResultStore(tmp_path, clock, url=f"{scheme}://bucket/team")
    assert f"install the fsspec package that serves {scheme}://" in caught.value.remedy


def _has(scheme: str) -> bool:
    try:
        fsspec.get_filesystem_class(scheme)
    except ImportError:
        return False
    return True
