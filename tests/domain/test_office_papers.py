"""What notices, reports and summaries say of a small county, and of which day."""

from typing import Any

import pytest
from county import DOCUMENT, IMMEDIATE, ISSUED, UNITS, county, day, event, issue, notice, state

from rectify_cli.domain.model import Checklist, Event, EventKind, Paper, PartStatus
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.figures import STALE_DAYS
from rectify_cli.domain.reporting.grounds import Fact, Ground, facts_of
from rectify_cli.domain.reporting.notice import notice_of
from rectify_cli.domain.reporting.report import report_of
from rectify_cli.domain.reporting.rollup import rollup_of
from rectify_cli.domain.reporting.rollup import summary_of as summed_up
from rectify_cli.domain.reporting.summary import summary_of
from rectify_cli.domain.reporting.urging import objection_to_urging, urged_since_report
from rectify_cli.domain.state import states_of
from rectify_cli.errors import UsageError

OCTOBER = Period(day("10-01"), day("10-31"))


def test_what_is_said_of_a_unit_tells_the_day() -> None:
    done = state(issue(event("10-20", "done")), "10-31")
    late = state(issue(event("11-02", "done")), "11-10")
    silent = state(issue(event("08-20", "progress", "甲局"), deadline="长期坚持"), "10-31")
    extended = state(issue(event("10-09", "extend", to="2020-12-31")), "10-31")
    assert list(facts_of(done, "甲局", OCTOBER, stale_days=30)) == [
        Fact(done, Ground.DONE, None, day("10-20"))
    ]
    assert list(facts_of(late, "甲局", OCTOBER, stale_days=30)) == [
        Fact(late, Ground.DONE, 2, day("11-02"))
    ]
    assert list(facts_of(silent, "甲局", OCTOBER, stale_days=30)) == [
        Fact(silent, Ground.UNREPORTED, 72, day("08-20"))
    ]
    assert list(facts_of(extended, "甲局", OCTOBER, stale_days=300)) == [
        Fact(extended, Ground.EXTENDED, None, day("10-09"))
    ]


@pytest.mark.parametrize(
    ("log", "ground", "more"),
    [
        ([event("10-05", "submit", "甲局")], Ground.AWAITING, {"on": day("10-05")}),
        ([], Ground.NO_WORK_REPORTED, {"days": 80}),
        ([event("09-01", "start", "甲局")], Ground.NO_WORK_REPORTED, {"days": 60}),
        (
            [event("10-05", "start", "甲局"), event("10-07", "progress", "甲局")],
            Ground.ON_SCHEDULE,
            {"on": day("10-07"), "event": EventKind.PROGRESS},
        ),
        (
            [event("10-05", "submit"), event("10-07", "reopen"), event("10-09", "start")],
            Ground.REOPENED,
            {"on": day("10-07")},
        ),
        (
            [event("09-01", "submit"), event("09-09", "reopen", reply_by="2020-10-31")],
            Ground.REOPENED,
            {"on": day("09-09")},
        ),
        (
            [
                event("09-01", "submit"),
                event("09-09", "reopen", reply_by="2020-09-30"),
                event("10-05", "progress", "甲局"),
            ],
            Ground.REOPENED,
            {"on": day("09-09")},
        ),
    ],
)
def test_the_one_thing_said_of_a_unit_that_is_not_blamed(
    log: list[Event], ground: Ground, more: dict[str, Any]
) -> None:
    then = state(issue(*log), "10-31")
    assert list(facts_of(then, "甲局", OCTOBER, stale_days=300)) == [Fact(then, ground, **more)]


def test_on_the_day_of_the_document_units_are_judged() -> None:
    then = state(issue(), "08-12")
    (fact,) = facts_of(then, "甲局", Period(day("08-12"), day("08-12")), stale_days=30)
    assert (fact.ground, fact.days) == (Ground.NO_WORK_REPORTED, 0)


def test_a_notice_compares_with_the_eve_of_its_period() -> None:
    one = issue(event("08-12", "start"), event("08-13", "done"), event("08-14", "reopen"))
    for since, before in (("08-12", None), ("08-13", (0, 1)), ("08-14", (1, 0)), ("08-15", (0, 1))):
        told = notice(one, since=since, until="08-31").before
        assert (told and (told.done, told.in_progress)) == before


def test_a_notice_must_not_end_before_it_begins() -> None:
    with pytest.raises(UsageError) as refused:
        notice(issue(), since="10-02", until="10-01")
    assert refused.value.hint == "请检查 --since、--until、--week 和 --as-of。"


