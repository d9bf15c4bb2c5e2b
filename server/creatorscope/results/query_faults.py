"""What DuckDB refuses, in words that name the fault and the remedy, without places on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from creatorscope.errors import ArgumentError, Problem
from creatorscope.results.tables import Table

_LONGEST_MESSAGE = 400
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may use. `shown_rows`: rows given back; `kept_rows`: rows an answer may have."""

    seconds: float = 20
    memory_mb: int = 2_048
    shown_rows: int = 200
    kept_rows: int = 1_000_000


def refused(message: str, fix: str) -> ArgumentError:
    """Return the error for SQL that is not run, or not to its end."""
    return ArgumentError([Problem("sql", message, fix)])


@contextmanager
def translate(limits: Limits, loaded: Mapping[str, Table], root: Path) -> Iterator[None]:
    """Turn every error of DuckDB's into an ArgumentError; `loaded`: the tables the SQL could use."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        fix = "Read fewer rows or columns: filter or aggregate before joining and sorting."
        raise refused(f"it took longer than {limits.seconds:g} s", fix) from None
    except duckdb.OutOfMemoryException:
        fix = "Select fewer columns, or aggregate before sorting."
        raise refused(f"it needs more than {limits.memory_mb:,} MiB of memory", fix) from None
    except (duckdb.PermissionException, duckdb.TransactionException):
        fix = "Read kept results only, by their ids; nothing can be written."
        raise refused("it reaches for files, settings or writing", fix) from None
    except (duckdb.Error, UnicodeError) as error:
        raise refused(_first_lines(str(error), root), _columns(loaded)) from None


def _first_lines(text: str, root: Path) -> str:
    """Return an error's own words on one line, without the quoted SQL below them."""
    said = " ".join(text.partition("\n\nLINE ")[0].replace(str(root), "").split())
    # Its guesses are tables of its own catalogue.
    said = said.partition(" Did you mean ")[0] if said.startswith("Catalog Error: Table") else said
    return said[:_LONGEST_MESSAGE].rstrip(".!")


def _columns(loaded: Mapping[str, Table]) -> str:
    """Return the columns there are, as the remedy for most mistakes; quoting is only said where needed."""
    listed = [
        f"{result_id} has {', '.join(column.name for column in table.columns[:_MOST_COLUMNS])}"
        for result_id, table in loaded.items()
    ]
    odd = any(not column.name.isidentifier() for table in loaded.values() for column in table.columns)
    hint = ' Put names with other than letters, digits and _ in "double quotes".' if odd else ""
    return f"{'; '.join(listed)}.{hint}" if listed else "Correct the SQL; it is DuckDB's dialect."
