"""What vanished from a ledger after it had been recorded, and in which commit."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from rectify_cli.domain.shared.audit import Audit, Loss, LossKind
from rectify_cli.history.past.commits import commits_before
from rectify_cli.history.past.facts import LOG, UNITS, Fact, FactReader, Facts
from rectify_cli.history.past.walk import History, Step, history_of
from rectify_cli.history.repository import Repository

_LEAST_ALIKE = 0.5


def audit_of(repository: Repository, *, since: str | None = None) -> Audit:
    """Go through the whole history and the working copy; with ``since``, tell only what commits
    did that this revision does not contain.

    Raises what ``history_of`` and ``Repository.commit_of`` raise.
    """
    known = set()
    if since is not None:
        known = {n.commit.id for n in commits_before(repository, repository.commit_of(since))}
    history = history_of(repository)
    losses = [
        loss
        for step, found in _losses(history)
        if step.commit is None or step.commit.id not in known
        for loss in found
    ]
    committed = [step.commit for step in history.steps if step.commit is not None]
    first = committed[0] if committed else None
    return Audit(
        tuple(losses), first, len(committed), history.unreadable, history.is_shallow,
        history.reads_now,
    )  # fmt: skip


def lost_in(reader: FactReader, before: Facts, now: Facts) -> tuple[Loss, ...]:
    """What ``now`` lost against ``before``, units left out."""
    step = Step(None, now, now - before, before - now)
    history = History(reader, (step,), now)
    return tuple(
        loss for _, found in _losses(history) for loss in found if loss.kind != LossKind.UNIT
    )


def _losses(history: History) -> Iterator[tuple[Step, list[Loss]]]:
    """The losses of each step. Where an official text is changed back, what stood in between is
    no loss; nor is anything of an issue that only got another number."""
    older: dict[int, int] = {}
    for step in history.steps:
        if not step.lost:
            continue
        places = _places(step, history.reader)
        undone = {old for old, new in places.items() if new in _versions_before(old, older)}
        for old, new in places.items():
            if old not in undone:
                older.setdefault(new, old)
        texts = {old for old in undone if not history.reader.fact(old).is_line}
        gone = step.lost - texts - _renumbered(step, history.reader)
        back = frozenset(
            number
            for number in gone
            if number in history.now or not history.now.isdisjoint(_versions_before(number, older))
        )
        told = [*_told(step, gone - back, places, history, back=False)]
        told += _told(step, back, places, history, back=True)
        yield step, told


def _renumbered(step: Step, reader: FactReader) -> set[int]:
    """What a step lost of one issue and all says again of a new one."""
    lost: dict[str, dict[Hashable, int]] = defaultdict(dict)
    for number in step.lost:
        fact = reader.fact(number)
        if fact.issue is not None:
            lost[fact.issue][fact[1:]] = number
    new: dict[str, set[Hashable]] = defaultdict(set)
    for number in step.added:
        fact = reader.fact(number)
        if fact.issue is not None:
            new[fact.issue].add(fact[1:])
    known = {reader.fact(number).issue for number in step.facts - step.added}
    return {
        number
        for said in lost.values()
        if any(said.keys() <= new[issue] for issue in new.keys() - known)
        for number in said.values()
    }


def _versions_before(number: int, older: dict[int, int]) -> set[int]:
    """All that stood in the place of a fact before it."""
    found: set[int] = set()
    while number in older and older[number] not in found:
        number = older[number]
        found.add(number)
    return found


def _told(
    step: Step, numbers: Facts, places: dict[int, int], history: History, *, back: bool
) -> Iterator[Loss]:
    """One loss a line or field; of an issue that went as a whole, and of the file, one."""
    reader = history.reader
    # What came back in part did not go as a whole.
    stands = step.facts if back else step.facts | history.now
    if numbers and not stands:
        titles = [reader.text(n) for n in numbers if reader.fact(n)[:2] == (None, "title")]
        title = titles[0] if titles else ""
        yield Loss(step.commit, LossKind.FILE, None, "", title, None, back, _lines(numbers, reader))
        return
    there = {reader.fact(number).issue for number in stands}
    by_issue: dict[str | None, list[int]] = defaultdict(list)
    for number in sorted(numbers):
        by_issue[reader.fact(number).issue].append(number)
    for issue, of_issue in sorted(by_issue.items(), key=lambda item: _order(item[0])):
        titles = [reader.text(n) for n in of_issue if reader.fact(n).field == "title"]
        if issue not in there and titles:
            lines = _lines(of_issue, reader)
            yield Loss(step.commit, LossKind.ISSUE, issue, "", titles[0], None, back, lines)
            continue
        for number in of_issue:
            fact = reader.fact(number)
            after = reader.text(places[number]) if number in places else None
            before = reader.text(number)
            yield Loss(step.commit, _kind(fact), issue, fact.field, before, after, back)


def _order(issue: str | None) -> tuple[int, str]:
    """What belongs to the file first, then the issues by their ids."""
    return (int(issue) if issue and issue.isdecimal() else 0, issue or "")


def _kind(fact: Fact) -> LossKind:
    if fact.field == UNITS:
        return LossKind.UNIT
    return LossKind.LINE if fact.is_line else LossKind.TEXT


def _lines(numbers: Iterable[int], reader: FactReader) -> int:
    return sum(reader.fact(number).field == LOG for number in numbers)


def _places(step: Step, reader: FactReader) -> dict[int, int]:
    """What is lost → what stands in its place: of a field its new value; of a line the likest one
    of those that came, if it says half of it again."""
    found: dict[int, int] = {}
    fields = {
        fact[:2]: number
        for number in step.facts
        if not (fact := reader.fact(number)).is_one_of_many
    }
    free = {number for number in step.added if reader.fact(number).is_one_of_many}
    for number in sorted(step.lost):
        fact = reader.fact(number)
        if not fact.is_one_of_many:
            if fact[:2] in fields:
                found[number] = fields[fact[:2]]
            continue
        rivals = [other for other in sorted(free) if reader.fact(other)[:2] == fact[:2]]
        best = max(rivals, key=lambda other: _alike(fact, reader.fact(other)), default=None)
        if best is not None and _alike(fact, reader.fact(best)) >= _LEAST_ALIKE:
            found[number] = best
            free.discard(best)
    return found


def _alike(one: Fact, other: Fact) -> float:
    """Which share of what a line says another says too."""
    if not isinstance(one.value, frozenset) or not isinstance(other.value, frozenset):
        return 0.0
    return len(one.value & other.value) / max(1, len(one.value))
