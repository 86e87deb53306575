"""What happened between two states of the ledger, in the domain's words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document as OfficialDocument
from rectify_cli.domain.model import Event, Issue, Paper, title_of
from rectify_cli.domain.shared.comparison import Comparison, IssueChange, TextChange
from rectify_cli.formats.blocks import Block, Document, Heading, Items, Paragraph, Section
from rectify_cli.views.issue import event_data
from rectify_cli.views.phrases import NONE, day_text, event_line, numbered_title


def comparison_document(comparison: Comparison, title: str, between: str) -> Document:
    """``title`` is the checklist's, ``between`` names the two states."""
    return Document(
        title=f"{title}变动情况",
        subtitle=(between,),
        as_of=comparison.as_of,
        sections=(Section(tuple(_blocks(comparison))),),
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    if comparison.is_empty:
        yield Paragraph("没有变动。")
        return
    yield Paragraph(_summary(comparison))
    for change in comparison.issues:
        issue = change.issue
        yield Heading(2, f"{issue.id}　{numbered_title(issue)}")
        yield Items(tuple(_issue_lines(change, comparison.as_of)))
    whole = [*_text_lines(comparison.document, OfficialDocument)]
    whole += [f"印发：{_paper_text(paper)}" for paper in comparison.papers]
    whole += [f"印发记录不见了：{_paper_text(paper)}" for paper in comparison.lost_papers]
    whole += ["单位目录有改动。"] if comparison.units_changed else []
    if whole:
        yield Heading(2, "整份清单")
        yield Items(tuple(whole))


def _summary(comparison: Comparison) -> str:
    counts = (
        ("新增事项 {} 项", sum(c.before is None for c in comparison.issues)),
        ("新记 {} 条", sum(len(c.events) for c in comparison.issues)),
        ("更正 {} 条", sum(len(c.voids) for c in comparison.issues)),
        ("印发 {} 份", len(comparison.papers)),
        (
            "原文改动 {} 处",
            sum(len(c.texts) for c in comparison.issues) + len(comparison.document),
        ),
        (
            "不见了 {} 条",
            sum(len(c.lost) for c in comparison.issues) + len(comparison.lost_papers),
        ),
        ("不见了事项 {} 项", sum(c.after is None for c in comparison.issues)),
    )
    said = "，".join(words.format(count) for words, count in counts if count)
    return f"{said or '单位目录有改动'}。"


def _issue_lines(change: IssueChange, near: date) -> Iterator[str]:
    before, after = change.before, change.after
    state = after or before

    def told(event: Event) -> str:
        return event_line(event, state, near=near)

    if after is None:
        yield "整项不见了"
    elif before is None:
        yield f"新增事项，状态：{after.status.label}"
    elif before.status is not after.status:
        yield f"状态：{before.status.label} → {after.status.label}"
    if before is not None and after is not None and before.due != after.due:
        was, now = (day_text(day, near=near) if day else "未定" for day in (before.due, after.due))
        yield f"到期日：{was} → {now}"
    yield from (f"新记：{told(event)}" for event in change.events)
    for void in change.voids:
        why = f"（{void.note}）" if void.note else ""
        target = told(void.of) if void.of else NONE
        yield f"更正：{day_text(void.date, near=near)}作废“{target}”{why}"
    yield from (f"不见了：{told(event)}" for event in change.lost)
    yield from _text_lines(change.texts, Issue)


def _text_lines(
    texts: Iterable[TextChange], record: type[Issue] | type[OfficialDocument]
) -> Iterator[str]:
    for field, before, after in texts:
        yield f"原文改动：{title_of(record, field)}：{before or NONE} → {after or NONE}"


def _paper_text(paper: Paper) -> str:
    number = f"{paper.number}，" if paper.number else ""
    return f"{paper.paper.label}（{number}{chinese_date(paper.date)}）"


def comparison_data(comparison: Comparison, before: str, after: str) -> dict[str, Any]:
    """The same for programs; ``before`` and ``after`` name the two states."""
    return {
        "from": before,
        "to": after,
        "as_of": comparison.as_of.isoformat(),
        "issues": [_change_data(change) for change in comparison.issues],
        "document": [text._asdict() for text in comparison.document],
        "papers": [paper.model_dump(mode="json") for paper in comparison.papers],
        "lost_papers": [paper.model_dump(mode="json") for paper in comparison.lost_papers],
        "units_changed": comparison.units_changed,
    }


def _change_data(change: IssueChange) -> dict[str, Any]:
    before, after = change.before, change.after
    return {
        "id": change.issue.id,
        "title": change.issue.title,
        "new": before is None,
        "removed": after is None,
        "status_before": before.status.value if before else None,
        "status": after.status.value if after else None,
        "due_before": before.due.isoformat() if before and before.due else None,
        "due": after.due.isoformat() if after and after.due else None,
        "events": _events_data(change.events),
        "voids": _events_data(change.voids),
        "lost": _events_data(change.lost),
        "texts": [text._asdict() for text in change.texts],
    }


def _events_data(events: Iterable[Event]) -> list[dict[str, Any]]:
    return [event_data(event) for event in events]
