"""Reports from sheets against the ledger: which are new, known, or say otherwise.

The same sheet, unit, item and text is known on any day; another text contradicts it. Where a
sheet has no id, what it says is told by unit, item and day, or without a day by the text.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from rectify_cli.domain.journal import Line, lines_of
from rectify_cli.domain.model import REPORTING, Event, EventKind, Issue, PartStatus
from rectify_cli.domain.procedure import objection_to, refusal_of
from rectify_cli.domain.shared.collected import Entry, Outcome
from rectify_cli.domain.state import state_of
from rectify_cli.domain.units import UnitDirectory, event_word
from rectify_cli.exchange.form import bare
from rectify_cli.exchange.reports import Report


def decide(reports: Iterable[Report], directory: UnitDirectory, today: date) -> list[Entry]:
    """What each report comes down to, in the order of the reports."""
    numbered = sorted(enumerate(reports), key=lambda item: (item[1].unit, item[1].issue.id))
    found: dict[int, Entry] = {}
    for _, group in groupby(numbered, key=lambda item: (item[1].unit, item[1].issue.id)):
        members = list(group)
        duty = _Duty([report for _, report in members], directory, today)
        found |= dict(zip((number for number, _ in members), duty.entries(), strict=True))
    return [found[number] for number in range(len(numbered))]


class _Duty:
    """One unit's reports on one issue, together with what the ledger knows of them."""

    def __init__(self, reports: list[Report], directory: UnitDirectory, today: date) -> None:
        self._reports, self._directory, self._today = reports, directory, today
        self._issue, self._unit = reports[0].issue, reports[0].unit
        self._lines = [
            line
            for line in lines_of(self._issue)
            if line.event.event in REPORTING
            and line.event.unit is not None
            and directory.canonical(line.event.unit) == self._unit
        ]
        self._known = [self._line_of(report) for report in reports]
        # What of this collection is to be written, as the log would then stand.
        self._log = self._issue

    def entries(self) -> list[Entry]:
        """In the order of the reports."""
        entries: list[Entry] = []
        for at, report in enumerate(self._reports):
            entries.append(self._entry(at, report))
        return [self._doubted(at, entry) for at, entry in enumerate(entries)]

    def _entry(self, at: int, report: Report) -> Entry:
        line = self._known[at]
        if line is not None and self._adds_nothing(report, line):
            return _entry(Outcome.UNCHANGED, report, event=line.event)
        if any(_says_the_same(report, other) for other in self._reports[:at]):
            return _entry(Outcome.UNCHANGED, report, message="同一张表收了两份")
        replaced = line.event if line is not None else self._contradicted(report)
        event = self._event(report, replaced)
        issue = self._log
        if replaced is not None:
            voided = Event(date=self._today, event=EventKind.VOID, of=replaced)
            issue = issue.model_copy(update={"log": (*issue.log, voided)})
        why = refusal_of(event, issue, self._directory) or objection_to(
            event, issue, self._directory, self._today
        )
        if why is not None:
            return _entry(Outcome.UNCLEAR, report, message=f"不能记：{why}")
        self._log = issue.model_copy(update={"log": (*issue.log, event)})
        if replaced is None:
            return _entry(Outcome.NEW, report, event=event)
        return _entry(
            Outcome.CONFLICT, report, event=event, replaces=replaced,
            message=_contradiction(report, replaced, issue, self._directory),
        )  # fmt: skip

    def _doubted(self, at: int, entry: Entry) -> Entry:
        """An entry to be written, unless another row of this collection says something else."""
        report = self._reports[at]
        if entry.outcome not in (Outcome.NEW, Outcome.CONFLICT):
            return entry
        for number, other in enumerate(self._reports):
            if number == at or self._known[number] is not None or not _excludes(report, other):
                continue
            where = " ".join(filter(None, other.spot))
            return _entry(
                Outcome.UNCLEAR, report, message=f"与 {where} 写的不同，不知以哪个为准；留下一个"
            )
        return entry

    def _line_of(self, report: Report) -> Line | None:
        """The line that says what the report says, be it taken back since."""
        for line in self._lines:
            event = line.event
            if _key(event.note or "") != _key(report.note):
                continue
            of_sheet = report.sheet is not None and event.sheet == str(report.sheet)
            of_day = report.day is not None and event.date == report.day
            if of_sheet or of_day or (report.sheet is None and report.day is None):
                return line
        return None

    def _adds_nothing(self, report: Report, line: Line) -> bool:
        """Whether a line of the same text holds all the rest: finished or not, the evidence."""
        if line.voided_by is not None:
            return True
        submitted = line.event.event is EventKind.SUBMIT
        state = state_of(self._issue, self._directory, self._today)
        done_since = state.part_of(self._unit) is PartStatus.FINISHED
        same_end = report.finished == submitted or (report.finished and done_since)
        return same_end and len(report.evidence.files) <= len(line.event.evidence)

    def _contradicted(self, report: Report) -> Event | None:
        """The standing line that the report contradicts. A second row for another day in a sheet
        whose first row is known contradicts nothing."""
        standing = [line.event for line in self._lines if line.voided_by is None]
        if report.sheet is None:
            return next(
                (e for e in standing if report.day is not None and e.date == report.day), None
            )
        of_sheet = [event for event in standing if event.sheet == str(report.sheet)]
        same_day = [event for event in of_sheet if event.date == report.day]
        if not of_sheet or same_day:
            return same_day[0] if same_day else None
        beside = {
            line.event
            for other, line in zip(self._reports, self._known, strict=True)
            if line is not None and other.spot[:2] == report.spot[:2]
        }
        left = [event for event in of_sheet if event not in beside]
        return left[-1] if left or report.day is None else None

    def _event(self, report: Report, replaced: Event | None) -> Event:
        """What is to be written, but for the places of the evidence; what the sheet leaves open is
        taken from the line replaced."""
        day = report.day or (replaced.date if replaced else self._today)
        by = report.by or (replaced.by if replaced else None)
        kind = EventKind.PROGRESS
        if report.finished:
            state = state_of(self._without(replaced), self._directory, day)
            finished = state.part_of(self._unit) is PartStatus.FINISHED
            kind = EventKind.PROGRESS if finished else EventKind.SUBMIT
        return Event(
            date=day,
            event=kind,
            by=by,
            unit=self._unit,
            note=report.note,
            evidence=tuple(file.name for file in report.evidence.files),
            sheet=str(report.sheet) if report.sheet else None,
            recorded=self._today if self._today > day else None,
        )

    def _without(self, replaced: Event | None) -> Issue:
        if replaced is None:
            return self._log
        log = tuple(event for event in self._log.log if event != replaced)
        return self._log.model_copy(update={"log": log})


