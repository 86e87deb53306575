"""HTML printouts: well-formed, escaped, self-contained, accessible."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from samples import ALL, AS_OF, busy_checklist, busy_report, list_of, long_texts, nasty_document

from rectify_cli.formats.blocks import Document, Section, Trend
from rectify_cli.formats.html.page import render_html

VOID = {"meta", "col", "br", "input", "circle", "path", "polygon", "polyline"}


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
        if not self.open or not re.fullmatch(r"h[1-6]", self.open[-1]):
            return
        level = int(self.open[-1][1])
        if self.tags[-1][0] == "br":  # the title goes on in its next line
            level, begun = self.headings.pop()
            data = begun + data
        self.headings.append((level, data))


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
    named = [attrs for attrs in heads if attrs.get("class") != "fold"]
    assert all(attrs.get("scope") == "col" for attrs in named)
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
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; [red]红[/]" in text
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


Palette = dict[str, str]


def palettes() -> dict[str, Palette]:
    """The colours of each theme; what a theme does not set it takes from the light one."""
    style = re.search(r"<style>(.*?)</style>", render_html(busy_report()), re.S)
    assert style is not None
    found = [
        {
            name: six_digits(colour)
            for name, colour in re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", part)
        }
        for part in re.findall(r":root\{(.*?)\}", style[1], re.S)
    ]
    light, dark, paper = found
    return {"light": light, "dark": light | dark, "print": light | paper}


def six_digits(colour: str) -> str:
    return "#" + "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour


THEMES = palettes()


@pytest.mark.parametrize("ground", ["paper", "soft"])
@pytest.mark.parametrize("tone", ["ink", "mute", "good", "active", "warn", "bad"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_colour_stands_out_from_its_ground(theme: str, tone: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[tone], colours[ground]) >= 4.5


@pytest.mark.parametrize("part", ["good", "warn", "active", "muted", "bad"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_count_stands_out_from_its_part_of_the_bar(theme: str, part: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[f"on-{part}"], colours[f"fill-{part}"]) >= 4.5


def test_print_is_black_on_white() -> None:
    colours = THEMES["print"]
    assert colours["paper"] == "#ffffff"
    assert {colours[tone] for tone in ("ink", "mute", "good", "active", "warn", "bad")} == {
        "#000000"
    }
    assert all(
        grey[1:3] == grey[3:5] == grey[5:] for name, grey in colours.items() if name != "fill-bad"
    )


def test_the_title_breaks_on_paper_where_a_word_ends() -> None:
    text = render_html(busy_report())
    assert "<h1>云龙县营商环境“红黑榜”<br>评价存在问题整改工作周报</h1>" in text
    assert "@media screen{h1 br{display:none}}" in text


def test_a_list_of_its_own_has_its_title_on_the_landscape_page() -> None:
    page = render_html(list_of(busy_checklist()))
    assert page.index('<section class="landscape">') < page.index("<h1>")


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    text = render_html(busy_report())
    assert '@page:right{@bottom-right{content:"— " counter(page) " —' in text
    assert "@page:left{@bottom-left{" in text


def test_charts_are_drawn_in_the_page_itself() -> None:
    text = render_html(busy_report())
    assert text.count('<figure class="bars">') == 1
    assert text.count("<svg ") == 1
    assert 'aria-label="2020年8月16日11项，' in text
    assert 'aria-label="已销号1，待销号0，整改中1，未启动3"' in text


def test_the_burn_down_names_its_first_and_its_last_day_and_a_single_one_once() -> None:
    text = render_html(busy_report())
    assert '<text class="first"' in text
    assert ">2020年8月16日</text>" in text
    assert ">2020年11月5日</text>" in text
    one = Document("题", (Section((Trend("趋势", ((AS_OF, 3),)),)),))
    assert render_html(one).count(">2020年11月5日</text>") == 1


def test_short_rows_are_kept_whole_and_only_tall_ones_may_break() -> None:
    text = render_html(list_of(long_texts()))
    assert "tr{break-inside:avoid}tr.tall{break-inside:auto}" in text
    rows = re.findall(r'<tr class="(tall )?folds">', text)
    assert rows[0], "of several pages"
    assert not rows[1], "of a few lines"


def test_on_a_telephone_an_item_folds_to_its_title() -> None:
    text = render_html(list_of(busy_checklist()))
    titles = re.findall(r'<th class="fold" scope="row"><label><input type="checkbox"> (.*?)<', text)
    assert len(titles) == 11
    assert titles[0] == "1　第三方评估填报不到位、佐证材料不齐　已销号（长期坚持）"
