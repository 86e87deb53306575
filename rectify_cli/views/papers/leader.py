"""One page for a leader: red, yellow and green at a glance, what is late and why, what waits for
a decision, what is due next."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.reporting.difficulties import difficulties_of
from rectify_cli.domain.reporting.figures import (
    DUE_SOON_DAYS,
    STALE_DAYS,
    most_overdue_first,
    soonest_due_first,
)
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
from rectify_cli.views.papers.report_parts import COMING_DAYS
from rectify_cli.views.papers.words import own_result
from rectify_cli.views.phrases import day_text, ids_text, percent

_MOST_LATE, _MOST_HARD, _MOST_DAYS = 4, 2, 3  # what one page bears
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
        subtitle=(f"截至{chinese_date(as_of)}，{_total(states)}",),
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


def _total(states: Sequence[IssueState]) -> str:
    done = sum(not state.is_open for state in states)
    return f"负责{len(states)}项，已销号{done}项，完成率{percent(done, len(states))}"


def _blocks(states: Sequence[IssueState], lights: Lights, as_of: date) -> Iterator[Block]:
    yield _lights_table(lights)
    shown = lights.red[:_MOST_LATE]
    among = f"（最久的{len(shown)}项）" if len(lights.red) > len(shown) else ""
    yield Heading(1, f"一、逾期及原因{among}")
    if not shown:
        yield Paragraph("没有逾期事项。")
    else:
        why = IssueColumn("最近报送和困难", lambda s: Cell(_why(s)), 3)
        columns = (ID, PAGE_TITLE.weighing(2), LEAD, PAGE_DUE, OVERDUE_DAYS, why)
        yield issue_table(shown, columns, page=True)
    yield Heading(1, "二、需要决定和协调")
    asked = list(_asked(states))
    yield from (Paragraph(text) for text in asked or ["没有需要决定和协调的事项。"])
    yield Heading(1, "三、近期到期")
    yield Paragraph(_coming(states, as_of))


def _lights_table(lights: Lights) -> Table:
    rows = (
        ("红", "逾期", lights.red, Tone.BAD),
        ("黄", "临期或多日未报", lights.yellow, Tone.WARN),
        ("绿", "按计划推进", lights.green, Tone.GOOD),
        ("—", "已销号", lights.done, Tone.MUTED),
    )
    return Table(
        columns=(
            Column("灯", 0.5, Align.CENTER, fixed=True),
            Column("含义", 1.5, fixed=True),
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
        longest = max(state.waiting_days for state in waiting)
        ids = ids_text(state.issue.id for state in waiting)
        yield f"待核验销号{len(waiting)}项（{ids}），最长已等{longest}天。"
    sent_back = [state for state in states if state.sent_back]
    idle = [state for state in states if state.is_immediate_not_started]
    stuck = [
        f"{what}{len(own)}项（{ids_text(state.issue.id for state in own)}）"
        for what, own in (("退回后尚未重新申请销号", sent_back), ("立行立改未启动", idle))
        if own
    ]
    if stuck:
        yield f"{'；'.join(stuck)}。"
    hard = [s for s in states if s.is_open and not s.is_overdue and _difficulties(s)]
    for state in hard[:_MOST_HARD]:
        yield f"第{state.issue.id}项（{state.lead_text}牵头）困难：{_difficulties(state)}。"
    if more := hard[_MOST_HARD:]:
        yield f"另有{len(more)}项反映困难（{ids_text(state.issue.id for state in more)}）。"


def _coming(states: Sequence[IssueState], as_of: date) -> str:
    """What is due within a month, day by day."""
    soon = soonest_due_first(states, within=COMING_DAYS)
    if not soon:
        return f"{COMING_DAYS}天内没有到期的事项。"
    days = [(due, list(own)) for due, own in groupby(soon, key=lambda state: state.due) if due]
    told = "；".join(
        f"{day_text(due, near=as_of)}{ids_text(state.issue.id for state in own)}"
        for due, own in days[:_MOST_DAYS]
    )
    first = "，最先到期的" if len(days) > _MOST_DAYS else ""
    return f"{COMING_DAYS}天内到期{len(soon)}项{first}：{told}。"
