"""Local files are read whole or refused with the line that is wrong."""

from __future__ import annotations

import gzip
import json

import pytest

from creatorscope.errors import LocalFileError
from creatorscope.results.imports import load_document

LIMIT = 1_000_000
PACKED = gzip.compress(b"[1, 2, 3]", mtime=0)


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def written(name, content):
        path = tmp_path / name
        content = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return written


@pytest.mark.parametrize("name", ["a.json", "a.JSON", "a.json.gz"])
def test_json_is_returned_as_it_is(write, name):
    document = {"data": {"list": [{"id": "1", "n": 0, "x": None}]}}
    assert load_document(write(name, json.dumps(document)), LIMIT) == document
    assert load_document(write(name, "[{}, {}]"), LIMIT) == [{}, {}]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.json"])
def test_json_lines_are_rows_whatever_separators_their_texts_hold(write, name):
    content = '\ufeff{"a": "x\u2028y"}\r\n\n{"a": 2}\n'
    assert load_document(write(name, content), LIMIT) == [{"a": "x\u2028y"}, {"a": 2}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'a,b\n1,"x, y"\n,007\n'),
        ("a.csv", 'a;b\r\n1;"x, y"\r\n;007\r\n'),
        ("a.tsv", "a\tb\n1\tx, y\n\t007\n"),
        ("a.csv.gz", '\ufeffa,b\n1,"x, y"\n\n,007'),
    ],
)
def test_csv_cells_are_text_and_empty_is_unknown(write, name, content):
    assert load_document(write(name, content), LIMIT) == [{"a": "1", "b": "x, y"}, {"a": None, "b": "007"}]


def test_columns_of_our_own_exports_become_objects_again(write):
    content = "a__b__c,a__d,x,__y,x__z\n1,,'=2,3,4\n,,,,\n"
    assert load_document(write("a.csv", content), LIMIT) == [
        {"a": {"b": {"c": "1"}}, "x": "=2", "__y": "3", "x__z": "4"},
        {"a": {"b": {}}, "x": None, "__y": None, "x__z": None},
    ]


def test_repeated_headers_lose_nothing_and_the_last_keeps_the_name(write):
    content = "name,fans,fans,fans\na,1.2M,1 200 000,1200000\n"
    row = {"name": "a", "fans_1": "1.2M", "fans_2": "1 200 000", "fans": "1200000"}
    assert load_document(write("a.csv", content), LIMIT) == [row]


def test_a_cell_may_be_as_long_as_the_file(write):
    assert load_document(write("a.csv", "a\n" + "x" * 500_000), LIMIT) == [{"a": "x" * 500_000}]


def test_halves_of_characters_are_replaced(write):
    content = r'[{"a\ud83d": ["ok \ud83d\ude00", "cut \ud83d"]}]'
    assert load_document(write("a.json", content), LIMIT) == [{"a\ufffd": ["ok 😀", "cut \ufffd"]}]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", '{"a": 1,\n "b": }', "line 2, column 7"),
        ("a.json", "", "line 1"),
        ("a.json", "<html>", "line 1"),
        ("a.jsonl", '{"a": 1}\n{"a": \n', "line 2"),
        ("a.json", '{"a": 1}\n{"a": \n', "line 2"),
        ("a.csv", "a,b\n1,2\n1,2,3\n", "line 3 has 3 cells under 2 headers"),
        ("a.csv", 'a,b\n1,"2\n3,4\n', "line 3"),
        ("a.json", b'["\xff"]', "line 1 is not UTF-8"),
        ("a.csv", b"a\nb\n\xe9\n", "line 3 is not UTF-8"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.jsonl", "[" * 100_000, "line 1 is nested too deeply"),
        ("a.xlsx", "PK", ".xlsx is no known format"),
        ("a", "x", "no ending"),
        ("a.gz", "x", "no ending"),
        ("a.pdf.gz", "x", ".pdf"),
    ],
)
def test_a_file_that_is_not_of_its_format_names_the_place(write, name, content, said):
    with pytest.raises(LocalFileError) as caught:
        load_document(write(name, content), LIMIT)
    assert said in caught.value.message
    assert str(caught.value.message).startswith(name)
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize(
    "content",
    [b"not gzip", gzip.compress(b"[1, 2, 3]", mtime=0)[:-6], gzip.compress(b"[]", mtime=0)[:10] + b"xx"],
)
def test_a_broken_gzip_file_is_named_as_such(tmp_path, content):
    path = tmp_path / "a.json.gz"
    path.write_bytes(content)
    with pytest.raises(LocalFileError) as caught:
        load_document(path, LIMIT)
    assert "gzip" in caught.value.message


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(LocalFileError) as caught:
        load_document(path, LIMIT)
    assert caught.value.code == "file_too_large"
    assert "1 MB" in caught.value.message


def test_a_small_file_that_unpacks_to_much_is_refused(write):
    path = write("bomb.json.gz", b"0" * 50_000_000)
    assert path.stat().st_size < LIMIT
    with pytest.raises(LocalFileError) as caught:
        load_document(path, LIMIT)
    assert caught.value.code == "file_too_large"


def test_a_file_that_is_gone_is_a_file_error(tmp_path):
    with pytest.raises(LocalFileError) as caught:
        load_document(tmp_path / "gone.json", LIMIT)
    assert caught.value.code == "file_not_readable"
