"""The columns of a table of issues: each declared once, chosen by name where a table is made."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rectify_cli.domain.model import Issue, Role, title_of
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Align, Cell, Column, Shown, Table, Tone, Under
from rectify_cli.views.phrases import (
    NONE,
    STATUS_TONES,
    date_cell,
    day_cell,
    number_cell,
    numbered_title,
    remaining_cell,
    status_text,
)


class IssueColumn(NamedTuple):
    """A column and how its cell is made of an issue's state. On a page ``fixed`` columns are
    centred; a screen has them at the left, or as ``align`` says."""

    title: str
    cell: Callable[[IssueState], Cell]
    weight: float = 1.0
    fixed: bool = False
    align: Align = Align.LEFT
    names: bool = False
    shown: Shown = Shown.ALWAYS
    least: int = 0
    under: Under | None = None

    def weighing(self, weight: float) -> "IssueColumn":
        """The same column with another share of the width."""
        return self._replace(weight=weight)

    def column(self, *, page: bool) -> Column:
        """How it stands on a screen or on a ``page``."""
        align = Align.CENTER if page and self.fixed else self.align
        return Column(
            self.title,
            self.weight,
            align,
            self.fixed,
            names=self.names,
            shown=self.shown,
            least=self.least if page else 0,
            under=self.under,
        )


def of_field(
    field: str, cell: Callable[[IssueState], Cell], weight: float = 1.0, *, fixed: bool = False
) -> IssueColumn:
    """A column of what the document says, under the name that ``field`` has in the model."""
    return IssueColumn(title_of(Issue, field), cell, weight, fixed)


def issue_table(
    states: Iterable[IssueState],
    columns: Sequence[IssueColumn],
    *,
    page: bool = False,
    empty: str = "无。",
) -> Table:
    """A row an issue; ``page`` for what is printed on paper, ``empty`` said for no issue."""
    return Table(
        columns=tuple(column.column(page=page) for column in columns),
        rows=tuple(tuple(column.cell(state) for column in columns) for state in states),
        empty=empty,
    )


def role_column(roles: dict[int, Role | None]) -> IssueColumn:
    """The role of the unit that was asked about, by the issue's id."""

    def cell(state: IssueState) -> Cell:
        role = roles[state.issue.id]
        tone = Tone.MUTED if role is Role.MEMBER else Tone.PLAIN
        return Cell(role.label if role else NONE, tone)

    return IssueColumn("角色", cell, fixed=True)


def status_cell(state: IssueState) -> Cell:
    """状态 in its tone."""
    return Cell(status_text(state), STATUS_TONES[state.status])


def _id_cell(state: IssueState) -> Cell:
    return Cell(str(state.issue.id), value=state.issue.id)


def _deadline_cell(state: IssueState) -> Cell:
    """时限 for a narrow column: the date in force, or the document's words without one."""
    return Cell(state.due.isoformat() if state.due else state.issue.deadline or NONE)


def _overdue_cell(state: IssueState) -> Cell:
    """The days past the due date in force, and that it is not the first."""
    days = number_cell(state.overdue_days)
    return days._replace(text=f"{days.text}\n（经延期）") if state.extended else days


def _since_issue_cell(state: IssueState) -> Cell:
    return Cell(f"{state.days_since_issue}天", Tone.WARN)


ID = of_field("id", _id_cell, 0.5, fixed=True)._replace(align=Align.RIGHT)
LABEL = of_field(
    "category",
    lambda s: Cell(s.issue.label if s.issue.category else NONE),
    fixed=True,
)
TITLE = IssueColumn("问题", lambda s: Cell(s.issue.title), 3)
NUMBERED_TITLE = IssueColumn("问题", lambda s: Cell(numbered_title(s.issue)), 3)
LEAD = of_field("lead_unit", lambda s: Cell(s.lead_text or NONE), 1.5)._replace(names=True)
LEADER = of_field("leader", lambda s: Cell(s.issue.leader or NONE), fixed=True)
DEADLINE = IssueColumn("时限", _deadline_cell, 1.2)
DEADLINE_WORDS = of_field("deadline", lambda s: Cell(s.issue.deadline or NONE), 2)
DUE = of_field("due", lambda s: date_cell(s.due), fixed=True)
STATUS = IssueColumn("状态", status_cell, fixed=True)
REMAINING = IssueColumn("剩余/逾期", remaining_cell, fixed=True)
SINCE_ISSUE = IssueColumn("距印发", _since_issue_cell, fixed=True)
DUE_COLUMNS = (ID, NUMBERED_TITLE, LEAD, LEADER, DUE, STATUS, REMAINING)
"""What is due: on a screen."""

PROGRESS_CELLS = 18
"""So wide at least is the column on paper that people fill and read."""
PAGE_STATUS = STATUS._replace(cell=lambda s: Cell(status_text(s).replace("（", "\n（")))
PAGE_TITLE = IssueColumn("事项", lambda s: Cell(s.issue.title), 3)
PAGE_DUE = DUE._replace(cell=lambda s: day_cell(s.due, near=s.as_of))
PAGE_WHO = (ID, PAGE_TITLE, LEAD, LEADER)
"""Which issue, and who answers for it: on a page."""
OVERDUE_DAYS = IssueColumn("逾期天数", _overdue_cell, fixed=True)
SINCE_ISSUE_DAYS = IssueColumn("印发后天数", lambda s: number_cell(s.days_since_issue), fixed=True)
SILENT_DAYS = IssueColumn("未报天数", lambda s: number_cell(s.silent_days), fixed=True)
DONE_ON = IssueColumn("销号日期", lambda s: day_cell(s.done_on, near=s.as_of), fixed=True)
LAST_REPORT = IssueColumn(
    "最近报送",
    lambda s: day_cell(
        s.last_report.date if s.last_report else None, near=s.as_of, none="从未报送"
    ),
    fixed=True,
)
