"""整改工作清单 as a printout: one row an issue, in the columns that a 台账 has."""

from collections.abc import Iterable, Sequence
from datetime import date

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Checklist, Status, title_of
from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.query import NO_ISSUES, Filter
from rectify_cli.domain.reporting.figures import count
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Cell,
    DateMark,
    Document,
    Heading,
    Paragraph,
    Section,
    Shown,
    Table,
    Tone,
    Under,
)
from rectify_cli.views.columns import (
    DONE_ON,
    ID,
    LEAD,
    LEADER,
    PAGE_DUE,
    PROGRESS_CELLS,
    STATUS,
    IssueColumn,
    issue_table,
    of_field,
)
from rectify_cli.views.papers.words import (
    evidence_text,
    remark_text,
    result_text,
    source_text,
    stem_of,
)
from rectify_cli.views.phrases import (
    LIST_SIGN_OFF,
    NONE,
    STATUS_TONES,
    day_text,
    percent,
    remaining_cell,
    status_text,
)

_NOTHING_FITS = "没有符合条件的事项。"
_SUBJECT = "整改工作清单"


def list_document(
    checklist: Checklist,
    states: Sequence[IssueState],
    *,
    as_of: date,
    wanted: Filter | None = None,
) -> Document:
    """The list as a printout of its own.

    ``states`` are the issues to show as they stand on ``as_of``: all of ``checklist``, or what the
    filter ``wanted`` left of it, which the title tells.
    """
    source = checklist.document
    empty = _NOTHING_FITS if len(checklist) else NO_ISSUES
    page = (
        Paragraph(_summary(checklist, states, as_of)),
        checklist_table(states, empty=empty),
        LIST_SIGN_OFF,
    )
    return Document(
        title=filtered_title(source.title, wanted or Filter()),
        subtitle=(_origin(source),),
        sections=(Section(page, landscape=True),),
        as_of=as_of,
        author=source.compiled_by or source.issuer or "",
        subject=_SUBJECT,
    )


def list_section(states: Sequence[IssueState]) -> Section:
    """The whole list as the landscape annex of another printout."""
    table = checklist_table(states, empty=NO_ISSUES)
    return Section((Heading(1, f"附件：{_SUBJECT}"), table), landscape=True)


def checklist_table(states: Iterable[IssueState], *, empty: str = _NOTHING_FITS) -> Table:
    """One row an issue; on paper without the columns that say nothing. ``empty`` is said where
    there is no issue."""
    shown = tuple(states)
    table = issue_table(shown, COLUMNS, page=True, empty=empty)
    return table._replace(
        columns=tuple(
            column._replace(choices=tuple(status.label for status in Status))
            if column.title == STATUS.title
            else column
            for column in table.columns
        ),
        titles=tuple(f"{s.issue.id}　{s.issue.title}　{status_text(s)}" for s in shown),
        marks=tuple(
            DateMark(PAGE_DUE.title, STATUS.title, Status.DONE.label, within, tone)
            for within, tone in ((-1, Tone.BAD), (7, Tone.WARN))
        ),
    )


def filtered_title(title: str, wanted: Filter) -> str:
    """What a list holds: ``……整改逾期事项清单（县政务服务中心）``; the whole list has its own
    title."""
    if wanted == Filter():
        return title
    statuses = "、".join(status.label for status in Status if status in wanted.statuses)
    late = "逾期" if wanted.overdue else ""
    role = f"{wanted.role.label}单位" if wanted.role else ""
    about = (
        statuses,
        f"{wanted.unit}{f'为{role}' if role else ''}" if wanted.unit else role,
        f"责任领导{wanted.leader}" if wanted.leader else "",
        wanted.category or "",
        f"{chinese_date(wanted.due_before)}前到期" if wanted.due_before else "",
        f"文字含“{wanted.search}”" if wanted.search else "",
        {True: "有佐证材料", False: "没有佐证材料", None: ""}[wanted.has_evidence],
    )
    told = "，".join(filter(None, about))
    base = stem_of(title).removesuffix("工作")
    return f"{base}{late}事项清单" + (f"（{told}）" if told else "")


