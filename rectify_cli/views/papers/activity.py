"""What was done in a period: progress and strikings-off by item, and the office's own rounds."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import EventKind
from rectify_cli.domain.reporting.report import IssueEvents, Report
from rectify_cli.formats.blocks import Block, Cell, Paragraph, Table
from rectify_cli.views.columns import ID, LEAD, PAGE_STATUS, PAGE_TITLE, IssueColumn, issue_table
from rectify_cli.views.papers.words import period_words
from rectify_cli.views.phrases import day_text, event_line, ids_text, in_time_text

_ROUNDS = frozenset({EventKind.INSPECT, EventKind.URGE})
_MOST_NAMES = 4


class _Round(NamedTuple):
    """A round of the office: when, what, in which words, and whether it was recorded later."""

    date: date
    kind: EventKind
    note: str
    late: bool


def activity_blocks(report: Report) -> Iterator[Block]:
    """One row an issue: what happened to it in the period, and where it stands now; then whom the
    office inspected and urged, a line an act, however many items it was recorded on."""
    yield _activity_table(report)
    if rounds := list(_rounds(report)):
        this, _ = period_words(report.period)
        yield Paragraph("\n".join([f"{this}督查、催办：", *rounds]))


def _activity_table(report: Report) -> Table:
    this, _ = period_words(report.period)
    items = [item for item in map(_without_rounds, report.activity) if item.events or item.late]
    told = {item.state.issue.id: "\n".join(_activity_lines(item)) for item in items}
    done = IssueColumn(f"{this}进展", lambda s: Cell(told[s.issue.id]), 4)
    columns = (ID, PAGE_TITLE.weighing(2), LEAD.weighing(1.2), done, PAGE_STATUS)
    states = [item.state for item in items]
    return issue_table(states, columns, page=True, empty=f"{this}没有进展和销号。")


def _without_rounds(item: IssueEvents) -> IssueEvents:
    return item._replace(
        events=tuple(event for event in item.events if event.event not in _ROUNDS),
        late=tuple(event for event in item.late if event.event not in _ROUNDS),
    )


def _rounds(report: Report) -> Iterator[str]:
    """``9月25日催办漕涧镇人民政府、关坪乡人民政府（第1—3、5项）。``, in order of time: what was
    said on one day in the same words, to however many units, is one act."""
    acts: dict[_Round, list[tuple[str, int]]] = {}
    for item in report.activity:
        state = item.state
        for events, late in ((item.late, True), (item.events, False)):
            for event in (event for event in events if event.event in _ROUNDS):
                act = _Round(event.date, event.event, (event.note or "").rstrip("。"), late)
                whom = state.directory.canonical(event.unit) if event.unit else state.lead_text
                acts.setdefault(act, []).append((whom, state.issue.id))
    for act, told in sorted(acts.items(), key=lambda one: one[0].date):
        units = list(dict.fromkeys(unit for unit, _ in told))
        names = "、".join(units[:_MOST_NAMES])
        more = f"等{len(units)}个单位" if len(units) > _MOST_NAMES else ""
        day = day_text(act.date, near=report.as_of)
        yield (
            f"{'（补记）' if act.late else ''}{day}{act.kind.label}{names}{more}"
            f"{act.note and '：'}{act.note}（{ids_text(number for _, number in told)}）。"
        )


def _activity_lines(item: IssueEvents) -> Iterator[str]:
    """The events one a line; an application and the striking off that follows are one."""
    near = item.state.as_of
    applied = ""
    for event in item.late:
        yield f"（补记）{event_line(event, item.state, near=near)}"
    for event in item.events:
        day = day_text(event.date, near=near)
        if event.event is EventKind.SUBMIT and event in item.state.reports:
            if applied:
                yield applied
            applied = f"{day}申请销号"
        elif event.event is EventKind.DONE:
            in_time = in_time_text(item.state) if item.state.due else ""
            told = "，".join(filter(None, (applied, f"{day}核验销号")))
            yield f"{told}（{in_time}）" if in_time else told
            applied = ""
        else:
            if applied:
                yield applied
            applied = ""
            yield event_line(event, item.state, near=near)
    if applied:
        yield applied
