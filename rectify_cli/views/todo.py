"""待办: what the office has to see to, on the screen and as data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rectify_cli.domain.model import Issue
from rectify_cli.domain.reporting.figures import DUE_SOON_DAYS, SILENT_DAYS
from rectify_cli.domain.reporting.todo import REVIEW_DAYS, Entry, Todo
from rectify_cli.formats.blocks import Block, Heading, Items, Paragraph, Tone
from rectify_cli.views.phrases import day_text, numbers_text

_SHOWN = 5
_LACKS = {"application": "销号申请", "evidence": "佐证材料", "verifier": "核验人"}


class _Part(NamedTuple):
    """A list of the 待办: its field in ``Todo`` and in the data, its title, what is said of an
    entry (after the issue and the unit) with its day in words; whether the items of which the
    same is to be said of one unit are drawn together."""

    field: str
    title: str
    said: Callable[[Entry, str], str]
    by_unit: bool = False


def _nothing(entry: Entry, day: str) -> str:  # noqa: ARG001
    """The names of the units say all."""
    return ""


_PARTS = (
    _Part("awaiting", "待核验", lambda e, day: f"{day}申请销号，已等{e.days}天"),
    _Part("sent_back", "退回后没有重新申请", lambda e, day: f"{day}退回，已{e.days}天"),
    _Part(
        "replies_due", "没有按期反馈", lambda e, day: f"应于{day}反馈，已过{e.days}天", by_unit=True
    ),
    _Part("overdue", "逾期", lambda e, day: f"{day}到期，逾期{e.days}天"),
    _Part(
        "due_soon",
        f"{DUE_SOON_DAYS}天内到期",
        lambda e, day: f"{day}到期，还有{e.days}天" if e.days else "今天到期",
    ),
    _Part("immediate_not_started", "立行立改没有启动", lambda e, day: f"{day}印发，已{e.days}天"),
    _Part(
        "silent_units",
        f"{SILENT_DAYS}天以上没有报送的单位",
        lambda e, day: f"{day}以后{e.days}天没有报送" if e.since else f"从未报送，已{e.days}天",
    ),
    _Part(
        "incomplete",
        "已销号，材料不全",
        lambda e, day: f"{day}销号，缺{'、'.join(_LACKS[word] for word in e.lacks)}",
    ),
    _Part("no_contact", "没有写责任领导或责任股室的单位", _nothing),
    _Part(
        "ongoing_review",
        f"长期坚持，{REVIEW_DAYS}天以上没有回头看",
        lambda e, day: f"{day}销号或督查以后{e.days}天",
    ),
)


def todo_blocks(todo: Todo, *, whole: bool = False) -> list[Block]:
    """``rectify todo``: the lists that are not empty, the first entries of each; with ``whole``
    every entry."""
    issues = {state.issue.id: state.issue for state in todo.states}
    blocks: list[Block] = [Heading(1, f"待办（截至 {todo.as_of}）")]
    left_out = False
    for part in _PARTS:
        entries: tuple[Entry, ...] = getattr(todo, part.field)
        if entries:
            measure = "项" if entries[0].issue_id else "个"
            blocks.append(Heading(2, f"{part.title} {len(entries)} {measure}"))
            groups = _groups(part, entries)
            shown = groups if whole else groups[:_SHOWN]
            lines = list(_lines(part, shown, todo, issues))
            if more := sum(map(len, groups[len(shown) :])):
                left_out = True
                lines.append(f"……另有 {more} {measure}")
            blocks.append(Items(tuple(lines)))
    if not todo.summary_out:
        told = "本月的整改落实情况报告还没有登记印发：rectify summary --record。"
        blocks.append(Paragraph(told))
    if len(blocks) == 1:
        blocks.append(Paragraph("没有要办的事。", Tone.GOOD))
    if left_out:
        blocks.append(Paragraph("每类只列前几条，加 --all 查看全部。", Tone.MUTED))
    return blocks


def todo_data(todo: Todo) -> dict[str, Any]:
    """``rectify todo --json``."""
    lists = {part.field: [_entry_data(e) for e in getattr(todo, part.field)] for part in _PARTS}
    return {"as_of": todo.as_of.isoformat(), **lists}


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.issue_id,
        "unit": entry.unit,
        "since": entry.since.isoformat() if entry.since else None,
        "days": entry.days,
        **({"lacks": list(entry.lacks)} if entry.lacks else {}),
    }


def _groups(part: _Part, entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries of which one line is made, in order."""
    if not part.by_unit:
        return [[entry] for entry in entries]
    found: dict[tuple[str | None, date | None], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.unit, entry.since), []).append(entry)
    return list(found.values())


def _lines(
    part: _Part, groups: Sequence[Sequence[Entry]], todo: Todo, issues: Mapping[int, Issue]
) -> Iterator[str]:
    """``第5项　大厅环境有待改善：县政务服务中心，10月28日申请销号，已等8天``."""
    if part.said is _nothing:
        yield "、".join(entry.unit or "" for group in groups for entry in group)
        return
    for group in groups:
        entry = group[0]
        day = day_text(entry.since, near=todo.as_of) if entry.since else ""
        facts = "，".join(filter(None, (entry.unit, part.said(entry, day))))
        if entry.issue_id is None:
            yield facts
        elif len(group) > 1:
            ids = numbers_text(one.issue_id for one in group if one.issue_id is not None)
            yield f"{facts}：{ids}（{len(group)}项）"
        else:
            yield f"第{entry.issue_id}项　{issues[entry.issue_id].title}：{facts}"
