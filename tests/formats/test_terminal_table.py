"""Tables on screens of every width: columns that line up, words that stay whole."""

import io
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from samples import notice_on

from rectify_cli.domain.model import Checklist
from rectify_cli.domain.period import week_of
from rectify_cli.domain.query import Filter, select
from rectify_cli.domain.reporting.chronicle import Wanted, chronicle, records_of
from rectify_cli.domain.reporting.figures import overdue_figures, status_figures
from rectify_cli.domain.reporting.report import report_of
from rectify_cli.domain.reporting.roster import roster_of
from rectify_cli.domain.reporting.todo import todo_of
from rectify_cli.domain.state import states_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Items,
    Paragraph,
    Table,
)
from rectify_cli.formats.measure import CLOSING, widest_piece, wrap
from rectify_cli.formats.terminal.blocks import make_console, print_blocks, print_document
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.views.figures import overdue_blocks, status_blocks
from rectify_cli.views.issue import issue_blocks
from rectify_cli.views.issues import list_blocks
from rectify_cli.views.log import issue_log_blocks, log_blocks
from rectify_cli.views.papers.report import report_document
from rectify_cli.views.papers.roster import roster_document
from rectify_cli.views.todo import todo_blocks
from rectify_cli.views.units import units_blocks

LAST_DAY = date(2020, 11, 5)
TABLE = Table(
    columns=(
        Column("序号", 0.5, Align.RIGHT, fixed=True),
        Column("问题", 3),
        Column("牵头单位", 1.5),
        Column("到期日", 1.1, fixed=True),
        Column("剩余/逾期", 1, fixed=True),
    ),
    rows=(
        (
            Cell("8"),
            Cell("落实“只进一扇门”有差距（个性3），工作人员培训43人次。"),
            Cell("县政务服务中心"),
            Cell("2020-10-31"),
            Cell("逾期5天"),
        ),
        (
            Cell("12"),
            Cell("𠮷字与 Latin words"),
            Cell("苗尾傈僳族乡人民政府"),
            Cell("—"),
            Cell("—"),
        ),
    ),
)


def drawn(*blocks: Table | Paragraph | Items, width: int) -> list[str]:
    """The lines that a screen of ``width`` cells shows."""
    stream = io.StringIO()
    print_blocks(blocks, make_console(stream, width=width))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen_and_no_text_is_lost(width: int) -> None:
    lines = drawn(TABLE, width=width)
    assert max(map(cell_len, lines)) <= width
    shown = "".join("".join(lines).split())
    for row in TABLE.rows:
        for cell in row:
            for character in "".join(cell.text.split()):
                assert character in shown


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_columns_begin_at_the_same_cell_in_every_line(width: int) -> None:
    lines = drawn(TABLE, width=width)
    dates = [line for line in lines if "2020-10-31" in line]
    heads = [line for line in lines if "到期日" in line]
    assert len(dates) == len(heads) == 1
    assert cell_len(dates[0].partition("2020")[0]) == cell_len(heads[0].partition("到期")[0])


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_dates_numbers_and_words_stay_whole(width: int) -> None:
    text = "\n".join(drawn(TABLE, width=width))
    for whole in ("2020-10-31", "逾期5天", "43", "Latin", "words"):
        assert whole in text


def test_where_columns_cannot_stand_each_row_is_a_card() -> None:
    lines = drawn(TABLE, width=40)
    assert lines[0] == "序号：8"
    assert lines[1].startswith("  问题：落实")
    assert "" in lines, "cards stand apart"
    assert any("牵头单位：苗尾傈僳族乡人民政府" in line for line in lines)


def test_a_pipe_gets_one_line_a_row_with_whole_cells() -> None:
    stream = io.StringIO()
    print_blocks([TABLE], make_console(stream))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 2 + len(TABLE.rows)
    assert TABLE.rows[0][1].text in lines[2]
    assert max(map(cell_len, lines)) < 200, "no padding to the width of the pipe"


