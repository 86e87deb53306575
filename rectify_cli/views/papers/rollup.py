"""Many ledgers on one page (汇总), on the screen, on paper, and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Issue, Status, title_of
from rectify_cli.domain.reporting.figures import DUE_SOON_DAYS, SILENT_DAYS, Counts, Group
from rectify_cli.domain.reporting.rollup import LedgerSummary, RolledItem, Rollup
from rectify_cli.formats.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    Shown,
    Table,
    Tone,
    Trend,
)
from rectify_cli.views.figures import counts_data
from rectify_cli.views.phrases import NONE, SIGN_OFF, date_cell, number_cell, percent

SCREEN_ROWS = 20
PAGE_ROWS = 300
"""So many rows of a long table are read on a screen, on paper; a spreadsheet has them all."""

_LEDGER = "清单"
_RESULTS = (Status.DONE, Status.SUBMITTED, Status.IN_PROGRESS, Status.NOT_STARTED)
_COUNTS = (
    Column("应整改", align=Align.RIGHT, fixed=True),
    *(Column(status.label, align=Align.RIGHT, fixed=True) for status in _RESULTS),
    Column("逾期", align=Align.RIGHT, fixed=True),
    Column("完成率", align=Align.RIGHT, fixed=True),
)


def rollup_document(
    rollup: Rollup, *, most: int | None = None, on_screen: bool = False, drawn: bool = False
) -> Document:
    """All ledgers on a page; of a long table no more than ``most`` rows. What cannot be read is
    told in the table, or ``on_screen``, which is narrow, below it. The trend is a figure where
    it can be ``drawn``, else a table."""
    reasons = [
        Paragraph(f"{ledger.name}（{ledger.file}）读不了：{ledger.error}", Tone.BAD)
        for ledger in rollup.unreadable
        if on_screen
    ]
    table = _ledgers_table(rollup, with_reasons=bool(rollup.unreadable) and not on_screen)
    return Document(
        title="整改工作清单汇总",
        subtitle=(f"截至{chinese_date(rollup.as_of)}",),
        sections=(
            Section((Paragraph(_overall(rollup)), table, *reasons), landscape=True),
            Section(
                (*_details(rollup, most), _trend(rollup, drawn=drawn), SIGN_OFF), landscape=True
            ),
        ),
        as_of=rollup.as_of,
        subject="整改工作清单汇总",
    )


def rollup_data(rollup: Rollup) -> dict[str, Any]:
    """``rectify rollup --json``; ledgers in the order in which they were named."""
    return {
        "as_of": rollup.as_of.isoformat(),
        "counts": counts_data(rollup.counts),
        "ledgers": [_ledger_data(ledger) for ledger in rollup.ledgers],
        "overdue": [_item_data(item, "overdue_days") for item in rollup.overdue],
        "due_soon": [_item_data(item, "days_left") for item in rollup.due_soon],
        "by_category": [
            {"category": group.name, **counts_data(group.counts)} for group in rollup.by_category
        ],
        "by_unit": [
            {"ledger": group.ledger, "unit": group.unit, **counts_data(group.counts)}
            for group in rollup.by_unit
        ],
        "trend": [
            {"date": day.isoformat(), "total": point.total, "open": point.still_open}
            for day, point in rollup.trend
        ],
    }


def _ledger_data(ledger: LedgerSummary) -> dict[str, Any]:
    figures = {
        **counts_data(ledger.counts),
        "waiting": ledger.counts.submitted,
        "silent_units": ledger.silent_units,
        "last_entry": ledger.last_entry.isoformat() if ledger.last_entry else None,
    }
    if ledger.error is not None:
        figures = dict.fromkeys(figures)
    return {"name": ledger.name, "file": ledger.file, "error": ledger.error, **figures}


def _item_data(item: RolledItem, days: str) -> dict[str, Any]:
    return {
        "ledger": item.ledger,
        "id": item.issue_id,
        "title": item.title,
        "lead_unit": item.lead,
        "leader": item.leader,
        "status": item.status.value,
        "due": item.due.isoformat() if item.due else None,
        days: item.days,
    }


def _overall(rollup: Rollup) -> str:
    counts, read = rollup.counts, len(rollup.ledgers) - len(rollup.unreadable)
    text = (
        f"{read}份清单应整改{counts.total}项，累计销号{counts.done}项，"
        f"完成率{percent(counts.done, counts.total)}；待销号{counts.submitted}项，"
        f"整改中{counts.in_progress}项，未启动{counts.not_started}项。"
        f"逾期{counts.overdue}项，{DUE_SOON_DAYS}天内到期{len(rollup.due_soon)}项；"
        f"{SILENT_DAYS}天以上没有报送的单位{rollup.silent_units}个。"
    )
    if rollup.unreadable:
        text += f"另有{len(rollup.unreadable)}份清单读不了，没有计入。"
    return text


def _ledgers_table(rollup: Rollup, *, with_reasons: bool) -> Table:
    """The most items overdue first, then the lowest rate; last those that cannot be read, and why,
    in a column that only they have."""
    ordered = sorted(
        rollup.ledgers,
        key=lambda ledger: (ledger.error is not None, -ledger.counts.overdue, ledger.counts.rate),
    )
    together = LedgerSummary(
        name="合计",
        file="",
        counts=rollup.counts,
        silent_units=rollup.silent_units,
        last_entry=rollup.last_entry,
    )
    rows = (*ordered, together)
    remarks = (Column("备注", 3),) if with_reasons else ()
    return Table(
        columns=(
            Column(_LEDGER, 2, names=True),
            *_COUNTS,
            Column("未报送单位", align=Align.RIGHT, fixed=True),
            Column("最近记入", 1.2, fixed=True),
            *remarks,
            Column("文件", shown=Shown.SHEET),
        ),
        rows=tuple(
            (*_ledger_row(row), *(_remark(row) for _ in remarks), Cell(row.file)) for row in rows
        ),
        titles=tuple(map(_in_short, rows)),
    )


def _in_short(ledger: LedgerSummary) -> str:
    """A row on a screen that has room for one line."""
    if ledger.error is not None:
        return f"{ledger.name}　读不了"
    counts = ledger.counts
    rate = f"完成率{percent(counts.done, counts.total)}"
    return f"{ledger.name}　{counts.total}项，逾期{counts.overdue}项，{rate}"


def _ledger_row(ledger: LedgerSummary) -> tuple[Cell, ...]:
    if ledger.error is not None:
        blanks = (Cell(NONE, Tone.MUTED) for _ in range(len(_COUNTS) + 2))
        return (Cell(ledger.name, Tone.BAD), *blanks)
    silent = Tone.WARN if ledger.silent_units else Tone.PLAIN
    return (
        Cell(ledger.name),
        *_count_cells(ledger.counts),
        number_cell(ledger.silent_units, silent),
        date_cell(ledger.last_entry),
    )


def _remark(ledger: LedgerSummary) -> Cell:
    return Cell("" if ledger.error is None else f"读不了：{ledger.error}", Tone.BAD)


def _count_cells(counts: Counts) -> tuple[Cell, ...]:
    return (
        number_cell(counts.total),
        *(number_cell(counts.of(status)) for status in _RESULTS),
        number_cell(counts.overdue, Tone.BAD if counts.overdue else Tone.PLAIN),
        _rate_cell(counts.done, counts.total),
    )


def _details(rollup: Rollup, most: int | None) -> Iterator[Block]:
    late, soon = rollup.overdue, rollup.due_soon
    yield Heading(1, f"一、逾期事项（{len(late)}项）")
    yield from _items(late, "逾期天数", most, empty="没有逾期事项。")
    yield Heading(1, f"二、{DUE_SOON_DAYS}天内到期事项（{len(soon)}项）")
    yield from _items(soon, "距到期天数", most, empty="没有临期事项。")
    yield Heading(1, "三、各类问题")
    yield Table(
        columns=(Column(title_of(Issue, "category"), 2), *_COUNTS),
        rows=tuple(
            (Cell(group.name), *_count_cells(group.counts))
            for group in (*rollup.by_category, Group("合计", rollup.counts))
        ),
    )
    yield Heading(1, "四、各牵头单位")
    yield from _units(rollup, most)
    yield Heading(1, "五、未销号事项变化")


def _trend(rollup: Rollup, *, drawn: bool) -> Block:
    """How many items were not struck off at the end of each week, and on the day."""
    if drawn:
        first = rollup.trend[0][0]
        title = f"{chinese_date(first)}至{chinese_date(rollup.as_of)}，每周末未销号"
        return Trend(title, tuple((day, point.still_open) for day, point in rollup.trend))
    return Table(
        columns=(
            Column("日期", fixed=True),
            Column("应整改", align=Align.RIGHT),
            Column("未销号", align=Align.RIGHT),
            Column("完成率", align=Align.RIGHT),
        ),
        rows=tuple(
            (
                date_cell(day),
                number_cell(point.total),
                number_cell(point.still_open),
                _rate_cell(point.total - point.still_open, point.total),
            )
            for day, point in rollup.trend
        ),
    )


def _rate_cell(done: int, total: int) -> Cell:
    return Cell(percent(done, total), value=round(done / total, 4) if total else None)


def _items(
    items: Sequence[RolledItem], days: str, most: int | None, *, empty: str
) -> Iterator[Block]:
    shown = items if most is None else items[:most]
    yield Table(
        columns=(
            Column(_LEDGER, 1.2, names=True),
            Column(title_of(Issue, "id"), align=Align.RIGHT, fixed=True),
            Column("事项", 3),
            Column(title_of(Issue, "lead_unit"), 1.5, names=True),
            Column(title_of(Issue, "leader"), fixed=True),
            Column(title_of(Issue, "due"), fixed=True),
            Column("状态", fixed=True),
            Column(days, align=Align.RIGHT, fixed=True),
        ),
        rows=tuple(
            (
                Cell(item.ledger),
                number_cell(item.issue_id),
                Cell(item.title),
                Cell(item.lead),
                Cell(item.leader or NONE),
                date_cell(item.due),
                Cell(item.status.label),
                number_cell(item.days),
            )
            for item in shown
        ),
        empty=empty,
    )
    yield from _rest(len(items) - len(shown), "项")


def _units(rollup: Rollup, most: int | None) -> Iterator[Block]:
    """The most items overdue first, then the lowest rate."""
    ordered = sorted(rollup.by_unit, key=lambda g: (-g.counts.overdue, g.counts.rate))
    shown = ordered if most is None else ordered[:most]
    yield Table(
        columns=(
            Column(_LEDGER, 1.2, names=True),
            Column(title_of(Issue, "lead_unit"), 2, names=True),
            *_COUNTS,
        ),
        rows=tuple(
            (Cell(group.ledger), Cell(group.unit), *_count_cells(group.counts)) for group in shown
        ),
        empty="没有牵头单位。",
    )
    yield from _rest(len(ordered) - len(shown), "个")


def _rest(count: int, measure: str) -> Iterator[Block]:
    if count:
        more = f"……另有 {count} {measure}，写成 xlsx 可看全部。"
        yield Paragraph(more, Tone.MUTED)
