"""The table of a result has typed columns in a stable order and changes no value."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import ClassVar

import pytest

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response
from creatorscope.errors import ArgumentError
from creatorscope.results.about import About, Documented, Kind
from creatorscope.results.layout import columns_of, documented_columns
from creatorscope.results.paging import load_page
from creatorscope.results.tables import load_table
from creatorscope.works.creator import Creator
from creatorscope.works.work import Work


def typed(store, result_id):
    return {column.name: column.type for column in load_table(store, result_id).columns}


@pytest.mark.parametrize(
    ("values", "kind", "shown"),
    [
        ([1, None, 0], "BIGINT", [1, None, 0]),
        ([2**63 - 1, -(2**63)], "DECIMAL(38,0)", [2**63 - 1, -(2**63)]),
        ([2**63 - 1, -(2**63) + 1], "BIGINT", [2**63 - 1, -(2**63) + 1]),
        ([2**64, 1], "DECIMAL(38,0)", [2**64, 1]),
        ([10**40, 1], "VARCHAR", [str(10**40), "1"]),
        ([1, 0.5, None], "DOUBLE", [1.0, 0.5, None]),
        ([2**53 + 1, 0.5], "VARCHAR", [str(2**53 + 1), "0.5"]),
        ([True, False, None], "BOOLEAN", [True, False, None]),
        (["12", "007", None], "VARCHAR", ["12", "007", None]),
        (["", None, "a"], "VARCHAR", ["", None, "a"]),
        (["2026-01-31", None], "DATE", ["2026-01-31", None]),
        (["2026-01-31", "2026-02-30"], "VARCHAR", ["2026-01-31", "2026-02-30"]),
        (["2026-01-31", "soon"], "VARCHAR", ["2026-01-31", "soon"]),
        (["20260131", "2026-1-1"], "VARCHAR", ["20260131", "2026-1-1"]),
        (["2026-01-31T10:00:00+02:00"], "TIMESTAMP", ["2026-01-31T08:00:00"]),
        (["2026-01-31T10:00:00.5Z", None], "TIMESTAMP", ["2026-01-31T10:00:00.500000", None]),
        (["2026-01-31 10:00:00"], "TIMESTAMP", ["2026-01-31T10:00:00"]),
        (
            ["2026-01-31T10:00:00Z", "2026-01-31T10:00:00"],
            "VARCHAR",
            ["2026-01-31T10:00:00Z", "2026-01-31T10:00:00"],
        ),
        ([1, "a", None, True], "VARCHAR", ["1", "a", None, "true"]),
        ([["a", None], [], None], "VARCHAR[]", [["a", None], [], None]),
        ([[1, 2], [3]], "BIGINT[]", [[1, 2], [3]]),
        ([[1, 0.5]], "DOUBLE[]", [[1.0, 0.5]]),
        ([[True]], "BOOLEAN[]", [[True]]),
        ([[2**64]], "JSON", [f"[{2**64}]"]),
        ([[{"a": 1}], []], "JSON", ['[{"a":1}]', "[]"]),
        ([["a", 1]], "JSON", ['["a",1]']),
        ([{}, None], "JSON", ["{}", None]),
        ([[1], "a"], "JSON", ["[1]", '"a"']),
        ([None, None], "VARCHAR", [None, None]),
    ],
    ids=str,
)
def test_values_are_typed_by_what_they_are_and_come_back(store, keep, values, kind, shown):
    kept = keep([{"v": value} for value in values])
    assert typed(store, kept) == {"v": kind}
    assert [row[0] for row in load_page(store, kept).rows] == shown


def test_not_a_number_and_infinity_are_unknown(store, keep):
    kept = keep([{"v": float("nan")}, {"v": float("inf")}, {"v": 1.5}])
    assert [row[0] for row in load_page(store, kept).rows] == [None, None, 1.5]


@pytest.mark.parametrize(
    "text", ["Tiếng Việt 😀", "a\nb\tc\r", "\u0000", "'; DROP TABLE x; --", '"', "\\", "\u202e", "'", "%s {}"]
)
def test_any_text_comes_back_as_value_and_as_name(store, keep, text):
    kept = keep([{"v": text, f"n{text}": 1}])
    page = load_page(store, kept)
    row = dict(zip([column.name for column in page.columns], page.rows[0], strict=True))
    assert row["v"] == text
    assert len(row) == 2


def test_nested_objects_become_columns_and_values_beside_them_stay(store, keep):
    kept = keep([{"a": {"b": {"c": 1}, "d": None}}, {"a": 5}, {"a": None, "z": {"only": []}}])
    assert typed(store, kept) == {
        "a": "BIGINT",
        "a__b__c": "BIGINT",
        "a__d": "VARCHAR",
        "z__only": "VARCHAR[]",
    }
    assert load_page(store, kept).rows == [
        [None, 1, None, None],
        [5, None, None, None],
        [None, None, None, []],
    ]


def test_names_that_sql_cannot_tell_apart_are_numbered(store, keep):
    kept = keep([{"ID": 1, "id": 2, "a": {"b": 3}, "a__b": 4, "": 5}])
    page = load_page(store, kept)
    assert [column.name for column in page.columns] == ["column", "ID", "a__b", "a__b_2", "id_2"]
    assert page.rows == [[5, 1, 3, 4, 2]]


def test_too_many_columns_stay_objects(store, keep):
    kept = keep([{"deep": {f"k{at}": {"x": at} for at in range(2000)}, "plain": 1}])
    assert typed(store, kept) == {"deep": "JSON", "plain": "BIGINT"}
    assert json.loads(load_page(store, kept).rows[0][0])["k7"] == {"x": 7}


def test_very_wide_rows_keep_all_their_columns(store, keep):
    kept = keep([{f"c{at:04}": at for at in range(1500)}])
    assert len(load_table(store, kept).columns) == 1500


def test_a_row_larger_than_a_read_buffer_is_loaded(store, keep):
    kept = keep([{"v": "x" * 20_000_000}, {"v": "y"}])
    assert [len(row[0]) for row in load_page(store, kept).rows] == [20_000_000, 1]


def test_rows_of_several_owners_know_them(store):
    raw = {
        "segments": [
            {"id": "s1", "n": {"x": 1}, "rows": [{"v": 1}, {"v": 2}]},
            {"id": "s2", "rows": [{"v": 3}]},
        ]
    }
    about = About(kind=Kind.ANSWER, tool="t", source="live", rows_path="segments[].rows[]")
    page = load_page(store, store.keep(json.dumps(raw).encode(), about))
    assert [column.name for column in page.columns] == ["parent__id", "v"]
    assert page.rows == [["s1", 1], ["s1", 2], ["s2", 3]]


class Inner(Response):
    """A nested object."""

    rate: float | None = field("Rate", "fraction")
    fans: int | None = field("Fans")


class Line(Response):
    """One row."""

    zeta: str | None = field("Name")
    inner: Inner | None = field("Nested")
    tags: list[str] | None = field("Tags")
    parts: list[Inner] | None = field("Parts")
    alpha: bool | None = field("Flag")
    ids: dict[str, str] | None = field("Ids")


class Lines(Response):
    """An answer."""

    ROWS: ClassVar[str] = "items[]"

    items: list[Line] | None = field("Rows")


def test_documented_columns_come_first_in_the_models_order_then_the_rest_by_name(store, keep):
    assert documented_columns(Lines) == (
        Documented("zeta", "VARCHAR"),
        Documented("inner__rate", "DOUBLE"),
        Documented("inner__fans", "BIGINT"),
        Documented("tags", "VARCHAR[]"),
        Documented("parts", "JSON"),
        Documented("alpha", "BOOLEAN"),
        Documented("ids", "JSON", whole=True),
    )
    row = {
        "b": 1,
        "a": 2,
        "ids": {"x": "1"},
        "alpha": None,
        "inner": {"extra": 1, "fans": None},
        "zeta": None,
    }
    kept = keep([row], columns=documented_columns(Lines))
    assert list(typed(store, kept).items()) == [
        ("zeta", "VARCHAR"),
        ("inner__fans", "BIGINT"),
        ("alpha", "BOOLEAN"),
        ("ids", "JSON"),
        ("a", "BIGINT"),
        ("b", "BIGINT"),
        ("inner__extra", "BIGINT"),
    ]


def test_canonical_rows_document_their_columns():
    works = {column.name: column.type for column in columns_of(Work)}
    assert works["published_at"] == "TIMESTAMP"
    assert works["play_count"] == "BIGINT"
    assert works["tags"] == "VARCHAR[]"
    creators = {column.name: column for column in columns_of(Creator)}
    assert creators["audience__female_rate"].type == "DOUBLE"
    assert creators["sources"].whole


@pytest.mark.parametrize(("columns", "expected"), [((), ["empty"]), (documented_columns(Lines), 7)])
def test_no_rows_make_a_table_without_rows(store, keep, columns, expected):
    kept = keep([], columns=columns)
    page = load_page(store, kept)
    assert (page.rows, page.total) == ([], 0)
    names = [column.name for column in page.columns]
    assert names == expected or len(names) == expected


def test_rows_without_anything_in_them_are_counted(store, keep):
    page = load_page(store, keep([{}, {}]))
    assert page.total == 2


def test_the_same_bytes_give_the_same_table(store, keep):
    rows = [{"b": at, "a": {"x": str(at)}, "c": [at]} for at in range(2000)]
    one, two = keep(rows), keep(rows)
    assert load_table(store, one).columns == load_table(store, two).columns
    assert load_table(store, one).path.read_bytes() == load_table(store, two).path.read_bytes()


def test_the_table_is_made_once_counts_in_the_size_and_goes_with_its_result(store, keep):
    kept = keep([{"a": 1}])
    before = store.size().size
    table = load_table(store, kept)
    made = table.path.stat().st_mtime_ns
    assert load_table(store, kept).path.stat().st_mtime_ns == made
    assert store.size().size > before
    assert [path.name for path in table.path.parent.iterdir() if path.is_dir()] == []
    store.delete(kept)
    assert not table.path.exists()


def test_pages_follow_the_rows_order_and_end(store, keep):
    kept = keep([{"n": at} for at in range(12_345)])
    assert [row[0] for row in load_page(store, kept, page=3, size=5).rows] == [10, 11, 12, 13, 14]
    assert load_page(store, kept, page=124, size=100).rows[-1] == [12_344]
    past = load_page(store, kept, page=125, size=100)
    assert (past.rows, past.total) == ([], 12_345)


def test_columns_are_chosen_by_name_in_the_order_asked(store, keep):
    kept = keep([{"a": 1, "b": {"c": 2}, "d": 3}])
    page = load_page(store, kept, fields=["D", "b.c"])
    assert [column.name for column in page.columns] == ["d", "b__c"]
    assert page.rows == [[3, 2]]


def test_an_unknown_column_names_the_nearest(store, keep):
    with pytest.raises(ArgumentError) as caught:
        load_page(store, keep([{"followers": 1}]), fields=["folowers", "zzz"])
    first, second = caught.value.problems
    assert (first.field, second.field) == ("fields.0", "fields.1")
    assert "Did you mean followers?" in first.fix
    assert "Columns: followers." in second.fix


def test_local_rows_may_hold_decimals_and_a_folder_any_name(tmp_path, clock):
    from creatorscope.results.store import ResultStore

    store = ResultStore(tmp_path / "a [b]* it's ?é", clock)
    about = About(kind=Kind.ANALYSIS, tool="t", source="live")
    kept = store.keep_rows([{"v": Decimal("1.10")}], about)
    assert load_page(store, kept).rows == [["1.10"]]
