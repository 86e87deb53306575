"""The weekly printout (周报) and that of any other period, in the order in which a leader reads:
how many and what changed, who is late, who has not reported, what waits for the office."""

from collections.abc import Iterable, Iterator
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.model import Status, title_of
from rectify_cli.domain.numerals import chinese_numeral
from rectify_cli.domain.period import Period
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.reporting.figures import Counts, Group
from rectify_cli.domain.reporting.report import Report
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
    Trend,
)
from rectify_cli.views.figures import counts_data, group_bars, groups_data
from rectify_cli.views.issue import event_data, ids_data, issues_data
from rectify_cli.views.papers.activity import activity_blocks
from rectify_cli.views.papers.checklist import list_section
from rectify_cli.views.papers.lasting import lasting_table
from rectify_cli.views.papers.report_parts import (
    coming_paragraph,
    late_blocks,
    late_text,
    owed_text,
    unreported_blocks,
    waiting_blocks,
)
from rectify_cli.views.papers.unit_tables import leads_table, rosters_data
from rectify_cli.views.papers.words import period_words, stem_of
from rectify_cli.views.phrases import (
    NONE,
    SIGN_OFF,
    change_word,
    day_text,
    learned_line,
    number_cell,
    rate_text,
)


def report_document(report: Report, *, with_list: bool = True) -> Document:
    """The printout of ``report``; the whole list is its annex."""
    source = report.checklist.document
    told = report.period.up_to(report.as_of)
    days = told.label if told.is_month else told.days
    if report.period.is_week:
        days = f"第{told.since.isocalendar().week}周　{days}"
    maker = title_of(Source, "compiled_by")
    by = f"{maker}：{source.compiled_by}　" if source.compiled_by else ""
    body = Section((*_body(report), SIGN_OFF))
    return Document(
        title=stem_of(source.title) + _kind(report.period),
        subtitle=tuple(dict.fromkeys((days, f"{by}{chinese_date(report.as_of)}"))),
        author=source.compiled_by or "",
        subject=days,
        as_of=report.as_of,
        sections=(body, list_section(report.states)) if with_list else (body,),
    )


def _kind(period: Period) -> str:
    if period.is_week:
        return "周报"
    return "月报" if period.is_month else "情况报告"


def _body(report: Report) -> Iterator[Block]:
    this, _ = period_words(report.period)
    parts: list[tuple[str, Iterable[Block]]] = [
        ("总体情况", _overall(report)),
        ("逾期和未启动", late_blocks(report)),
        (f"{this}未报送", unreported_blocks(report)),
        ("待核验和需协调", waiting_blocks(report)),
        (f"{this}进展和销号", activity_blocks(report)),
        ("各单位情况", [_leads(report)]),
        ("近期到期", [coming_paragraph(report.states, report.as_of)]),
    ]
    if not report.period.is_week and (lasting := lasting_table(report.states)) is not None:
        parts.append(("长期坚持", [lasting]))
    for number, (name, blocks) in enumerate(parts, start=1):
        yield Heading(1, f"{chinese_numeral(number)}、{name}")
        yield from blocks


def _overall(report: Report) -> Iterator[Block]:
    this, last = period_words(report.period)
    now, before = report.counts, report.before
    if not now.total:
        yield Paragraph(NO_ISSUES)
        return
    moves = f"{this}新增{len(report.struck_off)}项"
    if report.reopened:
        moves += f"、退回{len(report.reopened)}项"
    yield Paragraph(
        f"截至{day_text(report.as_of, near=report.period.since)}，应整改{now.total}项，"
        f"累计销号{now.done}项（{moves}），{rate_text(now, before, last)}；"
        f"待销号{now.submitted}项，整改中{now.in_progress}项，未启动{now.not_started}项。"
        f"{late_text(report.states, before, last)}"
    )
    yield Paragraph(owed_text(report))
    if told := learned_line(report.changes, report.as_of):
        yield Paragraph(told)
    yield _change_table(report)
    yield group_bars("各类问题完成情况", report.by_category)
    days = Period(report.open_by_week[0][0], report.open_by_week[-1][0]).days
    yield Trend(f"未销号事项逐周变化（{days}）", report.open_by_week)


def _change_table(report: Report) -> Table:
    this, last = period_words(report.period)

    def figures(counts: Counts) -> list[int]:
        statuses = (counts.of(status) for status in reversed(Status))
        return [counts.total, *statuses, counts.overdue]

    names = ["应整改", *(status.label for status in reversed(Status)), "其中：逾期"]
    now = figures(report.counts)
    before = figures(report.before) if report.before else [None] * len(now)
    return Table(
        columns=tuple(
            Column(title, weight, Align.CENTER)
            for title, weight in (("项目", 1.2), (this, 1), (last, 1), ("增减", 1))
        ),
        rows=tuple(
            (
                Cell(name),
                number_cell(n),
                Cell(NONE) if b is None else number_cell(b),
                Cell(NONE) if b is None else Cell(change_word(n, b)),
            )
            for name, n, b in zip(names, now, before, strict=True)
        ),
    )


def _leads(report: Report) -> Table:
    """By overdue items, then by how little is done; the last row is the whole list."""
    groups = sorted(report.by_lead, key=lambda group: (-group.counts.overdue, group.counts.rate))
    return leads_table([*groups, Group("合计", report.counts)] if groups else [])


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
