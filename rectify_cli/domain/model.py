"""The 整改工作清单 as data: what the official document says, and what has happened since.

Pure and immutable. Nothing derived is stored here: status, due dates and overdue days are
functions of a checklist and a day (``state.py``). Field names are the keys of the YAML file; the
Chinese name of each stands once, as the title of its field.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rectify_cli.domain.dates import parse_full_date


class _Word(StrEnum):
    """An identifier with the Chinese word for it, in tables and messages."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class Status(_Word):
    """状态 of an issue, in the order in which work advances."""

    NOT_STARTED = "not_started", "未启动"
    IN_PROGRESS = "in_progress", "整改中"
    SUBMITTED = "submitted", "待销号"
    DONE = "done", "已销号"


class PartStatus(_Word):
    """Where one unit stands with its own part of an issue, in the order of the work."""

    NOT_STARTED = "not_started", "未启动"
    IN_PROGRESS = "in_progress", "整改中"
    FINISHED = "finished", "本单位已完成"


class EventKind(_Word):
    """事件: what can happen to an issue."""

    START = "start", "启动"
    PROGRESS = "progress", "进展"
    SUBMIT = "submit", "申请销号"
    DONE = "done", "销号"
    REOPEN = "reopen", "退回"
    EXTEND = "extend", "延期"
    INSPECT = "inspect", "督查"
    URGE = "urge", "催办"
    VOID = "void", "作废"


REPORTING = frozenset({EventKind.START, EventKind.PROGRESS, EventKind.SUBMIT})
"""The events by which a unit reports."""
ADDRESSING = frozenset({EventKind.REOPEN, EventKind.EXTEND, EventKind.INSPECT, EventKind.URGE})
"""The office's acts: their ``unit`` is the one addressed, not the one who acted."""
ASKING = frozenset({EventKind.REOPEN, EventKind.INSPECT, EventKind.URGE})
"""The acts that may ask for an answer by a day."""


class Role(_Word):
    """角色 of a unit in an issue, the strongest first."""

    LEAD = "lead", "牵头"
    RESPONSIBLE = "responsible", "责任"
    MEMBER = "member", "成员"


class PaperKind(_Word):
    """What the office issued."""

    NOTICE = "notice", "通报"
    SUMMARY = "summary", "报告"


def join_lines(text: str) -> str:
    """Official text is kept one clause a line; it reads as one run, joined without spaces."""
    if text.isprintable():  # by far the most often: one line, nothing to join
        return text.strip()
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
    return parse_full_date(value) if isinstance(value, str) else value


def _as_run(value: Any) -> Any:
    return join_lines(value) if isinstance(value, str) else value


Name = Annotated[str, Field(min_length=1)]
Day = Annotated[date, BeforeValidator(_as_date)]
Run = Annotated[str, BeforeValidator(_as_run), Field(min_length=1)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_names)]
Paths = Annotated[tuple[Name, ...], BeforeValidator(_as_tuple)]
Runs = Annotated[tuple[Run, ...], BeforeValidator(_as_tuple)]


class _Record(BaseModel):
    # One schema is built, that of the class asked for, not one a class.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Document(_Record):
    """The official document that the checklist carries out."""

    title: Name = Field(title="标题")
    number: str | None = Field(None, title="文号")
    issuer: str | None = Field(None, title="发文机关")
    issued_on: Day = Field(title="成文日期")
    basis: str | None = Field(None, title="依据文件", description="依据文件的文号")
    compiled_by: str | None = Field(None, title="汇总单位", description="汇总报送落实情况的单位")
    supervised_by: str | None = Field(None, title="督查单位", description="督促检查、通报的单位")
    reports_to: str | None = Field(None, title="报送对象", description="落实情况报送给谁")
    addressees: Names = Field((), title="主送机关")


class Unit(_Record):
    """A unit with its other names. ``members`` (even an empty list) makes it a group."""

    name: Name = Field(title="名称")
    aliases: Names = Field((), title="别称", description="别称、简称")
    members: Annotated[tuple[Name, ...] | None, BeforeValidator(_as_members)] = Field(
        None, title="成员", description="写了 members（可以是空的）就是统称"
    )
    head: str | None = Field(None, title="主要领导")
    leader: str | None = Field(None, title="责任领导")
    office: str | None = Field(None, title="责任股室")
    contact: str | None = Field(None, title="联系人")
    phone: str | None = Field(None, title="联系电话")


