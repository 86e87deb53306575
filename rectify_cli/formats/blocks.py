"""A printout before it has a format: blocks that every backend knows how to draw.

The views that make blocks know issues and no format; the backends beside this module know blocks
and no issues.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a mark means; each backend chooses its own colour or shading for it."""

    PLAIN = "plain"
    GOOD = "good"
    ACTIVE = "active"
    WARN = "warn"
    BAD = "bad"
    MUTED = "muted"
    STRUCK = "struck"


class Cell(NamedTuple):
    """A table cell. ``value`` is what a spreadsheet should store instead of the text."""

    text: str
    tone: Tone = Tone.PLAIN
    value: int | float | date | str | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is more in it than a dash."""
        return self.text not in ("", "—")


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Shown(StrEnum):
    """Where a column is shown: everywhere; on paper and screens only where a cell of it says
    something; in spreadsheets alone."""

    ALWAYS = "always"
    IF_ANY = "if any"
    SHEET = "sheet"


class Under(NamedTuple):
    """A column's place on a narrow page: under that with the ``title``, after these words."""

    title: str
    before: str = ""


class Column(NamedTuple):
    """A table column. ``weight`` is its share of the page width beside the other columns;
    ``choices`` are the only values a spreadsheet should offer; ``fixed`` columns keep their
    natural width while the others wrap; ``names`` holds names joined by 、 or a space, none of
    which is broken over two lines. It is never narrower than ``least`` cells.
    """

    title: str
    weight: float = 1.0
    align: Align = Align.LEFT
    fixed: bool = False
    choices: tuple[str, ...] = ()
    names: bool = False
    shown: Shown = Shown.ALWAYS
    least: int = 0
    under: Under | None = None


class Heading(NamedTuple):
    """A heading; level 1 is 一、, level 2 （一）, level 3 1. — the text carries its number."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Running text."""

    text: str
    tone: Tone = Tone.PLAIN


class Items(NamedTuple):
    """A list of short statements, one a line."""

    items: tuple[str, ...]


class DateMark(NamedTuple):
    """A rule by which a spreadsheet marks rows itself, so that the marks follow later edits:
    the date under the column ``dates`` lies at most ``within`` days after the document's
    ``as_of`` (-1: it has passed), and the text under ``unless`` is not ``unless_text``.
    """

    dates: str
    unless: str
    unless_text: str
    within: int
    tone: Tone


class Table(NamedTuple):
    """Rows of cells under columns; ``empty`` is said instead when there is no row.

    ``titles`` is a short name for each row, to which a telephone folds it. Of several ``marks``
    that fit a row, the first holds.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    empty: str = "无。"
    titles: tuple[str, ...] = ()
    marks: tuple[DateMark, ...] = ()

    @property
    def on_paper(self) -> "Table":
        """The table without the columns that only a spreadsheet shows, or that say nothing."""
        kept = [
            index
            for index, column in enumerate(self.columns)
            if column.shown is Shown.ALWAYS
            or (
                column.shown is Shown.IF_ANY and any(row[index].says_something for row in self.rows)
            )
        ]
        if len(kept) == len(self.columns):
            return self
        return self._replace(
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(tuple(row[index] for index in kept) for row in self.rows),
        )


class Segment(NamedTuple):
    """A part of a stacked bar: how many of what."""

    label: str
    value: int
    tone: Tone = Tone.PLAIN


class Bar(NamedTuple):
    """A stacked bar: the parts of one whole; ``note`` stands at its end (``3/5　60%``)."""

    label: str
    segments: tuple[Segment, ...]
    note: str = ""

    @property
    def total(self) -> int:
        """The whole that the segments are parts of."""
        return sum(segment.value for segment in self.segments)


class Bars(NamedTuple):
    """Stacked bars on one scale."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def longest(self) -> int:
        """The whole of the longest bar."""
        return max((bar.total for bar in self.bars), default=0)

    @property
    def legend(self) -> dict[str, Tone]:
        """What the parts are, and their tones, in order of appearance."""
        return {part.label: part.tone for bar in self.bars for part in bar.segments}


class Trend(NamedTuple):
    """Counts over days, oldest first: the open items at each week's end (燃尽图)."""

    title: str
    points: tuple[tuple[date, int], ...]
    unit: str = "项"


class SignOff(NamedTuple):
    """The line at the foot that people sign: 填报人、审核人、日期."""

    fields: tuple[str, ...]


class Fields(NamedTuple):
    """A form to be filled and signed: rows of one or two labels, each with its value; line breaks
    in a value leave room to write."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


class Addressees(NamedTuple):
    """主送机关 of an official document, above its text."""

    names: tuple[str, ...]


class AnnexNote(NamedTuple):
    """附件说明 under the text: the titles of the annexes, as they stand over these."""

    titles: tuple[str, ...]


class Signature(NamedTuple):
    """署名 and 成文日期; ``sealed`` leaves their places as the seal wants them."""

    organ: str
    day: date
    sealed: bool = True


class AnnexTitle(NamedTuple):
    """The head of an annex: its label (附件, 附件1) at the margin, its title centred below."""

    label: str
    title: str


class PageTitle(NamedTuple):
    """The title of a further paper in the same file, at the head of its page; ``subtitle`` as the
    document's."""

    title: str
    subtitle: tuple[str, ...] = ()


class Imprint(NamedTuple):
    """版记, the last thing on the last page: who else gets it, who printed it and when."""

    cc: tuple[str, ...]
    organ: str
    day: date


Block = (
    Heading
    | Paragraph
    | Items
    | Table
    | Bars
    | Trend
    | SignOff
    | Fields
    | Addressees
    | AnnexNote
    | Signature
    | AnnexTitle
    | PageTitle
    | Imprint
)


class Section(NamedTuple):
    """Blocks on pages of one orientation; a new section starts a new page on paper."""

    blocks: tuple[Block, ...]
    landscape: bool = False


class Letterhead(NamedTuple):
    """版头 of an official document: who issues it, its 文号, and who signs it (签发人, of a
    document that goes upwards; an empty name leaves room for one)."""

    organ: str
    number: str = ""
    signer: str | None = None


@dataclass(frozen=True)
class Document:
    """A whole printout. ``subtitle`` lines stand centred under the title; ``as_of`` is the day
    it speaks of, and the only date that a backend may put into a file's properties. One with a
    ``letterhead`` is an official document (公文) and is laid out as one.
    """

    title: str
    sections: tuple[Section, ...]
    subtitle: tuple[str, ...] = ()
    as_of: date | None = None
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    letterhead: Letterhead | None = None

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order, whatever page they stand on."""
        return tuple(block for section in self.sections for block in section.blocks)
