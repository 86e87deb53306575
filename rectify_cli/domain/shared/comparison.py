"""What happened between two states of a ledger. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from rectify_cli.domain.model import Checklist, Event, EventKind, Issue, Paper
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import UnitDirectory


class TextChange(NamedTuple):
    """A field of the official text with its values before and after; none where there is none."""

    field: str
    before: str | None
    after: str | None


class IssueChange(NamedTuple):
    """What became of one issue. ``before`` is none for a new one, ``after`` for one that is gone.
    ``added`` are the new lines, voids among them; ``lost`` those that are not there any more."""

    before: IssueState | None
    after: IssueState | None
    added: tuple[Event, ...]
    lost: tuple[Event, ...]
    texts: tuple[TextChange, ...]

    @property
    def issue(self) -> Issue:
        """The issue as it is now, or was last."""
        state = self.after or self.before
        assert state is not None
        return state.issue

    @property
    def voids(self) -> tuple[Event, ...]:
        """The new lines that take others back."""
        return tuple(event for event in self.added if event.event is EventKind.VOID)

    @property
    def events(self) -> tuple[Event, ...]:
        """The new lines that take nothing back."""
        return tuple(event for event in self.added if event.event is not EventKind.VOID)


class Comparison(NamedTuple):
    """What happened, issue by issue, and to what belongs to the whole file."""

    as_of: date
    issues: tuple[IssueChange, ...]
    document: tuple[TextChange, ...]
    papers: tuple[Paper, ...]
    lost_papers: tuple[Paper, ...]
    units_changed: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not any(self[1:])


def compare(before: Checklist, after: Checklist, as_of: date) -> Comparison:
    """What happened from ``before`` to ``after``; states are those on ``as_of``."""
    return Comparison(
        as_of,
        tuple(_issue_changes(before, after, as_of)),
        tuple(_texts(before.document, after.document)),
        tuple(paper for paper in after.papers if paper not in before.papers),
        tuple(paper for paper in before.papers if paper not in after.papers),
        before.units != after.units,
    )


def _issue_changes(before: Checklist, after: Checklist, as_of: date) -> Iterator[IssueChange]:
    old, new = before.issues_by_id(), after.issues_by_id()
    old_units, new_units = UnitDirectory(before), UnitDirectory(after)
    for number in dict.fromkeys((*new, *old)):
        was, now = old.get(number), new.get(number)
        if was == now:
            continue
        change = IssueChange(
            state_of(was, old_units, as_of) if was else None,
            state_of(now, new_units, as_of) if now else None,
            _missing(now, was),
            _missing(was, now),
            tuple(_texts(was, now)) if was and now else (),
        )
        if was is None or now is None or any(change[2:]):
            yield change


def _missing(here: Issue | None, there: Issue | None) -> tuple[Event, ...]:
    """The lines of one log that another has not, each once."""
    other = frozenset(there.log) if there else frozenset()
    return tuple(event for event in dict.fromkeys(here.log if here else ()) if event not in other)


def _texts(before: BaseModel, after: BaseModel) -> Iterator[TextChange]:
    for field in type(before).model_fields:
        old, new = getattr(before, field), getattr(after, field)
        if field != "log" and old != new:
            yield TextChange(field, _text(old), _text(new))


def _text(value: Any) -> str | None:
    if isinstance(value, tuple):
        return "；".join(value) or None
    return None if value is None else str(value)
