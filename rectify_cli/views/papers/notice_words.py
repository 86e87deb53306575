"""The facts of a notice in words: a clause a fact, an entry a unit."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rectify_cli.domain.model import EventKind
from rectify_cli.domain.reporting.notice import Fact, Ground, Notice, UnitRecord
from rectify_cli.domain.state import IssueState
from rectify_cli.views.papers.words import quoted
from rectify_cli.views.phrases import day_text


def entry_text(record: UnitRecord) -> str:
    """``县数据局（牵头5项，逾期2项）。第8项“部门数据未共享”应于4月30日完成，逾期31天……。``: of a
    unit on the black list what it is named for, of another all its issues."""
    counts = record.counts
    late = f"，逾期{record.overdue}项" if record.overdue else ""
    done = f"，已销号{counts.done}项" if counts.done and not record.blames else ""
    told = "".join(_issue_texts(record))
    return f"{record.unit}（牵头{counts.total}项{late}{done}）。{told}"


def _issue_texts(record: UnitRecord) -> Iterator[str]:
    """A sentence an issue, the most overdue first; what is merely silent in one sentence."""
    blamed = {fact.state.issue.id for fact in record.blames}
    facts = [f for f in record.facts if not blamed or f.state.issue.id in blamed]
    by_issue = [list(own) for _, own in groupby(facts, key=lambda fact: fact.state.issue.id)]
    silent = [own[0] for own in by_issue if [fact.ground for fact in own] == [Ground.UNREPORTED]]
    together = silent if len(silent) > 1 else []
    for own in sorted(by_issue, key=lambda own: -own[0].state.overdue_days):
        state = own[0].state
        if own[0] in together:
            continue
        clauses = "；".join(fact_text(fact) for fact in without_repetition(own))
        yield f"第{state.issue.id}项{quoted(state.issue.title)}{clauses}{_shared(state)}。"
    if together:
        last = "、".join(f"第{f.state.issue.id}项{_last_text(f)}" for f in together)
        yield f"{last}，至今未再报送。"


def _last_text(fact: Fact) -> str:
    return f"{day_text(fact.on, near=fact.state.as_of)}报送后" if fact.on else "印发后"


def _shared(state: IssueState) -> str:
    leads = state.roles.leads
    return f"（牵头单位：{'、'.join(leads)}）" if len(leads) > 1 else ""


def outcome_of(record: UnitRecord, notice: Notice) -> str:
    """On which list a lead unit is."""
    if record in notice.black:
        return "黑榜"
    return "红榜" if record in notice.red else "未列入"


def fact_text(fact: Fact) -> str:
    """The fact as a clause that can be checked against the ledger."""
    state = fact.state
    on, due, original = (
        day_text(day, near=state.as_of) if day else ""
        for day in (fact.on, state.due, state.original_due)
    )
    match fact.ground:
        case Ground.OVERDUE:
            waiting = f"，{on}申请销号，待核验" if on else ""
            return f"应于{due}完成，逾期{fact.days}天{waiting}"
        case Ground.IMMEDIATE_NOT_STARTED:
            return f"应立行立改，印发后{fact.days}天仍未启动"
        case Ground.UNREPORTED if on:
            return f"{on}报送后，{fact.days}天未再报送"
        case Ground.UNREPORTED:
            return f"印发后{fact.days}天从未报送"
        case Ground.DONE_LATE:
            return f"{on}销号，{_late_by(state)}"
        case Ground.EXTENDED if not state.is_open:
            return f"经延期，{on}销号"
        case Ground.EXTENDED:
            return f"原定{original}完成，延期至{due}" if original else f"{on}延期至{due}"
        case Ground.REOPENED:
            return f"{on}退回，尚未重新申请销号"
        case Ground.NO_WORK_REPORTED:
            return "退回后没有报送进展" if state.sent_back else "本期没有报送进展"
        case Ground.AWAITING:
            return f"{on}申请销号，待核验"
        case Ground.ON_SCHEDULE:
            did = "报送进展" if fact.event is EventKind.PROGRESS else "启动整改"
            return f"按时限推进，{on}{did}" + (f"，{due}到期" if due else "")
        case Ground.DONE:
            return f"{on}销号" + (f"，{_late_by(state)}" if fact.days else "")


def _late_by(state: IssueState) -> str:
    when = "申请时" if state.applied_on else ""
    return f"{when}比时限迟{state.late_days}天"


def without_repetition(facts: Sequence[Fact]) -> Iterator[Fact]:
    """That an issue was never started already says that nothing was ever reported of it."""
    idle = {f.state.issue.id for f in facts if f.ground is Ground.IMMEDIATE_NOT_STARTED}
    for fact in facts:
        never_reported = fact.ground is Ground.UNREPORTED and fact.on is None
        if not (never_reported and fact.state.issue.id in idle):
            yield fact
