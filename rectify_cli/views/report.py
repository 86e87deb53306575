"""The weekly printout (周报), in the order in which a leader reads it."""

from collections.abc import Iterable, Iterator
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.figures import DUE_SOON_DAYS
from rectify_cli.domain.model import Status
from rectify_cli.domain.period import Period
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.report import Report
from rectify_cli.domain.roster import UnitRoster
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
    Table,
    Tone,
    Trend,
)
from rectify_cli.views.columns import (
    DONE_ON,
    DUE,
    ID,
    LAST_REPORT,
    LEAD,
    MATTER,
    PAGE_WHO,
    PUNCTUALITY,
    REMAINING,
    SILENT_DAYS,
    STATUS,
    IssueColumn,
    issue_table,
)
from rectify_cli.views.figures import counts_data, group_bars, groups_data
from rectify_cli.views.issue import event_data, ids_data, issues_data
from rectify_cli.views.issues import list_section
from rectify_cli.views.phrases import (
    NONE,
    SIGN_OFF,
    event_line,
    number_cell,
    overall_text,
    percent,
)


def report_document(report: Report) -> Document:
    """The printout of ``report``: figures, events, who is late, the whole list as an appendix."""
    document = report.checklist.document
    name = document.title.removesuffix("清单") + ("周报" if report.period.is_week else "情况报告")
    maker = f"编制单位：{document.compiled_by}　" if document.compiled_by else ""
    return Document(
        title=name,
        subtitle=(report.period.label, f"{maker}截止日：{chinese_date(report.as_of)}"),
        author=document.compiled_by or "",
        subject=report.period.label,
        as_of=report.as_of,
        sections=(
            Section((*_body(report), SIGN_OFF)),
            list_section(report.states),
        ),
    )


def _body(report: Report) -> Iterator[Block]:
    this, _, following = _words(report)
    yield Heading(1, "一、总体情况")
    yield from _overall(report)
    count = f"（{report.event_count}条，涉及{len(report.activity)}项）" if report.activity else ""
    yield Heading(1, f"二、{this}办理情况{count}")
    yield _activity_table(report, this)
    yield Heading(1, f"三、{this}销号事项{_items(report.struck_off)}")
    yield _struck_off_table(report, this)
    yield Heading(1, "四、逾期和临期事项")
    yield Heading(2, f"（一）逾期事项{_items(report.overdue)}")
    yield _due_table(report.overdue, empty="没有逾期事项。")
    soon = f"{DUE_SOON_DAYS}天内到期"
    yield Heading(2, f"（二）{soon}事项{_items(report.due_soon)}")
    yield _due_table(report.due_soon, empty=f"没有{soon}的事项。")
    yield Heading(1, f"五、{this}未报送事项{_items(report.unreported)}")
    yield _unreported_table(report, this)
    yield Heading(1, "六、各牵头单位整改情况")
    yield _lead_table(report)
    if report.by_lead:
        yield group_bars("各牵头单位完成情况", report.by_lead)
    yield Heading(1, f"七、{following}到期事项{_items(report.due_next)}")
    yield _due_table(report.due_next, empty=f"{following}没有到期的事项。")


def _words(report: Report) -> tuple[str, str, str]:
    return ("本周", "上周", "下周") if report.period.is_week else ("本期", "上期", "下期")


def _items(states: tuple[IssueState, ...]) -> str:
    return f"（{len(states)}项）" if states else ""


def _overall(report: Report) -> Iterator[Block]:
    this, last, _ = _words(report)
    now, before = report.counts, report.before
    if not now.total:
        yield Paragraph(NO_ISSUES)
        return
    late = "没有逾期事项"
    if now.overdue:
        late = f"未销号事项中，逾期{now.overdue}项"
    if before and (now.overdue or before.overdue):
        late += f"，{_change(now.overdue - before.overdue, last)}"
    more_done = f"，{_change(now.done - before.done, last)}" if before else ""
    moves = f"{this}销号{len(report.struck_off)}项"
    if report.reopened:
        moves += f"、退回{len(report.reopened)}项"
    overall = overall_text(now, report.as_of, moves=f"（{moves}{more_done}）")
    yield Paragraph(f"{overall}。{late}。")
    now_title = this if report.as_of == report.period.until else "截止日"
    yield _change_table(report, now_title, last)
    yield group_bars("各类问题完成情况", report.by_category)
    days = Period(report.open_by_week[0][0], report.open_by_week[-1][0]).label
    yield Trend(f"未销号事项逐周变化（{days}）", report.open_by_week)


def _change(difference: int, last: str) -> str:
    if not difference:
        return f"与{last}持平"
    return f"比{last}{'增加' if difference > 0 else '减少'}{abs(difference)}项"


