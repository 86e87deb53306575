"""通讯录: a table of units and those who answer for them → what ``units`` is to say."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.model import Unit, title_of
from rectify_cli.domain.shared.contacts import Contacts
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import InvalidDataError, NotFoundError, Place, Problem, UsageError
from rectify_cli.exchange import form
from rectify_cli.exchange.grids import Grid, GridCell, read_grids
from rectify_cli.exchange.pages import one_line

_OTHER_NAMES = {
    "head": ("主要负责人", "主要负责同志", "单位主要领导", "负责人", "局长", "乡镇长"),
    "leader": ("分管领导", "分管负责人", "分管负责同志"),
    "office": ("承办股室", "股室", "科室", "承办科室", "责任科室"),
    "contact": ("联络员", "经办人", "承办人", "具体负责人", "联系人姓名"),
    "phone": (
        "电话",
        "手机",
        "手机号",
        "手机号码",
        "电话号码",
        "联系方式",
        "办公电话",
        "联系人电话",
    ),
}
_FIELDS = {
    name: field for field, names in _OTHER_NAMES.items() for name in (title_of(Unit, field), *names)
}
_DASHES = frozenset({"", "/", "-", "—", "——", "无"})


class _Row(NamedTuple):
    name: GridCell
    cells: Mapping[str, GridCell]
    sheet: str | None


def read_contacts(path: Path, directory: UnitDirectory) -> Contacts:
    """What the table of contacts in ``path`` says of the units of ``directory``. Blank cells change
    nothing.

    Raises as ``read_grids``, and ``InvalidDataError`` with every place for a file without such a
    table, for a name that fits several units, and for a unit of which two rows say two things.
    """
    rows = [row for grid in read_grids(path) for row in _rows(grid)]
    if not rows:
        raise InvalidDataError(
            f"{path.name} 里没有通讯录：没有找到“{form.UNIT}”和"
            f"“{title_of(Unit, 'contact')}”“{title_of(Unit, 'phone')}”这样的表头",
            hint="第一行写上单位、主要领导、责任领导、责任股室、联系人、联系电话。",
        )
    said: dict[str, dict[str, str]] = {}
    unknown: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for row in rows:
        place = _place(path, row, row.name)
        try:
            name = directory.resolve(form.bare(row.name.text))
        except NotFoundError:
            unknown.append((one_line(row.name.text), row.name.place))
            continue
        except UsageError as error:
            problems.append(Problem(error.message, place, "写上单位全称。"))
            continue
        fields = said.setdefault(name, {})
        for field, cell in row.cells.items():
            text = one_line(cell.text)
            if cell.trouble:
                problems.append(Problem(f"这一格{cell.trouble}", _place(path, row, cell)))
            elif fields.setdefault(field, text) != text:
                label = title_of(Unit, field)
                problems.append(
                    Problem(
                        f"{name}的{label}有两个：{fields[field]}、{text}",
                        _place(path, row, cell),
                        "留下一个。",
                    )
                )
    if problems:
        raise InvalidDataError(
            f"{path.name} 有 {len(problems)} 处要先改，什么也没有写", problems=problems
        )
    changes = {name: _changed(directory.unit(name), fields) for name, fields in said.items()}
    return Contacts(
        changes={name: fields for name, fields in changes.items() if fields},
        unchanged=tuple(name for name, fields in changes.items() if not fields),
        unknown=tuple(unknown),
    )


def _changed(unit: Unit, fields: Mapping[str, str]) -> dict[str, str]:
    return {field: text for field, text in fields.items() if getattr(unit, field) != text}


def _rows(grid: Grid) -> Iterator[_Row]:
    """The rows under the heading of a table, those without a unit's name left out."""
    columns: dict[str, int] = {}
    for row in grid.rows:
        named = _columns(row)
        if form.UNIT in named and len(named) > 1:
            columns = named
        elif columns and form.bare(row[columns[form.UNIT]].text) not in _DASHES:
            cells = {
                field: row[at]
                for field, at in columns.items()
                if field != form.UNIT and form.bare(row[at].text) not in _DASHES
            }
            if cells:
                yield _Row(row[columns[form.UNIT]], cells, grid.name)


def _columns(row: tuple[GridCell, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = re.sub(r"[(（].*?[)）]|[:：*]", "", form.bare(cell.text))
        field = form.UNIT if form.column_of(cell.text) == form.UNIT else _FIELDS.get(name)
        if field is not None:
            found.setdefault(field, at)
    return found


def _place(path: Path, row: _Row, cell: GridCell) -> Place:
    return Place(" ".join(filter(None, (path.name, row.sheet, cell.place))))
