"""The figures of a week."""

from datetime import date

from rectify_cli.domain.model import Checklist
from rectify_cli.domain.period import parse_week, week_of
from rectify_cli.domain.reporting.figures import Counts, count, count_by_lead, overdue_figures
from rectify_cli.domain.reporting.report import report_of
from rectify_cli.domain.state import states_of

LEDGER = {
    "document": {"title": "某县整改工作清单", "issued_on": "2020-08-12"},
    "units": [{"name": "县政务服务局", "aliases": ["县政务局"]}],
    "issues": [
        {
            "id": 1, "title": "甲", "problem": "甲。", "category": "共性问题", "number": 1,
            "lead_unit": "县政务局", "deadline": "2020年10月底", "log": [
                {"date": "2020-08-20", "event": "start"},
                {"date": "2020-10-21", "event": "done", "by": "何志龙"},
            ],
        },
        {
            "id": 2, "title": "乙", "problem": "乙。", "category": "共性问题", "number": 2,
            "lead_unit": ["县政务服务局", "县水务局"], "deadline": "2020年10月底", "log": [
                {"date": "2020-10-20", "event": "progress", "note": "已召开会议"},
            ],
        },
        {"id": 3, "title": "丙", "problem": "丙。", "deadline": "立行立改"},
        {"id": 4, "title": "丁", "problem": "丁。", "deadline": "2020年9月30日前"},
    ],
}  # fmt: skip
CHECKLIST = Checklist.model_validate(LEDGER)
WEEK = parse_week("2020-W43")


def test_the_figures_of_a_week() -> None:
    report = report_of(CHECKLIST, WEEK, date(2020, 10, 25))
    assert report.counts == Counts(2, 1, 0, 1, overdue=1, immediate_not_started=1)
    assert report.before == Counts(3, 1, 0, 0, overdue=1, immediate_not_started=1)
    assert [(item.state.issue.id, len(item.events)) for item in report.activity] == [(1, 1), (2, 1)]
    assert [state.issue.id for state in report.struck_off] == [1]
    assert [state.issue.id for state in report.overdue] == [4]
    assert [state.issue.id for state in report.due_soon] == [2]
    assert [state.issue.id for state in report.unreported] == [3, 4]
    assert [state.issue.id for state in report.due_next] == [2]


def test_a_past_week_comes_out_the_same_on_any_later_day() -> None:
    assert report_of(CHECKLIST, WEEK, date(2026, 1, 1)) == report_of(
        CHECKLIST, WEEK, date(2020, 10, 25)
    )


def test_midweek_the_report_knows_only_what_has_happened() -> None:
    report = report_of(CHECKLIST, WEEK, date(2020, 10, 20))
    assert [len(item.events) for item in report.activity] == [1]
    assert report.struck_off == ()


def test_the_burn_down_begins_with_the_documents_week_and_ends_on_the_day() -> None:
    points = report_of(CHECKLIST, WEEK, date(2020, 10, 25)).open_by_week
    assert points[0] == (date(2020, 8, 16), 4)
    assert points[-1] == (date(2020, 10, 25), 3)


def test_years_of_weeks_are_thinned_to_what_a_page_can_show() -> None:
    points = report_of(CHECKLIST, week_of(date(2026, 11, 24)), date(2026, 11, 24)).open_by_week
    assert len(points) <= 28
    assert points[-1][0] == date(2026, 11, 24)


def test_an_issue_counts_under_each_of_its_lead_units_by_canonical_name() -> None:
    states = states_of(CHECKLIST, date(2020, 10, 25))
    groups = count_by_lead(states)
    assert {group.name: group.counts.total for group in groups} == {
        "县政务服务局": 2,
        "县水务局": 1,
        "（未列明）": 2,
    }


def test_an_empty_ledger_has_figures_too() -> None:
    empty = CHECKLIST.model_copy(update={"issues": ()})
    report = report_of(empty, WEEK, date(2020, 10, 25))
    assert report.counts.total == 0
    assert count([]).rate == 0.0
    assert overdue_figures(empty, date(2020, 10, 25)).by_lead == ()


def test_overdue_goes_from_most_days_to_fewest() -> None:
    figures = overdue_figures(CHECKLIST, date(2020, 11, 5))
    assert [(s.issue.id, s.overdue_days) for s in figures.overdue] == [(4, 36), (2, 5)]
