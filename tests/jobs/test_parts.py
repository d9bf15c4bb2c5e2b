"""The rows of a running job, in a folder or behind a URL that several machines share."""

from __future__ import annotations

import errno
from uuid import uuid4

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from pydantic_core import from_json

from creatorscope.errors import LocalFileError
from creatorscope.jobs.parts import LocalParts, PartsRoot

ROWS = [{"id": "1", "name": "Ana\u2028\r\n"}, {"id": "2", "name": None}]


@pytest.fixture(params=["folder", "disk", "service"])
def machine(request, tmp_path):
    """Open the parts of a job on one of two machines; those of a plain folder are on one machine only."""
    urls = {"folder": None, "disk": f"file://{tmp_path}/team/jobs", "service": f"memory://{uuid4().hex}/jobs"}
    url = urls[request.param]

    def parts(job_id="job_1", name="one"):
        return PartsRoot(tmp_path / ("one" if url is None else name), url).of(job_id)

    yield parts
    MemoryFileSystem.store.clear()


@pytest.fixture
def service():
    """Parts behind an object store."""
    yield PartsRoot(None, f"memory://{uuid4().hex}/jobs").of("job_1")
    MemoryFileSystem.store.clear()


def test_parts_come_in_the_order_of_their_names_with_their_rows_as_written(machine):
    parts = machine()
    assert (parts.names(), list(parts.rows()), parts.joined()) == ([], [], b"[]")
    parts.write("rows-10", ROWS[1:])
    parts.write("ids-00", [{"id": "0"}])
    parts.write("rows-02", ROWS[:1])
    assert parts.names() == ["ids-00", "rows-02", "rows-10"]
    assert parts.names("rows-") == ["rows-02", "rows-10"]
    assert list(parts.rows("rows-")) == ROWS
    assert from_json(parts.joined("rows-")) == ROWS
    assert parts.read("rows-02") == ROWS[:1]
    assert parts.read("rows-03") == []


def test_a_part_written_twice_has_its_rows_once(machine):
    parts = machine()
    for rows in (ROWS[:1], ROWS, ROWS):
        parts.write("rows-1", rows)
    assert (parts.names(), list(parts.rows())) == (["rows-1"], ROWS)


def test_a_part_without_rows_is_there_and_adds_none(machine):
    parts = machine()
    parts.write("rows-1", [])
    parts.write("rows-2", ROWS)
    parts.write("rows-3", [])
    assert "rows-1" in parts.names()
    assert parts.read("rows-1") == []
    assert from_json(parts.joined()) == ROWS


def test_a_part_whose_rows_break_off_is_not_written_and_the_one_before_stays(machine):
    def breaking():
        yield ROWS[1]
        raise ValueError("broken off")

    parts = machine()
    parts.write("rows-1", ROWS)
    for name in ("rows-1", "rows-2"):
        with pytest.raises(ValueError, match="broken off"):
            parts.write(name, breaking())
    assert (parts.names(), parts.read("rows-1")) == (["rows-1"], ROWS)


def test_a_disk_that_is_full_leaves_the_part_before_and_says_what_to_do(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    parts = PartsRoot(tmp_path).of("job_1")
    parts.write("rows-1", ROWS)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LocalFileError, match="No space left on device") as caught:
        parts.write("rows-1", [])
    assert "make room" in caught.value.remedy
    assert [path.name for path in (tmp_path / "job_1").iterdir()] == ["rows-1.jsonl"]
    assert parts.read("rows-1") == ROWS


def test_what_one_machine_writes_another_has(machine):
    one, other = machine(name="one"), machine(name="two")
    assert other.names() == []
    one.write("rows-1", ROWS[:1])
    other.write("rows-2", ROWS[1:])
    assert other.names() == ["rows-1", "rows-2"]
    assert [list(parts.rows()) for parts in (one, other)] == [ROWS, ROWS]


def test_clearing_deletes_the_parts_of_one_job_for_all(machine):
    one, other = machine(name="one"), machine(name="two")
    one.write("rows-1", ROWS)
    one.write("rows-2", ROWS)
    machine("job_2").write("rows-1", ROWS)
    assert other.clear() > 2 * 40
    assert (one.names(), one.read("rows-1"), one.clear()) == ([], [], 0)
    assert machine("job_2").read("rows-1") == ROWS


def test_many_parts_behind_a_url_are_joined_in_order(service):
    for number in reversed(range(150)):
        service.write(f"rows-{number:05}", [{"id": number}])
    assert [row["id"] for row in from_json(service.joined())] == list(range(150))


def test_reading_a_part_lists_nothing(service, monkeypatch):
    service.write("rows-1", ROWS)

    def listed(*_args, **_kwargs):
        raise AssertionError("listed")

    for name in ("ls", "find", "info"):
        monkeypatch.setattr(MemoryFileSystem, name, listed)
    assert (service.read("rows-1"), service.read("rows-2")) == (ROWS, [])


@pytest.mark.parametrize("lost", [1, len(b'{"id":"2","name":null}\n\n'), 60])
def test_half_a_part_is_never_taken_for_a_whole_one(service, lost):
    service.write("rows-1", ROWS)
    [file] = MemoryFileSystem.store.values()
    file.truncate(max(0, file.seek(0, 2) - lost))
    for read in (lambda: service.read("rows-1"), service.joined, lambda: list(service.rows())):
        with pytest.raises(LocalFileError, match="half of a part") as caught:
            read()
        assert caught.value.outcome.retryable


@pytest.mark.parametrize("fault", [PermissionError(errno.EACCES, "Access denied"), RuntimeError("secret")])
def test_a_service_that_fails_is_an_error_in_words_that_may_pass(service, monkeypatch, fault):
    def fail(*_args, **_kwargs):
        raise fault

    for name in ("pipe_file", "ls", "cat_file"):
        monkeypatch.setattr(MemoryFileSystem, name, fail)
    for use in (
        lambda: service.write("rows-1", ROWS),
        lambda: service.read("rows-1"),
        service.names,
        service.clear,
    ):
        with pytest.raises(LocalFileError, match=r"rows of a job: (Access denied|RuntimeError)") as caught:
            use()
        assert caught.value.outcome.retryable


def test_a_mounted_disk_named_by_url_is_written_as_a_folder_is(tmp_path):
    parts = PartsRoot(tmp_path / "own", f"file://{tmp_path}/team").of("job_1")
    assert isinstance(parts, LocalParts)
    parts.write("rows-1", ROWS)
    assert [path.name for path in (tmp_path / "team" / "job_1").iterdir()] == ["rows-1.jsonl"]
    assert not (tmp_path / "own").exists()


def test_a_name_that_is_no_file_name_is_refused(machine):
    with pytest.raises(ValueError, match="no name of a part"):
        machine().write("../rows", ROWS)
