"""What an import read, as blocks for a person and as data for a program."""

from collections.abc import Iterable, Mapping
from typing import Any

from rectify_cli.domain.model import Document, Issue, title_of
from rectify_cli.domain.shared.imported import FACTS, Finding, ImportResult
from rectify_cli.formats.blocks import Align, Block, Cell, Column, Heading, Items, Table, Tone
from rectify_cli.views.issue import official_data

_MISSING = "—"
_SHOWN = 40


def import_blocks(result: ImportResult, known: Mapping[int, int]) -> list[Block]:
    """What the document says of itself, a table of what was read, and what a person has to look at.

    ``known`` says which issues are in the ledger already: id in the result → id there.
    """
    blocks: list[Block] = [
        Items(tuple(f"{title_of(Document, key)}：{_fact(result, key)}" for key in FACTS)),
        _issue_table(result, known),
        _finding_table(result),
    ]
    remarks = [*unit_remarks(result), *result.notes, *untaken_remarks(result)]
    if remarks:
        blocks += [Heading(3, "说明"), Items(tuple(remarks))]
    return blocks


def finding_remarks(result: ImportResult) -> dict[int, list[str]]:
    """What is uncertain about each issue, for comments beside it: id → lines."""
    remarks: dict[int, list[str]] = {}
    for finding in result.findings:
        if finding.issue_id is not None:
            remarks.setdefault(finding.issue_id, []).append(f"待核对：{_sentence(finding)}")
    return remarks


def document_remarks(result: ImportResult) -> list[str]:
    """What is uncertain about the document itself."""
    return [f"待核对：{_sentence(finding)}" for finding in result.findings_of(None)]


def unit_remarks(result: ImportResult) -> list[str]:
    """What a person has to settle about the units: possible aliases, members of groups."""
    remarks = [
        f"待核对：“{pair.other}”和“{pair.name}”是不是同一个单位？"
        f"如果是，删去“{pair.other}”一条，在“{pair.name}”下写 aliases: [{pair.other}]"
        for pair in result.aliases
    ]
    groups = [unit.name for unit in result.units if unit.members is not None]
    if groups:
        remarks.append(f"待补：原文没有列出{'、'.join(groups)}的成员，请在 members 里补上")
    return remarks


def untaken_remarks(result: ImportResult) -> list[str]:
    """How much of the source went into no field, and the longest run of it."""
    left = result.untaken()
    if not left.characters:
        return []
    shown = left.longest[:_SHOWN] + ("……" if len(left.longest) > _SHOWN else "")
    return [
        f"原文 {left.total} 字，有 {left.characters} 字没有归入任何栏目；最长的一段 "
        f"{len(left.longest)} 字，从{left.place}起：“{shown}”"
    ]


def import_data(result: ImportResult, known: Mapping[int, int]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "document": result.document.model_dump(mode="json"),
        "units": [unit.model_dump(mode="json", exclude_defaults=True) for unit in result.units],
        "aliases": [pair._asdict() for pair in result.aliases],
        "issues": [official_data(issue) for issue in result.issues],
        "findings": [_finding_data(finding) for finding in result.findings],
        "notes": list(result.notes),
        "untaken": result.untaken()._asdict(),
        "known": [{"issue_id": new, "existing_id": old} for new, old in known.items()],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    keys = ("issue_id", "field", "place", "reason")
    return {key: getattr(finding, key) for key in keys}


def _fact(result: ImportResult, key: str) -> str:
    value = getattr(result.document, key)
    return str(value) if value else _MISSING


def _issue_table(result: ImportResult, known: Mapping[int, int]) -> Table:
    columns = (
        Column(title_of(Issue, "id"), fixed=True, align=Align.RIGHT),
        Column(title_of(Issue, "category")),
        Column("问题", weight=2.0),
        Column("措施", fixed=True, align=Align.RIGHT),
        *(Column(title_of(Issue, key)) for key in ("lead_unit", "leader", "responsible_units")),
        Column("时限"),
        Column("待核对", fixed=True, align=Align.RIGHT),
    )
    counts: dict[int | None, int] = {}
    for finding in result.findings:
        counts[finding.issue_id] = counts.get(finding.issue_id, 0) + 1
    rows = tuple(_row(issue, counts.get(issue.id, 0), known) for issue in result.issues)
    return Table(columns, rows, caption=f"读到 {len(rows)} 项：")


def _row(issue: Issue, doubts: int, known: Mapping[int, int]) -> tuple[Cell, ...]:
    is_known = issue.id in known
    numbered = "" if issue.number is None else str(issue.number)
    texts = (
        f"{issue.category or ''}{numbered}" or _MISSING,
        issue.title,
        str(len(issue.measures)),
        issue.lead_text or _MISSING,
        issue.leader or _MISSING,
        issue.responsible_text or _MISSING,
        issue.deadline or _MISSING,
    )
    tone = Tone.MUTED if is_known else Tone.PLAIN
    number = f"已有 {known[issue.id]}" if is_known else str(issue.id)
    marked = Cell(str(doubts) if doubts else "", Tone.WARN)
    return (Cell(number, tone), *(Cell(text, tone) for text in texts), marked)


def _finding_table(result: ImportResult) -> Table:
    columns = (
        Column("序号", fixed=True, align=Align.RIGHT),
        Column("栏目", fixed=True),
        Column("出处", fixed=True),
        Column("为什么要核对", weight=3.0),
    )
    rows = tuple(_finding_row(finding) for finding in _in_order(result.findings))
    caption = f"待核对 {len(rows)} 处：" if rows else ""
    return Table(columns, rows, caption=caption, empty="没有拿不准的栏目。")


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.issue_id or 0)


def _finding_row(finding: Finding) -> tuple[Cell, ...]:
    about = _MISSING if finding.issue_id is None else str(finding.issue_id)
    texts = (about, finding.field_label, finding.place, finding.reason)
    return tuple(Cell(text) for text in texts)


def _sentence(finding: Finding) -> str:
    return f"{finding.field_label}（原文{finding.place}）：{finding.reason}"
