"""Which hosts are this machine."""

from __future__ import annotations

import pytest

from creatorscope.contract.loopback import is_loopback


@pytest.mark.parametrize("host", ["localhost", "sandbox.localhost", "127.0.0.1", "127.8.9.1", "::1"])
def test_names_and_addresses_of_this_machine_are_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "example.com", "127.0.0.1.example.com", "127.example.com", "10.0.0.1"])
def test_a_host_that_only_looks_like_this_machine_is_another(host):
    assert not is_loopback(host)
