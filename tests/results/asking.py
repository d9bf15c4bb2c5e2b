"""Asking SQL in tests: ids filled in, and the one problem of what is refused."""

from __future__ import annotations

import pytest

from creatorscope.errors import ArgumentError
from creatorscope.results.query import query


def of(sql, **ids):
    """Return the SQL with ids filled in."""
    return sql.format(**ids)


def problem_of(store, sql, **options):
    with pytest.raises(ArgumentError) as caught:
        query(store, sql, **options)
    (problem,) = caught.value.problems
    assert problem.field == "sql"
    return problem
