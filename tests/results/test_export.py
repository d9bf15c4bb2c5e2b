"""Exports hold every row, in a stable order, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from datetime import date
from html.parser import HTMLParser

import duckdb
import pytest
from openpyxl import load_workbook

from creatorscope.errors import ArgumentError
from creatorscope.results import sheets
from creatorscope.results.export import FORMATS, SANDBOX_NOTE, export
from creatorscope.results.imports import load_document

ROWS = [
    {
        "name": "=HYPERLINK('x')",
        "n": 0,
        "rate": 0.25,
        "none": None,
        "big": 2**60,
        "day": "2026-01-31",
        "at": "2026-01-31T10:30:00Z",
        "ok": True,
        "tags": ["a", "b,c"],
        "nested": {"x": {"y": 1}},
        "text": "Việt 😀 <b>&amp;</b> \u0007 _x0041_\nnext",
        "old": "1850-01-01",
    },
    {"name": "-5", "n": None, "rate": 1e-7, "text": "+84 123", "old": None, "tags": []},
    {"name": "@user", "n": -7, "text": " spaced ", "big": 1},
]
COLUMNS = ["at", "big", "day", "n", "name", "nested__x__y", "none", "ok", "old", "rate", "tags", "text"]


def cells_of(path):
    sheet = load_workbook(path).worksheets[0]
    header, *rows = sheet.iter_rows()
    return [cell.value for cell in header], rows, sheet


def test_a_workbook_has_typed_cells_and_no_formula(store, keep):
    header, rows, sheet = cells_of(export(store, keep(ROWS), "xlsx"))
    assert header == COLUMNS
    first = dict(zip(header, rows[0], strict=True))
    assert first["name"].value == "=HYPERLINK('x')"
    assert first["name"].data_type == "s"
    assert first["n"].value == 0
    assert first["none"].value is None
    assert first["rate"].value == 0.25
    assert first["big"].value == str(2**60)
    assert first["day"].value.isoformat() == "2026-01-31T00:00:00"
    assert first["day"].number_format == "yyyy-mm-dd"
    assert first["at"].value.isoformat() == "2026-01-31T10:30:00"
    assert first["ok"].value is True
    assert first["tags"].value == "a, b,c"
    assert first["old"].value == "1850-01-01"
    third = dict(zip(header, rows[2], strict=True))
    assert (third["big"].value, third["n"].value, third["text"].value) == (1, -7, " spaced ")
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in rows for cell in row)
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.dimensions == "A1:L4"


def test_any_text_survives_a_workbook(store, keep):
    kept = keep([{"t": ROWS[0]["text"]}, {"t": "x" * 40_000}, {"t": ""}, {"t": "\ufffe"}])
    _, rows, _ = cells_of(export(store, kept, "xlsx"))
    # openpyxl leaves the escapes of the format as they are
    assert rows[0][0].value == ROWS[0]["text"].replace("_x0041_", "_x005F_x0041_").replace(
        "\u0007", "_x0007_"
    )
    assert len(rows[1][0].value) == 32_767
    assert rows[1][0].value.endswith("…")


def test_a_workbook_says_where_its_data_comes_from(store, keep):
    path = export(store, keep(ROWS, source="sandbox", arguments={"a": 1}), "xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["sandbox data", "about"]
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert about["source"] == "sandbox"
    assert about["note"] == SANDBOX_NOTE
    assert about["arguments"] == '{"a":1}'
    assert load_workbook(export(store, keep(ROWS), "xlsx")).sheetnames == ["data", "about"]


def test_many_columns_get_the_right_letters(store, keep):
    header, rows, _ = cells_of(export(store, keep([{f"c{at:04}": at for at in range(720)}]), "xlsx"))
    assert header == [f"c{at:04}" for at in range(720)]
    assert [cell.value for cell in rows[0]] == list(range(720))


def test_csv_is_safe_to_open_and_exact_to_read(store, keep):
    path = export(store, keep(ROWS), "csv")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == COLUMNS
    first, second, third = (dict(zip(header, row, strict=True)) for row in rows)
    assert first["name"] == "'=HYPERLINK('x')"
    assert (second["name"], second["text"], third["name"]) == ("-5", "'+84 123", "'@user")
    assert (first["n"], second["n"], first["big"]) == ("0", "", str(2**60))
    assert (first["tags"], second["tags"]) == ('["a","b,c"]', "[]")
    assert (first["ok"], first["at"]) == ("true", "2026-01-31T10:30:00")
    assert first["text"] == ROWS[0]["text"]


def test_parquet_has_the_columns_sql_sees(store, keep):
    path = export(store, keep(ROWS), "parquet")
    with duckdb.connect() as engine:
        found = engine.execute("FROM read_parquet(?)", [str(path)])
        assert [column[0] for column in found.description] == COLUMNS
        row = dict(zip(COLUMNS, found.fetchone(), strict=True))
    assert row["day"] == date(2026, 1, 31)
    assert row["tags"] == ["a", "b,c"]
    assert row["big"] == 2**60


def test_json_has_the_rows_as_they_came(store, keep):
    found = json.loads(export(store, keep(ROWS), "json").read_text(encoding="utf-8"))
    assert found["rows"] == ROWS
    assert found["about"]["tool"] == "import_works"


class Page(HTMLParser):
    """Collects what a browser would load, run and show."""

    def __init__(self):
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_is_self_contained_and_escaped(store, keep):
    kept = keep([{"<script>": "<script>alert(1)</script>", "b": 3}], source="sandbox", tool="x<y")
    page = Page()
    page.feed(export(store, kept, "html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert page.links == []
    assert "<script>alert(1)</script>" in page.text
    assert SANDBOX_NOTE in page.text


def test_a_long_page_says_how_much_it_shows(store, keep):
    text = export(store, keep([{"n": at} for at in range(6000)]), "html").read_text(encoding="utf-8")
    assert "The first 5,000 of 6,000 rows" in text
    assert ">4999<" in text
    assert ">5000<" not in text


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_file_name_says_what_it_is_and_marks_sandbox_data(store, keep, file_format):
    live, made_up = keep(ROWS, tool="a/../b c"), keep(ROWS, source="sandbox")
    path = export(store, live, file_format)
    assert path == store.root / "files" / f"a_b_c-{live}.{file_format}"
    assert export(store, made_up, file_format).name == f"import_works-{made_up}-sandbox.{file_format}"
    assert export(store, live, file_format) == path
    assert sorted(one.name for one in path.parent.iterdir() if one.is_dir()) == []


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("rows", [[], [{}], [{"a": None}]], ids=str)
def test_results_with_nothing_in_them_can_be_exported(store, keep, file_format, rows):
    assert export(store, keep(rows), file_format).stat().st_size > 0


@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_our_own_exports_can_be_imported(store, keep, file_format):
    rows = load_document(export(store, keep(ROWS), file_format), 10**6)
    assert [row["name"] for row in rows] == [row["name"] for row in ROWS]
    assert rows[0]["nested"]["x"]["y"] in {1, "1"}
    assert rows[0]["text"] == ROWS[0]["text"]


def test_unknown_ids_and_formats_are_argument_errors(store, keep):
    with pytest.raises(ArgumentError) as caught:
        export(store, keep(ROWS), "pdf")
    assert "xlsx, csv" in caught.value.problems[0].fix
    with pytest.raises(ArgumentError):
        export(store, "res_000000000000", "csv")


def test_a_table_too_large_for_a_workbook_is_refused_before_writing(store, keep, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(ArgumentError) as caught:
        export(store, keep(ROWS), "xlsx")
    assert "3 rows" in caught.value.problems[0].message


@pytest.mark.slow
def test_a_hundred_thousand_rows_make_a_whole_workbook(store, keep):
    kept = keep([{"id": str(at), "n": at, "day": "2026-01-01", "x": at / 3} for at in range(100_000)])
    header, *rows = load_workbook(export(store, kept, "xlsx")).worksheets[0].values
    assert len(rows) == 100_000
    assert header == ("day", "id", "n", "x")
    assert rows[-1][1:] == ("99999", 99_999, 99_999 / 3)
