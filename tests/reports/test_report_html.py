"""The page is one file that loads nothing, reads well without eyes, prints, and keeps text from acting."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from creatorscope.reports.html import page_style, write_html
from creatorscope.reports.palette import THEMES
from creatorscope.reports.rendering import draw_charts
from creatorscope.reports.report import build_report
from tests.reports.analyses import KINDS, NASTY, creator_analysis

VOID = {"meta", "img", "source", "br", "link"}


class Page(HTMLParser):
    """Collects elements, and fails on an element that is closed out of turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(analysis, *, sandbox=False, drawn=True, **more):
    report = build_report(analysis, sandbox=sandbox, **more)
    drawings = draw_charts(report.charts()) if drawn else None
    return report, write_html(report, drawings)


@pytest.mark.parametrize("name", KINDS)
def test_the_page_parses_and_has_no_script(name):
    _, text = page_of(KINDS[name][1]())
    page = Page(text)
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("script") == []
    assert len(page.all("h1")) == 1
    assert not any(key.startswith("on") for _, attributes in page.elements for key in attributes)


def test_the_page_loads_nothing():
    _, text = page_of(creator_analysis())
    loads = [
        address
        for _, attributes in Page(text).elements
        for name, address in attributes.items()
        if name in {"src", "srcset", "data", "poster", "action", "background"}
    ]
    assert loads
    assert all(address.startswith("data:image/svg+xml;base64,") for address in loads)
    assert Page(text).all("link") == []
    assert "@import" not in text
    assert "url(" not in text


def test_links_are_plain_links_to_works():
    analysis = creator_analysis().model_dump(mode="json")
    place = analysis["works"]["columns"].index("work_id")
    for at, row in enumerate(analysis["works"]["rows"]):
        row[place] = f"7100000000000000{at:03d}"
    links = Page(page_of(analysis, drawn=False)[1]).all("a")
    assert links
    assert all(link["href"].startswith("https://www.tiktok.com/") for link in links)
    assert all(link["rel"] == "noopener noreferrer" for link in links)
    assert Page(page_of(analysis, drawn=False, sandbox=True)[1]).all("a") == []


def test_tables_have_captions_and_scopes():
    report, text = page_of(creator_analysis())
    page = Page(text)
    assert len(page.all("caption")) == len(page.all("table")) > 4
    assert {head["scope"] for head in page.all("th")} == {"col", "row"}
    assert len(page.all("section")) == len(report.sections)


def test_every_chart_has_words_for_those_who_do_not_see_it():
    report, text = page_of(creator_analysis())
    page = Page(text)
    alternatives = [image["alt"] for image in page.all("img")]
    assert alternatives == [str(chart.alt) for chart in report.charts()]
    assert all(alternatives)
    assert len(page.all("figure")) == len(page.all("figcaption")) == len(alternatives) >= 3
    assert all(source["media"] == "screen and (prefers-color-scheme: dark)" for source in page.all("source"))


def test_headings_do_not_skip_a_level():
    levels = [
        int(tag[1]) for tag, _ in Page(page_of(creator_analysis())[1]).elements if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_creators_write_stays_text():
    _, text = page_of(creator_analysis(), title=NASTY)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not re.search("[\u0000\u202e]", text)


def test_sandbox_pages_are_marked_on_every_sheet():
    _, text = page_of(creator_analysis(), sandbox=True)
    page = Page(text)
    assert text.count("all data in this report is invented") == 2
    assert [element for element in page.all("div") if element.get("class") == "watermark"]
    assert re.search(r"\.watermark \{[^}]*position: fixed", page_style())
    assert "invented" not in page_of(creator_analysis())[1]


def test_the_page_prints_and_follows_the_colour_scheme():
    style = page_style()
    assert "@media print" in style
    assert "break-inside: avoid" in style
    assert "prefers-color-scheme: dark" in style
    assert "$" not in style


def test_without_vl_convert_the_page_says_how_to_add_it_and_keeps_its_tables(monkeypatch):
    drawn = Page(page_of(creator_analysis())[1])
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    _, text = page_of(creator_analysis())
    page = Page(text)
    assert "pip install 'creatorscope[report]'" in "".join(page.words)
    assert page.all("img") == []
    assert len(page.all("table")) == len(drawn.all("table"))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    low, high = sorted([luminance(first), luminance(second)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_colours_stand_out_from_their_ground(theme):
    for words in (theme.text, theme.muted, theme.link, theme.warning):
        assert contrast(words, theme.page) >= 4.5
        assert contrast(words, theme.panel) >= 4.5
    assert all(contrast(colour, theme.page) >= 3 for colour in theme.series)


def seen_without_green(colour):
    """Return the colour as with deuteranopia (Viénot, Brettel and Mollon 1999), linear red and blue."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = red**2.2, green**2.2, blue**2.2
    return 0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_colours_of_buckets_differ_without_seeing_green(theme):
    seen = [seen_without_green(colour) for colour in theme.series[:4]]
    for place, first in enumerate(seen):
        for second in seen[place + 1 :]:
            assert max(abs(one - other) for one, other in zip(first, second, strict=True)) > 0.02
