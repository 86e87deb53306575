"""A Report → the weekly printout (周报) as blocks, in the order in which a leader reads it."""

from collections.abc import Iterator

from rectify_cli.dates import chinese_date
from rectify_cli.fold import IssueState
from rectify_cli.model import Status
from rectify_cli.printing.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.printing.figure_view import due_table, group_bars
from rectify_cli.printing.list_document import list_section
from rectify_cli.printing.phrases import NONE, actor_text, event_text, numbered_title, percent
from rectify_cli.report import Report

_ID = Column("序号", 0.5, Align.CENTER, fixed=True)


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
            Section((*_body(report), SignOff(("填报人", "审核人", "日期")))),
            list_section(report.states),
        ),
    )


def _body(report: Report) -> Iterator[Block]:
    this, _, following = _words(report)
    yield Heading(1, "一、总体情况")
    yield from _overall(report)
    count = f"（{report.event_count}条，涉及{len(report.activity)}项）" if report.activity else ""
    yield Heading(1, f"二、{this}动态{count}")
    yield _activity_table(report, this)
    yield Heading(1, f"三、{this}销号{_items(report.struck_off)}")
    yield _struck_off_table(report, this)
    yield Heading(1, "四、逾期和临期")
    yield Heading(2, f"（一）逾期事项{_items(report.overdue)}")
    yield due_table(report.overdue, empty="没有逾期事项。")
    yield Heading(2, f"（二）7天内到期{_items(report.due_soon)}")
    yield due_table(report.due_soon, empty="没有7天内到期的事项。")
    yield Heading(1, f"五、{this}未报送{_items(report.unreported)}")
    yield _unreported_table(report, this)
    yield Heading(1, "六、各牵头单位情况")
    yield _lead_table(report)
    yield group_bars("各牵头单位完成情况", report.by_lead)
    yield Heading(1, f"七、{following}到期事项{_items(report.due_next)}")
    yield due_table(report.due_next, empty=f"{following}没有到期的事项。")


def _words(report: Report) -> tuple[str, str, str]:
    return ("本周", "上周", "下周") if report.period.is_week else ("本期", "上期", "下期")


def _items(states: tuple[IssueState, ...]) -> str:
    return f"（{len(states)}项）" if states else ""


def _overall(report: Report) -> Iterator[Block]:
    this, last, _ = _words(report)
    now, before = report.counts, report.before
    gained = now.done - before.done
    change = (
        f"比{last}末{'增加' if gained > 0 else '减少'}{abs(gained)}项"
        if gained
        else f"与{last}末持平"
    )
    late = f"；逾期{now.overdue}项" if now.overdue else "；没有逾期事项"
    yield Paragraph(
        f"截至{chinese_date(report.as_of)}，清单共{now.total}项，已销号{now.done}项，"
        f"完成率{percent(now.done, now.total)}，{change}；待销号{now.submitted}项，"
        f"整改中{now.in_progress}项，未启动{now.not_started}项{late}。"
    )
    rows = [(status.label, now.of(status), before.of(status)) for status in Status]
    rows += [("逾期", now.overdue, before.overdue), ("合计", now.total, before.total)]
    yield Table(
        columns=(
            Column("状态", 2),
            *(Column(t, align=Align.RIGHT, fixed=True) for t in (f"{this}末", f"{last}末", "增减")),
        ),
        rows=tuple(
            (
                Cell(name, Tone.BAD if name == "逾期" and n else Tone.PLAIN),
                Cell(str(n), value=n),
                Cell(str(b), value=b),
                Cell(f"{n - b:+d}" if n != b else "0", value=n - b),
            )
            for name, n, b in rows
        ),
    )
    yield group_bars("各类问题完成情况", report.by_category)
    yield Trend("未销号事项逐周变化", report.open_by_week)


def _activity_table(report: Report, this: str) -> Table:
    rows = []
    for item in report.activity:
        for index, event in enumerate(item.events):
            first = index == 0
            rows.append(
                (
                    Cell(str(item.state.issue.id) if first else ""),
                    Cell(numbered_title(item.state.issue) if first else ""),
                    Cell(event.date.isoformat(), value=event.date),
                    Cell(event.event.label),
                    Cell(actor_text(event)),
                    Cell(event_text(event)),
                )
            )
    return Table(
        columns=(
            _ID,
            Column("事项", 2),
            Column("日期", 1.2, fixed=True),
            Column("事件", 0.9, fixed=True),
            Column("单位/人员", 1.5),
            Column("内容", 3),
        ),
        rows=tuple(rows),
        empty=f"{this}没有办理记录。",
    )


def _struck_off_table(report: Report, this: str) -> Table:
    return Table(
        columns=(
            _ID,
            Column("事项", 3),
            Column("牵头单位", 1.5),
            Column("责任领导", 1, fixed=True),
            Column("销号日期", 1.2, fixed=True),
            Column("是否按期", 1, fixed=True),
        ),
        rows=tuple(
            (
                Cell(str(s.issue.id)),
                Cell(numbered_title(s.issue)),
                Cell(s.issue.lead_text or NONE),
                Cell(s.issue.leader or NONE),
                Cell(s.done_on.isoformat() if s.done_on else NONE, value=s.done_on),
                Cell(_punctuality(s), Tone.WARN if s.late_days else Tone.GOOD),
            )
            for s in report.struck_off
        ),
        empty=f"{this}没有销号的事项。",
    )


def _punctuality(state: IssueState) -> str:
    if state.due is None:
        return "未定日期"
    return f"迟{state.late_days}天" if state.late_days else "按期"


def _unreported_table(report: Report, this: str) -> Table:
    return Table(
        columns=(
            _ID,
            Column("事项", 3),
            Column("牵头单位", 1.5),
            Column("责任领导", 1, fixed=True),
            Column("最近一次", 1.2, fixed=True),
            Column("未报天数", 1, Align.RIGHT, fixed=True),
        ),
        rows=tuple(
            (
                Cell(str(s.issue.id)),
                Cell(numbered_title(s.issue)),
                Cell(s.issue.lead_text or NONE),
                Cell(s.issue.leader or NONE),
                Cell(s.last_event.date.isoformat() if s.last_event else "从未报送"),
                Cell(f"{s.silent_days}天", value=s.silent_days),
            )
            for s in report.unreported
        ),
        empty=f"未销号的事项{this}都有报送。",
    )


def _lead_table(report: Report) -> Table:
    titles = ("合计", *(status.label for status in Status), "逾期", "完成率")
    return Table(
        columns=(
            Column("牵头单位", 2),
            *(Column(title, 0.8, Align.RIGHT, fixed=True) for title in titles),
        ),
        rows=tuple(
            (
                Cell(group.name),
                *(
                    Cell(str(n), value=n)
                    for n in (group.counts.total, *(group.counts.of(s) for s in Status))
                ),
                Cell(
                    str(group.counts.overdue),
                    Tone.BAD if group.counts.overdue else Tone.PLAIN,
                    group.counts.overdue,
                ),
                Cell(percent(group.counts.done, group.counts.total)),
            )
            for group in report.by_lead
        ),
    )
