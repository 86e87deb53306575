"""工作要求 of a notice: what follows from its facts. Each has a unit and a date, or a place for the
date that a person sets."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Status
from rectify_cli.domain.reporting.grounds import Ground
from rectify_cli.domain.reporting.notice import Notice, UnitRecord
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Block, Paragraph
from rectify_cli.views.papers.official import placeholder
from rectify_cli.views.papers.report_parts import COMING_DAYS
from rectify_cli.views.phrases import day_text, ids_text, names_text

_FEW_UNITS = 2  # each has a line of its own
_MANY_NAMES = 2


class _Asked(NamedTuple):
    """What is asked of a lead unit: issues to finish late, to start, to finish in time."""

    unit: str
    late: tuple[IssueState, ...]
    idle: tuple[IssueState, ...]
    coming: tuple[IssueState, ...]
    owes: bool


def demands(notice: Notice) -> Iterator[Block]:
    """A line a unit where they are few, else a line for each thing that is asked."""
    asked = [_asked(record) for record in notice.records if record.facts]
    busy = [one for one in asked if one.late or one.idle or one.coming]
    texts = list(_by_unit(busy, notice) if len(busy) <= _FEW_UNITS else _by_kind(busy, notice))
    owing = [one.unit for one in asked if one.owes] + [roster.unit for roster in notice.silent]
    day = placeholder("日期")
    if owing:
        whom = "上列未报送单位" if len(owing) > _MANY_NAMES else "、".join(owing)
        texts.append(f"{whom}于{day}前补报落实情况。")
    texts = texts or [f"各牵头单位于{day}前报送下一步整改落实情况。"]
    for number, text in enumerate(texts, start=1):
        yield Paragraph(f"{number}. {text}" if len(texts) > 1 else text)


def _asked(record: UnitRecord) -> _Asked:
    def having(ground: Ground) -> tuple[IssueState, ...]:
        """Who has applied, though late, now waits for the office."""
        found = {f.state.issue.id: f.state for f in record.facts if f.ground is ground}
        return tuple(s for s in found.values() if s.status is not Status.SUBMITTED)

    coming = {f.state.issue.id: f.state for f in record.facts}.values()
    return _Asked(
        record.unit,
        having(Ground.OVERDUE),
        having(Ground.IMMEDIATE_NOT_STARTED),
        tuple(state for state in coming if state.is_due_within(COMING_DAYS)),
        bool(having(Ground.UNREPORTED)),
    )


def _by_unit(asked: Sequence[_Asked], notice: Notice) -> Iterator[str]:
    day = placeholder("日期")
    for one in asked:
        parts = [f"完成{_ids(one.late)}" if one.late else ""]
        parts.append(f"启动{_ids(one.idle)}" if one.idle else "")
        now = "、".join(filter(None, parts))
        told = [f"于{day}前{now}"] if now else []
        told += [
            f"{'' if told else '于'}{day_text(due, near=notice.as_of)}前完成{_ids(own)}"
            for due, own in _by_due(one.coming)
        ]
        yield f"{one.unit}{'，'.join(told)}。"


def _by_kind(asked: Sequence[_Asked], notice: Notice) -> Iterator[str]:
    """What is to be done at once, by all who have to; then what is due, day by day."""
    now = [one for one in asked if one.late or one.idle]
    late = [state for one in now for state in one.late]
    idle = [state for one in now for state in one.idle]
    what = [f"完成{_ids(late)}" if late else "", f"启动{_ids(idle)}" if idle else ""]
    if now:
        yield f"{_names(now)}于{placeholder('日期')}前{'、'.join(filter(None, what))}。"
    for due, states in _by_due([state for one in asked for state in one.coming]):
        leads = [one for one in asked if any(state in states for state in one.coming)]
        yield f"{_names(leads)}于{day_text(due, near=notice.as_of)}前完成{_ids(states)}。"


def _by_due(states: Sequence[IssueState]) -> Iterator[tuple[date, list[IssueState]]]:
    for due in sorted({state.due for state in states if state.due}):
        yield due, [state for state in states if state.due == due]


def _names(asked: Sequence[_Asked]) -> str:
    return names_text([one.unit for one in asked], is_long=len(asked) > _MANY_NAMES)


def _ids(states: Sequence[IssueState]) -> str:
    return ids_text(state.issue.id for state in states)
