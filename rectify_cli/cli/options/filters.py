"""The options that narrow a list."""

from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.app.complete import (
    complete_category,
    complete_leader,
    complete_role,
    complete_status,
    complete_unit,
)
from rectify_cli.cli.options.words import choose_role, choose_sort, choose_statuses
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Role
from rectify_cli.domain.query import Filter, Selection, SortKey, select
from rectify_cli.errors import UsageError


class Filters(NamedTuple):
    """What a list is narrowed to, as typed."""

    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", "-u", metavar="单位", autocompletion=complete_unit,
            help="只看这个单位的事项（全称、别称、简称均可）。",
        ),
    ] = None  # fmt: skip
    role: Annotated[
        Role | None,
        typer.Option(
            "--role", metavar="角色", parser=choose_role, autocompletion=complete_role,
            help="与 --unit 同用：牵头 lead、责任 responsible、成员 member。",
        ),
    ] = None  # fmt: skip
    leader: Annotated[
        str | None,
        typer.Option(
            "--leader", metavar="姓名", autocompletion=complete_leader, help="只看这位责任领导的。"
        ),
    ] = None
    category: Annotated[
        str | None,
        typer.Option(
            "--category", metavar="类别", autocompletion=complete_category,
            help="只看这一类（共性、个性）。",
        ),
    ] = None  # fmt: skip
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="状态", autocompletion=complete_status,
            help="只看这个状态的：未启动、整改中、待销号、已销号，或未销号；可写多次。",
        ),
    ] = None  # fmt: skip
    overdue: Annotated[bool, typer.Option("--overdue", help="只看已逾期的。")] = False
    due_before: Annotated[
        str | None,
        typer.Option("--due-before", metavar="日期", help="只看到期日不晚于这一天的。"),
    ] = None
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="词语", help="只看问题、措施或进展里有这个词的。"),
    ] = None
    has_evidence: Annotated[bool, typer.Option("--has-evidence", help="只看有佐证材料的。")] = False
    no_evidence: Annotated[bool, typer.Option("--no-evidence", help="只看没有佐证材料的。")] = False
    sort: Annotated[
        SortKey | None,
        typer.Option(
            "--sort", metavar="次序", parser=choose_sort,
            help="按 id 序号、due 到期日、status 状态、lead 牵头单位、leader 责任领导 排列。",
        ),
    ] = None  # fmt: skip

    def resolve(self, session: Session) -> Filter:
        """The filter that the words make. Raises ``UsageError`` and ``NotFoundError`` for words
        that name nothing."""
        if self.role and self.unit is None:
            raise UsageError(
                "--role 要与 --unit 同用", hint="例如 rectify list --unit 漕涧 --role member"
            )
        if self.has_evidence and self.no_evidence:
            raise UsageError("--has-evidence 和 --no-evidence 只能写一个")
        return Filter(
            unit=session.unit(self.unit),
            role=self.role,
            leader=_stripped(self.leader),
            category=_stripped(self.category),
            statuses=frozenset().union(*map(choose_statuses, self.status or ())),
            overdue=self.overdue,
            due_before=session.day(self.due_before, "--due-before"),
            search=_stripped(self.search),
            has_evidence=self.has_evidence if self.has_evidence or self.no_evidence else None,
        )

    def select(self, session: Session) -> Selection:
        """The issues that are asked for. Raises what ``resolve`` raises."""
        wanted = self.resolve(session)
        return select(session.checklist, wanted, session.as_of, sort=self.sort)


def _stripped(text: str | None) -> str | None:
    """Blanks around a word, as pasting brings along, are no part of it."""
    return None if text is None else text.strip()
