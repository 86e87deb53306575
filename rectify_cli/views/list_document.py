"""整改工作清单 as a page (附件): what the document asks, how far it has come, where it stands."""

from collections.abc import Iterable, Sequence
from datetime import date

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.figures import count
from rectify_cli.domain.model import Checklist, Event, EventKind, Status
from rectify_cli.domain.query import Filter
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Align,
    Cell,
    Column,
    DateMark,
    Document,
    Heading,
    Paragraph,
    Section,
    SignOff,
    Table,
    Tone,
)
from rectify_cli.views.phrases import NO_ISSUES, NONE, STATUS_TONES, percent

_SHOWN_EVENTS = 3
_STATUS = "状态"
_DUE = "到期日"
_NOTHING_FITS = "没有符合条件的事项。"


def list_document(
    checklist: Checklist,
    states: Sequence[IssueState],
    *,
    as_of: date,
    title_note: str = "",
) -> Document:
    """The list as a printout of its own.

    ``states`` are the issues to show as they stand on ``as_of`` (all of ``checklist``, or what a
    filter left of it); ``title_note`` says in a few words what the filter was.
    """
    document = checklist.document
    return Document(
        title=document.title,
        subtitle=tuple(filter(None, (title_note, _origin(checklist)))),
        sections=(
            Section(
                (
                    Paragraph(_summary(checklist, states, as_of)),
                    checklist_table(states, empty=_NOTHING_FITS if len(checklist) else NO_ISSUES),
                    SignOff(("填报人", "审核人", "日期")),
                ),
                landscape=True,
            ),
        ),
        as_of=as_of,
        author=document.compiled_by or document.issuer or "",
        subject="整改工作清单",
    )


def list_section(states: Sequence[IssueState]) -> Section:
    """The whole list as the landscape appendix of another printout."""
    table = checklist_table(states, empty=NO_ISSUES)
    return Section((Heading(1, "附件：整改工作清单"), table), landscape=True)


def checklist_table(states: Iterable[IssueState], *, empty: str = _NOTHING_FITS) -> Table:
    """One row an issue, in the columns that the source document's appendix has; 整改目标 only
    where an issue has one. ``empty`` is said where there is none."""
    shown = tuple(states)
    with_goal = any(state.issue.goal for state in shown)
    goal = (Column("整改目标", 2),) if with_goal else ()
    return Table(
        columns=(
            Column("序号", 0.5, Align.CENTER, fixed=True),
            Column("类别", 0.8, Align.CENTER, fixed=True),
            Column("存在问题", 3),
            *goal,
            Column("整改措施", 4),
            Column("牵头单位", 1.2),
            Column("责任领导", 0.8, Align.CENTER, fixed=True),
            Column("责任单位", 1.3),
            Column("整改时限", 1.3),
            Column("进展情况", 3),
            Column(
                _STATUS,
                0.9,
                Align.CENTER,
                fixed=True,
                choices=tuple(status.label for status in Status),
            ),
        ),
        rows=tuple(_row(state, with_goal=with_goal) for state in shown),
        empty=empty,
        sheet_columns=(
            Column(_DUE, 1.1, Align.CENTER, fixed=True),
            Column("剩余天数", 0.9, Align.CENTER, fixed=True),
        ),
        sheet_rows=tuple((_due_cell(state), _days_cell(state)) for state in shown),
        marks=tuple(
            DateMark(_DUE, _STATUS, Status.DONE.label, within, tone)
            for within, tone in ((-1, Tone.BAD), (7, Tone.WARN))
        ),
    )


def filter_text(wanted: Filter) -> str:
    """What a list was narrowed to, for the line under its title; nothing for the whole list."""
    role = f"（{wanted.role.label}）" if wanted.role else ""
    statuses = "、".join(status.label for status in Status if status in wanted.statuses)
    parts = (
        f"单位：{wanted.unit}{role}" if wanted.unit else "",
        f"责任领导：{wanted.leader}" if wanted.leader else "",
        f"类别：{wanted.category}" if wanted.category else "",
        f"状态：{statuses}" if statuses else "",
        "已逾期" if wanted.overdue else "",
        f"{chinese_date(wanted.due_before)}前到期" if wanted.due_before else "",
        f"文字含“{wanted.search}”" if wanted.search else "",
    )
    return "；".join(filter(None, parts))


