"""Spans: 30日内, 三个月内, 15个工作日, counted from the day of issue or from a day just named."""

import re
from datetime import date

from rectify_cli.domain.dates import days_after, months_after
from rectify_cli.domain.deadline.place import BLOT, OpenDayError, Place
from rectify_cli.domain.working_days import working_days_after

SPAN = (
    r"(?<!\d)(?:(?P<n>\d{1,3})(?:(?P<work>个?工作日)|(?P<unit>个?自然日|个?日历[日天]|日|天|个?周"
    r"|个?星期|个季度?|个月|个半月|年半?|个?小时)(?=[之以]?内|的?时间))|(?<![上下前后大])(?P<half>半年|半个?月)(?=[之以]?内))"
    r"(?:[之以]?内|的?时间内?)?"
)
# 自方案印发之日起, 文件下发后: the day of issue. Receipt, approval and the like are other days.
_ISSUE = (
    r"(?:本|此|该)?(?:整改)?(?:实施|工作)?(?:方案|通知|文件|清单|意见|办法|台账|文)?(?:正式)?"
    r"(?:印发|下发|发文|发布|成文|公布|出台|通知|下达|签发|即日|今日|今天|本日)(?:之日|之时|当日|当天)?"
)
_START = (
    rf"(?:自|从|在|于)?(?P<start>[^,;。、():{BLOT}]*?)(?:之日|之时|当日|当天)?"
    r"(?:起|开始|[之以]?后)(?:计)?算?"
)
_TO_SPAN = r",?(?:的|在|用|限|限期|利用|为期|历时|用时|力争)*"
_OTHER_DAY = "|".join(
    (
        *("收到", "接到", "接通知", "送达", "批[复准]", "验收", "通过", "到位", "签[订署]", "竣工"),
        *("开工", "挂牌", "交办", "反馈", "进驻", "许可", "受理", "结束"),
    )
)


def span_end(match: re.Match[str], place: Place) -> date:
    """The last day of a span. Raises ``OpenDayError`` when it starts on a day not known."""
    return _later(_start_of(place), match)


def starts_span(words: str) -> bool:
    """Whether the words between a day and a span make that day its start."""
    return (
        re.fullmatch(rf"(?:之日|当日)?(?:起|开始|[之以]?后)(?:计)?算?{_TO_SPAN}", words) is not None
    )


def _start_of(place: Place) -> date:
    if place.before is not None and starts_span(place.lead):
        if not place.before_is_day:
            raise OpenDayError
        return place.before
    if match := re.search(rf"{_START}{_TO_SPAN}$", place.lead):
        if not re.fullmatch(_ISSUE, re.split("[自从在于]", match["start"])[-1]):
            raise OpenDayError
    elif re.search(rf"(?:{_OTHER_DAY})[^,;。、()]*$", place.lead):
        raise OpenDayError
    return place.issued_on


def _later(start: date, match: re.Match[str]) -> date:
    if match["half"]:
        return months_after(start, 6) if match["half"] == "半年" else days_after(start, 15)
    number, unit = int(match["n"]), match["work"] or match["unit"]
    if match["work"]:
        return working_days_after(start, number)
    if "季" in unit:
        return months_after(start, 3 * number)
    if "年" in unit:
        if number > 9:  # 21年内 is the year 2021, if anything
            raise OpenDayError
        return months_after(start, 12 * number + 6 * unit.endswith("半"))
    if "月" in unit:
        return days_after(months_after(start, number), 15 if "半" in unit else 0)
    if "小时" in unit:
        return days_after(start, -(-number // 24))
    weeks = "周" in unit or "星期" in unit
    return days_after(start, 7 * number if weeks else number)
