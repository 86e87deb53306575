"""What ``rectify check`` says of events: odd days, odd order, evidence that is not there."""

from collections.abc import Iterator
from datetime import date

from rectify_cli.domain.model import EventKind
from rectify_cli.errors import RectifyError
from rectify_cli.ledger.evidence import resolve_evidence
from rectify_cli.ledger.problems.subject import Finding, Subject, distance_from, is_there

_MISTYPED = "核对这一条的年份和月份。"


def odd_dates(subject: Subject) -> Iterator[Finding]:
    """Days before the document, days to come, days that stand below later ones; of the last, which
    merging clones brings about, the first in each log."""
    issued_on = subject.checklist.document.issued_on
    latest: dict[int | str, date] = {}
    told: set[int | str] = set()
    for location, event in subject.events():
        day, place = event.date, (*location, "date")
        if day < issued_on:
            yield Finding(place, f"{day} 早于文件印发日期 {issued_on}", _MISTYPED)
        elif day > subject.today:
            yield Finding(place, f"{day} 还没有到（今天是 {subject.today}）", _MISTYPED)
        elif (
            not event.recorded
            and day < (before := latest.get(location[1], day))
            and location[1] not in told
        ):
            told.add(location[1])
            hint = "补记以前的事不要紧；若是笔误请改正。"
            yield Finding(place, f"{day} 排在 {before} 之后，次序颠倒", hint)
        latest[location[1]] = max(latest.get(location[1], day), day)


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


def odd_extensions(subject: Subject) -> Iterator[Finding]:
    """An extension to a day before the document, or so far off that a digit must be wrong."""
    issued_on = subject.checklist.document.issued_on
    for location, event in subject.events():
        odd = event.to and distance_from(issued_on, event.to)
        if odd:
            yield Finding((*location, "to"), f"新的到期日 {event.to} {odd}", _MISTYPED)


def unsafe_evidence(subject: Subject) -> Iterator[Finding]:
    """Evidence that would lie outside the ledger's folder."""
    for location, event in subject.events():
        for index, relative in enumerate(event.evidence):
            try:
                resolve_evidence(subject.path, relative)
            except RectifyError as error:
                yield Finding((*location, "evidence", index), error.message, error.hint)


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
