"""What the report on one creator says first: headline figures and a summary in sentences."""

from __future__ import annotations

from creatorscope.reports.document import Block, Fact, Facts, Section
from creatorscope.reports.prose import Source

_LEAST_TO_SPREAD = 5


def unit_of(source: Source) -> str:
    """Return what ranks the works of this analysis: plays or likes."""
    return "likes" if source.value("/basis") == "likes" else "plays"


def glance_section(source: Source) -> Section:
    """Return the figures and sentences a reader in a hurry needs."""
    blocks: list[Block] = []
    facts = _facts(source)
    if facts:
        blocks.append(Facts(facts=facts))
    blocks += [source.paragraph(line) for line in _summary(source)]
    blocks.append(_confidence(source))
    return Section(key="glance", title="At a glance", blocks=tuple(blocks))


# Pointer of the metric, label, value, note; a note's part after ; needs the interval.
_FACTS = (
    (
        "view_rate",
        "Plays per follower",
        "{value:decimal}",
        "typical plays over {/followers:compact} followers",
    ),
    (
        "engagement_rate_by_views_median",
        "Engagement by views",
        "{value:percent}",
        "{numerator:text} per play, median work",
    ),
    ("engagement_rate_by_followers", "Engagement by followers", "{value:percent}", "median work"),
    (
        "log_mad",
        "Steadiness",
        "{value:dex_times}",
        "half of the works lie within this factor of the typical one",
    ),
    (
        "works_per_week",
        "Works per week",
        "{value:decimal}",
        "median gap {/kpis/median_gap_days/value:decimal} days",
    ),
    (
        "reach_trend",
        "Trend of reach",
        "{value:dex_times}",
        "a month; interval {interval/0:dex_times} to {interval/1:dex_times}",
    ),
    ("follower_growth", "Growth of followers", "{value:percent}", "a day"),
)


def _facts(source: Source) -> tuple[Fact, ...]:
    unit = unit_of(source)
    interval = "{/config/confidence:percent} interval {interval/0:compact} to {interval/1:compact}"
    typical = (f"median_{unit}", f"Typical {unit}", "{value:compact}", f"median; {interval}")
    facts = []
    if source.has("/followers"):
        where = "{/profile/country:text}" if source.has("/profile/country") else "on {/platform:word}"
        facts.append(source.fact("", ("Followers", "{/followers:compact}", where)))
    for name, label, value, note in (typical, *_FACTS):
        base = f"/kpis/{name}"
        if source.has(f"{base}/value") and (name != "log_mad" or has_spread(source)):
            shown = note if source.has(f"{base}/interval") else note.partition(";")[0]
            facts.append(source.fact(base, (label, value, shown)))
    return tuple(facts)


def has_spread(source: Source) -> bool:
    """Tell whether there are works enough to speak of how they spread."""
    return (source.value("/exclusions/scored") or 0) >= _LEAST_TO_SPREAD


def _summary(source: Source) -> list[str]:
    unit = unit_of(source)
    lines = []
    if not source.value("/exclusions/scored"):
        return ["None of the {/exclusions/total:count} works can be compared; the reasons stand at the end."]
    span = (
        ", published from {/window/start:date} to {/window/end:date}" if source.has("/window/start") else ""
    )
    lines.append(
        "Works compared with each other: {/exclusions/scored:count} of {/exclusions/total:count} on "
        f"{{/platform:word}}{span}, ranked by {unit}."
    )
    if source.has(f"/kpis/p20_{unit}/value") and has_spread(source):
        lines.append(
            f"A typical work got {{/kpis/median_{unit}/value:compact}} {unit}. The weakest fifth stayed "
            f"below {{/kpis/p20_{unit}/value:compact}}, the strongest fifth passed "
            f"{{/kpis/p80_{unit}/value:compact}}."
        )
    if source.has("/kpis/days_since_last/value"):
        lines.append("The newest work was {/kpis/days_since_last/value:count} days old on {/as_of:date}.")
    lines.append(_found(source))
    lines += [trend] if (trend := _trend(source)) else []
    return lines


def _found(source: Source) -> str:
    statuses = [finding["status"] for finding in source.value("/findings/findings") or []]
    if not source.value("/findings/family_size"):
        return "Too few works are compared to claim what goes with higher or lower reach."
    if "supported" not in statuses:
        return "Nothing tested is supported as going with higher or lower reach."
    best = source.places("/findings/findings")[0]
    level = f" {{{best}/level:text}}" if source.has(f"{best}/level") else ""
    unit = "likes" if unit_of(source) == "likes" else "views"
    return (
        f"Best supported among what goes with reach: {{{best}/feature:lower}}{level}, associated with "
        f"{{{best}/ratio:times}} the {unit} ({{{best}/interval/0:times}} to {{{best}/interval/1:times}})."
    )


def _trend(source: Source) -> str:
    interval = source.value("/kpis/reach_trend/interval")
    if not interval:
        return ""
    if interval[0] <= 0 <= interval[1]:
        return "Over the window, reach neither clearly rose nor clearly fell."
    direction = "rose" if interval[0] > 0 else "fell"
    return f"Over the window, reach {direction}: {{/kpis/reach_trend/value:dex_times}} a month."


def _confidence(source: Source) -> Block:
    words = "Confidence: {/confidence/level:lower}."
    if source.has("/confidence/reasons"):
        words += " What holds it down: {/confidence/reasons:text}."
    return source.paragraph(words, strong=True)
