"""One page for a leader: red, yellow and green at a glance, what is late and why, what waits for
a decision, what is due next."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.reporting.difficulties import difficulties_of
from rectify_cli.domain.reporting.figures import DUE_SOON_DAYS, STALE_DAYS, most_overdue_first
from rectify_cli.domain.state import IssueState
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
    Tone,
)
from rectify_cli.views.columns import (
    ID,
    LEAD,
    OVERDUE_DAYS,
    PAGE_DUE,
    PAGE_TITLE,
    IssueColumn,
    issue_table,
)
from rectify_cli.views.issue import ids_data, issues_data
from rectify_cli.views.papers.report_parts import coming_paragraph
from rectify_cli.views.papers.words import own_result
from rectify_cli.views.phrases import day_text, ids_text, percent

_MOST_LATE, _MOST_WAITING, _MOST_COMING = 6, 3, 4  # what one page bears
_MOST_DIFFICULTIES = 2


class Lights(NamedTuple):
    """The issues of a leader: 红 overdue, 黄 due soon or silent, 绿 on course, and struck off."""

    red: tuple[IssueState, ...]
    yellow: tuple[IssueState, ...]
    green: tuple[IssueState, ...]
    done: tuple[IssueState, ...]


def lights_of(states: Sequence[IssueState]) -> Lights:
    """Each issue under one light, the worst that fits."""
    red, yellow, green, done = [], [], [], []
    for state in states:
        if not state.is_open:
            done.append(state)
        elif state.is_overdue:
            red.append(state)
        elif state.is_due_within(DUE_SOON_DAYS) or _is_silent(state):
            yellow.append(state)
        else:
            green.append(state)
    return Lights(most_overdue_first(red), tuple(yellow), tuple(green), tuple(done))


def _is_silent(state: IssueState) -> bool:
    return not state.is_waiting and state.silent_days >= STALE_DAYS


def leader_document(states: Sequence[IssueState], source: Source, as_of: date) -> Document:
    """The page of the leader who answers for ``states``, issues of ``source`` as of ``as_of``."""
    names = "、".join(dict.fromkeys(s.issue.leader or "" for s in states))
    return Document(
        title=f"{names}负责事项整改情况",
        subtitle=(f"截至{as_of.year}年{day_text(as_of, near=as_of)}",),
        sections=(Section(tuple(_blocks(states, lights_of(states), as_of))),),
        as_of=as_of,
        author=source.compiled_by or "",
        subject="责任领导一页纸",
    )


def leader_data(states: Sequence[IssueState], leader: str, as_of: date) -> dict[str, Any]:
    """``rectify report --leader --json``: the issues under each light, as ids."""
    lights = lights_of(states)
    return {
        "leader": leader,
        "as_of": as_of.isoformat(),
        **{name: ids_data(own) for name, own in lights._asdict().items()},
        "issues": issues_data(states),
    }


def _blocks(states: Sequence[IssueState], lights: Lights, as_of: date) -> Iterator[Block]:
    yield _lights_table(lights)
    yield Paragraph(
        f"负责{len(states)}项，已销号{len(lights.done)}项，"
        f"完成率{percent(len(lights.done), len(states))}。"
    )
    yield Heading(1, "一、逾期及原因")
    if not lights.red:
        yield Paragraph("没有逾期事项。")
    else:
        why = IssueColumn("最近报送和困难", lambda s: Cell(_why(s)), 3)
        columns = (ID, PAGE_TITLE.weighing(2), LEAD, PAGE_DUE, OVERDUE_DAYS, why)
        yield issue_table(lights.red[:_MOST_LATE], columns, page=True)
        if more := lights.red[_MOST_LATE:]:
            yield Paragraph(f"另有{len(more)}项逾期（{ids_text(s.issue.id for s in more)}）。")
    yield Heading(1, "二、需要决定和协调")
    asked = list(_asked(states))
    yield from (Paragraph(text) for text in asked or ["没有需要决定和协调的事项。"])
    yield Heading(1, "三、近期到期")
    yield coming_paragraph(states, as_of, most=_MOST_COMING)


def _lights_table(lights: Lights) -> Table:
    rows = (
        ("红", "逾期", lights.red, Tone.BAD),
        ("黄", "临期或多日未报送", lights.yellow, Tone.WARN),
        ("绿", "按计划推进", lights.green, Tone.GOOD),
        ("—", "已销号", lights.done, Tone.MUTED),
    )
    return Table(
        columns=(
            Column("灯", 0.5, Align.CENTER, fixed=True),
            Column("含义", 1.5),
            Column("项数", 0.7, Align.CENTER, fixed=True),
            Column("事项", 3),
        ),
        rows=tuple(
            (
                Cell(light, tone),
                Cell(meaning),
                Cell(str(len(own)), value=len(own)),
                Cell(ids_text(s.issue.id for s in own) if own else "—"),
            )
            for light, meaning, own, tone in rows
        ),
    )


def _why(state: IssueState) -> str:
    """What was reported last, what was sent back, what is hard."""
    near = state.as_of
    parts = [own_result(state) if state.reports else "从未报送"]
    if state.sent_back:
        parts.append(f"{day_text(state.sent_back.date, near=near)}退回")
    if told := _difficulties(state):
        parts.append(f"困难：{told}")
    return "；".join(parts)


def _difficulties(state: IssueState) -> str:
    """What is hard, who said so and when: ``人员不足（宝丰乡人民政府，9月21日）``, latest first."""
    told = sorted(difficulties_of([state]), key=lambda one: one.day, reverse=True)
    said = [
        f"{one.text}（{one.unit}，{day_text(one.day, near=state.as_of)}）"
        for one in told[:_MOST_DIFFICULTIES]
    ]
    more = f"，等{len(told)}个单位" if len(told) > _MOST_DIFFICULTIES else ""
    return "；".join(said) + more


def _asked(states: Sequence[IssueState]) -> Iterator[str]:
    waiting = [state for state in states if state.is_waiting]
    if waiting:
        longest = sorted(waiting, key=lambda state: -state.waiting_days)[:_MOST_WAITING]
        told = "；".join(
            f"第{s.issue.id}项（{s.lead_text}），已等{s.waiting_days}天" for s in longest
        )
        most = "，等得最久的：" if len(waiting) > len(longest) else "："
        yield f"待核验销号{len(waiting)}项{most}{told}。"
    sent_back = [state for state in states if state.sent_back]
    if sent_back:
        ids = ids_text(state.issue.id for state in sent_back)
        yield f"退回后尚未重新申请销号{len(sent_back)}项（{ids}）。"
    idle = [state for state in states if state.is_immediate_not_started]
    if idle:
        yield f"立行立改未启动{len(idle)}项（{ids_text(s.issue.id for s in idle)}）。"
    for state in states:
        if state.is_open and not state.is_overdue and (told := _difficulties(state)):
            yield f"第{state.issue.id}项（{state.lead_text}牵头）困难：{told}。"
