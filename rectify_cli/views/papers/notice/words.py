"""The facts of a notice in words: a clause a fact, an entry a unit."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rectify_cli.domain.model import EventKind
from rectify_cli.domain.reporting.grounds import Fact, Ground
from rectify_cli.domain.reporting.notice import Notice, UnitRecord
from rectify_cli.domain.state import IssueState
from rectify_cli.views.papers.report_parts import late_and_idle, leads_of
from rectify_cli.views.papers.words import bare_note, quoted
from rectify_cli.views.phrases import day_text, ids_text, names_text

_SHORT_RESULT = 24  # characters
_MANY_NAMES = 75  # characters that the first page has room for


def late_in_brief(states: Sequence[IssueState], change: str = "") -> str:
    """Who is late (and the ``change`` in how many) and who has not started, by name: how many each,
    the black list tells. A group of leads is named where one of them is new."""
    groups, known = [], set[str]()
    divided = late_and_idle(states)
    words = ("逾期", "立行立改未启动", "其他未启动" if divided[1] else "未启动")
    for word, own in zip(words, divided, strict=True):
        leads = leads_of(own)
        groups.append((word, own, [] if known.issuperset(leads) else leads))
        known.update(leads)
    is_long = sum(len(name) + 1 for _, _, names in groups for name in names) > _MANY_NAMES
    texts = []
    for word, own, names in groups:
        if own:
            told = f"（{names_text(names, is_long=is_long)}）" if names else ""
            texts.append(f"{word}{len(own)}项{told}")
        elif not texts:
            texts.append("没有逾期事项")
        if change and word == "逾期":
            texts[-1] += f"，{change}"
    return "；".join(texts)


def entry_text(record: UnitRecord, *, with_titles: bool) -> str:
    """``县数据局（牵头5项，逾期2项）。第8项“部门数据未共享”应于4月30日完成，逾期31天……。``: of a
    unit on the black list what it is named for, of another all its issues."""
    counts = record.counts
    late = f"，逾期{record.overdue}项" if record.overdue else ""
    done = f"，已销号{counts.done}项" if counts.done and not record.blames else ""
    told = "".join(_issue_texts(record, with_titles=with_titles))
    return f"{record.unit}（牵头{counts.total}项{late}{done}）。{told}"


class _Told(NamedTuple):
    """What is said of an issue: in clauses, and of its silence, which several issues say together;
    ``silence`` is none where it is no fact."""

    state: IssueState
    clauses: str
    silence: Fact | None

    @property
    def likeness(self) -> tuple[str, bool | None]:
        """Issues that have it in common share a sentence."""
        return self.clauses, self.silence.on is None if self.silence else None


def _issue_texts(record: UnitRecord, *, with_titles: bool) -> Iterator[str]:
    """A sentence an issue, the most overdue first; those of which the same is to be said have one
    together."""
    blamed = {fact.state.issue.id for fact in record.blames}
    facts = [
        fact
        for fact in without_repetition(record.facts)
        if not blamed or fact.state.issue.id in blamed
    ]
    told = [_told(tuple(own)) for _, own in groupby(facts, key=lambda fact: fact.state.issue.id)]
    told.sort(key=lambda one: (-one.state.overdue_days, not one.clauses))
    for _, alike in groupby(told, key=lambda one: one.likeness):
        yield _sentence(tuple(alike), record.unit, with_titles=with_titles)


def _told(own: Sequence[Fact]) -> _Told:
    silence = next((fact for fact in own if fact.ground is Ground.UNREPORTED), None)
    clauses = "，".join(fact_text(fact) for fact in own if fact is not silence)
    return _Told(own[0].state, clauses + _shared(own[0].state), silence)


def _sentence(alike: Sequence[_Told], unit: str, *, with_titles: bool) -> str:
    first, several = alike[0], len(alike) > 1

    def about_text(state: IssueState) -> str:
        return _about(state, unit) if with_titles else ""

    if several and not (first.clauses and with_titles):
        about = ids_text(one.state.issue.id for one in alike)
    else:
        about = "、".join(f"第{one.state.issue.id}项{about_text(one.state)}" for one in alike)
    clauses = f"均{first.clauses}" if several and first.clauses else first.clauses
    silence = ""
    if first.silence and first.silence.on is None:
        silence = "从未报送"
    elif first.silence:
        days = "、".join(str(one.silence.days) for one in alike if one.silence)
        silence = f"{'分别' if several else ''}{days}天未报送"
    return f"{about}{'，'.join(filter(None, (clauses, silence)))}。"


def _about(state: IssueState, unit: str) -> str:
    """What the issue is, or what was done about it."""
    title = quoted(state.issue.title.removeprefix(f"{unit}："))
    return title if state.is_open else _what_was_done(state)


def _what_was_done(state: IssueState) -> str:
    """``编印指南42册，``: the leads' last result in their own words, if it is short."""
    notes = [bare_note(e) for e in state.reports if e.event is EventKind.PROGRESS and bare_note(e)]
    return f"{notes[-1]}，" if notes and len(notes[-1]) <= _SHORT_RESULT else ""


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
            return f"立行立改，印发后{fact.days}天未启动"
        case Ground.UNREPORTED if on:
            return f"{on}后{fact.days}天未报送"
        case Ground.UNREPORTED:
            return f"印发后{fact.days}天从未报送"
        case Ground.DONE_LATE:
            return f"{on}销号，{_late_by(state)}"
        case Ground.EXTENDED if not state.is_open:
            return f"经延期，{on}销号"
        case Ground.EXTENDED:
            return f"原定{original}完成，延期至{due}" if original else f"{on}延期至{due}"
        case Ground.REOPENED:
            return f"{on}退回，尚未重新申请销号" if state.sent_back else f"{on}退回"
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
