"""What ``rectify check`` says of events: odd days, odd order, evidence that is not there."""

from collections.abc import Iterator
from datetime import date

from rectify_cli.domain.model import EventKind, Status
from rectify_cli.domain.state import status_after
from rectify_cli.errors import RectifyError
from rectify_cli.ledger.evidence import resolve_evidence
from rectify_cli.ledger.problems.subject import Finding, Subject, is_there

_MISTYPED = "核对这一条的年份和月份。"


def odd_dates(subject: Subject) -> Iterator[Finding]:
    """Days before the document, days to come, days that stand below later ones."""
    issued_on = subject.checklist.document.issued_on
    latest = issued_on
    for location, event in subject.events():
        if location[-1] == 0:  # another issue's log begins
            latest = issued_on
        day, place = event.date, (*location, "date")
        if day < issued_on:
            yield Finding(place, f"{day} 早于文件印发日期 {issued_on}", _MISTYPED)
        elif day > subject.today:
            yield Finding(place, f"{day} 还没有到（今天是 {subject.today}）", _MISTYPED)
        elif day < latest:
            hint = "补记以前的事不要紧；若是笔误请改正。"
            yield Finding(place, f"{day} 排在 {latest} 之后，次序颠倒", hint)
        latest = max(latest, day)


def rival_extensions(subject: Subject) -> Iterator[Finding]:
    """Two extensions of one day that give different dates."""
    first: dict[tuple[int | str, date], date | None] = {}
    for location, event in subject.events():
        if event.event is EventKind.EXTEND:
            other = first.setdefault((location[1], event.date), event.to)
            if other != event.to:
                message = f"同一天有两个不同的延期：{other} 和 {event.to}"
                hint = "多半是两人各记了一条；后一条起作用，请删去不对的一条。"
                yield Finding((*location, "to"), message, hint)


def odd_sequence(subject: Subject) -> Iterator[Finding]:
    """In date order: a striking off that is repeated, a sending back of what is not there."""
    for position, issue in enumerate(subject.checklist.issues):
        status = Status.NOT_STARTED
        for number, event in sorted(enumerate(issue.log), key=lambda pair: pair[1].date):
            location = ("issues", position, "log", number, "event")
            if event.event is EventKind.DONE and status is Status.DONE:
                hint = "多半是两人各记了一条；留着也不影响结果。"
                yield Finding(location, "这一项前面已经销号，又记了一次销号", hint)
            if event.event is EventKind.REOPEN and status not in (Status.DONE, Status.SUBMITTED):
                hint = "核对是不是记错了事项，或漏记了前面的销号。"
                yield Finding(location, "这一项没有销号或申请销号，却记了退回", hint)
            status = status_after(status, event)


def unsafe_evidence(subject: Subject) -> Iterator[Finding]:
    """Evidence that would lie outside the ledger's folder."""
    for location, event in subject.events():
        for index, relative in enumerate(event.evidence):
            try:
                resolve_evidence(subject.path, relative)
            except RectifyError as error:
                yield Finding((*location, "evidence", index), error.message, error.hint or "")


def missing_evidence(subject: Subject) -> Iterator[Finding]:
    """Evidence that is not there."""
    for location, event in subject.events():
        for index, relative in enumerate(event.evidence):
            try:
                found = is_there(resolve_evidence(subject.path, relative))
            except RectifyError:
                continue
            if not found:
                place = (*location, "evidence", index)
                hint = "把文件放回原处，或改正路径。"
                yield Finding(place, f"找不到佐证材料 {relative}", hint)