def test_the_units_named_for_silence_stand_longest_first() -> None:
    one = issue(event("08-13", "start", "乙局"), responsible=("乙局", "丙局"))
    told = notice(one, since="10-01", until="10-31")
    assert [(unit.unit, unit.silent_days) for unit in told.silent] == [("丙局", 80), ("乙局", 79)]
    at_once = notice_of(county(one), since=ISSUED, until=ISSUED, silent_days=0)
    assert [unit.unit for unit in at_once.silent] == ["乙局", "丙局"]


def test_an_item_that_no_single_unit_leads_is_unreported_while_nobody_reports() -> None:
    group = ("各乡镇",)
    ledger = county(
        issue(event("09-01", "start"), leads=group),
        issue(leads=(), responsible=(), number=2),
        issue(event("10-20", "start"), leads=group, number=3),
        issue(event("09-01", "done"), leads=group, number=4),
        issue(event("10-20", "submit"), leads=group, number=5),
        issue(event("10-20", "start"), number=6),
        issue(number=7),
    )
    week = Period(day("10-19"), day("10-25"))
    unreported = report_of(ledger, week, day("10-25")).unreported
    assert [then.issue.id for then in unreported] == [1, 2, 7]


def test_a_report_names_what_was_sent_back_or_not_begun_and_what_is_due_next() -> None:
    ledger = county(
        issue(event("10-01", "submit"), event("10-05", "reopen"), deadline="2020年10月31日前"),
        issue(event("10-20", "submit"), event("10-21", "reopen"), number=2, due="2020-10-28"),
        issue(event("10-20", "start"), number=3, due="2020-10-27"),
        issue(number=4, deadline=IMMEDIATE),
    )
    told = report_of(ledger, Period(day("10-19"), day("10-25")), day("10-25"))
    assert [then.issue.id for then in told.sent_back] == [1, 2]
    assert [then.issue.id for then in told.reopened] == [2]
    assert [then.issue.id for then in told.immediate_not_started] == [4]
    assert [then.issue.id for then in told.due_next] == [3, 2, 1]


def test_the_open_items_are_counted_at_each_weeks_end_and_on_the_day() -> None:
    ledger = county(issue(event("08-24", "done")), issue(number=2))
    for until, last in (("08-30", ()), ("08-31", ((day("08-31"), 1),))):
        told = report_of(ledger, Period(day("08-12"), day(until)), day(until))
        assert told.open_by_week == (
            *((day("08-16"), 2), (day("08-23"), 2), (day("08-30"), 1)),
            *last,
        )


def test_the_trend_counts_as_struck_off_from_the_day_on_until_it_is_sent_back() -> None:
    log = (
        event("09-02", "done", "丙局"),
        event("09-13", "done"),
        event("09-14", "progress"),
        event("09-20", "reopen"),
        event("09-29", "done"),
    )
    ledger = county(issue(*log, leads=("甲局", "乙局"), due="2020-09-30"), issue(number=2))
    told = summed_up("甲县", "甲县.yaml", ledger, states_of(ledger, day("09-29")), day("09-29"))
    assert [point.still_open for point in told.trend[-6:]] == [2, 2, 1, 2, 2, 1]
    before = states_of(ledger, day("09-28"))
    (soon,) = summed_up("甲县", "甲县.yaml", ledger, before, day("09-28")).due_soon
    assert soon.lead == "甲局、乙局"


def test_of_many_ledgers_the_latest_and_the_soonest_item_stand_first() -> None:
    kept = []
    for name, days in (("乙县", ("09-30", "10-06")), ("甲县", ("09-28", "10-05"))):
        ledger = county(*(issue(number=at, due=f"2020-{due}") for at, due in enumerate(days, 1)))
        kept.append(summed_up(name, name, ledger, states_of(ledger, day("10-04")), day("10-04")))
    told = rollup_of(kept, day("10-04"))
    assert [(item.ledger, item.days) for item in told.overdue] == [("甲县", 6), ("乙县", 4)]
    assert [(item.ledger, item.days) for item in told.due_soon] == [("甲县", 1), ("乙县", 2)]


