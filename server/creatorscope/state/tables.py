"""The tables of the state database, the same on SQLite and PostgreSQL.

Times are ISO 8601 texts in UTC with milliseconds (`moment`), so that they sort as they follow each other.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

VERSION = 1
"""The version of this schema; a database of another one is refused."""

METADATA = MetaData()

SCHEMA = Table("creatorscope_schema", METADATA, Column("version", Integer, primary_key=True))

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("principal", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("args_hash", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("cursor", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("cost", JSON, nullable=False),
    Column("next_check_at", Text),
    Column("next", Text),
    Column("result_id", Text),
    Column("error", JSON(none_as_null=True)),
    Column("version", Integer, nullable=False),
    Column("cancel_requested", Boolean, nullable=False, server_default=text("false")),
    Column("confirm_cost", Float),
    Column("executor", Text),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
)
_OPEN_JOB = text("state IN ('queued', 'running', 'waiting', 'needs_decision')")
Index(
    "one_open_job_per_key",
    JOBS.c.mode,
    JOBS.c.fingerprint,
    JOBS.c.principal,
    JOBS.c.key,
    unique=True,
    sqlite_where=_OPEN_JOB,
    postgresql_where=_OPEN_JOB,
)
Index("jobs_by_state", JOBS.c.state, JOBS.c.next_check_at)
Index("jobs_by_principal", JOBS.c.principal, JOBS.c.created_at)

INTENTS = Table(
    "intents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("job_id", Text),
    Column("tool", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("principal", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("quote", Float),  # null: unknown, held as 0
    Column("charged", Float),  # null: not told, or not settled yet
    Column("charge_basis", Text),  # reported, estimated
    Column("overrun", Float, nullable=False, server_default=text("0")),
    Column("acknowledged", Boolean, nullable=False, server_default=text("false")),
    Column("state", Text, nullable=False),  # reserved, sent, settled, released, unknown
    Column("windows", JSON, nullable=False),  # the counters that hold its quote
    Column("request_hash", Text, nullable=False),
    Column("request", JSON, nullable=False),
    Column("fresh", Boolean, nullable=False),
    Column("decision", Text),  # what a person decided of an unknown one: retry, skip
    Column("retried_as", Text),  # the intent sent instead of this unknown one
    Column("result_id", Text),
    Column("total", Integer),  # matching records, as the answer told
    Column("request_id", Text),
    Column("task_id", Text),
    Column("remaining", Float),  # the upstream's balance after it; null: not told or unlimited
    Column("owner", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("sent_at", Text),
    Column("answered_at", Text),
    Column("settled_at", Text),
)
_IN_FLIGHT = text("state IN ('reserved', 'sent') AND result_id IS NULL AND NOT fresh")
Index(
    "one_flight_per_request",
    INTENTS.c.mode,
    INTENTS.c.fingerprint,
    INTENTS.c.principal,
    INTENTS.c.request_hash,
    unique=True,
    sqlite_where=_IN_FLIGHT,
    postgresql_where=_IN_FLIGHT,
)
UNACKNOWLEDGED = text("overrun > 0 AND NOT acknowledged")
Index(
    "intents_overrun",
    INTENTS.c.principal,
    sqlite_where=UNACKNOWLEDGED,
    postgresql_where=UNACKNOWLEDGED,
)
Index("intents_by_request", INTENTS.c.request_hash, INTENTS.c.principal)
Index("intents_by_job", INTENTS.c.job_id)
Index("intents_by_task", INTENTS.c.task_id)
Index("intents_by_state", INTENTS.c.state)

ANSWERS = Table(
    "answers",
    METADATA,
    # The answer of an intent between its arrival and its keeping as a result; deleted then.
    Column("intent_id", Text, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("facts", JSON, nullable=False),
)

COUNTERS = Table(
    "counters",
    METADATA,
    # `scope` is "hour", "day" or "job"; `window` the hour, the UTC day or the job's id.
    Column("mode", Text, primary_key=True),
    Column("principal", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("window", Text, primary_key=True),
    Column("held", Float, nullable=False, server_default=text("0")),
    Column("spent", Float, nullable=False, server_default=text("0")),
)

CALLBACKS = Table(
    "callbacks",
    METADATA,
    # One row for each (task, event): a repeated callback meets the primary key.
    Column("task_id", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("intent_id", Text),
    Column("body", JSON, nullable=False),
    Column("received_at", Text, nullable=False),
)
Index("callbacks_by_intent", CALLBACKS.c.intent_id)


def moment(time: datetime) -> str:
    """Return a time as the tables hold it: ISO 8601, UTC, milliseconds, `Z`."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
