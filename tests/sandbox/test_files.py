"""Exports are real files behind addresses that are signed and expire."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from creatorscope.sandbox.exports import build_table, format_csv, format_html, format_xlsx

EXPORT = "collection/tasks/export"
DEMO = {"task_id": "task_20260315_abc123"}
DEMO_FILE = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"
MADE = datetime(2026, 3, 15, tzinfo=UTC)
NASTY = [
    {"name": '=HYPERLINK("http://x.example")', "count": -5, "tags": ["a", "b"], "note": "<b>\n&"},
    {"name": "@sum", "count": None, "path": [{"primary": "Beauty", "secondary": None, "tertiary": "Skin"}]},
]


async def exported(caller, kind):
    link = await caller.data(EXPORT, DEMO | {"format": kind})
    return link, await caller.http.get(link["file_url"])


async def test_the_spreadsheet_opens_and_holds_the_rows_of_the_task(caller):
    link, file = await exported(caller, "xlsx")
    sheet = load_workbook(BytesIO(file.content)).active
    rows = (await caller.data("collection/tasks/data", DEMO | {"size": 100}))["items"]

    header = [cell.value for cell in sheet[1]]
    assert header == list(rows[0])
    assert all(cell.font.bold and cell.fill.fill_type == "solid" for cell in sheet[1])
    assert sheet.max_row - 1 == len(rows) == link["row_count"]
    followers = header.index("followers_count")
    assert [row[followers].value for row in sheet.iter_rows(min_row=2)] == [
        row["followers_count"] for row in rows
    ]
    assert sheet.column_dimensions["A"].width > len("uid")
    assert 'filename="task_20260315_abc123.xlsx"' in file.headers["Content-Disposition"]


async def test_the_text_file_begins_with_a_byte_order_mark(caller):
    link, file = await exported(caller, "csv")

    assert file.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"))))
    assert len(lines) == link["row_count"]
    assert lines[0]["username"] == "creator_demo"


async def test_the_page_is_html(caller):
    _, file = await exported(caller, "html")

    assert file.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<td>creator_demo</td>" in file.text


def test_text_that_would_run_as_a_formula_is_quoted_in_csv_and_numbers_are_not():
    rows = list(csv.reader(StringIO(format_csv(build_table("t", MADE, NASTY)).decode("utf-8-sig"))))

    assert rows[0] == ["name", "count", "tags", "note", "path"]
    assert rows[1][:3] == ["'" + NASTY[0]["name"], "-5", "a, b"]
    assert (rows[2][0], rows[2][4]) == ("'@sum", "Beauty > Skin")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_quoted(start):
    text = format_csv(build_table("t", MADE, [{"a": f"{start}1"}])).decode("utf-8-sig")

    assert next(iter(list(csv.reader(StringIO(text, newline="")))[1:]))[0] == f"'{start}1"


def test_the_spreadsheet_keeps_text_as_text_and_the_page_escapes_it():
    table = build_table("a <title>", MADE, NASTY)

    sheet = load_workbook(BytesIO(format_xlsx(table))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (NASTY[0]["name"], "s")
    assert b"&lt;b&gt;\n&amp;" in format_html(table)
    assert b"a &lt;title&gt;" in format_html(table)


@pytest.mark.parametrize("build", [format_xlsx, format_csv, format_html])
def test_the_same_rows_make_the_same_bytes(build):
    assert build(build_table("t", MADE, NASTY)) == build(build_table("t", MADE, NASTY))


async def test_exporting_again_answers_the_same_file(caller):
    first, file = await exported(caller, "xlsx")
    caller.clock.advance(minutes=5)
    again, same = await exported(caller, "xlsx")

    assert first["file_id"] == again["file_id"] == DEMO_FILE
    assert file.content == same.content


async def test_each_format_is_a_file_of_its_own_findable_by_id_and_name(caller):
    link, _ = await exported(caller, "csv")

    by_id = await caller.data("files/download-url", {"file_id": link["file_id"]})
    by_name = await caller.data("files/download-url", {"file_name": link["file_name"]})

    assert link["file_id"] != DEMO_FILE
    assert by_id == by_name == {name: link[name] for name in by_id}
    assert len(link["file_id"]) == 32


async def test_an_address_expires_after_an_hour_and_a_new_one_can_be_had(caller):
    link = await caller.data("files/download-url", {"file_id": DEMO_FILE})
    caller.clock.advance(minutes=59, seconds=59)
    assert (await caller.http.get(link["file_url"])).status_code == 200
    caller.clock.advance(seconds=1)
    assert (await caller.http.get(link["file_url"])).status_code == 410

    renewed = await caller.data("files/download-url", {"file_id": DEMO_FILE})

    assert link["file_expire_at"] == "2026-03-15T11:00:00Z"
    assert (await caller.http.get(renewed["file_url"])).status_code == 200


@pytest.mark.parametrize(("old", "new"), [("signature=", "signature=0"), ("expires=", "expires=9")])
async def test_a_changed_address_is_refused(old, new, caller):
    link = await caller.data("files/download-url", {"file_id": DEMO_FILE})

    assert (await caller.http.get(link["file_url"].replace(old, new))).status_code == 403
    assert (await caller.http.get(link["file_url"].partition("?")[0])).status_code == 403


async def test_a_file_of_nobody_is_unknown(caller):
    answer = await caller.vault("files/download-url", {"file_id": "0" * 32})

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, None)


async def test_documents_in_feishu_are_not_offered(caller):
    assert (await caller.vault(EXPORT, DEMO | {"format": "feishu_doc"})).status_code == 400


async def test_a_task_that_is_not_completed_cannot_be_exported(caller):
    body = {"task_type": "FILE_UPLOAD", "platform": "tiktok", "values": ["unknown_name"]}
    task = await caller.data("collection/tasks/submit", body)

    running = await caller.vault(EXPORT, task)
    caller.clock.advance(minutes=30)
    failed = await caller.vault(EXPORT, task)

    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in (running, failed)] == [
        (400, None)
    ] * 2
