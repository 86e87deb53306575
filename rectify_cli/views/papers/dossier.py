"""销号档案: the form by which an issue is struck off, its evidence, its whole record."""

from collections.abc import Iterator
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.journal import Line
from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.model import Event, Issue, Unit, title_of
from rectify_cli.domain.reporting.dossier import Dossier, Evidence
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Align,
    AnnexTitle,
    Block,
    Cell,
    Column,
    Document,
    Fields,
    Section,
    Table,
    Tone,
)
from rectify_cli.views.columns import LEAD
from rectify_cli.views.issue import event_data, issue_data
from rectify_cli.views.papers.words import bare_note, source_text
from rectify_cli.views.phrases import NONE, in_time_text, status_text

_SIGNED = "签字：　　　　　　　　年　　月　　日"
_SIGNED_BY_TWO = "签字：　　　　　　、　　　　　　　年　　月　　日"
_SEALED = f"主要负责人{_SIGNED}\n（公章）"


def dossier_document(dossier: Dossier) -> Document:
    """The file of one issue, ready to be signed; opinions stay blank."""
    state = dossier.state
    source = state.directory.document
    form = Section((*_form(dossier, source),))
    record = (
        AnnexTitle("附件1", "佐证材料目录"),
        _evidence_table(dossier),
        AnnexTitle("附件2", "办理记录"),
        _record_table(dossier),
    )
    return Document(
        title="整改销号申请表",
        subtitle=(source_text(source),),
        sections=(form, Section(record, landscape=True)),
        as_of=state.as_of,
        author=source.compiled_by or "",
        subject=f"销号档案：第{state.issue.id}项{state.issue.title}",
    )


def _form(dossier: Dossier, source: Source) -> Iterator[Block]:
    state, issue = dossier.state, dossier.state.issue
    contact = dossier.contact or Unit(name=state.lead_text or NONE)
    applied = chinese_date(state.applied_on) if state.applied_on else "　　年　　月　　日"
    yield Fields(
        (
            (("编号", f"第{issue.id}号"), ("申请日期", applied)),
            (("事项", issue.title),),
            (("类别", issue.category or NONE), ("序号", _number(issue))),
            ((LEAD.title, state.lead_text or NONE), (_title("leader"), issue.leader or NONE)),
            (
                ("承办股室", issue.office or contact.office or NONE),
                ("联系人及电话", _contact(issue, contact)),
            ),
            ((_title("responsible_units"), issue.responsible_text or NONE),),
            ((_title("problem"), issue.problem),),
            ((_title("goal"), issue.goal or NONE),),
            ((_title("deadline"), _deadline(state)),),
        )
    )
    yield _measures_table(dossier)
    opinion = "\n\n\n"
    yield Fields(
        (
            (("落实情况", _done(state)),),
            (("长效措施", opinion),),
            (("牵头单位意见", f"{opinion}{_SEALED}"),),
            (
                ("核验方式", "□现场　□资料　□回访"),
                ("核验时间、地点", "\n"),
            ),
            (("发现问题", opinion),),
            (("核验结论", f"□通过　□退回\n核验人（2人）{_SIGNED_BY_TWO}"),),
            ((_office(source), f"□同意销号　□退回\n{opinion}负责人{_SIGNED}\n（公章）"),),
            (("备注", "\n"),),
        )
    )


def _title(field: str) -> str:
    return title_of(Issue, field)


def _office(source: Source) -> str:
    return f"{source.supervised_by or '办公室'}意见"


def _number(issue: Issue) -> str:
    return f"第{issue.number}项" if issue.number is not None else f"第{issue.id}项"


def _contact(issue: Issue, unit: Unit) -> str:
    known = (issue.contact or unit.contact, unit.phone)
    return "　".join(filter(None, known)) or NONE


def _deadline(state: IssueState) -> str:
    words = state.issue.deadline or NONE
    if state.due is None:
        return words
    if state.extended and state.original_due:
        return f"{words}（{chinese_date(state.original_due)}到期，延期至{chinese_date(state.due)}）"
    return f"{words}（{chinese_date(state.due)}到期）"


def _measures_table(dossier: Dossier) -> Table:
    """Measure by measure; what was done for each and by which evidence only a person can say."""
    measures = dossier.state.issue.measures or (NONE,)
    return Table(
        columns=(
            Column("序号", 0.5, Align.CENTER, fixed=True),
            Column(_title("measures"), 4),
            Column("完成情况", 2, least=20),
            Column("佐证编号", 1, Align.CENTER, least=10),
        ),
        rows=tuple(
            (Cell(str(number)), Cell(text), Cell(""), Cell(""))
            for number, text in enumerate(measures, start=1)
        ),
    )


