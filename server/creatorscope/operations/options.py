"""The answer options a tool takes besides its own arguments; they never reach a request model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from creatorscope.contract.fields import as_list
from creatorscope.contract.operation import Effect, Endpoint, Operation, Provider
from creatorscope.contract.rows import column_field, row_model
from creatorscope.contract.schema import lean_schema
from creatorscope.errors import Problem


class AnswerOptions(BaseModel):
    """How to answer, and which account to use; read by the surface, never sent upstream."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: Annotated[list[str] | None, BeforeValidator(as_list)] = Field(
        default=None, description="Columns to show"
    )
    rows: int | None = Field(default=None, ge=0, le=200, description="Most rows to show")
    dry_run: bool = Field(default=False, description="Quote only; send nothing")
    fresh: bool = Field(default=False, description="Pay again for an answer that is there")
    account: str | None = Field(default=None, min_length=1, description="Name of the configured account.")


def option_names(operation: Operation, accounts: int) -> tuple[str, ...]:
    """Return the options published for an operation; `accounts` is how many are configured."""
    names = ["fields", "rows"] if operation.response.ROWS else []
    if isinstance(operation, Endpoint):
        # A quote that is always the same stands in the description.
        if operation.price.per is not None or operation.effect is Effect.SUBMIT:
            names.append("dry_run")
        if operation.provider is Provider.TIKTOK_CREATOR and accounts > 1:
            names.append("account")
    return tuple(names)


def published_options(operation: Operation, accounts: int = 0) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema properties of the options an operation publishes."""
    schemas = lean_schema(AnswerOptions)["properties"]
    # Bounds are left out: every tool would repeat them, and an error names them when they are passed.
    return {
        name: {key: schemas[name][key] for key in ("type", "items", "description") if key in schemas[name]}
        for name in option_names(operation, accounts)
    }


def split_options(
    operation: Operation, arguments: Mapping[str, Any], accounts: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return (options, own arguments). A name the request model has stays with the request."""
    # Harmless everywhere, so a careful caller may always give them; the instructions of a server name
    # `fresh` once, which in every schema would cost its tokens fifty times.
    names = {*option_names(operation, accounts), "fields", "rows", "dry_run", "fresh"}
    names -= set(operation.request.model_fields)
    options = {name: value for name, value in arguments.items() if name in names}
    return options, {name: value for name, value in arguments.items() if name not in names}


def column_problems(operation: Operation, options: AnswerOptions, level: str | None) -> list[Problem]:
    """Return a problem for each asked column that the rows do not have, or not at this service `level`."""
    problems = []
    for position, column in enumerate(options.fields or ()):
        known = column_field(operation.response, column)
        if known is None:
            names = ", ".join(row_model(operation.response).model_fields)
            problems.append(Problem(f"fields.{position}", f"no column {column}", f"Columns: {names}."))
        elif level and known[1] and known[1] > level:
            fix = f"Ask for service_level {known[1]}, which costs more a row, or leave the column out."
            problems.append(Problem(f"fields.{position}", f"{column} is not in level {level}", fix))
    return problems
