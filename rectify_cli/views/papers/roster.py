"""报送情况: units × issues of a period, on the screen, on paper, and as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Unit, title_of
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.reporting.roster import Roster, Standing, UnitRoster
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    Shown,
    Table,
    Tone,
)
from rectify_cli.views.columns import ID, TITLE
from rectify_cli.views.papers.words import stem_of
from rectify_cli.views.phrases import (
    NONE,
    SIGN_OFF,
    day_cell,
    learned_line,
    members_question,
    number_cell,
    numbers_text,
)

_MOST_ISSUE_COLUMNS = 12
# Marks that GBK has and that a black-and-white page tells apart.
_MARKS = {
    Standing.REPORTED: Cell("√", Tone.GOOD, Standing.REPORTED.label),
    Standing.MISSING: Cell("×", Tone.BAD, Standing.MISSING.label),
    Standing.NOT_DUE: Cell(NONE, Tone.MUTED, Standing.NOT_DUE.label),
}
_TOTALS = {"应报": "due", "已报": "reported", "未报": "missing"}
_LABELS = ("已报", "部分报", "未报", "不需报")
_SILENT = "未报天数"
_BLANK = Cell("")


def roster_document(
    roster: Roster, *, missing_only: bool = False, to_send: bool = False
) -> Document:
    """The roster as a page; ``missing_only``: who owes, ``to_send``: nothing asked of the clerk."""
    document = roster.checklist.document
    maker = f"汇总单位：{document.compiled_by}　" if document.compiled_by else ""
    about = (roster.period.up_to(roster.as_of).label, f"{maker}{chinese_date(roster.as_of)}")
    return Document(
        title=stem_of(document.title) + ("未报送单位" if missing_only else "报送情况"),
        subtitle=tuple(dict.fromkeys(about)),
        sections=(
            Section(
                (
                    *(_missing_body(roster) if missing_only else _body(roster)),
                    *(() if missing_only or to_send else _questions(roster)),
                    SIGN_OFF,
                ),
                landscape=not missing_only,
            ),
        ),
        as_of=roster.as_of,
        author=document.compiled_by or "",
        subject=roster.period.label,
    )


def roster_data(roster: Roster, *, missing_only: bool = False) -> dict[str, Any]:
    """``rectify roster --json``; the units that owe come with contact and phone."""
    return {
        "period": {
            "since": roster.period.since.isoformat(),
            "until": roster.period.until.isoformat(),
        },
        "as_of": roster.as_of.isoformat(),
        "units": [
            _unit_data(unit) | (_reach(roster, unit) if missing_only else {})
            for unit in (roster.missing if missing_only else roster.units)
        ],
    }


def _unit_data(unit: UnitRoster) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "due": unit.due,
        "reported": unit.reported,
        "missing": unit.missing,
        "last": unit.last.isoformat() if unit.last else None,
        "issues": [
            {
                "id": item.state.issue.id,
                "state": item.standing.value,
                "last": item.last.isoformat() if item.last else None,
                "silent_days": item.silent_days,
            }
            for item in unit.items
        ],
    }


def _reach(roster: Roster, unit: UnitRoster) -> dict[str, str | None]:
    known = roster.directory.unit(unit.unit)
    return {"contact": known.contact, "phone": known.phone}


def _body(roster: Roster) -> Iterator[Block]:
    if not roster.states:
        yield Paragraph(NO_ISSUES)
        return
    yield Paragraph(_summary(roster))
    yield from _learned(roster)
    states = _bound(roster)
    if len(states) <= _MOST_ISSUE_COLUMNS:
        marks = "　".join(f"{cell.text} {standing.label}" for standing, cell in _MARKS.items())
        yield Paragraph(f"{marks}　空白：与该单位无关", Tone.MUTED)
        yield _grid(roster, states)
    else:
        yield _numbers_table(roster)
        yield Heading(1, "各事项报送情况")
        yield _issues_table(roster, states)


def _questions(roster: Roster) -> Iterator[Block]:
    if roster.states and (question := members_question(roster.directory)):
        yield Paragraph(question, Tone.MUTED)


def _missing_body(roster: Roster) -> Iterator[Block]:
    yield Paragraph(f"应报单位{_count_due(roster)}个，其中{len(roster.missing)}个有未报的事项。")
    yield from _learned(roster)
    yield Table(
        columns=(
            Column("单位", 2, names=True),
            Column("未报事项", 2, names=True),
            Column("最近报送", fixed=True),
            Column(_SILENT, align=Align.RIGHT, fixed=True),
            Column(title_of(Unit, "contact"), fixed=True),
            Column(title_of(Unit, "phone"), fixed=True),
        ),
        rows=tuple(_missing_row(roster, unit) for unit in roster.missing),
        empty="没有未报送的单位。",
    )


def _learned(roster: Roster) -> Iterator[Block]:
    if told := learned_line(roster.changes, roster.as_of):
        yield Paragraph(told)


def _missing_row(roster: Roster, unit: UnitRoster) -> tuple[Cell, ...]:
    known = roster.directory.unit(unit.unit)
    return (
        Cell(unit.unit),
        Cell(numbers_text(item.state.issue.id for item in unit.missing_items)),
        day_cell(unit.last, near=roster.as_of, none="从未报送"),
        number_cell(unit.silent_days),
        Cell(known.contact or NONE),
        Cell(known.phone or NONE),
    )


def _count_due(roster: Roster) -> int:
    return sum(unit.due > 0 for unit in roster.units)


def _summary(roster: Roster) -> str:
    """``应报单位16个：部分报2个，未报14个；不需报1个。``"""
    labels = [unit.label for unit in roster.units]
    *due, not_due = (f"{label}{labels.count(label)}个" for label in _LABELS)
    told = "，".join(text for label, text in zip(_LABELS, due, strict=False) if label in labels)
    counted = f"应报单位{_count_due(roster)}个" + (f"：{told}" if told else "")
    return f"{counted}；{not_due}。" if _LABELS[-1] in labels else f"{counted}。"


def _bound(roster: Roster) -> list[IssueState]:
    """The issues that bind one of the units, in file order."""
    ids = {item.state.issue.id for unit in roster.units for item in unit.items}
    return [state for state in roster.states if state.issue.id in ids]


def _grid(roster: Roster, states: Sequence[IssueState]) -> Table:
    """A column an issue, a row a unit; the totals of each at the right and at the foot."""
    numbers = (str(state.issue.id) for state in states)
    feet = tuple(_foot(roster, states, title) for title in _TOTALS) if roster.units else ()
    near = roster.as_of
    labels = tuple((Cell(unit.label), day_cell(unit.last, near=near)) for unit in roster.units)
    return Table(
        columns=(
            Column("单位 \\ 序号", 5, names=True),
            *(Column(number, 1, Align.RIGHT) for number in numbers),
            *_TOTAL_COLUMNS,
            *(Column(title, shown=Shown.SHEET) for title in ("报送情况", "最近报送")),
        ),
        rows=(
            *((*_grid_row(u, states), *more) for u, more in zip(roster.units, labels, strict=True)),
            *((*foot, _BLANK, _BLANK) for foot in feet),
        ),
        titles=(*map(_unit_title, roster.units), *(foot[0].text for foot in feet)),
        empty="没有要报送的单位。",
    )


def _unit_title(unit: UnitRoster) -> str:
    """To what a telephone folds the row of a unit."""
    return f"{unit.unit}　{f'未报{unit.missing}项' if unit.missing else unit.label}"


def _grid_row(unit: UnitRoster, states: Sequence[IssueState]) -> tuple[Cell, ...]:
    standing = {item.state.issue.id: item.standing for item in unit.items}
    marks = (standing.get(state.issue.id) for state in states)
    cells = (_MARKS[mark] if mark else _BLANK for mark in marks)
    return (Cell(unit.unit), *cells, *_unit_totals(unit))


def _foot(roster: Roster, states: Sequence[IssueState], title: str) -> tuple[Cell, ...]:
    """How many units are due (have reported, are missing) on each issue, and the sum."""
    field = _TOTALS[title]
    total = number_cell(sum(getattr(unit, field) for unit in roster.units))
    sums = (total if other == title else _BLANK for other in (*_TOTALS, _SILENT))
    standings = _standings(roster)
    counts = (number_cell(_count(standings, state, field)) for state in states)
    return (Cell(f"{title}单位数"), *counts, *sums)


_TOTAL_COLUMNS = tuple(Column(title, 1.3, Align.RIGHT) for title in (*_TOTALS, _SILENT))


def _unit_totals(unit: UnitRoster) -> tuple[Cell, ...]:
    owes = Tone.BAD if unit.missing else Tone.PLAIN
    return (
        number_cell(unit.due),
        number_cell(unit.reported),
        number_cell(unit.missing, owes),
        number_cell(unit.silent_days),
    )


def _standings(roster: Roster) -> Counter[tuple[int, Standing]]:
    """How many units stand how on each issue, by its id."""
    items = (item for unit in roster.units for item in unit.items)
    return Counter((item.state.issue.id, item.standing) for item in items)


def _count(standings: Counter[tuple[int, Standing]], state: IssueState, field: str) -> int:
    """How many units are due, have reported, or are missing on an issue."""
    if field == "due":
        return sum(_count(standings, state, part) for part in ("reported", "missing"))
    return standings[state.issue.id, Standing(field)]


def _numbers_table(roster: Roster) -> Table:
    """Where there are more issues than columns can stand: their numbers."""
    return Table(
        columns=(
            Column("单位", 2, names=True),
            Column("报送情况", fixed=True),
            Column("未报事项", 3, names=True),
            *_TOTAL_COLUMNS,
            Column("最近报送", fixed=True),
        ),
        rows=tuple(
            (
                Cell(unit.unit),
                Cell(unit.label),
                Cell(numbers_text(item.state.issue.id for item in unit.missing_items)),
                *_unit_totals(unit),
                day_cell(unit.last, near=roster.as_of, none="从未报送"),
            )
            for unit in roster.units
        ),
        empty="没有要报送的单位。",
    )


def _issues_table(roster: Roster, states: Sequence[IssueState]) -> Table:
    standings = _standings(roster)
    return Table(
        columns=(
            ID.column(page=False),
            TITLE.column(page=False),
            *_TOTAL_COLUMNS[:3],
        ),
        rows=tuple(
            (
                ID.cell(state),
                TITLE.cell(state),
                *(number_cell(_count(standings, state, field)) for field in _TOTALS.values()),
            )
            for state in states
        ),
    )
