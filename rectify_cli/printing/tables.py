"""The tables and paragraphs that commands print: lists, overdue items, the state at a glance."""

from collections.abc import Iterable, Sequence

from rectify_cli.figures import Counts, Group, OverdueFigures
from rectify_cli.fold import IssueState
from rectify_cli.model import Event, Role, Status
from rectify_cli.printing.blocks import (
    Align,
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Paragraph,
    Segment,
    Table,
    Tone,
)
from rectify_cli.printing.phrases import (
    NONE,
    STATUS_TONES,
    actor_text,
    deadline_text,
    event_text,
    numbered_title,
    percent,
    remaining_cell,
    status_cell,
)
from rectify_cli.query import Row, Selection
from rectify_cli.units import UnitDirectory

_ID = Column("序号", 0.5, Align.RIGHT, fixed=True)
_ISSUE = Column("问题", 3)
_LEAD = Column("牵头单位", 1.5)
_LEADER = Column("责任领导", 1, fixed=True)


def list_blocks(selection: Selection, *, unit: str | None, as_of: object) -> list[Block]:
    """``rectify list``: the table, and what the reader should know beside it."""
    blocks: list[Block] = [list_table(selection.rows, with_role=unit is not None)]
    if not selection.rows:
        return [Paragraph(_nothing_found(selection, unit))]
    count = len(selection.rows)
    shown = (
        f"共 {count} 项"
        if count == selection.total
        else f"共 {count} 项（全部 {selection.total} 项）"
    )
    lines = [f"{shown}，截止日 {as_of}。"]
    if selection.member_only:
        groups = "、".join(selection.groups)
        lines.append(f"{unit} 未被单独点名，以上各项均由所属的“{groups}”共同承担。")
    if selection.through_groups:
        lines.append(_through_groups(selection))
    blocks.append(Paragraph("\n".join(lines), Tone.MUTED))
    return blocks


def _nothing_found(selection: Selection, unit: str | None) -> str:
    if not selection.total:
        return "清单里还没有事项。"
    text = f"没有符合条件的事项（不加条件共 {selection.total} 项）。"
    if unit and selection.through_groups:
        text += "\n" + _through_groups(selection)
    return text


def _through_groups(selection: Selection) -> str:
    groups = "、".join(selection.groups)
    return f"另有 {selection.through_groups} 项经由“{groups}”共同承担，加 --role member 查看。"


def list_table(rows: Sequence[Row], *, with_role: bool = False) -> Table:
    """One row an issue."""
    role = [Column("角色", 0.6, fixed=True)] if with_role else []
    return Table(
        columns=(
            _ID,
            Column("类别", 0.8, fixed=True),
            *role,
            _ISSUE,
            _LEAD,
            _LEADER,
            Column("时限", 1.2),
            Column("状态", 0.8, fixed=True),
            Column("剩余/逾期", 1, fixed=True),
        ),
        rows=tuple(_list_row(row, with_role=with_role) for row in rows),
    )


def _list_row(row: Row, *, with_role: bool) -> tuple[Cell, ...]:
    issue = row.state.issue
    return (
        Cell(str(issue.id)),
        Cell(issue.label if issue.category else NONE),
        *([_role_cell(row.role)] if with_role else []),
        Cell(issue.title),
        Cell(issue.lead_text or NONE),
        Cell(issue.leader or NONE),
        Cell(deadline_text(row.state)),
        status_cell(row.state),
        remaining_cell(row.state),
    )


def _role_cell(role: Role | None) -> Cell:
    return Cell(role.label if role else NONE, Tone.MUTED if role is Role.MEMBER else Tone.PLAIN)


def issue_blocks(state: IssueState) -> list[Block]:
    """The official words of an issue, whole, and where it stands."""
    issue = state.issue
    blocks: list[Block] = [
        Heading(1, f"{issue.id}　{numbered_title(issue)}"),
        Items(tuple(_fact_lines(state))),
        Heading(2, "存在问题"),
        Paragraph(issue.problem),
    ]
    if issue.goal:
        blocks += [Heading(2, "整改目标"), Paragraph(issue.goal)]
    blocks.append(Heading(2, "整改措施"))
    blocks.append(Items(issue.measures) if issue.measures else Paragraph("（文件未列明）"))
    return blocks


def _fact_lines(state: IssueState) -> Iterable[str]:
    issue = state.issue
    remaining = remaining_cell(state).text
    yield f"状态：{state.status.label}" + ("" if remaining == NONE else f"，{remaining}")
    due = f"（到期日 {state.due}" if state.due else ""
    if due and state.due != state.original_due and state.original_due:
        due += f"，原为 {state.original_due}"
    yield f"整改时限：{issue.deadline or NONE}{due + '）' if due else ''}"
    yield f"牵头单位：{issue.lead_text or NONE}"
    yield f"责任领导：{issue.leader or NONE}"
    yield f"责任单位：{issue.responsible_text or NONE}"
    for name, value in (("责任股室", issue.office), ("联系方式", issue.contact)):
        if value:
            yield f"{name}：{value}"


def log_blocks(state: IssueState) -> list[Block]:
    """What has happened to an issue, in date order."""
    return [
        Heading(2, f"办理记录（{len(state.events)} 条）"),
        Table(
            columns=(
                Column("日期", 1, fixed=True),
                Column("事件", 0.8, fixed=True),
                Column("单位/人员", 1.5),
                Column("内容", 3),
                Column("佐证材料", 2),
            ),
            rows=tuple(_log_row(event) for event in state.events),
            empty="还没有办理记录。",
        ),
    ]


def _log_row(event: Event) -> tuple[Cell, ...]:
    return (
        Cell(event.date.isoformat(), value=event.date),
        Cell(event.event.label),
        Cell(actor_text(event)),
        Cell(event_text(event)),
        Cell("\n".join(event.evidence) or NONE),
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
                _ID,
                _ISSUE,
                _LEAD,
                _LEADER,
                Column("整改时限", 2),
                Column("距印发", fixed=True),
            ),
            rows=tuple(
                (
                    Cell(str(s.issue.id)),
                    Cell(numbered_title(s.issue)),
                    Cell(s.issue.lead_text or NONE),
                    Cell(s.issue.leader or NONE),
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
            _ID,
            _ISSUE,
            _LEAD,
            _LEADER,
            Column("到期日", 1.1, fixed=True),
            Column("状态", 0.8, fixed=True),
            Column("剩余/逾期", 1, fixed=True),
        ),
        rows=tuple(
            (
                Cell(str(s.issue.id), value=s.issue.id),
                Cell(numbered_title(s.issue)),
                Cell(s.issue.lead_text or NONE),
                Cell(s.issue.leader or NONE),
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
            Column("成员", align=Align.RIGHT, fixed=True),
            *(Column(role.label, align=Align.RIGHT, fixed=True) for role in Role),
        ),
        rows=tuple(rows),
        empty="清单里还没有单位。",
    )
