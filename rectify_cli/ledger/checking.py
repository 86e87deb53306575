"""Everything that ``rectify check`` says: what makes a ledger invalid, and what a careful clerk
would look at again."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.deadline import is_understood
from rectify_cli.domain.model import Checklist, Event, EventKind, Issue, Status
from rectify_cli.domain.state import state_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import InvalidDataError, Place, Problem, RectifyError
from rectify_cli.ledger.evidence import resolve_evidence
from rectify_cli.ledger.nodes import compose
from rectify_cli.ledger.places import Places, node_at
from rectify_cli.ledger.reading import Ledger, read_ledger

_EDITOR_FILES = (".{0}.swp", ".{0}.swo", ".~lock.{0}#", "~${0}", "#{0}#", ".#{0}")


class CheckResult(NamedTuple):
    """What a check found; ``checklist`` is none when the file is not valid."""

    checklist: Checklist | None
    problems: tuple[Problem, ...]


def check_ledger(path: Path, *, today: date) -> CheckResult:
    """Check the ledger at ``path`` as of ``today``: errors first, then warnings in file order.

    Raises ``NotFoundError`` and ``StorageError``; what is wrong inside the file is returned.
    """
    try:
        ledger = read_ledger(path)
    except InvalidDataError as error:
        whole = Problem(error.message, Place(str(path)), error.hint)
        return CheckResult(None, error.problems or (whole,))
    check = _Check(ledger, today)
    warnings = [problem.as_warning() for problem in check.warnings()]
    errors = list(check.errors())
    return CheckResult(None if errors else ledger.checklist, (*errors, *warnings))


class _Check:
    """One ledger, its nodes for the places, and its units."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self._path = ledger.path
        self._checklist = ledger.checklist
        self._today = today
        self._places = Places(ledger.text, str(ledger.path))
        self._root = compose(ledger.text)
        self._directory = UnitDirectory(ledger.checklist)
        self._declared = _declared(ledger.checklist)
        self._labelled: dict[str, list[int]] = {}
        for issue in ledger.checklist.issues:
            self._labelled.setdefault(issue.label, []).append(issue.id)

    def errors(self) -> Iterator[Problem]:
        """What no reading of the file can make sense of."""
        yield from self._shared_names()
        yield from self._group_cycles()
        for position, issue in enumerate(self._checklist.issues):
            yield from self._unsafe_evidence(position, issue)

    def warnings(self) -> Iterator[Problem]:
        """What is valid and yet looks wrong."""
        yield from self._editor_files()
        for position, issue in enumerate(self._checklist.issues):
            yield from self._unread_deadline(position, issue)
            yield from self._nobody_to_chase(position, issue)
            yield from self._unknown_units(position, issue)
            yield from self._events(position, issue)

    def _at(self, message: str, *location: int | str, hint: str | None = None) -> Problem:
        node = node_at(self._root, location)
        return self._places.problem(message, self._places.of_node(node), hint)

    def _shared_names(self) -> Iterator[Problem]:
        owners: dict[str, tuple[str, int | None]] = {}
        for index, unit in enumerate(self._checklist.units):
            for step, name in [("name", unit.name), *((n, a) for n, a in enumerate(unit.aliases))]:
                location = ("aliases", step) if isinstance(step, int) else (step,)
                node = node_at(self._root, ("units", index, *location))
                where = self._places.of_node(node)
                if name in owners:
                    owner, line = owners[name]
                    message = f"“{name}”已是{owner}的名称或别称（第 {line} 行）"
                    hint = "一个名称只能属于一个单位，删去其中一处。"
                    yield self._places.problem(message, where, hint)
                owners.setdefault(name, (unit.name, where.line))

    def _group_cycles(self) -> Iterator[Problem]:
        for index, unit in enumerate(self._checklist.units):
            if unit.name in self._directory.groups_of(unit.name):
                yield self._at(
                    f"统称“{unit.name}”绕了一圈又成了自己的成员", "units", index, "members",
                    hint="从成员里去掉其中一环。",
                )  # fmt: skip

    def _unsafe_evidence(self, position: int, issue: Issue) -> Iterator[Problem]:
        for number, event in enumerate(issue.log):
            for index, relative in enumerate(event.evidence):
                try:
                    resolve_evidence(self._path, relative)
                except RectifyError as error:
                    location = ("issues", position, "log", number, "evidence", index)
                    yield self._at(error.message, *location, hint=error.hint)

    def _editor_files(self) -> Iterator[Problem]:
        name = self._path.name
        for pattern in _EDITOR_FILES:
            beside = self._path.with_name(pattern.format(name))
            if _is_there(beside, follow=False):
                yield Problem(
                    f"旁边有 {beside.name}，可能有人正用编辑器打开清单，还有没保存的改动",
                    Place(str(self._path)),
                    "请先在编辑器里保存并关闭；确定没有人在用，就删去这个文件。",
                )

    def _unread_deadline(self, position: int, issue: Issue) -> Iterator[Problem]:
        words = issue.deadline or ""
        if issue.due is None and not is_understood(words, self._checklist.document.issued_on):
            hint = "若办公室另定了日期，加一行 due: 2020-10-31 这样的到期日。"
            yield self._at(
                f"整改时限“{words}”读不出确切的日期", "issues", position, "deadline", hint=hint
            )

    def _nobody_to_chase(self, position: int, issue: Issue) -> Iterator[Problem]:
        if not issue.lead_unit and not issue.responsible_units:
            hint = "补上 lead_unit，否则逾期了也不知道催谁。"
            yield self._at("没有写牵头单位和责任单位", "issues", position, "id", hint=hint)
        if not issue.deadline and issue.due is None:
            hint = "补上 deadline（照抄原文），否则永远不会到期。"
            yield self._at("没有写整改时限", "issues", position, "id", hint=hint)
        others = self._labelled[issue.label]
        if issue.number is not None and len(others) > 1 and others[0] != issue.id:
            message = f"{issue.label} 有几项：序号 {'、'.join(map(str, others))}"
            yield self._at(message, "issues", position, "number", hint="办理时请写序号。")

    def _unknown_units(self, position: int, issue: Issue) -> Iterator[Problem]:
        for key in ("lead_unit", "responsible_units"):
            for index, name in enumerate(getattr(issue, key)):
                yield from self._unknown_unit(name, "issues", position, key, index)
        for number, event in enumerate(issue.log):
            if event.unit:
                yield from self._unknown_unit(event.unit, "issues", position, "log", number, "unit")

    def _unknown_unit(self, name: str, *location: int | str) -> Iterator[Problem]:
        declared = self._declared
        if declared and name not in declared:
            near = get_close_matches(name, declared, n=3, cutoff=0.4)
            guess = f"是不是 {'、'.join(near)}？" if near else ""
            hint = f"{guess}若确是另一个单位，在 units 里加上它。"
            if any(mark in name for mark in "，、"):
                hint = "若是几个单位，分开写成 [甲, 乙]，用半角逗号。"
            yield self._at(f"units 里没有“{name}”", *location, hint=hint)

    def _events(self, position: int, issue: Issue) -> Iterator[Problem]:
        issued_on = self._checklist.document.issued_on
        extended: dict[date, Event] = {}
        latest = issued_on
        for number, event in enumerate(issue.log):
            place = ("issues", position, "log", number)
            if event.date < issued_on:
                message = f"{event.date} 早于文件印发日期 {issued_on}"
                yield self._at(message, *place, "date", hint="核对这一条的年份和月份。")
            elif event.date > self._today:
                message = f"{event.date} 还没有到（今天是 {self._today}）"
                yield self._at(message, *place, "date", hint="核对这一条的年份和月份。")
            elif event.date < latest:
                message = f"{event.date} 排在 {latest} 之后，次序颠倒"
                yield self._at(message, *place, "date", hint="补记以前的事不要紧；若是笔误请改正。")
            latest = max(latest, event.date)
            if event.event is EventKind.EXTEND:
                other = extended.setdefault(event.date, event)
                if other.to != event.to:
                    yield self._at(
                        f"同一天有两个不同的延期：{other.to} 和 {event.to}", *place, "to",
                        hint="多半是两人各记了一条；后一条起作用，请删去不对的一条。",
                    )  # fmt: skip
            yield from self._evidence_missing(event, place)
        yield from self._odd_sequence(position, issue)

    def _evidence_missing(self, event: Event, place: tuple[int | str, ...]) -> Iterator[Problem]:
        for index, relative in enumerate(event.evidence):
            try:
                found = _is_there(resolve_evidence(self._path, relative))
            except RectifyError:
                continue
            if not found:
                hint = "把文件放回原处，或改正路径。"
                yield self._at(f"找不到佐证材料 {relative}", *place, "evidence", index, hint=hint)

    def _odd_sequence(self, position: int, issue: Issue) -> Iterator[Problem]:
        """Events in fold order that repeat a striking off, or send back what is not there."""
        status = Status.NOT_STARTED
        seen = issue.model_copy(update={"log": ()})
        in_order = sorted(enumerate(issue.log), key=lambda pair: pair[1].date)
        for number, event in in_order:
            place = ("issues", position, "log", number, "event")
            if event.event is EventKind.DONE and status is Status.DONE:
                hint = "多半是两人各记了一条；留着也不影响结果。"
                yield self._at("这一项前面已经销号，又记了一次销号", *place, hint=hint)
            if event.event is EventKind.REOPEN and status not in (Status.DONE, Status.SUBMITTED):
                hint = "核对是不是记错了事项，或漏记了前面的销号。"
                yield self._at("这一项没有销号或申请销号，却记了退回", *place, hint=hint)
            seen = seen.model_copy(update={"log": (*seen.log, event)})
            status = state_of(seen, self._checklist.document, date.max).status


def _is_there(path: Path, *, follow: bool = True) -> bool:
    """Whether there is anything at ``path``; a name that the system refuses leads to nothing."""
    try:
        path.stat(follow_symlinks=follow)
    except OSError:
        return False
    return True


def _declared(checklist: Checklist) -> list[str]:
    names: list[str] = []
    for unit in checklist.units:
        names += [unit.name, *unit.aliases, *(unit.members or ())]
    return list(dict.fromkeys(names))
