"""The days on which an answer turns: the last one that still counts, and the first that does not.

甲局 leads; the due date is 31 October 2020 where an issue says nothing else.
"""

from datetime import date

import pytest
from conftest import Run
from county import county, event, issue, notice, rosters, state

from rectify_cli.domain.model import Issue
from rectify_cli.domain.period import Period, week_of
from rectify_cli.domain.procedure import objection_to
from rectify_cli.domain.reporting.figures import (
    most_overdue_first,
    overdue_figures,
    soonest_due_first,
)
from rectify_cli.domain.state import IssueState


@pytest.mark.parametrize(
    ("applied", "late"), [("10-30", 0), ("10-31", 0), ("11-01", 1), ("11-05", 5)]
)
def test_an_application_on_the_due_day_is_in_time(applied: str, late: int) -> None:
    waiting = issue(event(applied, "submit"))
    struck_off = issue(event(applied, "submit"), event("11-20", "done"))
    assert state(waiting).overdue_days == late
    assert state(waiting).is_overdue == (late > 0)
    assert state(struck_off).late_days == late


@pytest.mark.parametrize(("done", "late"), [("10-31", 0), ("11-01", 1)])
def test_without_an_application_the_striking_off_counts(done: str, late: int) -> None:
    assert state(issue(event(done, "done"))).late_days == late


@pytest.mark.parametrize(("day", "days"), [("10-31", 0), ("11-01", 1), ("11-30", 30)])
def test_an_issue_is_overdue_from_the_day_after_its_due_date(day: str, days: int) -> None:
    assert state(issue(), day).overdue_days == days


@pytest.mark.parametrize(
    ("day", "soon"), [("10-23", False), ("10-24", True), ("10-31", True), ("11-01", False)]
)
def test_an_issue_is_due_soon_from_seven_days_before_to_the_day_itself(
    day: str, soon: bool
) -> None:
    then = state(issue(), day)
    figures = overdue_figures(county(issue()), then.as_of)
    assert [found.issue.id for found in figures.due_soon] == [1] * soon
    assert then.is_due_within(7) == soon


def test_seven_days_are_what_the_command_line_means_by_soon(run: Run, ledger: object) -> None:
    day_before, day = (
        run("overdue", "--json", "--as-of", day).json["due_soon"]
        for day in ("2020-10-23", "2020-10-24")
    )
    assert not day_before
    assert [item["id"] for item in day] == [6, 7, 8, 9, 10, 11]


@pytest.mark.parametrize("kind", ["submit", "done"])
def test_what_waits_or_is_done_is_not_due_soon(kind: str) -> None:
    assert not state(issue(event("10-25", kind)), "10-30").is_due_within(7)


@pytest.mark.parametrize(
    ("extended", "due"), [("10-20", date(2020, 12, 31)), ("10-21", date(2020, 10, 31))]
)
@pytest.mark.parametrize("end", ["submit", "done"])
def test_an_extension_counts_up_to_the_day_of_the_application(
    extended: str, due: date, end: str
) -> None:
    then = state(issue(event(extended, "extend", to="2020-12-31"), event("10-20", end)))
    assert (then.due, then.extended) == (due, due.month == 12)


@pytest.mark.parametrize(("to", "said"), [("2020-10-31", "不晚于"), ("2020-11-01", None)])
def test_an_extension_goes_beyond_the_due_date(to: str, said: str | None) -> None:
    one = issue()
    directory = state(one).directory
    objection = objection_to(
        event("10-20", "extend", to=to), one, directory, today=date(2020, 10, 20)
    )
    assert (objection is None) == (said is None)
    assert (said or "") in (objection or "")


@pytest.mark.parametrize(
    ("day", "said"), [("08-11", "早于"), ("08-12", None), ("10-20", None), ("10-21", "还没有到")]
)
def test_an_event_lies_between_the_document_and_today(day: str, said: str | None) -> None:
    one = issue()
    objection = objection_to(
        event(day, "start"), one, state(one).directory, today=date(2020, 10, 20)
    )
    assert (objection is None) == (said is None)
    assert (said or "") in (objection or "")


def blamed(*issues: Issue, until: str) -> bool:
    return bool(notice(*issues, since="08-12", until=until).black)


@pytest.mark.parametrize(("day", "named"), [("10-16", False), ("10-17", True)])
def test_a_lead_is_silent_after_seven_days(day: str, named: bool) -> None:
    assert blamed(issue(event("10-10", "progress")), until=day) == named


