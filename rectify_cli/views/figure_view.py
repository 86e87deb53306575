"""Figures as blocks: who is late, how far along, who is who."""

from collections.abc import Iterable, Sequence

from rectify_cli.domain.figures import Counts, Group, OverdueFigures
from rectify_cli.domain.model import Role, Status
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import (
    Align,
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Segment,
    Table,
    Tone,
)
from rectify_cli.views.columns import ID, ISSUE, LEAD, LEADER, who_cells
from rectify_cli.views.phrases import (
    NONE,
    STATUS_TONES,
    percent,
    remaining_cell,
    status_cell,
)


def overdue_blocks(figures: OverdueFigures) -> list[Block]:
    """``rectify overdue``: past due, due soon, 立行立改 not started, totals by lead unit."""
    since_issue = {s.issue.id: (s.as_of - s.issued_on).days for s in figures.immediate_not_started}
    return [
        Heading(1, f"已逾期 {len(figures.overdue)} 项（截止日 {figures.as_of}）"),
        due_table(figures.overdue, empty="没有逾期事项。"),
        Heading(1, f"{figures.within} 天内到期 {len(figures.due_soon)} 项"),
        due_table(figures.due_soon, empty="没有即将到期的事项。"),
        Heading(1, f"立行立改未启动 {len(figures.immediate_not_started)} 项"),
        Table(
            columns=(
                ID,
                ISSUE,
                LEAD,
                LEADER,
                Column("整改时限", 2),
                Column("距印发", fixed=True),
            ),
            rows=tuple(
                (
                    *who_cells(s),
                    Cell(s.issue.deadline or NONE),
                    Cell(f"{since_issue[s.issue.id]}天", Tone.WARN),
                )
                for s in figures.immediate_not_started
            ),
            empty="没有未启动的立行立改事项。",
        ),
        Heading(1, "按牵头单位合计"),
        Table(
            columns=(
                Column("牵头单位", 2),
                *(
                    Column(t, align=Align.RIGHT, fixed=True)
                    for t in ("逾期", "临期", "立行立改未启动")
                ),
            ),
            rows=tuple(
                (
                    Cell(lead),
                    Cell(str(late), Tone.BAD if late else Tone.MUTED, late),
                    Cell(str(soon), Tone.WARN if soon else Tone.MUTED, soon),
                    Cell(str(idle), Tone.WARN if idle else Tone.MUTED, idle),
                )
                for lead, late, soon, idle in figures.by_lead
            ),
            empty="没有需要催办的单位。",
        ),
    ]


def due_table(states: Iterable[IssueState], *, empty: str) -> Table:
    """Issues with their due date and how far it is."""
    return Table(
        columns=(
            ID,
            ISSUE,
            LEAD,
            LEADER,
            Column("到期日", 1.1, fixed=True),
            Column("状态", 0.8, fixed=True),
            Column("剩余/逾期", 1, fixed=True),
        ),
        rows=tuple(
            (
                *who_cells(s),
                Cell(s.due.isoformat() if s.due else NONE, value=s.due),
                status_cell(s),
                remaining_cell(s),
            )
            for s in states
        ),
        empty=empty,
    )


def group_bars(title: str, groups: Iterable[Group]) -> Bars:
    """A stacked bar a group, the struck-off part first."""
    return Bars(title, tuple(_group_bar(group) for group in groups))


def _group_bar(group: Group) -> Bar:
    counts = group.counts
    order = (Status.DONE, Status.SUBMITTED, Status.IN_PROGRESS, Status.NOT_STARTED)
    note = f"{counts.done}/{counts.total}　{percent(counts.done, counts.total)}"
    segments = (Segment(s.label, counts.of(s), STATUS_TONES[s]) for s in order)
    return Bar(group.name, tuple(segments), note)


def status_blocks(
    counts: Counts,
    *,
    by_category: Iterable[Group],
    by_lead: Iterable[Group],
    by_leader: Iterable[Group],
    as_of: object,
) -> list[Block]:
    """``rectify status``: the state at a glance."""
    if not counts.total:
        return [Paragraph("清单里还没有事项。")]
    words = "，".join(f"{status.label} {counts.of(status)} 项" for status in Status)
    late = Tone.BAD if counts.overdue else Tone.GOOD
    return [
        Heading(
            1, f"截止日 {as_of}，共 {counts.total} 项，完成率 {percent(counts.done, counts.total)}"
        ),
        Paragraph(words + "。"),
        Paragraph(f"逾期 {counts.overdue} 项。", late),
        group_bars("按类别", by_category),
        group_bars("按牵头单位", by_lead),
        group_bars("按责任领导", by_leader),
    ]


def units_table(directory: UnitDirectory, issues: Sequence[IssueState]) -> Table:
    """``rectify units``: every unit, its other names, its groups, its issues by role."""
    rows = []
    for unit in directory.names:
        roles = [directory.role_of(unit, state.issue) for state in issues]
        members = directory.members_of(unit)
        rows.append(
            (
                Cell(unit),
                Cell("、".join(directory.aliases_of(unit)) or NONE),
                Cell("、".join(sorted(directory.groups_of(unit))) or NONE),
                Cell(f"{len(members)}个" if directory.is_group(unit) else NONE),
                *(Cell(str(roles.count(role)), value=roles.count(role)) for role in Role),
            )
        )
    return Table(
        columns=(
            Column("单位", 2),
            Column("别称", 1.2),
            Column("所属", 1.5),
            Column("成员数", align=Align.RIGHT, fixed=True),
            *(Column(f"{r.label}项", align=Align.RIGHT, fixed=True) for r in Role),
        ),
        rows=tuple(rows),
        empty="清单里还没有单位。",
    )