def progress_text(state: IssueState) -> str:
    """进展情况: the latest events, oldest first, one a line."""
    if not state.events:
        return "尚无办理记录"
    lines = [event_line(event) for event in state.events[-_SHOWN_EVENTS:]]
    if len(state.events) > _SHOWN_EVENTS:
        lines.insert(0, f"共{len(state.events)}条记录，最近{_SHOWN_EVENTS}条：")
    return "\n".join(lines)


def event_line(event: Event) -> str:
    """``2020-09-18 漕涧镇人民政府：办事指南印发200份``: day, who, what."""
    actor = event.unit or event.by
    return f"{event.date} {actor}：{_what(event)}" if actor else f"{event.date} {_what(event)}"


def _what(event: Event) -> str:
    """The kind of event, save where the note already says it, then the note and the evidence."""
    note = event.note or ""
    word = f"延期至{event.to}" if event.event is EventKind.EXTEND else event.event.label
    said = bool(note) and (event.event is EventKind.PROGRESS or note.startswith(word))
    text = "，".join(filter(None, ("" if said else word, note)))
    return f"{text}（佐证材料{len(event.evidence)}份）" if event.evidence else text


def _origin(checklist: Checklist) -> str:
    document = checklist.document
    source = f"{document.issuer or ''}{document.number or ''}"
    facts = (("文件", source), ("依据", document.basis), ("编制单位", document.compiled_by))
    return "　".join(f"{name}：{value}" for name, value in facts if value)


def _summary(checklist: Checklist, states: Sequence[IssueState], as_of: date) -> str:
    counts = count(states)
    whole = f"清单共{len(checklist)}项"
    if len(states) != len(checklist):
        whole += f"，本表列{len(states)}项"
    if not states:
        return f"截至{chinese_date(as_of)}，{whole}。"
    by_status = "，".join(
        f"{status.label}{counts.of(status)}项" for status in reversed(Status) if counts.of(status)
    )
    late = f"逾期{counts.overdue}项" if counts.overdue else "没有逾期事项"
    rate = percent(counts.done, counts.total)
    return f"截至{chinese_date(as_of)}，{whole}：{by_status}；完成率{rate}；{late}。"


def _row(state: IssueState, *, with_goal: bool) -> tuple[Cell, ...]:
    issue = state.issue
    return (
        Cell(str(issue.id), value=issue.id),
        Cell(_category(state), value=issue.category),
        Cell(issue.problem),
        *((Cell(issue.goal or NONE),) if with_goal else ()),
        Cell("\n".join(issue.measures) or NONE),
        Cell(issue.lead_text or NONE),
        Cell(issue.leader or NONE),
        Cell(_responsible(state)),
        Cell(_time_limit(state)),
        Cell(progress_text(state)),
        _status_cell(state),
    )


def _category(state: IssueState) -> str:
    issue = state.issue
    if not issue.category:
        return NONE
    return issue.category + (f"\n第{issue.number}项" if issue.number is not None else "")


def _responsible(state: IssueState) -> str:
    office = state.issue.office
    text = state.issue.responsible_text or NONE
    return f"{text}\n（责任股室：{office}）" if office else text


def _time_limit(state: IssueState) -> str:
    """The document's words, and the date where only an extension or the office gives it."""
    words = state.issue.deadline or ""
    if state.due is not None and state.due != state.original_due:
        return f"{words}\n（延期至{chinese_date(state.due)}）".strip()
    if state.issue.due is not None:
        return f"{words}\n（{chinese_date(state.issue.due)}到期）".strip()
    return words or NONE


def _status_cell(state: IssueState) -> Cell:
    label = state.status.label
    if state.is_overdue:
        return Cell(f"{label}\n逾期{state.overdue_days}天", Tone.BAD, label)
    return Cell(label, STATUS_TONES[state.status])


def _due_cell(state: IssueState) -> Cell:
    return Cell(state.due.isoformat(), value=state.due) if state.due else Cell("")


def _days_cell(state: IssueState) -> Cell:
    """Days to the due date, negative when past; none once struck off."""
    left = state.days_left if state.is_open else None
    return Cell("") if left is None else Cell(str(left), value=left)
