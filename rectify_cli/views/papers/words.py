"""What papers say of an issue: the lead's last result, how it stands, what is to be remarked."""

import re
from collections.abc import Iterable
from datetime import date

from rectify_cli.domain.model import REPORTING, Checklist, Event, EventKind
from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.difficulties import without_difficulty
from rectify_cli.domain.shared.reference import reference_of
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import Acting
from rectify_cli.views.phrases import day_text, in_time_text, is_punctual

NOT_REPORTED = "尚未报送"
_KIND_OF_DOCUMENT = re.compile(
    r"(?:任务)?(?:清单|方案|台账|(?:分解|任务|一览|汇总|统计|明细|情况)表)$"
)


def source_text(source: Source) -> str:
    """``《……方案》（青政办发〔2031〕7号）``; a 文号 without its 代字 is none, and the day stands
    for it."""
    return f"《{source.title}》（{reference_of(source)}）"


def result_text(state: IssueState) -> str:
    """The leads' latest result in their own words, and the application after it; then who else
    has reported, in half a sentence."""
    parts = [own_result(state)] if state.reports else []
    if others := others_text(state):
        parts.append(others)
    return "；".join(parts) or NOT_REPORTED


def own_result(state: IssueState) -> str:
    """``10月26日，编印指南42册；10月28日申请销号`` of the leads, who have reported something."""
    told = [event for event in state.reports if event.note]
    results = [event for event in told if event.event is EventKind.PROGRESS] or told
    last = results[-1] if results else state.reports[-1]
    day = day_text(last.date, near=state.as_of)
    note = bare_note(last)
    parts = [f"{day}，{note}" if note else f"{day}{last.event.label}"]
    applied = state.applied_on
    if applied and last.event is not EventKind.SUBMIT:
        parts.append(f"{day_text(applied, near=state.as_of)}申请销号")
    return "；".join(parts)


def bare_note(event: Event) -> str:
    """A note without its closing mark and without the difficulty that it ends in."""
    return without_difficulty(event.note)


def others_text(state: IssueState) -> str:
    """``漕涧镇人民政府等3个责任单位已报送``; empty where none has."""
    units = list(
        dict.fromkeys(
            state.directory.canonical(event.unit)
            for event in reversed(state.events)
            if event.event in REPORTING and event.unit and state.acting(event) is Acting.PART
        )
    )
    if not units:
        return ""
    return f"{units[0]}等{len(units)}个单位已报送" if len(units) > 1 else f"{units[0]}已报送"


def standing_text(state: IssueState) -> str:
    """How an issue stands, in half a sentence: ``逾期5天，10月28日申请销号，待核验``; where it was
    not in time by its own means, that too."""
    near = state.as_of
    if state.done_on:
        late = f"（{in_time_text(state)}）" if state.due and not is_punctual(state) else ""
        done = f"{day_text(state.done_on, near=near)}销号{late}"
        return f"{done}，转入长期坚持" if state.ongoing else done
    parts = []
    if state.extended and state.due:
        parts.append(f"经延期，时限为{day_text(state.due, near=near)}")
    parts += [f"逾期{state.overdue_days}天"] if state.is_overdue else []
    if state.is_waiting and state.applied_on:
        parts.append(f"{day_text(state.applied_on, near=near)}申请销号，待核验")
    elif state.sent_back:
        parts.append(f"{day_text(state.sent_back.date, near=near)}退回，尚未重新申请销号")
    else:
        parts.append(state.status.label)
    return "，".join(parts)


def due_text(state: IssueState) -> str:
    """``应于11月30日完成（经延期，原定10月31日）``; empty without a due date."""
    if state.due is None:
        return ""
    near = state.as_of
    original = ""
    if state.extended and state.original_due:
        original = f"（经延期，原定{day_text(state.original_due, near=near)}）"
    return f"应于{day_text(state.due, near=near)}完成{original}"


def remark_text(state: IssueState) -> str:
    """备注: an extension, what was sent back, what has to last, what came later to the list."""
    near = state.as_of
    parts = []
    if state.extended and state.original_due:
        parts.append(f"经延期，原定{day_text(state.original_due, near=near)}")
    if state.sent_back:
        parts.append(f"{day_text(state.sent_back.date, near=near)}退回")
    if state.ongoing and not state.is_open:
        parts.append("长期坚持")
    if state.issue.added:
        parts.append(f"{day_text(state.issue.added, near=near)}列入")
    return "；".join(parts)


def evidence_names(events: Iterable[Event]) -> list[str]:
    """佐证材料 by their names, without folder and ending."""
    paths = dict.fromkeys(path for event in events for path in event.evidence)
    return [path.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")[0] or path for path in paths]


def evidence_text(state: IssueState) -> str:
    """``5份``; empty for none."""
    number = len(evidence_names(state.events))
    return f"{number}份" if number else ""


def quoted(title: str) -> str:
    """``“‘办事流程’认可度低”``: quotation marks within quotation marks are single."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def subject_of(checklist: Checklist) -> str:
    """What it is all about, without a mark of demonstration."""
    return stem_of(checklist.document.title).replace("【演示数据】", "")


def stem_of(title: str) -> str:
    """``……整改工作`` of the title of a 清单, 方案, 台账 or a table of tasks."""
    return _KIND_OF_DOCUMENT.sub("", title) or title


def short_period(since: date, until: date) -> str:
    """``10月份`` of a whole month or its beginning, else the days."""
    if since.day == 1 and (since.year, since.month) == (until.year, until.month):
        return f"{since.month}月份"
    return f"{day_text(since, near=until)}至{day_text(until, near=since)}"


def period_words(period: Period) -> tuple[str, str]:
    """This period and the last."""
    if period.is_week:
        return "本周", "上周"
    return ("本月", "上月底") if period.is_month else ("本期", "上期末")