def _change_table(report: Report, now_title: str, before_title: str) -> Table:
    now, before = report.counts, report.before
    then = [before.of(s) for s in Status] + [before.total, before.overdue] if before else [None] * 6
    titles = [*(status.label for status in Status), "合计", "其中逾期"]
    figures = [*(now.of(status) for status in Status), now.total, now.overdue]
    rows = list(zip(titles, figures, then, strict=True))
    return Table(
        columns=(
            Column("状态", 1.2, Align.CENTER),
            *(Column(title, 1, Align.CENTER) for title in (now_title, before_title, "增减")),
        ),
        rows=tuple(
            (
                Cell(name),
                number_cell(n, Tone.BAD if name == "其中逾期" and n else Tone.PLAIN),
                Cell(NONE) if b is None else number_cell(b),
                Cell(NONE) if b is None else Cell(f"{n - b:+d}" if n != b else "0", value=n - b),
            )
            for name, n, b in rows
        ),
    )


def _activity_table(report: Report, this: str) -> Table:
    """One row an issue: its events of the period, one a line, and where it stands now."""
    lines = {
        item.state.issue.id: "\n".join(event_line(event, item.state) for event in item.events)
        for item in report.activity
    }
    done = IssueColumn(f"{this}办理情况", lambda s: Cell(lines[s.issue.id]), 4)
    columns = (ID, MATTER.weighing(2), LEAD.weighing(1.2), done, STATUS)
    states = [item.state for item in report.activity]
    return issue_table(states, columns, page=True, empty=f"{this}没有办理记录。")


def _struck_off_table(report: Report, this: str) -> Table:
    columns = (*PAGE_WHO, DONE_ON, PUNCTUALITY)
    empty = f"{this}没有销号的事项。"
    return issue_table(report.struck_off, columns, page=True, empty=empty)


def _due_table(states: tuple[IssueState, ...], *, empty: str) -> Table:
    return issue_table(states, (*PAGE_WHO, DUE, STATUS, REMAINING), page=True, empty=empty)


def _unreported_table(report: Report, this: str) -> Table:
    empty = f"未销号的事项{this}都有报送。" if report.counts.open else "没有未销号的事项。"
    columns = (*PAGE_WHO, LAST_REPORT, SILENT_DAYS)
    return issue_table(report.unreported, columns, page=True, empty=empty)


def _lead_table(report: Report) -> Table:
    titles = ("合计", *(status.label for status in Status), "逾期", "完成率")
    return Table(
        columns=(
            Column("牵头单位", 2),
            *(Column(title, 0.8, Align.CENTER, fixed=True) for title in titles),
        ),
        rows=tuple(
            (
                Cell(group.name),
                number_cell(group.counts.total),
                *(number_cell(group.counts.of(status)) for status in Status),
                number_cell(group.counts.overdue, Tone.BAD if group.counts.overdue else Tone.PLAIN),
                Cell(percent(group.counts.done, group.counts.total)),
            )
            for group in report.by_lead
        ),
        empty=NO_ISSUES,
    )


def rosters_data(rosters: Iterable[UnitRoster]) -> list[dict[str, Any]]:
    """Units with the issues that they owe."""
    return [
        {
            "unit": roster.unit,
            "issues": ids_data(item.state for item in roster.missing_items),
            "silent_days": roster.silent_days,
        }
        for roster in rosters
    ]


def report_data(report: Report) -> dict[str, Any]:
    """``rectify report --json``: issues appear as ids, the whole list at the end."""
    return {
        "title": report.checklist.document.title,
        "since": report.period.since.isoformat(),
        "until": report.period.until.isoformat(),
        "as_of": report.as_of.isoformat(),
        "counts": counts_data(report.counts),
        "counts_before": counts_data(report.before) if report.before else None,
        "events": [
            {"id": item.state.issue.id, **event_data(event)}
            for item in report.activity
            for event in item.events
        ],
        "struck_off": ids_data(report.struck_off),
        "reopened": ids_data(report.reopened),
        "overdue": ids_data(report.overdue),
        "due_soon": ids_data(report.due_soon),
        "unreported": ids_data(report.unreported),
        "unreported_by_unit": rosters_data(report.unreported_by_unit),
        "corrections": report.changes.corrections,
        "late_entries": report.changes.late_entries,
        "due_next": ids_data(report.due_next),
        "by_lead_unit": groups_data(report.by_lead, "lead_unit"),
        "by_category": groups_data(report.by_category, "category"),
        "open_by_week": [{"date": d.isoformat(), "open": n} for d, n in report.open_by_week],
        "issues": issues_data(report.states),
    }
