"""Whose row it is, and about which issue: by the hidden marks, else by what can be read."""

import re
from collections.abc import Iterable
from pathlib import Path

from rectify_cli.domain.model import Checklist, Issue
from rectify_cli.domain.numerals import read_numeral
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import NotFoundError, UsageError
from rectify_cli.exchange import form
from rectify_cli.exchange.pages import FilledRow, Page

_FIRST_WORDS = 8  # characters by which a problem is told
_NOT_IN_NAMES = re.compile(
    r"[\d\s_\-.()（）\[\]【】+]+|填报表|汇总|回收|副本|已填|整改|落实情况|更正"
)


class UnclearError(Exception):
    """A row that cannot be taken: what is wrong, what to do, and the cell's place."""

    def __init__(self, message: str, place: str | None = None) -> None:
        super().__init__(message)
        self.message, self.place = message, place


def issue_of(row: FilledRow, checklist: Checklist) -> Issue:
    """The issue that a row is about: the marked one, else the one of its 序号 and 类别编号, if the
    problem's first words agree. Raises ``UnclearError``."""
    issues = checklist.issues_by_id()
    number, label = row.text(form.ID), form.bare(row.text(form.LABEL))
    read = read_numeral(re.sub(r"^第|[项、.．]$", "", form.bare(number))) if number else None
    marked = issues.get(row.mark.issue_id or 0) if row.mark else None
    numbered = issues.get(read) if read is not None else None
    labels = {_label(text) for text in (label, number if read is None else "") if text}
    labelled = next((i for i in checklist.issues if _label(i.label) in labels), None)
    words = _words(row.text(form.PROBLEM))
    named = [issue for issue in (marked, numbered, labelled) if issue is not None]
    if words:
        # A number that speaks against the words is outweighed by a mark or by the label.
        fitting = [issue for issue in named or _told_apart(words, checklist) if _fits(words, issue)]
        if fitting:
            return fitting[0]
    elif len({issue.id for issue in named}) == 1:
        return named[0]
    place = row.place(form.ID, form.LABEL, form.PROBLEM, form.NOTE)
    if not named and number and read is None:
        raise UnclearError(f"序号“{number}”不是数字，请写清单里的序号", place)
    if not named and (number or label):
        raise UnclearError(f"清单里没有第{read or label}项，请核对序号", place)
    if not named:
        raise UnclearError(
            "这一行没有序号，不知是哪一项；填上序号，或把内容移到那一项的行里", place
        )
    if not words:
        raise UnclearError("序号和类别编号指的不是同一项，请核对", place)
    raise UnclearError(
        f"序号是第{named[0].id}项（{named[0].title}），“{form.PROBLEM}”的开头却与它不同，请核对",
        row.place(form.PROBLEM),
    )


def unit_of(row: FilledRow, page: Page, path: Path, directory: UnitDirectory) -> str:
    """The unit whose row it is (a canonical name): by the row, by the sheet, else by the name of
    the sheet or the file. Raises ``UnclearError``."""
    typed, place = row.text(form.UNIT), row.place(form.UNIT)
    if not typed and page.unit is not None:
        typed, place = page.unit.text, page.unit.place
    said = _resolve(directory, typed, place) if typed else None
    mark = row.mark or page.mark
    if mark is not None:
        marked = directory.canonical(mark.sheet.unit)
        if marked not in directory.names:
            raise UnclearError(
                f"清单里没有叫“{mark.sheet.unit}”的单位，它改了名就在 units 里写上别称", place
            )
        if said is not None and said != marked:
            raise UnclearError(
                f"表是发给{marked}的，写的却是{said}，不知以哪个为准；请改过来", place
            )
        return marked
    if said is not None:
        return said
    for name in (page.grid.name, path.stem):
        if name and (found := named_unit(name, directory)):
            return found
    raise UnclearError("不知是哪个单位的：表里、文件名里都没有单位名称；在文件名里写上单位", None)


def named_unit(text: str, directory: UnitDirectory) -> str | None:
    """The one unit whose name, other name or short form stands in a file's or a sheet's name."""
    names = {n: u for u in directory.names for n in (u, *directory.aliases_of(u)) if n in text}
    longest = max(map(len, names), default=0)
    found = {unit for name, unit in names.items() if len(name) == longest}
    if len(found) == 1:
        return found.pop()
    bare = _NOT_IN_NAMES.sub("", text)
    if len(bare) < 2 or found:
        return None
    try:
        return directory.resolve(bare)
    except (NotFoundError, UsageError):
        return _begun_in(text, directory)


def _begun_in(text: str, directory: UnitDirectory) -> str | None:
    """The one unit whose name begins in ``text`` and goes furthest: 漕涧镇 in 漕涧镇12月."""
    reach: dict[str, int] = {}
    for unit in directory.names:
        for name in (unit, *directory.aliases_of(unit)):
            stem = name.removeprefix("县")
            begun = max((n for n in range(2, len(stem) + 1) if stem[:n] in text), default=0)
            reach[unit] = max(reach.get(unit, 0), begun)
    furthest = max(reach.values(), default=0)
    found = [unit for unit, begun in reach.items() if begun == furthest]
    return found[0] if furthest and len(found) == 1 else None


def _resolve(directory: UnitDirectory, typed: str, place: str | None) -> str:
    try:
        return directory.resolve(form.bare(typed))
    except (NotFoundError, UsageError) as error:
        raise UnclearError(f"{error.message}；写上清单里的单位全称", place) from None


def _told_apart(words: str, checklist: Checklist) -> list[Issue]:
    """The issue that long enough words alone name, where only one begins so."""
    found = [issue for issue in checklist.issues if _fits(words, issue)]
    return found if len(found) == 1 and len(words) >= _FIRST_WORDS else []


def _label(text: str) -> str:
    """共性问题第3项, 共性3 → 共性3."""
    return re.sub(r"问题|第|项", "", form.bare(text))


def _words(text: str) -> str:
    return re.sub(r"\W", "", form.bare(text))


def _fits(words: str, issue: Issue) -> bool:
    heads: Iterable[str] = (_words(issue.problem), _words(issue.title))
    return any(head[:_FIRST_WORDS] == words[:_FIRST_WORDS] for head in heads) or any(
        len(words) < _FIRST_WORDS and head.startswith(words) for head in heads
    )