def _entry(
    outcome: Outcome,
    report: Report,
    *,
    event: Event | None = None,
    replaces: Event | None = None,
    message: str = "",
) -> Entry:
    known = outcome is Outcome.UNCHANGED
    return Entry(
        outcome=outcome,
        spot=report.spot,
        unit=report.unit,
        issue_id=report.issue.id,
        event=event,
        replaces=replaces,
        files=() if known else tuple(map(str, report.evidence.files)),
        missing=() if known else report.evidence.missing,
        message=message,
    )


def _key(text: str) -> str:
    return bare(text)


def _says_the_same(one: Report, other: Report) -> bool:
    same_day = one.day == other.day or (one.sheet is not None and one.sheet == other.sheet)
    return (
        same_day
        and one.sheet == other.sheet
        and _key(one.note) == _key(other.note)
        and one.finished == other.finished
    )


def _excludes(one: Report, other: Report) -> bool:
    """Whether two rows about one duty cannot both stand: of one sheet, or of one day; unless they
    are two rows of one table for two days."""
    if _says_the_same(one, other):
        return False
    two_days = one.day != other.day and one.spot[:2] == other.spot[:2]
    if one.sheet is not None and one.sheet == other.sheet:
        return not two_days
    return one.day == other.day and one.day is not None


def _contradiction(report: Report, replaced: Event, issue: Issue, directory: UnitDirectory) -> str:
    acting = directory.acting(replaced.unit, directory.roles_in(issue))
    word = event_word(replaced.event, acting)
    if _key(replaced.note or "") == _key(report.note):
        what = f"{replaced.date} 记的是“{word}”，话没有变，完成情况或佐证材料变了"
    else:
        what = f"已记的是“{replaced.note or word}”（{replaced.date}）"
    return f"{what}；以这次为准就加 --corrections，否则把表改回去"
