"""What came back in sheets: what is clear and what is not, row by row."""

from collections.abc import Iterator, Sequence
from typing import Any

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.domain.shared.collected import Collected, Entry, Outcome, Spot
from rectify_cli.formats.blocks import Block, Cell, Column, Paragraph, Table, Tone
from rectify_cli.views.phrases import NONE, numbers_text
from rectify_cli.views.recorded import Move, move_data

_TONES = {
    Outcome.NEW: Tone.GOOD,
    Outcome.UNCHANGED: Tone.MUTED,
    Outcome.CONFLICT: Tone.WARN,
    Outcome.UNCLEAR: Tone.BAD,
}
_ORDER = (Outcome.UNCLEAR, Outcome.CONFLICT, Outcome.NEW)
_MOST_IGNORED = 8
_MOST_NAMES = 4
_CORRECTED = "已更正"


def collected_blocks(collected: Collected, *, corrected: bool = False) -> list[Block]:
    """``rectify collect``: what needs a person first, then what is new; what is known already a
    row a file. Where what said otherwise has been ``corrected``, it needs nobody."""
    rows = [
        _corrected_row(entry) if corrected and outcome is Outcome.CONFLICT else _row(entry)
        for outcome in _ORDER
        for entry in collected.of(outcome)
    ]
    rows += _known_rows(collected.of(Outcome.UNCHANGED))
    table = Table(
        columns=(
            Column("结果", fixed=True),
            Column("文件", 1.5),
            Column("位置", 0.8),
            Column("单位", 1.2),
            Column("事项", fixed=True),
            Column("内容，怎么办", 3),
        ),
        rows=tuple(rows),
        empty="表里没有填什么。",
    )
    return [table, Paragraph("\n".join(_lines(collected, corrected=corrected)), Tone.MUTED)]


def collected_data(
    collected: Collected, moves: Sequence[tuple[Entry, Move]], *, saved: bool, corrections: bool
) -> dict[str, Any]:
    """``rectify collect --json``; ``moves`` are the events with the rows that they come from."""
    return {
        "saved": saved,
        "events": [_event_data(entry, move) for entry, move in moves],
        "unchanged": len(collected.of(Outcome.UNCHANGED)),
        "problems": [
            {**entry.spot._asdict(), "message": entry.message}
            for entry in collected.problems(corrections=corrections)
        ],
    }


def collecting_message(moves: Sequence[Move]) -> str:
    """``收表：漕涧镇人民政府、关坪乡人民政府，5 条``: what was taken in, for git."""
    units = list(dict.fromkeys(move.event.unit for move in moves if move.event.unit))
    more = f" 等 {len(units)} 个单位" if len(units) > _MOST_NAMES else ""
    return f"收表：{'、'.join(units[:_MOST_NAMES])}{more}，{len(moves)} 条"


def place_text(spot: Spot) -> str:
    """``填报表 J7``."""
    return " ".join(filter(None, (spot.sheet, spot.cell))) or NONE


def _row(entry: Entry) -> tuple[Cell, ...]:
    said = _said(entry.event) if entry.event else ""
    missing = f"没有找到佐证材料：{'、'.join(entry.missing)}" if entry.missing else ""
    problem = entry.outcome in (Outcome.UNCLEAR, Outcome.CONFLICT)
    parts = (entry.message, said, missing) if problem else (said, entry.message, missing)
    return (
        Cell(entry.outcome.label, _TONES[entry.outcome]),
        Cell(entry.spot.file),
        Cell(place_text(entry.spot)),
        Cell(entry.unit or NONE),
        Cell(str(entry.issue_id or NONE)),
        Cell("\n".join(filter(None, parts))),
    )


def _corrected_row(entry: Entry) -> tuple[Cell, ...]:
    """A row whose old line was voided for what the sheet says."""
    done = entry._replace(outcome=Outcome.NEW, message=_instead_of(entry.replaces))
    return (Cell(_CORRECTED, Tone.GOOD), *_row(done)[1:])


def _instead_of(old: Event | None) -> str:
    return f"原记“{old.note or ''}”（{old.date}）已作废" if old else ""


def _said(event: Event) -> str:
    """The day and the words, in those of the sheet."""
    finished = "已完成：" if event.event is EventKind.SUBMIT else ""
    return f"{event.date} {finished}{event.note or ''}"


def _known_rows(entries: Sequence[Entry]) -> Iterator[tuple[Cell, ...]]:
    found: dict[tuple[str, str | None, str | None], list[int]] = {}
    for entry in entries:
        key = (entry.spot.file, entry.spot.sheet, entry.unit)
        found.setdefault(key, []).append(entry.issue_id or 0)
    for (file, sheet, unit), ids in found.items():
        yield (
            Cell(Outcome.UNCHANGED.label, _TONES[Outcome.UNCHANGED]),
            Cell(file),
            Cell(sheet or NONE),
            Cell(unit or NONE),
            Cell(f"{len(ids)}行"),
            Cell(f"{numbers_text(ids)}，不再记"),
        )


def _lines(collected: Collected, *, corrected: bool) -> Iterator[str]:
    counts = "，".join(
        f"{_CORRECTED if corrected and outcome is Outcome.CONFLICT else outcome.label}"
        f" {len(found)} 行"
        for outcome in (Outcome.NEW, Outcome.UNCHANGED, Outcome.CONFLICT, Outcome.UNCLEAR)
        if (found := collected.of(outcome))
    )
    yield f"读了 {collected.files} 个文件：{counts or '没有填什么'}。"
    yield from collected.remarks
    if collected.ignored:
        shown = "、".join(collected.ignored[:_MOST_IGNORED])
        more = f" 等 {len(collected.ignored)} 个" if len(collected.ignored) > _MOST_IGNORED else ""
        yield f"不是填报表，没有读：{shown}{more}。"


def _event_data(entry: Entry, move: Move) -> dict[str, Any]:
    event = move.event
    return {
        **move_data(move),
        "date": event.date.isoformat(),
        "event": event.event.value,
        "note": event.note,
        "evidence": list(event.evidence),
        "sheet": event.sheet,
        "file": entry.spot.file,
        "cell": entry.spot.cell,
        "missing_evidence": list(entry.missing),
    }
