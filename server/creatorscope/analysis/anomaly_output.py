"""What anomaly detection says, with the thresholds it judges by."""

from __future__ import annotations

from typing import Literal

from creatorscope.analysis.outputs import Figure, Part

Severity = Literal["info", "notice", "warning"]
Attention = Literal["none", "notice", "elevated"]

PEERS_FROM = 30
LOW_PERCENTILE, HIGH_PERCENTILE = 5, 95
IDLE_DAYS = 30.0
RECENT, BEFORE = 10, 30
DROP_RATIO = 0.6
CLASH_FACTOR = 2.0
FLAT_DEX, FLAT_FROM = 0.03, 20
MISMATCH, MISMATCH_COVERAGE = 0.3, 0.5
COMMENTS_PER_LIKE = (0.0005, 0.2)
LIKES_PER_PLAY = 0.5
STEP_NEAR_DAYS, STEP_BACK_DAYS = 2, 14


class Signal(Part):
    """One signal. `group` says what it rests on: two signals of one group are not independent."""

    code: str
    group: str
    severity: Severity
    evidence: str
    figures: dict[str, Figure]
    benign: str
    settle_by: str


class Anomalies(Part):
    """All signals, and how much attention they call for; never a percentage of fake followers.

    `elevated` needs two independent warnings or notices; `peers` says what was compared with.
    """

    creator: str
    attention: Attention
    signals: list[Signal]
    peers: str
    not_checked: list[str]
