"""A filled row of a sheet → what its unit reports, or why that cannot be told."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Checklist, Issue
from rectify_cli.domain.reporting.difficulties import with_difficulty
from rectify_cli.domain.shared.collected import Entry, Outcome, Spot
from rectify_cli.domain.shared.sheet import SheetId
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.exchange import form
from rectify_cli.exchange.days import read_day
from rectify_cli.exchange.evidence import Named, Shelf
from rectify_cli.exchange.matching import UnclearError, issue_of, unit_of
from rectify_cli.exchange.pages import FilledRow, Page

_ONGOING = frozenset({"", "整改中", "正在整改", "进行中", "推进中", "未完成", "正在推进"})
_FINISHED = frozenset({"已完成", "完成", "整改完成", "已整改完成", "已完成整改"})
# What people write into a cell that must not stay empty: a report of nothing is none, and would
# end the silence of its unit.
_NOTHING = re.compile(
    r"(?:本[期周月次]|本单位|我[乡镇局办县]|目前|截至目前|暂时?|仍|还|尚|均)*"
    r"(?:[无没未]|没有|不)(?:有|任何|新的?|最新|明显|实质性?|开始|涉及)*"
    r"(?:进展|变化|动态|情况|内容|更新|工作|开展|启动|推进|落实|整改|实施|报送|填报|此[项类]|问题)*"
    r"|(?:同|如|见|与)[上前](?:[期周月次]|一[期周月次]|述|行|一?行)*(?:一致|相同|所述)?|略"
)


class Report(NamedTuple):
    """What a row says: whose, of which issue, when (none: no day was written), whether finished,
    the text with the difficulty at its end, by whom and their number, the evidence; the sheet, if
    it has an id."""

    spot: Spot
    unit: str
    issue: Issue
    day: date | None
    finished: bool
    note: str
    by: str | None
    phone: str | None
    evidence: Named
    sheet: SheetId | None


class Reader(NamedTuple):
    """What rows are read with: the list, its units, the day of collecting, where evidence is."""

    checklist: Checklist
    directory: UnitDirectory
    today: date
    shelf: Shelf

    def read(self, page: Page, path: Path) -> Iterator[Report | Entry]:
        """The reports of a sheet; an entry for what is unclear, one for a sheet that is refused."""
        name = page.grid.name
        if page.fault is not None:
            yield _unclear(Spot(str(path), name, page.fault[0]), page.fault[1])
            return
        refused: set[tuple[str, SheetId]] = set()
        if page.mark is not None and (why := self._refusal(page.mark)):
            yield _unclear(Spot(str(path), name), why)
            return
        for row in page.rows:
            mark = row.mark
            if mark is not None and (why := self._refusal(mark)):
                if (mark.list, mark.sheet) not in refused:
                    yield _unclear(Spot(str(path), name, row.place(form.ID, form.NOTE)), why)
                refused.add((mark.list, mark.sheet))
                continue
            unit: str | None = None
            issue: Issue | None = None
            try:
                _refuse_troubles(row)
                unit = unit_of(row, page, path, self.directory)
                issue = issue_of(row, self.checklist)
                yield self._report(row, page, path, unit=unit, issue=issue)
            except UnclearError as error:
                spot = Spot(str(path), name, error.place or row.place(form.NOTE, form.ID))
                entry = _unclear(spot, error.message)
                yield entry._replace(unit=unit, issue_id=issue.id if issue else None)

    def _refusal(self, mark: form.Mark) -> str | None:
        """Why a sheet is not of this list, or not of this time."""
        document = self.checklist.document
        if mark.list != form.list_mark(document):
            return f"这张表是另一份清单的（{mark.list}），没有读；移出这个文件夹"
        day = mark.sheet.as_of
        if day < document.issued_on:
            return f"这张表是{chinese_date(day)}的，早于文件印发，没有读；移出这个文件夹"
        if day > self.today:
            return (
                f"这张表是{chinese_date(day)}的，还没有到（今天按{chinese_date(self.today)}），没有读；"
                "核对 --as-of 和电脑的日期"
            )
        return None

    def _report(self, row: FilledRow, page: Page, path: Path, *, unit: str, issue: Issue) -> Report:
        mark = row.mark or page.mark
        cell = row.cells.get(form.EVIDENCE)
        named = row.text(form.EVIDENCE)
        return Report(
            spot=Spot(str(path), page.grid.name, row.place(form.NOTE)),
            unit=unit,
            issue=issue,
            day=self._day(row, page),
            finished=_finished(row),
            note=_note(row),
            by=row.text(form.REPORTER) or None,
            phone=row.text(form.PHONE) or None,
            evidence=self.shelf.find(cell.text, path.parent) if cell and named else Named((), ()),
            sheet=mark.sheet if mark is not None else None,
        )

    def _day(self, row: FilledRow, page: Page) -> date | None:
        if not row.text(form.DAY):
            return None
        cell = row.cells[form.DAY]
        try:
            day = read_day(cell, page.grid, today=self.today)
        except ValueError as error:
            raise UnclearError(f"{form.DAY}：{error}", cell.place) from None
        issued_on = self.checklist.document.issued_on
        if day > self.today:
            why = f"{day} 还没有到（今天按 {self.today}）"
        elif day < issued_on:
            why = f"{day} 早于文件印发日期 {issued_on}"
        else:
            return day
        raise UnclearError(f"{form.DAY}：{why}，请核对；不知哪天就留空", cell.place)


def _refuse_troubles(row: FilledRow) -> None:
    """A formula that failed, or whose result is not in the file, says nothing."""
    for column in form.FILLED:
        cell = row.cells.get(column)
        if cell is not None and cell.trouble:
            raise UnclearError(f"“{column}”{cell.trouble}", cell.place)


def _finished(row: FilledRow) -> bool:
    said = row.text(form.STATE).rstrip("。")
    if said in _FINISHED or said in _ONGOING:
        return said in _FINISHED
    raise UnclearError(
        f"{form.STATE}写的是“{said}”，只能是{form.ONGOING}或{form.FINISHED}", row.place(form.STATE)
    )


def _note(row: FilledRow) -> str:
    text, difficulty = row.text(form.NOTE), row.text(form.DIFFICULTY)
    said = _NOTHING.fullmatch(text.rstrip("。！").replace("，", "")) is None
    if text and not said and not difficulty:
        raise UnclearError(
            f"“{text}”不是落实情况：写明做了什么；没有新进展的，整行留空", row.place(form.NOTE)
        )
    if not text and not difficulty:
        raise UnclearError(
            f"没有写{form.NOTE}，只填了别的；补上一句，没有新进展的整行留空", row.place(form.NOTE)
        )
    if not difficulty:
        return text
    return with_difficulty(text if said else "", difficulty)


def _unclear(spot: Spot, message: str) -> Entry:
    return Entry(Outcome.UNCLEAR, spot, message=message)
