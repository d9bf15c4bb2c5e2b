"""The colours of pages and charts, one set for light and one for dark surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = "Helvetica, Arial, 'Noto Sans', sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours as #rrggbb. `series` are told apart with any colour vision, and never by colour alone."""

    name: str
    page: str
    panel: str
    text: str
    muted: str
    line: str
    link: str
    warning: str
    series: tuple[str, ...]


LIGHT = Theme(
    name="light",
    page="#ffffff",
    panel="#f4f6f8",
    text="#1a1f26",
    muted="#525c68",
    line="#d5dae0",
    link="#005a9c",
    warning="#8a3b00",
    series=("#0067a5", "#00806a", "#8a5a00", "#b3410e", "#7d4b9a", "#525c68"),
)
DARK = Theme(
    name="dark",
    page="#14181d",
    panel="#1f252c",
    text="#e8ecf0",
    muted="#a7b1bc",
    line="#3a434d",
    link="#7cc0f2",
    warning="#ffb27a",
    series=("#63b8f0", "#3ecfae", "#e2b04a", "#f58a5b", "#c79be0", "#a7b1bc"),
)
THEMES = (LIGHT, DARK)


def chart_config(theme: Theme) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a theme: every colour of a chart comes from here."""
    words = {
        "labelColor": theme.muted,
        "titleColor": theme.text,
        "labelFontSize": 11,
        "titleFontWeight": "normal",
    }
    styles = {
        "reference": {"color": theme.text, "strokeDash": [4, 3], "strokeWidth": 1.2},
        "reference-text": {"color": theme.text, "fontSize": 11},
        "value-text": {"color": theme.text, "fontSize": 11},
        "faint": {"color": theme.muted, "opacity": 0.45},
        "ring": {"color": theme.series[3], "strokeWidth": 1.8, "filled": False},
        "main": {"color": theme.series[0]},
        "soft": {"color": theme.series[0], "opacity": 0.6},
        "second": {"color": theme.series[3]},
        "interval": {"color": theme.text, "strokeWidth": 1.6},
    }
    return {
        "background": None,
        "font": FONT,
        "axis": {**words, "gridColor": theme.line, "domainColor": theme.muted, "tickColor": theme.muted},
        "legend": words,
        "header": words,
        "title": {"color": theme.text, "fontSize": 13, "anchor": "start", "offset": 12},
        "view": {"stroke": None},
        "range": {"category": list(theme.series)},
        "style": styles,
    }
