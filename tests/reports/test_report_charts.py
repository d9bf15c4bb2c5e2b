"""Charts are drawn from the analysis alone, for light and dark, without loading anything."""

from __future__ import annotations

import json
import re
import sys

import pytest

from creatorscope.reports.document import Chart
from creatorscope.reports.palette import DARK, LIGHT
from creatorscope.reports.rendering import ChartsMissingError, draw_charts, draw_png
from creatorscope.reports.report import build_report
from tests.reports.analyses import KINDS, creator_analysis

EXPECTED = {
    "creator": ["reach", "spread", "findings"],
    "creator with hidden plays": ["reach", "spread"],
    "creator without findings": ["reach", "spread"],
    "creator of few works": ["reach"],
    "creator of one work": [],
    "work": [],
    "shop": ["sales", "followers", "channels_shares", "categories_shares"],
    "comparison": ["compare_median_plays", "compare_view_rate", "compare_engagement_rate_by_views_median"],
    "shortlist": ["shortlist"],
    "audience": ["audience_country", "audience_gender"],
}


def charts_of(name: str) -> tuple[Chart, ...]:
    return build_report(KINDS[name][1](), sandbox=False).charts()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_report_has_the_charts_its_figures_allow(name):
    found = [chart.name for chart in charts_of(name)]
    assert found[: len(EXPECTED[name])] == EXPECTED[name]
    assert bool(found) == bool(EXPECTED[name])


@pytest.mark.parametrize("name", [name for name, charts in EXPECTED.items() if charts])
def test_every_chart_can_be_drawn_for_both_themes(name):
    for drawing in draw_charts(charts_of(name)).values():
        assert drawing.light.startswith("<svg")
        assert drawing.dark.startswith("<svg")
        assert LIGHT.text in drawing.light or LIGHT.muted in drawing.light
        assert DARK.muted in drawing.dark
        assert not re.search(r"(href|src)=.?https?:", drawing.light)


def test_colours_come_from_the_theme_alone():
    for name in EXPECTED:
        for chart in charts_of(name):
            assert not re.search(r'"#[0-9a-f]{3,8}"', json.dumps(chart.spec))


def test_every_axis_and_chart_is_named():
    for chart in charts_of("creator"):
        assert chart.spec["title"] == str(chart.title)
        assert str(chart.alt)
        drawn = json.dumps(chart.spec)
        assert ("log scale" in drawn) == (chart.name in {"reach", "spread", "findings"})
        assert '"title": ""' not in drawn


def test_outliers_and_buckets_are_drawn_apart():
    analysis = creator_analysis().model_dump(mode="json")
    points = build_report(analysis, sandbox=False).charts()[0].spec["data"]["values"]
    assert {point["group"] for point in points} == {"Top", "Strong", "Mid", "Bottom"}
    assert sum(point["outlier"] for point in points) == round(
        analysis["kpis"]["outlier_rate"]["value"] * analysis["exclusions"]["scored"]
    )


def test_a_picture_is_a_png_with_a_solid_ground():
    picture = draw_png(charts_of("creator")[0])
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 5_000


def test_a_chart_that_would_load_something_is_refused():
    chart = charts_of("creator")[0]
    spec = {**chart.spec, "data": {"url": "https://example.invalid/x.json"}}
    with pytest.raises(ValueError, match="not allowed"):
        draw_charts([chart.model_copy(update={"spec": spec})])


def test_without_vl_convert_pictures_say_how_to_add_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ChartsMissingError, match=r"creatorscope\[report\]"):
        draw_png(charts_of("creator")[0])
