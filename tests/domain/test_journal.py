"""Lines of a log: their numbers, what is taken back, and by which line."""

from datetime import date

from county import county, event, issue, void

from rectify_cli.domain.journal import Changes, Line, changes_since, lines_of, targetless_voids

WRONG = event("09-17", "submit", "甲局")
RIGHT = event("09-17", "submit", "乙局")
FIRST = void(WRONG, "09-25", by="甲")
SECOND = void(WRONG, "09-26", by="乙")
ONE = issue(WRONG, RIGHT, FIRST, SECOND)


def test_a_line_tells_the_first_void_that_takes_it_back() -> None:
    assert lines_of(ONE) == (
        Line(1, WRONG, FIRST),
        Line(2, RIGHT, None),
        Line(3, FIRST, None),
        Line(4, SECOND, None),
    )
    assert [line.is_void for line in lines_of(ONE)] == [False, False, True, True]


def test_a_line_is_known_from_the_day_on_which_it_was_recorded() -> None:
    assert lines_of(ONE, known=date(2020, 9, 16)) == ()
    assert lines_of(ONE, known=date(2020, 9, 17)) == (Line(1, WRONG), Line(2, RIGHT))
    assert lines_of(ONE, known=date(2020, 9, 25))[0] == Line(1, WRONG, FIRST)


def test_a_void_of_what_stands_nowhere_is_found_by_its_number() -> None:
    elsewhere = void(event("09-17", "submit", "丙局"), "09-25")
    assert list(targetless_voids(ONE)) == []
    assert list(targetless_voids(issue(WRONG, elsewhere, FIRST))) == [2]
    assert list(targetless_voids(issue(FIRST, WRONG))) == [], "wherever it stands in the log"
    assert list(targetless_voids(issue(FIRST))) == [1]


def test_what_was_learned_later_is_summed_over_the_issues() -> None:
    late = event("09-18", "progress", "甲局", recorded="2020-09-21")
    on_time = event("09-18", "progress", "乙局")
    of_the_day = event("09-20", "submit", "乙局")
    to_come = event("09-21", "progress", "乙局")
    ledger = county(
        issue(on_time, number=1),
        issue(late, WRONG, FIRST, number=2),
        issue(late, of_the_day, void(of_the_day, "09-22"), number=3),
        issue(to_come, number=4),
    )
    assert changes_since(ledger, date(2020, 9, 20)) == Changes(late_entries=2, corrections=2)
    assert changes_since(ledger, date(2020, 9, 21)) == Changes(late_entries=0, corrections=2)
    assert changes_since(ledger, date(2020, 9, 25)) == Changes(late_entries=0, corrections=0)
