"""SQL over named results answers like a table, and its whole answer is a result again."""

from __future__ import annotations

import pytest

from creatorscope.results.paging import load_page
from creatorscope.results.query import query
from tests.results.asking import of, problem_of


def test_a_query_answers_and_its_whole_answer_is_a_result(store, rows):
    answer = query(
        store, of("SELECT country, count(*) AS n, sum(fans) s FROM {rows} GROUP BY 1 ORDER BY 1", rows=rows)
    )
    assert answer.columns == ("country", "n", "s")
    assert answer.rows == [["US", 500, 249_500], ["VN", 500, 250_000]]
    assert answer.tables == {rows: rows}
    assert load_page(store, answer.result_id).rows == answer.rows
    meta = store.load_meta(answer.result_id)
    assert (meta.tool, meta.kind, meta.count) == ("query_results", "query", 2)
    kept = answer.result_id
    again = query(store, of("SELECT max(s) FROM {kept}", kept=kept))
    assert again.rows == [[250_000]]


def test_at_most_200_rows_come_back_and_all_are_kept(store, rows):
    answer = query(store, of("FROM {rows} ORDER BY fans DESC", rows=rows))
    assert (len(answer.rows), answer.total) == (200, 1000)
    assert store.load_meta(answer.result_id).count == 1000
    assert load_page(store, answer.result_id, page=1000, size=1, fields=["fans"]).rows == [[0]]


def test_null_is_not_zero(store, rows):
    answer = query(store, of("SELECT count(plays), count(*), min(plays) FROM {rows}", rows=rows))
    assert answer.rows == [[900, 1000, 2]]


def test_an_answer_without_rows_keeps_its_columns(store, rows):
    answer = query(store, of("SELECT fans, day FROM {rows} WHERE fans < 0", rows=rows))
    assert (answer.columns, answer.rows, answer.total) == (("fans", "day"), [], 0)
    page = load_page(store, answer.result_id)
    assert [(column.name, column.type) for column in page.columns] == [("fans", "BIGINT"), ("day", "DATE")]


def test_friendly_names_stand_for_results(store, rows, keep):
    other = keep([{"country": "VN", "name": "Vietnam"}])
    sql = 'SELECT c.name, count(*) FROM creators JOIN "Countries" c USING (country) GROUP BY 1'
    answer = query(store, sql, names={"creators": rows, "countries": other})
    assert answer.rows == [["Vietnam", 500]]
    assert answer.tables == {"creators": rows, "countries": other}


def test_repeated_columns_are_numbered(store, rows):
    answer = query(store, of("SELECT fans, fans, FANS AS Fans FROM {rows} ORDER BY 1 LIMIT 1", rows=rows))
    assert answer.columns == ("fans", "fans_2", "fans_3")
    assert answer.rows == [[0, 0, 0]]


def test_values_of_every_kind_come_back_as_json_has_them(store, rows):
    values = {
        "1.5": 1.5,
        "10::HUGEINT ** 20": 1e20,
        "DATE '2026-01-02'": "2026-01-02",
        "[1, NULL]": [1, None],
        "{'a': 1}": {"a": 1},
        "'a'::BLOB": "61",
        "'nan'::DOUBLE": None,
        "INTERVAL 1 DAY": "1 day, 0:00:00",
        "to_timestamp(made)": "2023-11-14T22:13:20",
        "{'t': to_timestamp(made)}": {"t": "2023-11-14T22:13:20"},
        "NULL": None,
    }
    sql = of("SELECT {values} FROM {rows} ORDER BY made;; -- é", values=", ".join(values), rows=rows)
    assert query(store, sql).rows[0] == list(values.values())


def test_order_is_kept_where_moments_have_a_zone(store, rows):
    answer = query(
        store, of("SELECT 'é;' AS x, to_timestamp(made) AS t FROM {rows} ORDER BY made DESC ; --;", rows=rows)
    )
    moments = [row[1] for row in answer.rows]
    assert moments == sorted(moments, reverse=True)
    assert answer.columns == ("x", "t")


def test_sandbox_data_makes_the_answer_sandbox_data(store, rows, keep):
    made_up = keep([{"a": 1}], source="sandbox")
    assert query(store, of("SELECT 1 FROM {rows}", rows=rows)).source == "live"
    answer = query(store, of("SELECT 1 FROM {rows}, {made_up}", rows=rows, made_up=made_up))
    assert answer.source == "sandbox"
    assert store.load_meta(answer.result_id).is_sandbox


@pytest.mark.parametrize("name", ['"res_x; DROP TABLE y"', "res_000000000000", '"RES_000000000000"'])
def test_an_unknown_result_is_named_in_the_error(store, rows, name):
    problem = problem_of(store, of("SELECT * FROM {name}", name=name))
    assert rows in problem.fix


def test_sql_without_a_result_is_told_how_to_name_one(store, rows):
    problem = problem_of(store, "SELECT 1")
    assert "result id" in problem.fix
    assert rows in problem.fix


def test_a_quoted_or_qualified_id_in_any_case_is_found(store, rows):
    for name in (f'"{rows}"', f"main.{rows}", rows.upper(), f'memory.main."{rows}"'):
        assert query(store, of("SELECT count(*) FROM {name}", name=name)).rows == [[1000]]


def test_a_wrong_column_is_answered_with_the_columns_there_are(store, rows):
    problem = problem_of(store, of("SELECT follower FROM {rows}", rows=rows))
    assert "follower" in problem.message
    assert "id, country" in problem.fix or "country" in problem.fix
    assert "LINE" not in problem.message


def test_a_broken_text_is_an_error_of_the_sql(store, rows):
    problem_of(store, of("SELECT '\ud83d' FROM {rows}", rows=rows))