class Event(_Record):
    """One line of an issue's log; the fields in the order in which a line is written.

    ``to`` is the new due date of an ``extend``, ``of`` the line that a ``void`` takes back, every
    key of it repeated; ``recorded`` the day on which the line entered the ledger when that is
    later than ``date``; ``sheet`` the id of the sheet that it was collected from.
    """

    date: Day = Field(title="办理日期")
    event: EventKind = Field(title="事件")
    of: "Event | None" = Field(None, title="所作废的记录", description="照抄那一条的全部内容")
    to: Day | None = Field(None, title="新的到期日", description="只有 extend（延期）写")
    by: str | None = Field(None, title="办理人", description="办理人、批准人、核验人")
    unit: str | None = Field(None, title="单位", description="谁报送的；督查、退回的则是对谁")
    note: str | None = Field(None, title="说明", description="一句话")
    number: str | None = Field(None, title="文号")
    reply_by: Day | None = Field(None, title="反馈期限")
    evidence: Paths = Field((), title="佐证材料", description="清单所在文件夹里的相对路径")
    sheet: str | None = Field(None, title="填报表编号")
    recorded: Day | None = Field(None, title="记入日", description="补记时才写：哪一天记的")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        kind = self.event
        extends, voids = kind is EventKind.EXTEND, kind is EventKind.VOID
        if extends and self.to is None:
            raise ValueError("extend（延期）没有写明 to（新的到期日）")
        if not extends and self.to is not None:
            raise ValueError(f"to（新的到期日）只有 extend（延期）才写，这里是 {kind}")
        if voids and self.of is None:
            raise ValueError("void（作废）没有写明 of（所作废的记录）")
        if not voids and self.of is not None:
            raise ValueError(f"of（所作废的记录）只有 void（作废）才写，这里是 {kind}")
        if self.of is not None and self.of.event is EventKind.VOID:
            raise ValueError("void（作废）不能再作废：请另记一条")
        if self.reply_by is not None and kind not in ASKING:
            raise ValueError(f"reply_by（反馈期限）只有退回、督查、催办才写，这里是 {kind}")
        if self.recorded is not None and self.recorded < self.date:
            raise ValueError(f"recorded（记入日）{self.recorded} 早于办理日期 {self.date}")
        return self

    @property
    def known_on(self) -> Day:
        """The day from which the ledger knew of this line."""
        return self.recorded or self.date


class Issue(_Record):
    """One 整改事项: the official words, and its log in file order."""

    id: Annotated[int, Field(ge=1)] = Field(title="序号", description="全清单唯一，不重复使用")
    title: Name = Field(title="短标题", description="表格里用")
    problem: Run = Field(title="存在问题", description="原文，一句一行")
    category: str | None = Field(None, title="类别", description="如 共性问题")
    number: int | None = Field(None, title="编号", description="在类别里的编号")
    goal: Annotated[str | None, BeforeValidator(_as_run)] = Field(None, title="整改目标")
    measures: Runs = Field((), title="整改措施", description="原文，一句一条")
    lead_unit: Names = Field((), title="牵头单位", description="几个单位牵头时写成列表")
    leader: str | None = Field(None, title="责任领导")
    responsible_units: Names = Field((), title="责任单位", description="可以是统称")
    office: str | None = Field(None, title="责任股室")
    contact: str | None = Field(None, title="联系人")
    deadline: str | None = Field(None, title="整改时限", description="照抄原文")
    due: Day | None = Field(None, title="到期日", description="只在原文读不出日期、另行确定时才写")
    added: Day | None = Field(None, title="列入日", description="文件印发以后才列入清单的写")
    log: Annotated[tuple[Event, ...], BeforeValidator(_as_tuple)] = Field(
        (), title="办理记录", description="一事一行，只增不改"
    )

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


class Paper(_Record):
    """A notice or a summary that the office issued; ``until`` is the last day it speaks of."""

    date: Day = Field(title="印发日期")
    paper: PaperKind = Field(title="文种")
    number: str | None = Field(None, title="文号")
    until: Day = Field(title="截至")


class Checklist(_Record):
    """整改工作清单: the whole file."""

    document: Document = Field(title="文件")
    units: Annotated[tuple[Unit, ...], BeforeValidator(_as_tuple)] = Field((), title="单位")
    issues: Annotated[tuple[Issue, ...], BeforeValidator(_as_tuple)] = Field((), title="事项")
    papers: Annotated[tuple[Paper, ...], BeforeValidator(_as_tuple)] = Field((), title="印发记录")

    def __len__(self) -> int:
        return len(self.issues)

    def issues_by_id(self) -> dict[int, Issue]:
        """Issues by their id; ids are unique in a checked ledger."""
        return {issue.id: issue for issue in self.issues}

    def declared_names(self) -> list[str]:
        """Every name that stands in ``units``: names, other names, members; without repeats."""
        names: list[str] = []
        for unit in self.units:
            names += [unit.name, *unit.aliases, *(unit.members or ())]
        return list(dict.fromkeys(names))

    def unit_names(self) -> Iterator[str]:
        """Every unit the file declares or names, canonical names first, without repeats.

        A member stands where its group lists it, be there an entry for it further down.
        """
        listed: set[str] = set()
        declared = []
        for unit in self.units:
            declared += [] if unit.name in listed else [unit.name]
            listed.update(unit.members or ())
        members = [member for unit in self.units for member in unit.members or ()]
        named = [n for i in self.issues for n in (*i.lead_unit, *i.responsible_units)]
        aliases = {alias for unit in self.units for alias in unit.aliases}
        yield from (n for n in dict.fromkeys((*declared, *members, *named)) if n not in aliases)


def title_of(record: type[BaseModel], field: str) -> str:
    """The Chinese name of a field: ``title_of(Issue, "lead_unit")`` is 牵头单位."""
    return record.model_fields[field].title or field
