"""Features of works as columns: flags, levels and numbers, with what is unknown kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.inputs import Features, FeatureValue
from creatorscope.analysis.works_table import Bools, Floats, WorkTable

Kind = Literal["flag", "level", "number"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOUR_BANDS = ("00-05", "06-11", "12-17", "18-23")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureColumn:
    """One feature of all works: 0 and 1, an index into `levels`, or a number; NaN is no evidence."""

    name: str
    kind: Kind
    values: Floats
    levels: tuple[str, ...] = ()

    def of(self, members: Bools) -> FeatureColumn:
        """Return the column of some of the works."""
        return replace(self, values=self.values[members])


def build_columns(table: WorkTable, features: Features, timezone: str | None) -> list[FeatureColumn]:
    """Return the given features and the built-in ones (length, hour band, weekday), by name.

    A list of labels becomes one flag per label, named `feature=label`. Features of works that are not in
    the table are left out. Raises AnalysisInputError where one feature mixes kinds.
    """
    rows = [features.get(work_id) or {} for work_id in table.ids]
    names = sorted({name for row in rows for name in row})
    columns = [column for name in names for column in _columns(name, [row.get(name) for row in rows])]
    given = {column.name for column in columns}
    own = [column for column in _built_in(table, timezone) if column.name not in given]
    return sorted(columns + own, key=lambda column: column.name)


def zone_of(timezone: str | None) -> ZoneInfo | None:
    """Return the zone of this IANA name, None where none was given or it is unknown here."""
    if not timezone:
        return None
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _columns(name: str, values: list[FeatureValue]) -> list[FeatureColumn]:
    known = [value for value in values if value is not None]
    if not known:
        return []
    if all(isinstance(value, bool) for value in known):
        return [FeatureColumn(name=name, kind="flag", values=np.array(values, dtype=np.float64))]
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return [FeatureColumn(name=name, kind="number", values=np.array(values, dtype=np.float64))]
    if all(isinstance(value, str) for value in known):
        levels = tuple(sorted({str(value) for value in known}))
        place = {level: float(index) for index, level in enumerate(levels)}
        codes = np.array([np.nan if value is None else place[str(value)] for value in values])
        return [FeatureColumn(name=name, kind="level", values=codes, levels=levels)]
    if all(isinstance(value, Sequence) and not isinstance(value, str) for value in known):
        return _label_columns(name, values)
    raise AnalysisInputError(
        f"the feature {name} mixes kinds of values",
        "give it flags only, numbers only, levels only, or lists of labels only",
    )


def _label_columns(name: str, values: list[FeatureValue]) -> list[FeatureColumn]:
    sets = [None if value is None else frozenset(value) for value in values]  # type: ignore[arg-type]
    labels = sorted({label for labelled in sets if labelled for label in labelled})
    return [
        FeatureColumn(
            name=f"{name}={label}",
            kind="flag",
            values=np.array([np.nan if labelled is None else float(label in labelled) for labelled in sets]),
        )
        for label in labels
    ]


def _built_in(table: WorkTable, timezone: str | None) -> list[FeatureColumn]:
    columns = []
    if not np.isnan(table.duration).all():
        columns.append(FeatureColumn(name="duration_s", kind="number", values=table.duration))
    if np.isnan(table.published).all():
        return columns
    zone = zone_of(timezone) or UTC
    hours, days = np.full(len(table), np.nan), np.full(len(table), np.nan)
    for place in np.flatnonzero(~np.isnan(table.published) & ~table.approximate):
        local = datetime.fromtimestamp(table.published[place], zone)
        hours[place], days[place] = local.hour // 6, local.weekday()
    columns.append(FeatureColumn(name="hour_band", kind="level", values=hours, levels=HOUR_BANDS))
    columns.append(FeatureColumn(name="weekday", kind="level", values=days, levels=WEEKDAYS))
    return columns
