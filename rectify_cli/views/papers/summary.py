"""关于……整改落实情况的报告, to the level above: what was asked, what was done in the units' own
words, what is still wrong. It asks for nothing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Event, Issue
from rectify_cli.domain.numerals import chinese_numeral
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.reporting.figures import Counts
from rectify_cli.domain.reporting.summary import Summary
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    AnnexTitle,
    Block,
    Cell,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Section,
    Signature,
)
from rectify_cli.views.columns import (
    DEADLINE_WORDS,
    ID,
    LEAD,
    LEADER,
    PAGE_STATUS,
    PROGRESS_CELLS,
    IssueColumn,
    issue_table,
    of_field,
)
from rectify_cli.views.figures import counts_data
from rectify_cli.views.issue import ids_data, issues_data
from rectify_cli.views.papers.official import Form, about_text, placeholder
from rectify_cli.views.papers.report_parts import leads_text
from rectify_cli.views.papers.unit_tables import rosters_data
from rectify_cli.views.papers.words import (
    NOT_REPORTED,
    bare_note,
    due_text,
    result_text,
    source_text,
    standing_text,
    subject_of,
)
from rectify_cli.views.phrases import change_text, day_text, ids_text, rate_text

_ANNEX = "整改落实情况清单"
_LONGEST_REQUEST = 60
_MOST_RESULTS = 2


def summary_document(summary: Summary, form: Form) -> Document:
    """The summary as it is handed up: one addressee, who signs beside the number."""
    subject = about_text(subject_of(summary.checklist), form.issuer).removesuffix("工作")
    body: tuple[Block, ...] = (
        Addressees(form.addressees[:1]),
        *_body(summary),
        Paragraph("特此报告。"),
        AnnexNote((_ANNEX,)),
        Signature(form.issuer, form.day),
    )
    annex: tuple[Block, ...] = (
        AnnexTitle("附件", _ANNEX),
        issue_table(summary.states, _ANNEX_COLUMNS, page=True, empty=NO_ISSUES),
        Imprint(form.cc, form.issuer, form.day),
    )
    return Document(
        title=f"{form.issuer}关于{subject}落实情况的报告",
        sections=(Section(body), Section(annex, landscape=True)),
        as_of=summary.as_of,
        author=form.issuer,
        subject="整改落实情况报告",
        letterhead=Letterhead(form.issuer, form.number, form.signer),
    )


def _body(summary: Summary) -> Iterator[Block]:
    yield Paragraph(
        f"按照{source_text(summary.checklist.document)}要求，"
        f"现将截至{chinese_date(summary.as_of)}的整改落实情况报告如下："
    )
    yield Heading(1, "一、总体情况")
    yield Paragraph(_overall(summary))
    yield Heading(1, "二、整改落实情况")
    yield from _items(summary.states)
    yield Heading(1, "三、存在的问题")
    yield from _numbered(list(_problems(summary)))
    yield Heading(1, "四、下一步工作")
    yield from _numbered(list(_next(summary)))


def _overall(summary: Summary) -> str:
    now, before = summary.counts, summary.before
    if not now.total:
        return NO_ISSUES
    last = "上次报告"
    compared = ""
    if before is not None and summary.previous is not None:
        until = day_text(summary.previous.until, near=summary.as_of)
        compared = f"上次报告截至{until}。"
    return (
        f"应整改{now.total}项，已销号{now.done}项，{rate_text(now, before, last)}；"
        f"待销号{now.submitted}项，整改中{now.in_progress}项，未启动{now.not_started}项。"
        f"{_late(summary.overdue, before, last)}{compared}"
    )


def _late(overdue: Sequence[IssueState], before: Counts | None, last: str) -> str:
    text = f"逾期{len(overdue)}项（{leads_text(overdue)}）" if overdue else "没有逾期事项"
    if before is not None and (overdue or before.overdue):
        text += f"，{change_text(len(overdue), before.overdue, last)}"
    return f"{text}。"


def _items(states: Sequence[IssueState]) -> Iterator[Block]:
    """By category, a paragraph an item."""
    if not states:
        yield Paragraph(NO_ISSUES)
    by_category: dict[str, list[IssueState]] = {}
    for state in states:
        by_category.setdefault(state.issue.category or "", []).append(state)
    for place, (category, own) in enumerate(by_category.items(), start=1):
        if category:
            yield Heading(2, f"（{chinese_numeral(place)}）{category}（{len(own)}项）")
        for number, state in enumerate(own, start=1):
            yield Paragraph(f"{number}. {item_text(state)}")


def item_text(state: IssueState) -> str:
    """``一次性告知不到位（共性问题第3项）。整改要求：……。落实情况：……。``"""
    issue = state.issue
    named = f"{issue.category or ''}第{issue.number}项" if issue.number else f"第{issue.id}项"
    return (
        f"{issue.title}（{named}）。整改要求：{asked_text(issue)}。落实情况：{done_text(state)}。"
    )


def asked_text(issue: Issue) -> str:
    """The goal, else the measures; of long ones as many clauses as a paragraph bears."""
    whole = (issue.goal or issue.measures_text).rstrip("。；")
    if not whole:
        return placeholder("整改要求")
    if len(whole) <= _LONGEST_REQUEST:
        return whole
    taken = ""
    for clause in whole.replace("；", "。").split("。"):
        if taken and len(taken) + len(clause) > _LONGEST_REQUEST:
            break
        taken = f"{taken}；{clause}" if taken else clause
    if len(taken) > 2 * _LONGEST_REQUEST:
        taken = taken[:_LONGEST_REQUEST].rpartition("，")[0] or taken[:_LONGEST_REQUEST]
    return taken if taken == whole else f"{taken}等"


def done_text(state: IssueState) -> str:
    """What the leads did in their own last words, then how the issue stands; no log."""
    told = [event for event in state.reports if bare_note(event)]
    results = [
        f"{day_text(event.date, near=state.as_of)}，{bare_note(event)}"
        for event in told[-_MOST_RESULTS:]
    ]
    if not state.reports:
        return f"{state.lead_text or '牵头单位'}{NOT_REPORTED}，{standing_text(state)}"
    words = "；".join(results) or placeholder("落实情况")
    who, silent = _reporters(state, told[-_MOST_RESULTS:] or state.reports)
    return f"{who}报告：{words}。{silent}{standing_text(state)}"


def _reporters(state: IssueState, events: Iterable[Event]) -> tuple[str, str]:
    """Of several leads those that reported what is told; a sentence on those that never did."""
    leads = state.roles.leads
    named = [state.directory.canonical(event.unit) for event in events if event.unit]
    who = list(dict.fromkeys(unit for unit in named if unit in leads))
    never = [unit for unit in leads if state.last_report_of(unit) is None]
    silent = f"{'、'.join(never)}{NOT_REPORTED}。" if who and never else ""
    return "、".join(who) or state.lead_text or "", silent


def _numbered(texts: Sequence[str]) -> Iterator[Block]:
    for number, text in enumerate(texts, start=1):
        yield Paragraph(f"（{chinese_numeral(number)}）{text}" if len(texts) > 1 else text)


def _problems(summary: Summary) -> Iterator[str]:
    if summary.overdue:
        told = "；".join(
            f"第{s.issue.id}项（{s.lead_text}），{due_text(s)}，逾期{s.overdue_days}天"
            for s in summary.overdue
        )
        yield f"逾期{len(summary.overdue)}项：{told}。"
    if summary.sent_back:
        ids = ids_text(s.issue.id for s in summary.sent_back)
        yield f"退回后尚未重新申请销号{len(summary.sent_back)}项（{ids}）。"
    if summary.silent:
        units = "、".join(roster.unit for roster in summary.silent)
        whole = summary.period.since <= summary.checklist.document.issued_on
        since = (
            "印发以来对承担的事项从未" if whole else f"{summary.period.days}对承担的事项一项也没有"
        )
        yield f"{since}报送的单位{len(summary.silent)}个：{units}。"
    for item in summary.difficulties:
        yield f"{item.unit}反映第{item.state.issue.id}项存在困难：{item.text}。"
    nothing = not (summary.overdue or summary.sent_back or summary.silent or summary.difficulties)
    if nothing:
        yield "没有逾期、退回未改和未报送的情况。"


def _next(summary: Summary) -> Iterator[str]:
    """What is still to be done by its due date; how, a person has to say."""
    near = summary.as_of
    coming = [state for state in summary.next_due if state.due and state.due >= near]
    for due, own in groupby(coming, key=lambda state: state.due):
        states = list(own)
        ids = ids_text(state.issue.id for state in states)
        if due:
            later = [state.issue.id for state in states if state.extended]
            which = ids_text(later) if len(later) < len(states) else ""
            said = f"；{which}经延期" if later else ""
            yield f"{day_text(due, near=near)}前完成{ids}（{leads_text(states)}{said}）。"
    late = [state for state in summary.next_due if state.is_overdue]
    if late:
        yield f"逾期的{ids_text(s.issue.id for s in late)}于{placeholder('日期')}前完成。"
    undated = [state for state in summary.next_due if state.due is None]
    if undated:
        ids = ids_text(state.issue.id for state in undated)
        yield f"持续推进{ids}（{leads_text(undated)}）。"
    yield placeholder("推进措施")


_ANNEX_COLUMNS = (
    ID,
    of_field("problem", lambda s: Cell(s.issue.problem), 3),
    of_field("measures", lambda s: Cell("\n".join(s.issue.measures)), 4),
    LEAD,
    LEADER,
    DEADLINE_WORDS,
    IssueColumn("落实情况", lambda s: Cell(result_text(s)), 3, least=PROGRESS_CELLS),
    PAGE_STATUS,
)


def summary_data(summary: Summary, *, placeholders: int) -> dict[str, Any]:
    """``rectify summary --json``; ``placeholders`` are the places that a person has to fill."""
    previous = summary.previous
    return {
        "title": summary.checklist.document.title,
        "since": summary.period.since.isoformat(),
        "until": summary.period.until.isoformat(),
        "as_of": summary.as_of.isoformat(),
        "counts": counts_data(summary.counts),
        "counts_before": counts_data(summary.before) if summary.before else None,
        "previous": previous.model_dump(mode="json", exclude_defaults=True) if previous else None,
        "overdue": ids_data(summary.overdue),
        "sent_back": ids_data(summary.sent_back),
        "silent_units": rosters_data(summary.silent),
        "difficulties": [
            {
                "id": item.state.issue.id,
                "unit": item.unit,
                "date": item.day.isoformat(),
                "text": item.text,
            }
            for item in summary.difficulties
        ],
        "next_due": ids_data(summary.next_due),
        "placeholders": placeholders,
        "issues": issues_data(summary.states),
    }
