"""What the office is told of a small county: whom its lists name, in what order."""

import pytest
from county import county, day, event, issue, state

from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.difficulties import (
    difficulties_of,
    difficulty_in,
    with_difficulty,
    without_difficulty,
)
from rectify_cli.domain.reporting.dossier import dossier_of
from rectify_cli.domain.reporting.figures import overdue_figures
from rectify_cli.domain.reporting.todo import Entry, todo_of

BOTH = ("甲局", "乙局")


def test_what_is_due_soon_stands_soonest_first_with_its_leads_and_its_day() -> None:
    ledger = county(
        issue(leads=BOTH, deadline="2020年10月8日前"),
        issue(number=2, deadline="2020年10月3日前"),
        issue(number=3, deadline="2020年10月2日前"),
    )
    assert todo_of(ledger, day("10-02")).due_soon == (
        Entry(3, "甲局", day("10-02"), 0),
        Entry(2, "甲局", day("10-03"), 1),
        Entry(1, "甲局、乙局", day("10-08"), 6),
    )


def test_what_waits_stands_longest_first() -> None:
    ledger = county(
        issue(event("10-04", "submit")),
        issue(event("10-03", "submit"), number=2),
        issue(event("10-01", "submit"), number=3),
    )
    assert todo_of(ledger, day("10-04")).awaiting == (
        Entry(3, "甲局", day("10-01"), 3),
        Entry(2, "甲局", day("10-03"), 1),
        Entry(1, "甲局", day("10-04"), 0),
    )


def test_what_was_not_begun_at_once_is_told_with_its_leads_since_the_document() -> None:
    ledger = county(issue(leads=BOTH, deadline="立行立改"))
    assert todo_of(ledger, day("08-20")).immediate_not_started == (
        Entry(1, "甲局、乙局", day("08-12"), 8),
    )


@pytest.mark.parametrize(("unit", "told"), [("甲委", "甲局"), ("乙局", "乙局"), (None, "甲局")])
def test_what_was_sent_back_is_told_of_the_unit_by_its_own_name(
    unit: str | None, told: str
) -> None:
    ledger = county(issue(event("10-01", "submit", unit), event("10-03", "reopen", unit)))
    assert todo_of(ledger, day("10-10")).sent_back == (Entry(1, told, day("10-03"), 7),)


def test_what_is_due_today_stands_before_what_is_due_tomorrow() -> None:
    ledger = county(issue(due="2020-10-03"), issue(number=2, due="2020-10-02"))
    assert [s.issue.id for s in overdue_figures(ledger, day("10-02")).due_soon] == [2, 1]


def test_the_units_that_have_been_silent_the_longest_stand_first() -> None:
    ledger = county(
        issue(event("08-13", "start", "乙局"), responsible=("乙局",)),
        issue(event("09-30", "start", "丙局"), number=2, leads=("丙局",), responsible=()),
    )
    assert todo_of(ledger, day("10-02")).silent_units == (
        Entry(None, "甲局", None, 51),
        Entry(None, "乙局", day("08-13"), 50),
    )


def test_overdue_is_counted_by_lead_worst_first() -> None:
    ledger = county(
        issue(leads=("戊局",), deadline="立行立改"),
        issue(number=2, leads=("丙局",), deadline="2020年10月8日前"),
        issue(number=3, deadline="2020年9月30日前"),
        issue(number=4, leads=("乙局",), deadline="2020年9月29日前"),
        issue(number=5, leads=("乙局",), deadline="2020年9月28日前"),
    )
    figures = overdue_figures(ledger, day("10-02"), within=9)
    assert figures.by_lead == (
        ("乙局", 2, 0, 0),
        ("甲局", 1, 0, 0),
        ("丙局", 0, 1, 0),
        ("戊局", 0, 0, 1),
    )
    assert figures.within == 9
    assert [then.issue.id for then in figures.immediate_not_started] == [1]


def test_an_overdue_item_to_be_done_at_once_is_told_once() -> None:
    ledger = county(issue(deadline="立行立改", due="2020-09-30"))
    figures = overdue_figures(ledger, day("10-02"))
    assert (len(figures.overdue), figures.immediate_not_started) == (1, ())


def test_a_note_ends_in_its_difficulty() -> None:
    for note, whole in (
        ("", "存在困难：缺钱"),
        ("已开会", "已开会；存在困难：缺钱"),
        ("已开会。", "已开会。存在困难：缺钱"),
        ("。已开", "。已开；存在困难：缺钱"),
        ("已交X", "已交X；存在困难：缺钱"),
    ):
        assert with_difficulty(note, "缺钱") == whole
        assert difficulty_in(f"{whole}。") == "缺钱"
        assert without_difficulty(whole) == note.rstrip("。")
    assert difficulty_in("存在困难：存在困难：X") == "存在困难：X"
    assert without_difficulty("存在困难：存在困难：X") == ""
    assert without_difficulty("已寄X；") == "已寄X"
    assert (difficulty_in(None), without_difficulty(None)) == ("", "")


def test_the_last_difficulty_of_each_unit_in_a_period() -> None:
    then = state(
        issue(
            event("09-01", "progress", "甲委", note="存在困难：早"),
            event("10-01", "progress", "甲委", note="存在困难：先"),
            event("10-02", "progress", "甲局", note="存在困难：后"),
            event("10-02", "progress", note="已办"),
            event("10-03", "progress", "乙局", note="存在困难：缺人"),
            event("11-01", "progress", note="存在困难：晚"),
        )
    )
    found = difficulties_of([then], Period(day("10-01"), day("10-31")))
    assert [(one.unit, one.day, one.text) for one in found] == [
        ("甲局", day("10-02"), "后"),
        ("乙局", day("10-03"), "缺人"),
    ]
    assert all(one.state is then for one in found)
    assert [one.text for one in difficulties_of([then])] == ["晚", "缺人"]


def test_a_dossier_names_each_file_once_and_each_line_by_the_day() -> None:
    log = (
        event("10-01", "progress", "乙局", evidence=("a.pdf",)),
        event("10-02", "progress", evidence=("a.pdf", "b.jpg")),
        event("10-04", "progress", "甲委", evidence=("c.jpg",)),
        event("10-05", "progress", evidence=("d.jpg",)),
    )
    then = state(issue(*log), "10-04")
    dossier = dossier_of(then, {"a.pdf": 7})
    assert dossier.state is then
    assert [tuple(one) for one in dossier.evidence] == [
        (1, "a.pdf", day("10-01"), "乙局", 7),
        (2, "b.jpg", day("10-02"), "甲局", None),
        (3, "c.jpg", day("10-04"), "甲局", None),
    ]
    assert [line.event for line in dossier.lines] == list(log[:3])
    assert dossier.contact is not None
    assert dossier.contact.name == "甲局"
    assert dossier_of(state(issue(leads=(), responsible=())), {}).contact is None