@pytest.mark.parametrize("width", range(2, 60, 3))
def test_wrapping_keeps_every_character_and_the_width(width: int) -> None:
    text = "落实“只进一扇门”有差距（个性3），至2020-10-31完成1200平方米。"
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", range(14, 60, 3))
def test_no_line_opens_with_a_closing_mark_or_cuts_a_number(width: int) -> None:
    lines = wrap("要求：“三不”（不知道、不归我管、不行）问题，于2020-10-31前，整治完毕。", width)
    assert not [line for line in lines if line[0] in CLOSING]
    assert not [line for line in lines if line.endswith(("“", "（"))]
    assert any("2020-10-31" in line for line in lines)


def test_line_breaks_of_the_text_stay() -> None:
    assert wrap("甲\n乙", 80) == ["甲", "乙"]
    assert wrap("", 80) == [""]


def test_the_widest_piece_is_what_no_line_should_cut() -> None:
    assert widest_piece("至2020-10-31止") == 10
    assert widest_piece("") == 0


def test_a_paragraph_and_a_list_hang_where_they_should() -> None:
    text = "县政务服务中心设置填单区、休息区、阅报角、自助充电、免费复印。" * 2
    lines = drawn(Items((text,)), width=60)
    assert lines[0].startswith("· ")
    assert all(line.startswith("  ") for line in lines[1:])
    assert max(map(cell_len, drawn(Paragraph(text), width=60))) <= 60


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "view",
    [
        "list",
        "show",
        "overdue",
        "status",
        "units",
        "report",
        "notice",
        "log",
        "todo",
        "roster",
        "missing",
    ],
)
def test_every_view_of_a_busy_ledger_fits_its_screen(
    busy_ledger: Path, view: str, width: int
) -> None:
    stream = io.StringIO()
    console = make_console(stream, width=width)
    blocks = view_of(read_ledger(busy_ledger).checklist, view)
    if isinstance(blocks, Document):
        print_document(blocks, console)
    else:
        print_blocks(blocks, console)
    lines = stream.getvalue().splitlines()
    assert lines
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line.strip()[:1] in set("，。、；：！？）》”")]


def view_of(checklist: Checklist, name: str) -> Document | list[Block]:
    """What the command ``name`` shows of ``checklist`` on the sample's last day."""
    states = states_of(checklist, LAST_DAY)
    match name:
        case "list":
            selection = select(checklist, Filter(unit="县政务服务中心"), LAST_DAY)
            return list_blocks(selection, unit="县政务服务中心", as_of=LAST_DAY)
        case "show":
            records = records_of(checklist.issues[2], UnitDirectory(checklist), LAST_DAY)
            return [*issue_blocks(states[2]), *issue_log_blocks(records)]
        case "log":
            return log_blocks(chronicle(checklist, Wanted(), LAST_DAY), LAST_DAY)
        case "todo":
            return todo_blocks(todo_of(checklist, LAST_DAY), whole=True)
        case "roster":
            return roster_document(roster_of(checklist, week_of(LAST_DAY), LAST_DAY))
        case "missing":
            roster = roster_of(checklist, week_of(LAST_DAY), LAST_DAY)
            return roster_document(roster, missing_only=True)
        case "overdue":
            return overdue_blocks(overdue_figures(checklist, LAST_DAY))
        case "status":
            return status_blocks(status_figures(states, LAST_DAY))
        case "units":
            return units_blocks(UnitDirectory(checklist), states)
        case "report":
            return report_document(report_of(checklist, week_of(LAST_DAY), LAST_DAY))
    return notice_on(checklist)


def test_a_name_and_who_recorded_it_are_broken_between_and_not_within() -> None:
    table = Table(
        columns=(Column("单位/人员", 1, names=True), Column("内容", 3)),
        rows=((Cell("团结彝族乡人民政府 李某"), Cell("办事指南印发123份" * 4)),),
    )
    stream = io.StringIO()
    print_blocks([table], make_console(stream, width=60))
    lines = [line.split()[0] for line in stream.getvalue().splitlines()]
    assert lines[2:4] == ["团结彝族乡人民政府", "李某"]
