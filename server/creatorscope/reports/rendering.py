"""Turning chart specifications into pictures with vl-convert, which carries Vega and loads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from creatorscope.reports.document import Chart
from creatorscope.reports.palette import DARK, LIGHT, Theme, chart_config

HOW_TO_ADD = (
    "Charts are left out: vl-convert is not installed. Add it with: pip install 'creatorscope[report]'"
)
_NO_URLS: list[str] = []
_SCALE = 2.0


class ChartsMissingError(RuntimeError):
    """vl-convert is not installed; the text says how to add it."""

    def __init__(self) -> None:
        super().__init__(HOW_TO_ADD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One chart as SVG with a transparent ground, for light and for dark surroundings."""

    light: str
    dark: str


def draw_charts(charts: Sequence[Chart]) -> dict[str, Drawing] | None:
    """Return chart name -> drawing without its title, which the page writes; None without vl-convert."""
    try:
        return {chart.name: Drawing(light=_svg(chart, LIGHT), dark=_svg(chart, DARK)) for chart in charts}
    except ChartsMissingError:
        return None


def draw_png(chart: Chart, theme: Theme = LIGHT) -> bytes:
    """Return one chart as PNG with its title on the theme's ground. ChartsMissingError without vl-convert."""
    config = {**chart_config(theme), "background": theme.page, "padding": 12}
    png = _converter().vegalite_to_png(chart.spec, config=config, scale=_SCALE, allowed_base_urls=_NO_URLS)
    return bytes(png)


def _svg(chart: Chart, theme: Theme) -> str:
    untitled: Mapping[str, Any] = {name: part for name, part in chart.spec.items() if name != "title"}
    svg = _converter().vegalite_to_svg(dict(untitled), config=chart_config(theme), allowed_base_urls=_NO_URLS)
    return str(svg)


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise ChartsMissingError from None
    return vl_convert