def test_a_ledger_counts_among_many_from_the_day_of_its_document_on() -> None:
    ledger = county(issue(event("08-12", "start"), event("08-13", "progress"), due="2020-08-12"))
    for until, total, last in (("08-11", 0, None), ("08-12", 1, day("08-12"))):
        states = states_of(ledger, day(until))
        told = summed_up("甲县", "甲县.yaml", ledger, states, day(until))
        assert (told.name, told.file, told.counts.total) == ("甲县", "甲县.yaml", total)
        assert told.last_entry == last
        assert [(item.issue_id, item.days) for item in told.due_soon] == [(1, 0)] * total
        assert [point.total for point in told.trend] == [0] * 12 + [total]


def test_a_report_compares_with_the_eve_of_its_period() -> None:
    log = (event("08-12", "start"), event("08-13", "done"), event("08-14", "reopen"))
    ledger = county(issue(*log))
    for since, before in (("08-12", None), ("08-13", (0, 1)), ("08-14", (1, 0)), ("08-15", (0, 1))):
        told = report_of(ledger, Period(day(since), day("08-31")), day("08-31")).before
        assert (told and (told.done, told.in_progress)) == before


def test_late_is_what_is_older_than_the_period_and_was_recorded_in_it() -> None:
    log = (
        event("10-18", "start", recorded="2020-10-25"),
        event("10-18", "progress", note="早", recorded="2020-10-26"),
        event("10-19", "progress", note="当时", recorded="2020-10-21"),
    )
    told = report_of(county(issue(*log)), Period(day("10-19"), day("10-31")), day("10-25"))
    (activity,) = told.activity
    assert (activity.events, activity.late) == ((log[2],), (log[0],))


def test_an_urging_without_a_unit_is_the_leads() -> None:
    then = state(issue(event("10-01", "urge"), event("10-02", "urge", "乙局")))
    assert [urged_since_report(then, unit) for unit in ("甲局", "乙局", "东镇")] == [1, 1, 0]


def test_of_units_equally_late_the_one_blamed_for_more_stands_first() -> None:
    told = notice(
        issue(event("10-30", "progress", "甲局"), deadline="2020年10月20日前"),
        issue(number=2, leads=("乙局",), deadline="2020年10月20日前"),
        since="10-01",
        until="10-31",
    )
    assert [record.unit for record in told.black] == ["乙局", "甲局"]
    assert told.stale_days == STALE_DAYS


def test_why_a_unit_is_not_urged() -> None:
    then = state(issue(event("10-01", "submit", "乙局")), "10-02")
    assert then.part_of("乙局") is PartStatus.FINISHED
    label = PartStatus.FINISHED.label
    said = f"不等乙局报送（{label}，事项{then.status.label}）"
    assert objection_to_urging(then, "乙局", force=False) == said
    assert objection_to_urging(then, "乙局", force=True) is None
    assert objection_to_urging(then, "丙局", force=True) == "丙局不是它的牵头、责任或成员单位"


def paper(on: str, kind: str, until: str) -> Paper:
    """A paper of 2020."""
    return Paper.model_validate({"date": f"2020-{on}", "paper": kind, "until": f"2020-{until}"})


def test_a_summary_looks_back_to_the_last_one_before() -> None:
    first, second = paper("09-30", "summary", "09-28"), paper("09-21", "summary", "09-20")
    ledger = Checklist(
        document=DOCUMENT,
        units=UNITS,
        issues=(
            issue(
                event("09-25", "progress", "乙局", note="存在困难：早"),
                event("10-01", "submit", "甲局", note="存在困难：缺钱"),
            ),
            issue(event("09-29", "done"), number=2, responsible=("丙局",)),
            issue(event("10-05", "progress"), number=3, responsible=("戊局",)),
            issue(event("10-02", "submit"), event("10-06", "reopen"), number=4, due="2020-10-05"),
        ),
        papers=(
            first,
            second,
            paper("10-01", "notice", "09-30"),
            paper("10-20", "summary", "10-10"),
        ),
    )
    told = summary_of(ledger, Period(day("10-01"), day("10-10")), day("12-31"))
    assert told.previous == first
    assert told.before is not None
    assert (told.before.done, told.counts.done) == (0, 1)
    assert [then.issue.id for then in told.overdue] == [4]
    assert [then.issue.id for then in told.sent_back] == [4]
    assert [then.issue.id for then in told.next_due] == [4, 3]
    assert [one.text for one in told.difficulties] == ["缺钱"]
    silent = {roster.unit for roster in told.silent}
    assert {"乙局", "戊局"} <= silent
    assert not silent & {"甲局", "丙局"}
    assert summary_of(ledger, Period(day("09-01"), day("09-20")), day("12-31")).previous is None
