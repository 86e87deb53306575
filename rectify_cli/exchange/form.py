"""The form of a 填报表: its columns, the words they may go by, and the marks hidden in it.

A mark says which list, which sheet and which issue a row belongs to. It stands in a hidden cell
of the row itself, so that it stays with it when rows are sorted, deleted or carried to another
workbook.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.dates import parse_date
from rectify_cli.domain.model import Document, Issue, title_of
from rectify_cli.domain.shared.sheet import SheetId

NOTE, STATE, DIFFICULTY, EVIDENCE = "本期落实情况", "完成情况", "存在困难", "佐证材料"
DAY, REPORTER, PHONE = "填报日期", "填报人", "联系电话"
FILLED = (NOTE, STATE, DIFFICULTY, EVIDENCE, DAY, REPORTER, PHONE)
"""The columns to fill in."""
ONGOING, FINISHED = "整改中", "已完成"
"""What 完成情况 may say."""

ID, PROBLEM = title_of(Issue, "id"), title_of(Issue, "problem")
LABEL, UNIT = "类别编号", "单位"
_OTHER_NAMES = {
    NOTE: ("落实情况", "整改落实情况", "本周落实情况", "进展情况", "整改进展", "整改情况"),
    STATE: ("整改状态", "是否完成"),
    DIFFICULTY: ("存在的困难", "困难问题", "需协调解决的困难"),
    EVIDENCE: ("佐证", "佐证资料", "证明材料", "附件"),
    DAY: ("报送日期", "上报日期", "日期"),
    REPORTER: ("报送人", "填表人"),
    PHONE: ("电话", "联系方式"),
    ID: ("事项序号",),
    LABEL: ("编号",),
    PROBLEM: ("问题", "整改事项", "事项"),
    UNIT: ("填报单位", "报送单位", "单位名称"),
}
_COLUMNS = {name: title for title, names in _OTHER_NAMES.items() for name in (title, *names)}

UNIT_LEAD = "填报单位："
SIGNATURE = "主要领导审签"
_MARK = "rectify"
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u3164]+")


class Mark(NamedTuple):
    """What a hidden cell says: the list, the sheet, and the issue (none: the sheet alone)."""

    list: str
    sheet: SheetId
    issue_id: int | None = None

    def __str__(self) -> str:
        parts = (_MARK, self.list, str(self.sheet.as_of), self.sheet.unit, self.issue_id or "")
        return "|".join(str(part).replace("|", "｜") for part in parts)


def read_mark(text: str) -> Mark | None:
    """The mark that a cell holds, if it is one."""
    parts = text.strip().split("|")
    if len(parts) != 5 or parts[0] != _MARK:
        return None
    try:
        day = parse_date(parts[2])
    except ValueError:
        return None
    issue_id = int(parts[4]) if parts[4].isdecimal() else None
    return Mark(parts[1], SheetId(day, parts[3]), issue_id)


def list_mark(document: Document) -> str:
    """Which list: by its day and its number, or its title where it has none."""
    return f"{date.isoformat(document.issued_on)} {document.number or document.title}"


def bare(text: str) -> str:
    """``text`` as it is compared: without blanks of any kind, full-width forms as plain ones."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def column_of(header: str) -> str | None:
    """The column that a header cell names, if it is one of ours; remarks in brackets, blanks
    and line breaks do not count."""
    name = re.sub(r"[(（\[【].*?[)）\]】]|[:*]", "", bare(header))
    return _COLUMNS.get(name)
