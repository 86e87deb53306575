"""Working days by the holidays that the State Council sets each year. Pure.

The calendar is that of the package ``chinesecalendar``; the years it does not know (a year's
holidays are set in the November before) are counted Monday to Friday, which ``knows_holidays_of``
tells those who say so to the user.
"""

from datetime import date

from rectify_cli.domain.dates import days_after


def working_days_after(start: date, number: int) -> date:
    """The ``number``-th working day after ``start``, which does not count itself.

    Raises ``ValueError`` beyond the end of the calendar.
    """
    day = start
    while number > 0:
        day = days_after(day, 1)
        number -= _is_working_day(day)
    return day


def knows_holidays_of(year: int) -> bool:
    """Whether the holidays of ``year`` are known."""
    from chinese_calendar import is_workday

    try:
        is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _is_working_day(day: date) -> bool:
    from chinese_calendar import is_workday  # 20 ms that only a span of working days is worth

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