def _origin(source: Source) -> str:
    bases = "、".join(filter(None, (source_text(source), source.basis)))
    compiled = title_of(Source, "compiled_by")
    by = f"　{compiled}：{source.compiled_by}" if source.compiled_by else ""
    return f"依据：{bases}{by}"


def _summary(checklist: Checklist, states: Sequence[IssueState], as_of: date) -> str:
    counts = count(states)
    is_whole = len(states) == len(checklist)
    shown = f"应整改{len(checklist)}项" if is_whole else f"本表{len(states)}项"
    if not states:
        return f"截至{chinese_date(as_of)}，{shown}。"
    by_status = "，".join(
        f"{status.label}{counts.of(status)}项" for status in reversed(Status) if counts.of(status)
    )
    late = f"逾期{counts.overdue}项" if counts.overdue else "没有逾期事项"
    rate = f"完成率{percent(counts.done, counts.total)}；" if is_whole else ""
    return f"截至{chinese_date(as_of)}，{shown}：{by_status}；{rate}{late}。"


def _category_cell(state: IssueState) -> Cell:
    issue = state.issue
    number = f"\n第{issue.number}项" if issue.number is not None else ""
    return Cell(f"{issue.category}{number}" if issue.category else NONE)


def _responsible(state: IssueState) -> str:
    office = state.issue.office
    text = state.issue.responsible_text or NONE
    return f"{text}\n（责任股室：{office}）" if office else text


def _time_limit(state: IssueState) -> str:
    """The document's words, and the date where only an extension gives it."""
    words = state.issue.deadline or ""
    if state.due is not None and state.due != state.original_due:
        return f"{words}\n（延期至{day_text(state.due, near=state.as_of)}）".strip()
    return words or NONE


def _status_cell(state: IssueState) -> Cell:
    label = state.status.label
    if state.is_overdue:
        return Cell(f"{label}\n逾期{state.overdue_days}天", Tone.BAD, label)
    told = status_text(state).replace("（长期坚持）", "\n（长期\n坚持）")
    return Cell(told, STATUS_TONES[state.status], label)


def _remaining_cell(state: IssueState) -> Cell:
    return Cell(remaining_cell(state).text if state.is_open and state.due else "")


def _if_any(column: IssueColumn) -> IssueColumn:
    return column._replace(shown=Shown.IF_ANY)


def _under(column: IssueColumn, host: IssueColumn, before: str = "") -> IssueColumn:
    """The column, which stands under ``host`` where a page is too narrow."""
    return column._replace(under=Under(host.title, before))


_TIME_LIMIT = of_field("deadline", lambda s: Cell(_time_limit(s)), 1.3)
_STATUS = STATUS._replace(cell=_status_cell)
_PROGRESS = IssueColumn("进展情况", lambda s: Cell(result_text(s)), 3, least=PROGRESS_CELLS)
_EVIDENCE = IssueColumn("佐证材料", lambda s: Cell(evidence_text(s)), fixed=True)
COLUMNS = (
    ID,
    _if_any(of_field("category", _category_cell, fixed=True)),
    of_field("problem", lambda s: Cell(s.issue.problem), 3),
    _if_any(of_field("goal", lambda s: Cell(s.issue.goal or NONE), 2)),
    of_field("measures", lambda s: Cell("\n".join(s.issue.measures) or NONE), 4),
    LEAD.weighing(1.2),
    _if_any(_under(LEADER, LEAD)),
    _if_any(
        of_field("responsible_units", lambda s: Cell(_responsible(s)), 1.3)._replace(names=True)
    ),
    _TIME_LIMIT,
    _if_any(_under(PAGE_DUE, _TIME_LIMIT)),
    _STATUS,
    _PROGRESS,
    _if_any(_under(_EVIDENCE, _PROGRESS, "佐证材料")),
    _if_any(_under(DONE_ON, _STATUS)),
    _if_any(IssueColumn("备注", lambda s: Cell(remark_text(s)), 1.2)),
    IssueColumn("距到期", _remaining_cell, fixed=True, shown=Shown.SHEET),
)
"""Every column of the list, in the order of a 台账."""
