"""The lines of an answer's table stay one row each, whatever their cells hold."""

from __future__ import annotations

import pytest

from creatorscope.operations.answer import format_line


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (["a", 1, None, True], "a | 1 | - | yes"),
        (["a|b", "c"], r"a\|b | c"),
        (["two\nlines", "c"], "two lines | c"),
        ([["a|b", "c\nd"]], r"a\|b, c d"),
        ([None], "-"),
    ],
)
def test_what_would_break_the_table_is_escaped(cells, line):
    assert format_line(cells) == line
