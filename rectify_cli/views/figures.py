"""Figures: who is late, how far along."""

from collections.abc import Iterable
from typing import Any

from rectify_cli.domain.model import Status
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.reporting.figures import Counts, Group, OverdueFigures, StatusFigures
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
from rectify_cli.views.columns import (
    DEADLINE_WORDS,
    DUE_COLUMNS,
    ID,
    LEAD,
    LEADER,
    NUMBERED_TITLE,
    SINCE_ISSUE,
    issue_table,
)
from rectify_cli.views.issue import issues_data
from rectify_cli.views.phrases import STATUS_TONES, number_cell, percent


def overdue_blocks(figures: OverdueFigures) -> list[Block]:
    """``rectify overdue``: past due, due soon, 立行立改 not started, totals by lead unit."""
    idle = (ID, NUMBERED_TITLE, LEAD, LEADER, DEADLINE_WORDS, SINCE_ISSUE)
    late, soon, immediate = figures.overdue, figures.due_soon, figures.immediate_not_started
    return [
        Heading(1, f"已逾期 {len(late)} 项（截止日 {figures.as_of}）"),
        issue_table(late, DUE_COLUMNS, empty="没有逾期事项。"),
        Heading(1, f"{figures.within} 天内到期 {len(soon)} 项"),
        issue_table(soon, DUE_COLUMNS, empty="没有即将到期的事项。"),
        Heading(1, f"立行立改未启动 {len(immediate)} 项"),
        issue_table(immediate, idle, empty="没有未启动的立行立改事项。"),
        Heading(1, "按牵头单位合计"),
        _leads_table(figures),
    ]


def _leads_table(figures: OverdueFigures) -> Table:
    titles = ("逾期", "临期", "立行立改未启动")
    return Table(
        columns=(
            Column("牵头单位", 2),
            *(Column(title, align=Align.RIGHT, fixed=True) for title in titles),
        ),
        rows=tuple(
            (
                Cell(lead),
                number_cell(late, Tone.BAD if late else Tone.MUTED),
                number_cell(soon, Tone.WARN if soon else Tone.MUTED),
                number_cell(idle, Tone.WARN if idle else Tone.MUTED),
            )
            for lead, late, soon, idle in figures.by_lead
        ),
        empty="没有需要催办的单位。",
    )


def overdue_data(figures: OverdueFigures) -> dict[str, Any]:
    """``rectify overdue --json``."""
    return {
        "as_of": figures.as_of.isoformat(),
        "within": figures.within,
        "overdue": issues_data(figures.overdue),
        "due_soon": issues_data(figures.due_soon),
        "immediate_not_started": issues_data(figures.immediate_not_started),
        "by_lead_unit": [
            {"lead_unit": lead, "overdue": late, "due_soon": soon, "immediate_not_started": idle}
            for lead, late, soon, idle in figures.by_lead
        ],
    }


def group_bars(title: str, groups: Iterable[Group]) -> Bars:
    """A stacked bar a group, the struck-off part first."""
    return Bars(title, tuple(_group_bar(group) for group in groups))


def _group_bar(group: Group) -> Bar:
    counts = group.counts
    order = (Status.DONE, Status.SUBMITTED, Status.IN_PROGRESS, Status.NOT_STARTED)
    note = f"{counts.done}/{counts.total}　{percent(counts.done, counts.total)}"
    segments = (Segment(s.label, counts.of(s), STATUS_TONES[s]) for s in order)
    return Bar(group.name, tuple(segments), note)


def status_blocks(figures: StatusFigures) -> list[Block]:
    """``rectify status``: the state at a glance."""
    counts, done = figures.counts, figures.counts.done
    if not counts.total:
        return [Paragraph(NO_ISSUES)]
    words = "，".join(f"{status.label} {counts.of(status)} 项" for status in Status)
    late = Tone.BAD if counts.overdue else Tone.GOOD
    return [
        Heading(
            1, f"截止日 {figures.as_of}，共 {counts.total} 项，完成率 {percent(done, counts.total)}"
        ),
        Paragraph(words + "。"),
        Paragraph(f"逾期 {counts.overdue} 项。", late),
        group_bars("按类别", figures.by_category),
        group_bars("按牵头单位", figures.by_lead),
        group_bars("按责任领导", figures.by_leader),
    ]


def status_data(figures: StatusFigures) -> dict[str, Any]:
    """``rectify status --json``."""
    return {
        "as_of": figures.as_of.isoformat(),
        "counts": counts_data(figures.counts),
        "by_category": groups_data(figures.by_category, "category"),
        "by_lead_unit": groups_data(figures.by_lead, "lead_unit"),
        "by_leader": groups_data(figures.by_leader, "leader"),
    }


def counts_data(counts: Counts) -> dict[str, Any]:
    """Counts by status, with overdue and the completion rate (0 to 1)."""
    by_status = {status.value: counts.of(status) for status in Status}
    rate = round(counts.rate, 4)
    return {"total": counts.total, **by_status, "overdue": counts.overdue, "rate": rate}


def groups_data(groups: Iterable[Group], key: str) -> list[dict[str, Any]]:
    """Counts of each group, its name under ``key``."""
    return [{key: group.name, **counts_data(group.counts)} for group in groups]
