"""The host that serves a provider's calls: where it is, and how it wants to be spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx2

from creatorscope.client.auth import Auth


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One upstream address.

    `name`: what errors and answers call it. `base_url`: without a trailing slash. `prefix`: goes before every
    route. `paths`: replaces the path of an endpoint, by its name. `transport`: answers in process instead of
    over the network.
    """

    name: str
    base_url: str
    auth: Auth
    prefix: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)
    transport: httpx2.AsyncBaseTransport | None = None
