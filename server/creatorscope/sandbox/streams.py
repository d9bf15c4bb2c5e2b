"""Streams of draws named after their purpose, so that one part of the world never disturbs another."""

from __future__ import annotations

from creatorscope.sandbox.draws import Draw


def stream(seed: int, *purpose: object) -> Draw:
    """Return the stream of draws of a world's seed for one purpose; the same every time."""
    return Draw(":".join(map(str, (seed, *purpose))))