@pytest.mark.parametrize(("day", "named"), [("08-18", False), ("08-19", True)])
def test_an_immediate_issue_is_to_be_started_within_seven_days(day: str, named: bool) -> None:
    started = issue(deadline="立行立改", leads=("甲局",))
    assert blamed(started, until=day) == named


@pytest.mark.parametrize(("day", "named"), [("10-18", False), ("10-19", True)])
def test_any_other_unit_is_silent_after_fourteen_days(day: str, named: bool) -> None:
    one = issue(event("10-05", "progress", "乙局"), responsible=("乙局",))
    silent = notice(one, since="10-06", until=day).silent
    assert [roster.unit for roster in silent] == ["乙局"] * named


@pytest.mark.parametrize(("day", "named"), [("10-25", False), ("10-26", True)])
def test_what_was_sent_back_may_be_answered_up_to_the_day_set(day: str, named: bool) -> None:
    one = issue(
        event("09-01", "submit"),
        event("10-10", "reopen", "甲局", reply_by="2020-10-25"),
    )
    assert blamed(one, until=day) == named


@pytest.mark.parametrize(
    ("day", "standing"),
    [("10-18", "未报"), ("10-19", "已报"), ("10-25", "已报"), ("10-26", "未报")],
)
def test_a_report_counts_from_the_first_day_of_the_period_to_its_last(
    day: str, standing: str
) -> None:
    roster = rosters(issue(event(day, "progress")), since="10-19", until="10-25")
    assert roster["甲局"].label == standing


def led_by(unit: str, *lines: str) -> list[Issue]:
    """Issues that ``unit`` leads: ``done``, or ``open`` and on course in the last days."""
    offset = {"甲局": 10, "乙局": 20, "丙局": 30, "戊局": 40}[unit]
    logs = {
        "done": (event("10-01", "done"),),
        "open": (event("10-22", "progress", unit),),
        "late": (event("10-22", "progress", unit),),
    }
    return [
        issue(
            *logs[line],
            leads=(unit,),
            responsible=(),
            number=offset + place,
            deadline="2020年9月底" if line == "late" else "2020年12月底",
        )
        for place, line in enumerate(lines)
    ]


def test_the_red_list_goes_by_the_rate_then_by_the_number_struck_off() -> None:
    issues = [
        *led_by("甲局", "open", "open"),
        *led_by("乙局", "done", "open"),
        *led_by("丙局", "done"),
        *led_by("戊局", "done", "done"),
    ]
    red = notice(*issues, since="10-19", until="10-25").red
    assert [record.unit for record in red] == ["戊局", "丙局", "乙局", "甲局"]


def test_the_black_list_goes_by_overdue_items_then_days_then_grounds() -> None:
    silent = issue(event("10-01", "progress"), leads=("丙局",), responsible=(), number=9)
    issues = [
        silent,
        *led_by("甲局", "late"),
        *led_by("乙局", "late", "late"),
        issue(leads=("戊局",), responsible=(), number=8, deadline="2020年8月底"),
    ]
    black = notice(*issues, since="10-19", until="10-25").black
    assert [record.unit for record in black] == ["乙局", "戊局", "甲局", "丙局"]


def many(*dues: str) -> list[IssueState]:
    return [
        state(issue(number=number, deadline=due), "10-20")
        for number, due in enumerate(dues, start=1)
    ]


def test_the_most_overdue_and_the_soonest_due_come_first_the_lower_number_among_equals() -> None:
    states = many("2020年9月底", "2020年8月底", "2020年9月底")
    assert [s.issue.id for s in most_overdue_first(states[::-1])] == [2, 1, 3]
    states = many("2020年10月25日", "2020年10月20日", "2020年10月25日", "2020年10月28日")
    assert [s.issue.id for s in soonest_due_first(states[::-1], within=7)] == [2, 1, 3]


def test_a_week_holds_its_monday_and_its_sunday_and_no_more() -> None:
    week = week_of(date(2020, 10, 25))
    assert week == week_of(date(2020, 10, 19)) == Period(date(2020, 10, 19), date(2020, 10, 25))
    assert date(2020, 10, 19) in week
    assert date(2020, 10, 25) in week
    assert date(2020, 10, 18) not in week
    assert date(2020, 10, 26) not in week
