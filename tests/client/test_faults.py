"""Every documented error is typed by its own row."""

from __future__ import annotations

import pytest

from creatorscope.client.faults import FAULTS, fault_of
from creatorscope.contract.operation import Provider
from creatorscope.errors import Category

# Typed by hand from the contract, so that the table is checked against something.
CREATIVAULT = {
    40001: (400, Category.REJECTED),
    40101: (401, Category.AUTHENTICATION),
    40102: (401, Category.AUTHENTICATION),
    40103: (401, Category.AUTHENTICATION),
    40104: (401, Category.AUTHENTICATION),
    40201: (402, Category.CREDITS),
    40301: (403, Category.PERMISSION),
    40401: (404, Category.NOT_FOUND),
    42901: (429, Category.RATE_LIMIT),
    42902: (402, Category.QUOTA),
    50001: (500, Category.UPSTREAM),
}


@pytest.mark.parametrize("code", CREATIVAULT)
def test_each_creativault_code_has_its_status_and_kind(code):
    status, category = CREATIVAULT[code]
    fault = fault_of(FAULTS[Provider.CREATIVAULT], code, status)
    assert (fault.code, fault.status, fault.category) == (code, status, category)
    assert fault.retryable == (code in {42901, 50001})


def test_no_creativault_code_is_missing_from_the_list_above():
    assert {row.code for row in FAULTS[Provider.CREATIVAULT] if row.code} == set(CREATIVAULT)


@pytest.mark.parametrize(
    ("status", "category"), [(400, Category.REJECTED), (404, Category.NOT_FOUND), (500, Category.UPSTREAM)]
)
def test_creativault_errors_without_a_code_are_typed_by_status(status, category):
    fault = fault_of(FAULTS[Provider.CREATIVAULT], None, status)
    assert (fault.code, fault.category) == (None, category)


def test_only_the_credits_code_means_out_of_credits():
    fault = fault_of(FAULTS[Provider.CREATIVAULT], None, 402)
    assert fault.category is not Category.CREDITS


@pytest.mark.parametrize("provider", [Provider.TIKTOK_CREATOR, Provider.MEDIA, Provider.AFFILIATE])
@pytest.mark.parametrize(
    ("status", "category"),
    [
        (400, Category.REJECTED),
        (401, Category.AUTHENTICATION),
        (402, Category.CREDITS),
        (403, Category.PERMISSION),
        (404, Category.NOT_FOUND),
        (405, Category.REJECTED),
        (422, Category.REJECTED),
        (429, Category.RATE_LIMIT),
        (500, Category.UPSTREAM),
        (503, Category.UPSTREAM),
        (418, Category.REJECTED),
    ],
)
def test_errors_of_the_other_providers_are_typed_by_status(provider, status, category):
    assert fault_of(FAULTS[provider], None, status).category is category


@pytest.mark.parametrize("provider", list(Provider))
def test_every_fault_has_a_meaning_and_a_remedy(provider):
    for fault in FAULTS[provider]:
        assert fault.meaning
        assert fault.remedy.endswith(".")
