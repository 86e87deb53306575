"""The 整改工作清单 as data: what the official document says, and what has happened since.

Pure and immutable. Nothing derived is stored here: status, due dates and overdue days are
functions of a checklist and a day (``fold.py``). Field names are the keys of the YAML file.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rectify_cli.domain.dates import parse_date


class Status(StrEnum):
    """状态 of an issue, in the order in which work advances."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    DONE = "done"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        return _STATUS_LABELS[self]


class EventKind(StrEnum):
    """事件: what can happen to an issue."""

    START = "start"
    PROGRESS = "progress"
    SUBMIT = "submit"
    DONE = "done"
    REOPEN = "reopen"
    EXTEND = "extend"
    INSPECT = "inspect"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        return _EVENT_LABELS[self]


class Role(StrEnum):
    """角色 of a unit in an issue, the strongest first."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    MEMBER = "member"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        return _ROLE_LABELS[self]


_STATUS_LABELS = {
    Status.NOT_STARTED: "未启动",
    Status.IN_PROGRESS: "整改中",
    Status.SUBMITTED: "待销号",
    Status.DONE: "已销号",
}
_EVENT_LABELS = {
    EventKind.START: "启动",
    EventKind.PROGRESS: "进展",
    EventKind.SUBMIT: "申请销号",
    EventKind.DONE: "销号",
    EventKind.REOPEN: "退回",
    EventKind.EXTEND: "延期",
    EventKind.INSPECT: "督查",
}
_ROLE_LABELS = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.MEMBER: "成员"}


def join_lines(text: str) -> str:
    """Official text is kept one clause a line; it reads as one run, joined without spaces."""
    return "".join(line.strip() for line in text.splitlines())


def _as_tuple(value: Any) -> Any:
    """``lead_unit: 甲`` and ``lead_unit: [甲, 乙]`` mean the same kind of thing."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _as_names(value: Any) -> Any:
    """One name or several. A list in full-width brackets is one long text to YAML, and no list."""
    if isinstance(value, str) and value[:1] in "［【" and value[-1:] in "］】]":
        raise ValueError("列表用了全角方括号")
    return _as_tuple(value)


def _as_members(value: Any) -> Any:
    return value if value is None else _as_names(value)


def _as_date(value: Any) -> Any:
    return parse_date(value) if isinstance(value, str) else value


def _as_run(value: Any) -> Any:
    return join_lines(value) if isinstance(value, str) else value


Name = Annotated[str, Field(min_length=1)]
Day = Annotated[date, BeforeValidator(_as_date)]
Run = Annotated[str, BeforeValidator(_as_run), Field(min_length=1)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_names)]
Paths = Annotated[tuple[Name, ...], BeforeValidator(_as_tuple)]


class _Record(BaseModel):
    # One schema is built, that of the class asked for, not one a class.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Document(_Record):
    """The official document that the checklist carries out."""

    title: Name
    number: str | None = None
    issuer: str | None = None
    issued_on: Day
    basis: str | None = None
    compiled_by: str | None = None


class Unit(_Record):
    """A unit with its other names. ``members`` (even an empty list) makes it a group."""

    name: Name
    aliases: Names = ()
    members: Annotated[tuple[Name, ...] | None, BeforeValidator(_as_members)] = None


class Event(_Record):
    """One line of an issue's log. ``to`` is the new due date of an ``extend``."""

    date: Day
    event: EventKind
    to: Day | None = None
    by: str | None = None
    unit: str | None = None
    note: str | None = None
    evidence: Paths = ()

    @model_validator(mode="after")
    def _only_extend_has_a_new_date(self) -> "Event":
        if self.event is EventKind.EXTEND and self.to is None:
            raise ValueError("extend（延期）没有写明 to（新的到期日）")
        if self.event is not EventKind.EXTEND and self.to is not None:
            raise ValueError(f"to（新的到期日）只有 extend（延期）才写，这里是 {self.event}")
        return self


class Issue(_Record):
    """One 整改事项: the official words, and its log in file order."""

    id: Annotated[int, Field(ge=1)]
    title: Name
    problem: Run
    category: str | None = None
    number: int | None = None
    goal: Annotated[str | None, BeforeValidator(_as_run)] = None
    measures: Annotated[tuple[Run, ...], BeforeValidator(_as_tuple)] = ()
    lead_unit: Names = ()
    leader: str | None = None
    responsible_units: Names = ()
    office: str | None = None
    contact: str | None = None
    deadline: str | None = None
    due: Day | None = None
    log: Annotated[tuple[Event, ...], BeforeValidator(_as_tuple)] = ()

    @property
    def label(self) -> str:
        """``共性3`` as officials say it, or the id where the document has no numbering."""
        if self.category and self.number is not None:
            return f"{self.category.removesuffix('问题')}{self.number}"
        return str(self.id)

    @property
    def lead_text(self) -> str:
        """牵头单位 as one text; empty where the document names none."""
        return "、".join(self.lead_unit)

    @property
    def responsible_text(self) -> str:
        """责任单位 as one text."""
        return "、".join(self.responsible_units)

    @property
    def measures_text(self) -> str:
        """整改措施 as the one run of official text that the entries are cut from."""
        return "".join(self.measures)


class Checklist(_Record):
    """整改工作清单: the whole file."""

    document: Document
    units: Annotated[tuple[Unit, ...], BeforeValidator(_as_tuple)] = ()
    issues: Annotated[tuple[Issue, ...], BeforeValidator(_as_tuple)] = ()

    def with_issues(self, issues: Iterable[Issue]) -> "Checklist":
        """The same checklist about other issues (a filter's result keeps its document)."""
        return self.model_copy(update={"issues": tuple(issues)})

    def __len__(self) -> int:
        return len(self.issues)

    def issues_by_id(self) -> dict[int, Issue]:
        """Issues by their id; ids are unique in a checked ledger."""
        return {issue.id: issue for issue in self.issues}

    def unit_names(self) -> Iterator[str]:
        """Every unit the file declares or names, canonical names first, without repeats."""
        seen: set[str] = set()
        declared = [unit.name for unit in self.units]
        members = [member for unit in self.units for member in unit.members or ()]
        named = [n for i in self.issues for n in (*i.lead_unit, *i.responsible_units)]
        aliases = {alias for unit in self.units for alias in unit.aliases}
        for name in (*declared, *members, *named):
            if name not in seen and name not in aliases:
                seen.add(name)
                yield name
