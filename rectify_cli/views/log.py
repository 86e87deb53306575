"""办理记录: lines of logs with their numbers, those taken back struck through; papers issued."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rectify_cli.domain.model import ADDRESSING, Paper, title_of
from rectify_cli.domain.reporting.chronicle import Record
from rectify_cli.domain.units import event_word
from rectify_cli.formats.blocks import Block, Cell, Column, Heading, Paragraph, Table, Tone
from rectify_cli.views.issue import event_data
from rectify_cli.views.phrases import NONE, date_cell, day_text


def log_blocks(records: Sequence[Record], as_of: date) -> list[Block]:
    """``rectify log``."""
    table = records_table(records, empty="没有符合条件的记录。")
    if not records:
        return [table]
    voided = sum(record.line.voided_by is not None for record in records)
    taken_back = f"，其中作废 {voided} 条" if voided else ""
    return [table, Paragraph(f"共 {len(records)} 条{taken_back}，截至 {as_of}。", Tone.MUTED)]


def issue_log_blocks(records: Sequence[Record]) -> list[Block]:
    """The log of one issue, with its evidence; taken back lines are not counted."""
    standing = sum(not (r.line.is_void or r.line.voided_by) for r in records)
    return [Heading(2, f"办理记录（{standing} 条）"), records_table(records, evidence=True)]


def log_data(records: Iterable[Record], as_of: date) -> dict[str, Any]:
    """``rectify log --json``; ``n`` is the number of a line in its issue's log."""
    return {
        "as_of": as_of.isoformat(),
        "events": [
            {
                "id": record.issue.id,
                "n": record.line.number,
                "voided": record.line.voided_by is not None,
                **event_data(record.event),
            }
            for record in records
        ],
    }


def records_table(
    records: Sequence[Record], *, evidence: bool = False, empty: str = "还没有办理记录。"
) -> Table:
    """A row a line; with ``evidence`` its files by name. They and remarks (作废、补记) have a
    column where there are any."""
    evidence = evidence and any(record.event.evidence for record in records)
    remarks = [_remark(record) for record in records]
    has_remarks = any(remarks)
    return Table(
        columns=(
            Column("编号", fixed=True),
            Column("日期", fixed=True),
            Column("事件", fixed=True),
            Column("单位/人员", 1.5, names=True),
            Column("内容", 3),
            *((Column("佐证材料", 2),) if evidence else ()),
            *((Column("备注", 2),) if has_remarks else ()),
        ),
        rows=tuple(
            (
                Cell(record.number),
                *_said(record, evidence=evidence),
                *((Cell(remark),) if has_remarks else ()),
            )
            for record, remark in zip(records, remarks, strict=True)
        ),
        empty=empty,
    )


def papers_blocks(papers: Sequence[Paper]) -> list[Block]:
    """``rectify log --papers``."""
    fields = ("date", "paper", "number", "until")
    return [
        Table(
            columns=tuple(Column(title_of(Paper, field), fixed=True) for field in fields),
            rows=tuple(
                (
                    date_cell(paper.date),
                    Cell(paper.paper.label),
                    Cell(paper.number or NONE),
                    date_cell(paper.until),
                )
                for paper in papers
            ),
            empty="没有印发记录。",
        )
    ]


def papers_data(papers: Iterable[Paper], as_of: date) -> dict[str, Any]:
    """``rectify log --papers --json``."""
    return {
        "as_of": as_of.isoformat(),
        "papers": [paper.model_dump(mode="json") for paper in papers],
    }


def _said(record: Record, *, evidence: bool) -> tuple[Cell, ...]:
    """What a line says; struck through where it has been taken back."""
    event = record.event
    tone = Tone.STRUCK if record.line.voided_by else Tone.PLAIN
    addressed = event.event in ADDRESSING and event.unit
    actor = " ".join(filter(None, (f"对{event.unit}" if addressed else event.unit, event.by)))
    files = "\n".join(event.evidence) or NONE
    counted = f"佐证材料{len(event.evidence)}份" if event.evidence and not evidence else ""
    said = (
        f"作废 {record.issue.id}#{record.target or '?'}" if record.line.is_void else "",
        f"延期至 {event.to}" if event.to else "",
        event.number,
        event.note,
        f"{event.reply_by} 前反馈" if event.reply_by else "",
        counted,
    )
    texts = [_word(record), actor or NONE, "；".join(filter(None, said)) or NONE]
    day = date_cell(event.date)._replace(tone=tone)
    return (day, *(Cell(text, tone) for text in (*texts, *((files,) if evidence else ()))))


def _word(record: Record) -> str:
    kind = record.event.event
    return kind.label if record.acting is None else event_word(kind, record.acting)


def _remark(record: Record) -> str:
    """``李某10月9日作废：应为宝丰乡``; ``9月21日补记``."""
    event, void = record.event, record.line.voided_by
    late = f"{day_text(event.recorded, near=event.date)}补记" if event.recorded else ""
    taken_back = ""
    if void is not None:
        why = f"：{void.note}" if void.note else ""
        taken_back = f"{void.by or ''}{day_text(void.date, near=event.date)}作废{why}"
    return "；".join(filter(None, (late, taken_back)))
