"""Two kinds of time: how things stood on a day, and what the ledger knew of it on another."""

from datetime import date

import pytest
from county import DIRECTORY, county, event, issue, parts, state, void
from pydantic import ValidationError

from rectify_cli.domain.journal import as_known, changes_since, lines_of
from rectify_cli.domain.model import Checklist, Event, Issue, Paper
from rectify_cli.domain.period import Period, week_of
from rectify_cli.domain.reporting.chronicle import Wanted, chronicle, records_of
from rectify_cli.domain.reporting.report import report_of
from rectify_cli.domain.state import states_of

SUNDAY = date(2020, 9, 20)
LATE = event("09-18", "progress", "甲局", recorded="2020-09-21")
WRONG = event("09-17", "submit", "甲局")


def known(one: Issue, day: date) -> Issue:
    """The issue as the ledger knew it on ``day``."""
    return as_known(county(one), day).issues[0]


@pytest.mark.parametrize(
    ("log", "as_of", "then", "now"),
    [
        # A report that came late counts for its day, but was not known on it.
        ([LATE], "09-20", "not_started", "in_progress"),
        ([LATE], "09-17", "not_started", "not_started"),
        # A line without ``recorded`` was known on its day.
        ([event("09-18", "progress", "甲局")], "09-20", "in_progress", "in_progress"),
        # A correction counts for the day that it corrects, whenever it was made.
        ([WRONG, void(WRONG, "09-25")], "09-20", "submitted", "not_started"),
        ([WRONG, void(WRONG, "09-19")], "09-20", "not_started", "not_started"),
        # A void that was itself entered late.
        ([WRONG, void(WRONG, "09-19", recorded="2020-09-22")], "09-20", "submitted", "not_started"),
    ],
)
def test_as_of_tells_the_truth_of_today_and_known_what_was_known(
    log: list[Event], as_of: str, then: str, now: str
) -> None:
    one = issue(*log)
    assert state(one, as_of).status == now
    assert state(known(one, SUNDAY), as_of).status == then


def test_parts_have_the_same_two_kinds_of_time() -> None:
    wrong = event("09-17", "submit", "东镇")
    one = issue(
        wrong, void(wrong, "09-25"), event("09-17", "progress", "西乡", recorded="2020-09-25")
    )
    assert parts(one, "09-20") == parts(issue(event("09-17", "progress", "西乡")))
    assert parts(known(one, SUNDAY), "09-20") == parts(issue(wrong))


def test_what_was_recorded_before_it_happened_is_an_error() -> None:
    with pytest.raises(ValidationError, match="早于办理日期"):
        event("09-18", "progress", recorded="2020-09-17")
    assert event("09-18", "progress", recorded="2020-09-18").known_on == date(2020, 9, 18)


def test_issues_and_papers_that_came_later_were_not_known() -> None:
    old, new = issue(), issue(number=2, added="2020-09-25")
    papers = (
        Paper.model_validate({"date": "2020-09-20", "paper": "notice", "until": "2020-09-18"}),
        Paper.model_validate({"date": "2020-09-21", "paper": "notice", "until": "2020-09-20"}),
    )
    whole = county(old, new).model_copy(update={"papers": papers})
    then = as_known(whole, SUNDAY)
    assert [one.id for one in then.issues] == [1]
    assert then.papers == papers[:1]
    assert as_known(whole, date(2020, 9, 25)) == whole
    assert then.units == whole.units, "units are as they stand"


def ledger() -> Checklist:
    """A week with a late report, a line that was taken back, and its right version."""
    return county(
        issue(
            LATE, WRONG, void(WRONG, "09-25"),
            event("09-17", "submit", "东镇", recorded="2020-09-25"),
        ),
        issue(event("09-16", "start", "甲局"), number=2),
    )  # fmt: skip


def test_a_week_tells_in_a_line_what_has_been_learned_since() -> None:
    changes = changes_since(ledger(), SUNDAY)
    assert (changes.late_entries, changes.corrections) == (2, 1)
    then = as_known(ledger(), SUNDAY)
    assert changes_since(then, SUNDAY) == (0, 0)
    # A void within the week itself is no later correction.
    assert changes_since(county(issue(WRONG, void(WRONG, "09-19"))), SUNDAY) == (0, 0)
    # A report of a later day is not about the time up to it.
    later = county(issue(event("09-22", "progress", "甲局", recorded="2020-09-30")))
    assert changes_since(later, SUNDAY) == (0, 0)


def test_a_week_as_it_was_printed_stays_what_it_was() -> None:
    """The same answer from the ledger of that day and from what is known of it later."""
    at_the_time = county(issue(WRONG), issue(event("09-16", "start", "甲局"), number=2))
    printed = report_of(at_the_time, week_of(SUNDAY), SUNDAY)
    again = report_of(as_known(ledger(), SUNDAY), week_of(SUNDAY), SUNDAY)
    assert (again.counts, again.before, again.open_by_week) == (
        printed.counts,
        printed.before,
        printed.open_by_week,
    )
    assert again.unreported_by_unit == printed.unreported_by_unit
    truth = report_of(ledger(), week_of(SUNDAY), SUNDAY)
    assert (printed.counts.submitted, truth.counts.submitted) == (1, 0)


def test_what_is_older_and_was_recorded_in_the_week_is_marked() -> None:
    """补记: dated in an earlier period, recorded in this one."""
    following = Period(date(2020, 9, 21), date(2020, 9, 27))
    found = report_of(ledger(), following, following.until)
    late = {item.state.issue.id: [str(e.date) for e in item.late] for item in found.activity}
    assert late == {1: ["2020-09-17", "2020-09-18"]}
    assert not any(item.events for item in found.activity)


def test_a_comparison_uses_the_same_knowledge_on_both_sides() -> None:
    """The late report counts on the eve of the following week too."""
    following = Period(date(2020, 9, 21), date(2020, 9, 27))
    found = report_of(ledger(), following, following.until)
    assert found.before is not None
    assert found.before.in_progress == found.counts.in_progress == 2


def test_lines_keep_their_numbers_whatever_was_known() -> None:
    one = ledger().issues[0]
    assert [line.number for line in lines_of(one)] == [1, 2, 3, 4]
    then = lines_of(one, known=SUNDAY)
    assert [(line.number, line.voided_by) for line in then] == [(2, None)]
    (record,) = records_of(one, DIRECTORY, SUNDAY, known=SUNDAY)
    assert record.number == "1#2"
    everything = [record.number for record in chronicle(ledger(), Wanted(), date(2020, 12, 31))]
    assert everything == ["2#1", "1#2", "1#4", "1#1", "1#3"]


def test_a_day_to_come_changes_nothing_of_the_past() -> None:
    early = states_of(ledger(), SUNDAY)
    more = event("10-30", "done")
    grown = county(*(one.model_copy(update={"log": (*one.log, more)}) for one in ledger().issues))
    assert [s.status for s in states_of(grown, SUNDAY)] == [s.status for s in early]
