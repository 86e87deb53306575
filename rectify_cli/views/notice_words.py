"""The facts of a notice in words: a clause a fact, a sentence a unit, issues by their numbers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import EventKind
from rectify_cli.domain.notice import Fact, Ground, UnitRecord
from rectify_cli.domain.state import IssueState
from rectify_cli.views.phrases import NONE

_MOST_IDS = 12
_GROUND_LABELS = {
    Ground.OVERDUE: "逾期",
    Ground.IMMEDIATE_NOT_STARTED: "立行立改未启动",
    Ground.UNREPORTED: "多日未报送",
    Ground.DONE_LATE: "本期迟于时限销号",
    Ground.EXTENDED: "延期办理",
    Ground.REOPENED: "本期退回",
    Ground.NO_WORK_REPORTED: "本期没有进展记录",
    Ground.AWAITING: "已申请销号待核验",
    Ground.ON_SCHEDULE: "按时限推进",
    Ground.DONE: "已销号",
}


def fact_text(fact: Fact) -> str:
    """The fact as a clause that can be checked against the ledger."""
    state = fact.state
    on = chinese_date(fact.on) if fact.on else ""
    due = chinese_date(state.due) if state.due else ""
    original = chinese_date(state.original_due) if state.original_due else ""
    match fact.ground:
        case Ground.OVERDUE:
            waiting = f"，{on}申请销号，尚待核验" if on else ""
            return f"应于{due}前完成，逾期{fact.days}天{waiting}"
        case Ground.IMMEDIATE_NOT_STARTED:
            words = state.issue.deadline
            return f"整改时限为“{words}”，文件印发{fact.days}天没有启动记录"
        case Ground.UNREPORTED if on:
            return f"{on}报送后，{fact.days}天未再报送"
        case Ground.UNREPORTED:
            return f"文件印发以来没有报送，已{fact.days}天"
        case Ground.DONE_LATE:
            return f"{on}销号，{_late_by(state)}"
        case Ground.EXTENDED:
            return f"原定{original}完成，{on}延期至{due}"
        case Ground.REOPENED:
            return f"{on}退回"
        case Ground.NO_WORK_REPORTED:
            reopened = state.last_report and state.last_report.event is EventKind.REOPEN
            return "退回后没有进展记录" if reopened else "本期没有启动或进展记录"
        case Ground.AWAITING:
            return f"{on}申请销号，待核验"
        case Ground.ON_SCHEDULE:
            did = "报送进展" if fact.event is EventKind.PROGRESS else "启动整改"
            return f"按时限推进，{on}{did}" + (f"，{due}到期" if due else "")
        case Ground.DONE:
            return f"{on}销号" + (f"（{_late_by(state)}）" if fact.days else "")


def _late_by(state: IssueState) -> str:
    when = "申请时" if state.applied_on else ""
    return f"{when}比时限迟{state.late_days}天"


def without_repetition(facts: Sequence[Fact]) -> Iterator[Fact]:
    """That an issue was never started already says that nothing was ever reported of it."""
    idle = {f.state.issue.id for f in facts if f.ground is Ground.IMMEDIATE_NOT_STARTED}
    for fact in facts:
        never_reported = fact.ground is Ground.UNREPORTED and fact.state.last_report is None
        if not (never_reported and fact.state.issue.id in idle):
            yield fact


def summary_text(record: UnitRecord) -> str:
    """The unit's facts by ground: a count and the issues; a single open issue in full."""
    parts = []
    told = tuple(without_repetition(record.facts))
    for ground in Ground:
        facts = [fact for fact in told if fact.ground is ground]
        if len(facts) == 1 and ground is not Ground.DONE:
            parts.append(f"{ids_text([facts[0].state.issue.id])}{fact_text(facts[0])}")
        elif facts:
            ids = ids_text(fact.state.issue.id for fact in facts)
            parts.append(f"{_GROUND_LABELS[ground]}{len(facts)}项（{ids}）")
    return "；".join(parts) + "。" if parts else NONE


def ids_text(ids: Iterable[int]) -> str:
    """``第2、4至9项``; of many the first and how many there are."""
    numbers = sorted(ids)
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]}至{run[-1]}"] if len(run) > 2 else [str(n) for n in run])
    ]
    more = f"等{len(numbers)}" if len(parts) > _MOST_IDS else ""
    return f"第{'、'.join(parts[:_MOST_IDS])}{more}项"
