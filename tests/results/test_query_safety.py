"""SQL reaches nothing but the results it names: no file, no setting, no writing, no endless work."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from creatorscope.results.query import query
from creatorscope.results.query_faults import Limits
from tests.results.asking import of, problem_of

WRITES = [
    "INSERT INTO {id} VALUES (1)",
    "UPDATE {id} SET fans = 1",
    "DELETE FROM {id}",
    "DROP TABLE {id}",
    "ALTER TABLE {id} ADD COLUMN x INT",
    "CREATE TABLE x AS SELECT * FROM {id}",
    "CREATE TEMP TABLE x AS SELECT * FROM {id}",
    "CREATE VIEW x AS SELECT * FROM {id}",
    "CREATE MACRO m() AS 1",
    "TRUNCATE {id}",
    "WITH x AS (INSERT INTO {id} (fans) VALUES (1) RETURNING *) SELECT * FROM x",
    "WITH x AS (DELETE FROM {id} RETURNING *) SELECT * FROM x",
    "COPY {id} TO '{out}'",
    "COPY (SELECT * FROM {id}) TO '{out}' (FORMAT csv)",
    "EXPORT DATABASE '{out}'",
    "ATTACH '{out}' AS x",
    "DETACH memory",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "SET memory_limit = '100GB'",
    "RESET memory_limit",
    "SET enable_external_access = true",
    "USE memory",
    "BEGIN",
    "COMMIT; SELECT * FROM {id}",
    "ROLLBACK",
    "CALL range(3)",
    "CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    "PREPARE p AS SELECT * FROM {id}",
    "EXECUTE p",
    "EXPLAIN ANALYZE SELECT * FROM {id}",
    "SELECT 1 FROM {id}; SELECT 2 FROM {id}",
    "SELECT 1 FROM {id}; DROP TABLE {id}",
    "PIVOT {id} ON country",
    "",
    "-- SELECT * FROM {id}",
    "SELECT FROM WHERE",
    "CREATE SECRET s (TYPE s3)",
    "COMMENT ON TABLE {id} IS 'x'",
]


@pytest.mark.parametrize("sql", WRITES)
def test_anything_but_one_select_is_refused_and_changes_nothing(store, rows, tmp_path, sql):
    before = store.load(rows).raw
    out = tmp_path / "out"
    problem_of(store, sql.format(id=rows, out=out))
    assert not out.exists()
    assert store.load(rows).raw == before
    assert query(store, of("SELECT count(*) FROM {rows}", rows=rows)).rows == [[1000]]


OUTSIDE = [
    "SELECT * FROM read_csv('{file}'), {id}",
    "SELECT * FROM read_csv_auto('{file}'), {id}",
    "SELECT * FROM read_text('{file}'), {id}",
    "SELECT * FROM read_blob('{file}'), {id}",
    "SELECT * FROM read_json('{file}'), {id}",
    "SELECT * FROM read_parquet('{file}'), {id}",
    "SELECT * FROM parquet_metadata('{file}'), {id}",
    "SELECT * FROM parquet_kv_metadata('{file}'), {id}",
    "SELECT * FROM sniff_csv('{file}'), {id}",
    "SELECT * FROM '{file}', {id}",
    'SELECT * FROM "{file}", {id}',
    "SELECT * FROM glob('{folder}/*'), {id}",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv'), {id}",
    "SELECT * FROM read_text('/proc/self/environ'), {id}",
    "SELECT getenv('SECRET_FOR_TEST') FROM {id}",
    "SELECT * FROM query('SELECT * FROM read_text(''{file}'')'), {id}",
    "SELECT (SELECT max(content) FROM read_text('{file}')) FROM {id}",
    "SELECT * FROM store, {id}",
    "SELECT * FROM rows, {id}",
    "SELECT * FROM enable_logging(), {id}",
    "SELECT * FROM load_aws_credentials(), {id}",
    "SELECT nextval('x') FROM {id}",
]


@pytest.mark.parametrize("sql", OUTSIDE)
def test_nothing_outside_the_named_results_is_read(store, rows, tmp_path, monkeypatch, sql):
    monkeypatch.setenv("SECRET_FOR_TEST", "leaked-value")
    file = tmp_path / "secret.csv"
    file.write_text("a,b\nleaked-value,2\n")
    problem = problem_of(store, sql.format(id=rows, file=file, folder=tmp_path))
    assert "leaked-value" not in str(problem)


@pytest.mark.parametrize("there", [True, False])
def test_refusing_does_not_tell_whether_a_file_is_there(store, rows, tmp_path, there):
    file = tmp_path / "maybe.csv"
    if there:
        file.write_text("a\n1\n")
    problem = problem_of(store, of("SELECT * FROM read_csv('{file}'), {rows}", file=file, rows=rows))
    assert problem.message == "it reaches for files, settings or writing"
    assert str(tmp_path) not in str(problem)


def test_the_engine_shows_no_place_of_this_machine(store, rows):
    home = str(Path.home())
    sql = of("SELECT name, value FROM duckdb_settings() WHERE (SELECT count(*) FROM {rows}) > 0", rows=rows)
    shown = [str(value) for _, value in query(store, sql).rows]
    assert shown
    assert not [value for value in shown if home in value or str(store.root) in value]
    tables = query(store, of("SELECT path FROM duckdb_databases(), {rows} LIMIT 9", rows=rows)).rows
    assert {row[0] for row in tables} == {None}


def test_only_the_named_results_are_there(store, rows, keep):
    other = keep([{"secret": 1}])
    assert query(
        store, of("SELECT DISTINCT table_name FROM information_schema.tables, {rows}", rows=rows)
    ).rows == [[rows]]
    problem_of(store, of("SELECT * FROM {rows}, query('SELECT * FROM {other}')", rows=rows, other=other))


def test_names_in_texts_and_comments_load_nothing(store, rows, keep):
    other = keep([{"a": 1}])
    answer = query(
        store, of("SELECT '{other}' -- {other}\n/* {other} */ FROM {rows} LIMIT 1", other=other, rows=rows)
    )
    assert answer.tables == {rows: rows}


def test_a_slow_query_is_stopped_in_time(store, rows):
    sql = of(
        "SELECT count(*) FROM range(1000000) a, range(1000000) b, {rows} WHERE a.range * b.range % 7 = fans",
        rows=rows,
    )
    began = time.perf_counter()
    problem = problem_of(store, sql, limits=Limits(seconds=0.5))
    assert time.perf_counter() - began < 5
    assert "longer than 0.5 s" in problem.message


def test_a_query_that_needs_too_much_memory_is_stopped(store, rows):
    sql = of("SELECT list(a.range) FROM range(50000000) a, {rows} GROUP BY a.range", rows=rows)
    problem = problem_of(store, sql, limits=Limits(memory_mb=100))
    assert "memory" in problem.message


def test_an_answer_with_too_many_rows_asks_for_a_limit(store, rows):
    problem = problem_of(store, of("FROM {rows}", rows=rows), limits=Limits(kept_rows=999))
    assert "999" in problem.message
    assert "LIMIT" in problem.fix


def test_a_refused_query_keeps_no_result(store, rows):
    problem_of(store, of("SELECT nothing FROM {rows}", rows=rows))
    assert store.ids() == [rows]
