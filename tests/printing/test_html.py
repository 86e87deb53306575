"""HTML printouts: well-formed, escaped, self-contained, accessible."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from samples import ALL, busy_report, nasty_document

from rectify_cli.printing.html import render_html

VOID = {"meta", "col", "br", "circle", "path", "polygon", "polyline"}


class Page(HTMLParser):
    """Checks nesting and gathers what tests ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and re.fullmatch(r"h[1-6]", self.open[-1]):
            self.headings.append((int(self.open[-1][1]), data))


@pytest.mark.parametrize("name", ALL)
def test_any_document_becomes_a_well_formed_page(name: str) -> None:
    Page(render_html(ALL[name]()))


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    page = Page(render_html(busy_report()))
    tags = {tag for tag, _ in page.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe"})
    assert not [a for _, attrs in page.tags for a in attrs if a in ("src", "href", "onclick")]
    assert "url(" not in render_html(busy_report())


def test_headings_descend_one_level_at_a_time() -> None:
    levels = [level for level, _ in Page(render_html(busy_report())).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_and_charts_speak_to_those_who_cannot_see_them() -> None:
    page = Page(render_html(busy_report()))
    assert page.tags[0] == ("html", {"lang": "zh-CN"})
    heads = [attrs for tag, attrs in page.tags if tag == "th"]
    assert heads
    assert all(attrs.get("scope") == "col" for attrs in heads)
    drawings = [attrs for _, attrs in page.tags if attrs.get("role") == "img"]
    assert drawings
    assert all(attrs.get("aria-label") for attrs in drawings)


def test_paper_is_a4_and_the_list_lies_on_its_side() -> None:
    text = render_html(busy_report())
    assert "@page{size:A4 portrait;margin:37mm 26mm 35mm 28mm" in text
    assert "@page wide{size:A4 landscape" in text
    assert '<section class="landscape">' in text
    assert "prefers-color-scheme:dark" in text


def test_text_from_the_ledger_is_never_markup() -> None:
    text = render_html(nasty_document())
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; [red]红[/]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", ["ink", "mute", "good", "active", "warn", "bad"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_stands_out_from_the_paper(tone: str, theme: int) -> None:
    style = re.findall(r":root\{(.*?)\}", render_html(busy_report()), re.S)[theme]
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", style))
    paper = "#ffffff" if colours["paper"] == "#fff" else colours["paper"]
    assert contrast(colours[tone], paper) >= 4.5
