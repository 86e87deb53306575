"""The columns that say which issue a row is about and who answers for it, and their cells."""

from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Align, Cell, Column
from rectify_cli.views.phrases import NONE, numbered_title

ID = Column("序号", 0.5, Align.RIGHT, fixed=True)
ISSUE = Column("问题", 3)
LEAD = Column("牵头单位", 1.5)
LEADER = Column("责任领导", 1, fixed=True)


def who_cells(state: IssueState) -> tuple[Cell, ...]:
    """序号, 问题 with its number in the document, 牵头单位, 责任领导."""
    issue = state.issue
    return (
        Cell(str(issue.id), value=issue.id),
        Cell(numbered_title(issue)),
        Cell(issue.lead_text or NONE),
        Cell(issue.leader or NONE),
    )
