"""What a lint must know of the tools: their names and toolsets, and the names of their arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The tools there are.

    `tools`: name -> toolset. `optional`: toolsets offered only where they are asked for or installed.
    `arguments`: names of the tools' arguments, which in a text look like tools.
    """

    tools: Mapping[str, str]
    optional: frozenset[str]
    arguments: frozenset[str]