def _done(state: IssueState) -> str:
    """What the leads reported, one a line, and the striking off."""
    lines = [
        f"{chinese_date(event.date)}：{bare_note(event) or event.event.label}"
        for event in state.reports
    ]
    if state.done_on:
        in_time = f"（{in_time_text(state)}）" if state.due else ""
        lines.append(f"{chinese_date(state.done_on)}：核验销号{in_time}")
    return "\n".join(lines) or "尚未报送"


def _evidence_table(dossier: Dossier) -> Table:
    titles = ("编号", "名称", "日期", "报送单位", "种类", "大小", "是否在档")
    weights = (0.5, 3, 1, 1.5, 0.6, 0.8, 0.8)
    return Table(
        columns=tuple(
            Column(
                title,
                weight,
                Align.LEFT if title in ("名称", "报送单位") else Align.CENTER,
                fixed=title not in ("名称", "报送单位"),
            )
            for title, weight in zip(titles, weights, strict=True)
        ),
        rows=tuple(_evidence_row(item) for item in dossier.evidence),
        empty="没有登记佐证材料。",
    )


def _evidence_row(item: Evidence) -> tuple[Cell, ...]:
    there = item.size is not None
    return (
        Cell(str(item.number)),
        Cell(item.name),
        Cell(chinese_date(item.day), value=item.day),
        Cell(item.unit),
        Cell(item.kind or NONE),
        Cell(size_text(item.size) if item.size is not None else NONE),
        Cell("在" if there else "缺", Tone.PLAIN if there else Tone.BAD),
    )


def size_text(size: int) -> str:
    """``12 KB``, ``3.4 MB``; less than a thousand bytes by the byte."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def _record_table(dossier: Dossier) -> Table:
    """Every line of the log in file order; what was taken back says so."""
    return Table(
        columns=(
            Column("编号", 0.5, Align.CENTER, fixed=True),
            Column("日期", 1, Align.CENTER, fixed=True),
            Column("事件", 1, Align.CENTER, fixed=True),
            Column("单位", 1.5, names=True),
            Column("办理人", 0.8, Align.CENTER, fixed=True),
            Column("内容", 4),
            Column("佐证材料", 2),
            Column("备注", 1.5),
        ),
        rows=tuple(_record_row(line, dossier.state) for line in dossier.lines),
        empty="尚未办理。",
    )


def _record_row(line: Line, state: IssueState) -> tuple[Cell, ...]:
    event = line.event
    tone = Tone.MUTED if line.is_void else Tone.STRUCK if line.voided_by else Tone.PLAIN
    texts = (
        f"{state.issue.id}#{line.number}",
        chinese_date(event.date),
        state.word_of(event),
        state.directory.canonical(event.unit) if event.unit else NONE,
        event.by or NONE,
        _content(event, state),
        "\n".join(path.rpartition("/")[2] for path in event.evidence) or NONE,
        _remark(line),
    )
    return tuple(Cell(text, tone) for text in texts)


def _content(event: Event, state: IssueState) -> str:
    to = f"延期至{chinese_date(event.to)}" if event.to else ""
    of = f"作废{chinese_date(event.of.date)}{state.word_of(event.of)}一条" if event.of else ""
    return "；".join(filter(None, (to, of, event.note))) or NONE


def _remark(line: Line) -> str:
    void = line.voided_by
    parts = (
        f"{chinese_date(void.date)}作废：{void.note or ''}".rstrip("：") if void else "",
        f"{chinese_date(line.event.recorded)}补记" if line.event.recorded else "",
        f"文号：{line.event.number}" if line.event.number else "",
    )
    return "；".join(filter(None, parts))


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """``rectify dossier --json``."""
    return {
        "as_of": dossier.state.as_of.isoformat(),
        "issue": issue_data(dossier.state),
        "status_text": status_text(dossier.state),
        "evidence": [
            {
                "number": item.number,
                "path": item.path,
                "date": item.day.isoformat(),
                "unit": item.unit,
                "size": item.size,
                "present": item.size is not None,
            }
            for item in dossier.evidence
        ],
        "record": [
            {"n": line.number, "voided": line.voided_by is not None, **event_data(line.event)}
            for line in dossier.lines
        ],
    }
