"""What ``rectify check`` says of events that the procedure makes little of: those that move
nothing, that come twice, that take back what is not there."""

from collections.abc import Iterable, Iterator

from rectify_cli.domain.fold import RAISES_TO, STATUS_RANK, Fold
from rectify_cli.domain.journal import standing_events, targetless_voids
from rectify_cli.domain.model import REPORTING, Event, EventKind, Issue, PartStatus, Status
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import Acting, UnitDirectory
from rectify_cli.ledger.problems.subject import Finding, Subject
from rectify_cli.ledger.text.locating import Location

_APPLIED = (Status.SUBMITTED, Status.DONE)
_NOT_MOVED = "它不动状态；若是记错了单位，用 rectify correct 更正。"


def odd_sequence(subject: Subject) -> Iterator[Finding]:
    """In date order: a striking off that is repeated, a sending back of what is not there."""
    directory = UnitDirectory(subject.checklist)
    for position, issue in enumerate(subject.checklist.issues):
        fold = Fold(directory, directory.roles_in(issue))
        for number, event in _in_order(issue):
            location = ("issues", position, "log", number, "event")
            if event.event is EventKind.DONE and fold.status is Status.DONE:
                hint = "多半是两人各记了一条；留着也不影响结果。"
                yield Finding(location, "这一项前面已经销号，又记了一次销号", hint)
            if event.event is EventKind.REOPEN and not _may_reopen(event, fold, directory, issue):
                hint = "核对是不是记错了事项，或漏记了前面的销号。"
                yield Finding(location, "这一项没有销号或申请销号，却记了退回", hint)
            fold.take(event)


def idle_events(subject: Subject) -> Iterator[Finding]:
    """Events that move nothing: of a group, of a unit that is not bound, extensions too late."""
    directory = UnitDirectory(subject.checklist)
    known = set(directory.names)  # a unit that the file does not know is told as such
    for position, issue in enumerate(subject.checklist.issues):
        in_force = state_of(issue, directory, subject.today)
        for number, event in _in_order(issue):
            place = ("issues", position, "log", number)
            acting = directory.acting(event.unit, in_force.roles)
            is_known = directory.canonical(event.unit or "") in known
            if event.event in REPORTING and acting is Acting.GROUP:
                message = f"“{event.unit}”是统称，记在它名下的{event.event.label}不算哪个单位报送"
                yield Finding((*place, "unit"), message, "请逐个单位另记。")
            elif event.event in REPORTING and acting is Acting.OUTSIDE and is_known:
                message = f"“{event.unit}”不是这一项的牵头、责任或成员单位"
                yield Finding((*place, "unit"), message, _NOT_MOVED)
            elif event.event is EventKind.DONE and not directory.may_strike_off(
                event.unit, in_force.roles
            ):
                message = f"“{event.unit}”不能销号"
                yield Finding((*place, "unit"), message, _NOT_MOVED)
            elif event.event is EventKind.EXTEND:
                ends = [day for day in (in_force.applied_on, in_force.done_on) if day]
                if ends and event.date > min(ends):
                    message = f"延期记在 {min(ends)} 申请销号或销号之后，不起作用"
                    yield Finding((*place, "date"), message, "核对日期；时限按原来的算。")


def lower_statuses(subject: Subject) -> Iterator[Finding]:
    """Issues whose status would be higher if every unit's event moved it, as it once did; told
    once, since units that finish before the lead are the usual thing."""
    directory = UnitDirectory(subject.checklist)
    found: list[tuple[int, Location, str]] = []
    for position, issue in enumerate(subject.checklist.issues):
        state = state_of(issue, directory, subject.today)
        once = _status_if_all_counted(state.events)
        if STATUS_RANK[once] > STATUS_RANK[state.status]:
            first = next(number for number, event in _in_order(issue) if not _moves(event, state))
            place = ("issues", position, "log", first)
            found.append((issue.id, place, f"{state.status.label}，不是{once.label}"))
    if not found:
        return
    message = f"事项状态是{found[0][2]}：有的记录不是牵头单位的"
    if len(found) > 1:
        message += f"；第{'、'.join(str(number) for number, _, _ in found)}项都是这样"
    hint = "非牵头单位报送只算本单位的进度；牵头单位也报送了的，补记一条，没有的不用管。"
    yield Finding(found[0][1], message, hint)


def _moves(event: Event, state: IssueState) -> bool:
    """Whether an event that raises a status is of somebody who may; others raise nothing."""
    if event.event in REPORTING:
        return state.acting(event) in (Acting.LEADS, Acting.OFFICE)
    if event.event is EventKind.DONE:
        return state.directory.may_strike_off(event.unit, state.roles)
    return True


def _status_if_all_counted(events: Iterable[Event]) -> Status:
    status = Status.NOT_STARTED
    for event in events:
        if event.event in RAISES_TO:
            status = max(status, RAISES_TO[event.event], key=STATUS_RANK.__getitem__)
        elif event.event is EventKind.REOPEN and status in _APPLIED:
            status = Status.IN_PROGRESS
    return status


def lost_targets(subject: Subject) -> Iterator[Finding]:
    """Voids that take back what stands nowhere in the log."""
    for position, issue in enumerate(subject.checklist.issues):
        for number in targetless_voids(issue):
            place = ("issues", position, "log", number - 1, "of")
            hint = "of 要照抄那一条的全部内容；用 rectify void 记就不会抄错。"
            yield Finding(place, "找不到它要作废的那一条记录", hint)


def _in_order(issue: Issue) -> list[tuple[int, Event]]:
    """The standing events with their positions in the log, in date order."""
    standing = set(standing_events(issue.log))
    first: dict[Event, int] = {}
    for number, event in enumerate(issue.log):
        if event in standing:
            first.setdefault(event, number)
    return sorted(((n, e) for e, n in first.items()), key=lambda pair: pair[1].date)


def _may_reopen(event: Event, fold: Fold, directory: UnitDirectory, issue: Issue) -> bool:
    addressed = directory.addressed(event.unit, directory.roles_in(issue))
    return fold.status in _APPLIED or any(
        fold.part_of(unit) is PartStatus.FINISHED for unit in addressed
    )
