"""The comparisons of this folder find what they are for: a check that cannot fail proves nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from model_coverage import declared_fields, set_fields, unknown_fields
from wire_fixtures import differences, load_fixture, shape_of

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response

TYPED = {"rows": [{"id": "1", "count": 2, "money": {"amount": "1.00"}, "note": None}]}
FIXTURE = replace(load_fixture("verify_webhook"), either=[], free=[], optional=[])


class Inner(Response):
    """A part with one documented field."""

    amount: str | None = field("Sum")


class Outer(Response):
    """A model that declares one field too many."""

    money: Inner | None = field("Money")
    invented: str | None = field("Not in the contract")


def compared(row: dict[str, Any], **allowances: list[str]) -> list[str]:
    got = shape_of([{"rows": [row]}])
    return list(differences(shape_of([TYPED]), got, replace(FIXTURE, **allowances)))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"id": 1}, ["rows[].id: ['number'] where the contract has ['text']"]),
        ({"count": "2"}, ["rows[].count: ['text'] where the contract has ['number']"]),
        ({"money": {"amount": "1.00", "unit": "USD"}}, ["rows[].money.unit: not in the contract"]),
        ({"money": {}}, ["rows[].money.amount: missing"]),
        ({"extra": None}, ["rows[].extra: not in the contract"]),
        ({"note": "text"}, []),
        ({"id": None}, []),
    ],
)
def test_a_difference_of_shape_is_named(change: dict[str, Any], found: list[str]) -> None:
    assert compared({**TYPED["rows"][0], **change}) == found


def test_allowed_differences_are_not_named() -> None:
    row = {"id": 1, "money": {"amount": 1.0, "unit": "USD"}, "note": None}

    assert compared(row, either=["rows[].id"], free=["rows[].money"], optional=["rows[].count"]) == []


def test_an_answer_without_rows_is_no_agreement() -> None:
    found = differences(shape_of([TYPED]), shape_of([{"rows": []}]), FIXTURE)

    assert list(found) == ["rows[]: empty, so nothing was compared"]


def test_undeclared_and_unused_fields_of_models_are_named() -> None:
    parsed = Outer.model_validate({"money": {"amount": "1.00", "currency": "USD"}, "other": 1})

    assert list(unknown_fields(parsed, "data")) == ["data.other", "data.money.currency"]
    assert [str(name) for name in set(declared_fields(parsed)) - set(set_fields(parsed))] == [
        "Outer.invented"
    ]
