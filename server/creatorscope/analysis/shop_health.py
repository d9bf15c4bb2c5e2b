"""Account health on both scales: violation points, where high is bad, and the rating, where low is."""

from __future__ import annotations

from creatorscope.analysis.shop_output import HealthReading, HealthState

POINT_STEPS: tuple[tuple[float, HealthState, str], ...] = (
    (24, "removed", "e-commerce removed for good"),
    (21, "restricted", "e-commerce off for a week"),
    (18, "restricted", "e-commerce off for 72 h"),
    (15, "restricted", "e-commerce off for 48 h"),
    (12, "restricted", "e-commerce off for 24 h"),
    (9, "warning", "a warning"),
)
HEALTHY_RATING = 200.0
TOP_RATING = 1000.0


def read_points(points: float | None) -> HealthReading:
    """Return what violation points of the last 90 days mean; unknown for None or a negative number."""
    if points is None or points < 0:
        return HealthReading(
            scale="violation_points", value=None, state="unknown", high_is="bad", text="Points not known."
        )
    state: HealthState = "healthy"
    meaning = "no measure"
    for least, reached, measure in POINT_STEPS:
        if points >= least:
            state, meaning = reached, measure
            break
    text = f"{points:g} violation points over 90 days (high is bad): {meaning}."
    return HealthReading(scale="violation_points", value=points, state=state, high_is="bad", text=text)


def read_rating(rating: float | None) -> HealthReading:
    """Return what a Creator Health Rating of 0 to 1000 means; unknown for None or outside the scale."""
    if rating is None or not 0 <= rating <= TOP_RATING:
        return HealthReading(
            scale="creator_health_rating",
            value=None,
            state="unknown",
            high_is="good",
            text="Rating not known, or not between 0 and 1000.",
        )
    healthy = rating >= HEALTHY_RATING
    words = "healthy" if healthy else f"below {HEALTHY_RATING:g}, at risk"
    text = f"Creator Health Rating {rating:g} of 1000 (low is bad): {words}."
    return HealthReading(
        scale="creator_health_rating",
        value=rating,
        state="healthy" if healthy else "at_risk",
        high_is="good",
        text=text,
    )
