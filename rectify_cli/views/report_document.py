"""A Report → the weekly printout (周报) as blocks, in the order in which a leader reads it."""

from collections.abc import Iterable, Iterator

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.figures import DUE_SOON_DAYS
from rectify_cli.domain.model import Status
from rectify_cli.domain.report import Period, Report
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
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.views.columns import who_cells
from rectify_cli.views.figure_view import due_table, group_bars
from rectify_cli.views.list_document import event_line, list_section
from rectify_cli.views.phrases import (
    NO_ISSUES,
    NONE,
    awaiting_note,
    numbered_title,
    percent,
    status_cell,
)

_ID = Column("序号", 0.5, Align.CENTER, fixed=True)
_WHO = (
    _ID,
    Column("事项", 3),
    Column("牵头单位", 1.5),
    Column("责任领导", 1, Align.CENTER, fixed=True),
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
            Section((*_body(report), SignOff(("填报人", "审核人", "日期")))),
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
        late = f"未销号事项中，逾期{now.overdue}项{awaiting_note(report.states)}"
    if before and (now.overdue or before.overdue):
        late += f"，{_change(now.overdue - before.overdue, last)}"
    more_done = f"，{_change(now.done - before.done, last)}" if before else ""
    moves = f"{this}销号{len(report.struck_off)}项"
    if report.reopened:
        moves += f"、退回{len(report.reopened)}项"
    yield Paragraph(
        f"截至{chinese_date(report.as_of)}，清单共{now.total}项，"
        f"已销号{now.done}项（{moves}{more_done}），"
        f"完成率{percent(now.done, now.total)}；待销号{now.submitted}项，"
        f"整改中{now.in_progress}项，未启动{now.not_started}项。"
        f"{late}。"
    )
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
                Cell(str(n), Tone.BAD if name == "其中逾期" and n else Tone.PLAIN, n),
                Cell(NONE if b is None else str(b), value=b),
                Cell(NONE) if b is None else Cell(f"{n - b:+d}" if n != b else "0", value=n - b),
            )
            for name, n, b in rows
        ),
    )


def _activity_table(report: Report, this: str) -> Table:
    """One row an issue: its events of the period, one a line, and where it stands now."""
    return Table(
        columns=(
            _ID,
            Column("事项", 2),
            Column("牵头单位", 1.2),
            Column(f"{this}办理情况", 4),
            Column("状态", 0.8, Align.CENTER, fixed=True),
        ),
        rows=tuple(
            (
                _id_cell(item.state),
                Cell(numbered_title(item.state.issue)),
                Cell(item.state.issue.lead_text or NONE),
                Cell("\n".join(event_line(event) for event in item.events)),
                status_cell(item.state),
            )
            for item in report.activity
        ),
        empty=f"{this}没有办理记录。",
    )


def _id_cell(state: IssueState) -> Cell:
    return Cell(str(state.issue.id), value=state.issue.id)


def _struck_off_table(report: Report, this: str) -> Table:
    return Table(
        columns=(
            *_WHO,
            Column("销号日期", 1.2, Align.CENTER, fixed=True),
            Column("是否按期", 1, Align.CENTER, fixed=True),
        ),
        rows=tuple(
            (
                *who_cells(s),
                Cell(s.done_on.isoformat() if s.done_on else NONE, value=s.done_on),
                Cell(_punctuality(s), Tone.WARN if s.late_days else Tone.GOOD),
            )
            for s in report.struck_off
        ),
        empty=f"{this}没有销号的事项。",
    )


def _punctuality(state: IssueState) -> str:
    if state.due is None:
        return "无固定时限"
    when = "申请时" if state.applied_on else ""
    return f"{when}迟{state.late_days}天" if state.late_days else "按期"


def _due_table(states: Iterable[IssueState], *, empty: str) -> Table:
    """The rows of ``rectify overdue`` under the columns of a page."""
    columns = (
        *_WHO,
        Column("到期日", 1.1, Align.CENTER, fixed=True),
        Column("状态", 0.8, Align.CENTER, fixed=True),
        Column("剩余/逾期", 1, Align.CENTER, fixed=True),
    )
    return due_table(states, empty=empty)._replace(columns=columns)


def _unreported_table(report: Report, this: str) -> Table:
    return Table(
        columns=(
            *_WHO,
            Column("最近报送", 1.2, Align.CENTER, fixed=True),
            Column("未报天数", 1, Align.CENTER, fixed=True),
        ),
        rows=tuple(
            (
                *who_cells(s),
                Cell(s.last_report.date.isoformat() if s.last_report else "从未报送"),
                Cell(f"{s.silent_days}天", value=s.silent_days),
            )
            for s in report.unreported
        ),
        empty=f"未销号的事项{this}都有报送。" if report.counts.open else "没有未销号的事项。",
    )


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
        empty=NO_ISSUES,
    )
