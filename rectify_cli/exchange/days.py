"""填报日期 as units write it: real dates, serial numbers, 9月18日, 2020.9.18, 九月十八日."""

import re
from datetime import date, datetime, timedelta

from rectify_cli.domain.dates import days_after, parse_date
from rectify_cli.domain.numerals import read_numeral
from rectify_cli.exchange.form import bare
from rectify_cli.exchange.grids import Grid, GridCell

_SERIALS = range(30_000, 80_000)
"""Days that a serial number may mean: 1982 to 2119, from 1904 on four years later."""
_FIRST_YEAR = 1982
_HAN = re.compile(
    r"(?:([〇零○一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_TIME = re.compile(
    r"(?:[日号]?(?:上午|下午|早上|晚上))?T?\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}(?:\.\d+)?)?[分秒]?$|上午$|下午$"
)
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]$")
_SHORT_YEAR = re.compile(r"(\d{2})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?")


def read_day(cell: GridCell, grid: Grid, *, today: date) -> date:
    """The day that a cell means; a day without a year is the last such one up to ``today``.

    Raises ``ValueError`` with a Chinese sentence for what is no day, or could be two.
    """
    value, shown = cell.value, cell.text
    if isinstance(value, datetime) and value.year < _FIRST_YEAR:
        # 9.18 or 44092 typed where a date was expected, or the other way round.
        value = (value - grid.epoch) / timedelta(days=1)
        shown = f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        raise ValueError(f"“{shown}”不是日期")
    if isinstance(value, float) and not value.is_integer():
        if int(value) in _SERIALS:
            return _of_serial(int(value), grid)
        # A number loses its last zero: 9.1 may have been typed as 9.10.
        if re.fullmatch(r"\d{1,2}\.1|\d{1,2}\.2|\d{1,2}\.3", shown):
            raise ValueError(f"“{shown}”说不清是几日（如 9.1 和 9.10），请写成 2020-9-10 的形式")
    text = bare(shown)
    if text.isdecimal() and int(text) in _SERIALS:
        return _of_serial(int(text), grid)
    plain = _plain(text)
    try:
        return parse_date(plain, today=today, lean="past")
    except ValueError as error:
        raise ValueError(str(error).replace(f"“{plain}”", f"“{text}”")) from None


def _of_serial(number: int, grid: Grid) -> date:
    try:
        return days_after(grid.epoch.date(), number)
    except ValueError:
        raise ValueError(f"“{number}”不是日期") from None


def _plain(text: str) -> str:
    """``text`` as ``parse_date`` reads it: time of day and weekday gone, numerals as digits."""
    text = re.sub(r"[(（].*?[)）]$", "", text.rstrip("。."))
    text = _WEEKDAY.sub("", _TIME.sub("", text))
    if match := _HAN.fullmatch(text):
        year, month, day = (read_numeral(part) if part else None for part in match.groups())
        return f"{year}年{month}月{day}日" if year else f"{month}月{day}日"
    if (match := _SHORT_YEAR.fullmatch(text)) and match[2] != "月":
        return f"20{match[1]}-{match[3]}-{match[5]}"
    return re.sub(r"[~－–—．。、]", "-", text) if not text.isdecimal() else text
