"""Blocks → one self-contained HTML file: readable on a phone, printed on A4 by any browser.

The page stands in ``page.html.j2``, a macro for each kind of block in ``blocks.html.j2``; both get
every text cleaned and escaped. What must be reckoned before it is drawn is reckoned here.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rectify_cli.formats.blocks import Align, Block, Cell, Document, Section, Table, Tone, Trend
from rectify_cli.formats.measure import display_width, is_kept_whole, page_widths
from rectify_cli.formats.paper.fitting import Fit, fit_lines
from rectify_cli.formats.paper.layout import lay_out
from rectify_cli.formats.paper.official import (
    annex_lines,
    day_text,
    imprint_lines,
    signature_places,
)
from rectify_cli.formats.paper.title_lines import title_lines
from rectify_cli.formats.text import clean, clean_line

_MARK_POINTS = 35 * 72 / 25.4 + 4 + 1.5  # above the name, above the red rule and in it
_TITLE_ON_PAPER, _TITLE_ON_WIDE_PAPER = 20, 31  # characters of 22 pt on an A4 line
_CELLS_ON_PAPER, _CELLS_ON_WIDE_PAPER = 84, 155  # of a table's type on an A4 line
_CELL_PADDING = 1.6  # cells
_LONGEST_UNBROKEN_TEXT = 260  # characters: a taller row may break across pages


def render_html(document: Document) -> str:
    """The whole printout as an HTML page without scripts or outside references."""
    return _templates().get_template("page.html.j2").render(document=lay_out(document))


@lru_cache(maxsize=1)
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("rectify_cli.formats", "html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=_on_one_line,
    )
    templates.filters |= {
        "kind": _kind,
        "lines": _lines,
        "title_lines": _title_lines,
        "fit": _fit,
        "widths": _widths,
        "kept_whole": _kept_whole,
        "is_tall": _is_tall,
        "drawn": _drawn,
        "annex_lines": annex_lines,
        "signature_places": signature_places,
        "imprint_lines": imprint_lines,
        "day_text": day_text,
        "display_width": display_width,
    }
    templates.globals["classes"] = _classes
    return templates


def _on_one_line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(clean(text)).split("\n"))


def _classes(*names: str | None) -> Markup:
    """A class attribute; what is usual needs no class."""
    told = [name for name in names if name and name not in (Tone.PLAIN, Align.LEFT)]
    return Markup(' class="{}"').format(" ".join(told)) if told else Markup("")


def _title_lines(section: Section, title: str) -> list[str]:
    """Where the title breaks on paper; a screen makes up its own mind."""
    most = _TITLE_ON_WIDE_PAPER if section.landscape else _TITLE_ON_PAPER
    return title_lines(clean_line(title), most=most)


def _fit(document: Document) -> Fit:
    """How the text of an official document is set on paper; the sizes are those of style.css."""
    assert document.letterhead is not None
    organ = 1.05 * min(40, 440 / (display_width(document.letterhead.organ) / 2))
    title = 31 * len(_title_lines(document.sections[0], document.title))
    return fit_lines(document, head_points=_MARK_POINTS + organ + title)


def _widths(table: Table, section: Section) -> list[str]:
    """The share of each column, as it is right on paper."""
    cells = _CELLS_ON_WIDE_PAPER if section.landscape else _CELLS_ON_PAPER
    room = cells - _CELL_PADDING * len(table.columns)
    widths = page_widths(table.columns, table.rows, room=room)
    return [f"{(width + _CELL_PADDING) / cells:.1%}" for width in widths]


def _kept_whole(table: Table) -> list[bool]:
    return [
        is_kept_whole(column, (row[index].text for row in table.rows))
        for index, column in enumerate(table.columns)
    ]


def _is_tall(row: tuple[Cell, ...]) -> bool:
    return any(len(cell.text) > _LONGEST_UNBROKEN_TEXT for cell in row)


class _Drawing(NamedTuple):
    """Where the points of a trend stand in a picture of ``width`` × ``height``."""

    places: list[tuple[float, float]]
    width: int = 720
    height: int = 200
    left: int = 34
    base: int = 166


def _drawn(trend: Trend) -> _Drawing:
    room = _Drawing([])
    if not trend.points:
        return room
    first = trend.points[0][0]
    days = max((trend.points[-1][0] - first).days, 1)
    highest = max(max(value for _, value in trend.points), 1)
    wide, high = room.width - 2 * room.left, room.base - room.left
    return room._replace(
        places=[
            (
                round(room.left + wide * (day - first).days / days, 1),
                round(room.base - high * value / highest, 1),
            )
            for day, value in trend.points
        ]
    )
