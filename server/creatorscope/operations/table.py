"""Every operation a surface offers: the endpoints, then what this program answers itself."""

from __future__ import annotations

from importlib import import_module

from creatorscope.contract.operation import LocalOperation, Operation
from creatorscope.endpoints.table import ENDPOINTS

_MODULES = (
    "works_tools",
    "analysis_tools",
    "claims_tools",
    "results_tools",
    "report_tools",
    "jobs_tools",
    "usage_tools",
    "catalog_tools",
)


def _local_operations() -> tuple[LocalOperation, ...]:
    modules = [import_module(f"creatorscope.operations.{name}") for name in _MODULES]
    return tuple(
        row for module in modules for row in vars(module).values() if isinstance(row, LocalOperation)
    )


LOCAL_OPERATIONS = _local_operations()
OPERATIONS: tuple[Operation, ...] = (*ENDPOINTS, *LOCAL_OPERATIONS)

BY_NAME = {row.name: row for row in OPERATIONS}
if len(BY_NAME) != len(OPERATIONS):
    raise TypeError("two operations share a name")
