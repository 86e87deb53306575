"""Late, and who is named: the rules of the architecture, one by one. The item falls due on
10-31; the county's document is of 08-12."""

from typing import Any

import pytest
from county import DIRECTORY, DUE, IMMEDIATE, event, issue, notice, rosters, state, void

from rectify_cli.domain.model import Event
from rectify_cli.domain.procedure import objection_to
from rectify_cli.domain.reporting.grounds import Ground
from rectify_cli.domain.reporting.notice import Notice
from rectify_cli.domain.reporting.roster import Standing
from rectify_cli.views.phrases import in_time_text

START = event("10-20", "start", "甲局")


def reds(found: Notice) -> list[str]:
    return [record.unit for record in found.red]


def blames(found: Notice) -> dict[str, list[tuple[Ground, int | None]]]:
    return {
        record.unit: [(fact.ground, fact.days) for fact in record.blames] for record in found.black
    }


@pytest.mark.parametrize(
    ("applied", "as_of", "overdue", "waiting"),
    [
        ("10-31", "10-31", 0, 0),
        ("10-31", "11-20", 0, 20),  # in time: it waits for the office, whatever that takes
        ("10-20", "11-20", 0, 31),
        ("11-01", "11-20", 1, 19),  # late: the days stop at the application
        ("11-03", "11-20", 3, 17),
        (None, "11-20", 20, 0),
        (None, "10-31", 0, 0),
    ],
)
def test_days_overdue_stop_at_the_application(
    applied: str | None, as_of: str, overdue: int, waiting: int
) -> None:
    log = [event(applied, "submit", "甲局")] if applied else []
    then = state(issue(*log), as_of)
    assert (then.overdue_days, then.waiting_days) == (overdue, waiting)
    assert then.is_waiting is bool(applied)


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ([event("10-31", "submit"), event("11-20", "done")], "按期"),
        ([event("11-03", "submit"), event("11-20", "done")], "迟3天"),
        ([event("10-31", "done")], "按期"),
        ([event("11-05", "done")], "迟5天"),
        # What was sent back does not count: the application in force is the later one.
        (
            [
                *(event("10-20", "submit"), event("10-22", "reopen")),
                *(event("11-02", "submit"), event("11-04", "done")),
            ],
            "迟2天",
        ),
        # A member's report of completion is no application.
        ([event("10-20", "submit", "东镇"), event("11-04", "done")], "迟4天"),
        ([event("10-25", "extend", to="2020-11-30"), event("11-25", "done")], "经延期"),
        ([event("10-25", "extend", to="2020-11-30"), event("12-05", "done")], "经延期，迟5天"),
        # Extended after the fact: it changes nothing.
        (
            [
                event("11-03", "submit"),
                event("11-04", "extend", to="2020-11-30"),
                event("11-20", "done"),
            ],
            "迟3天",
        ),
        ([event("11-03", "done"), event("11-04", "extend", to="2020-11-30")], "迟3天"),
        # An extension while it was overdue holds, and is said.
        ([event("11-06", "extend", to="2020-11-30"), event("11-27", "done")], "经延期"),
    ],
)
def test_punctuality_goes_by_the_application_and_tells_of_an_extension(
    log: list[Event], words: str
) -> None:
    assert in_time_text(state(issue(*log))) == words


@pytest.mark.parametrize(
    ("log", "counts"),
    [
        ([], True),
        ([event("10-10", "submit"), event("10-11", "reopen")], True),
        ([event("10-10", "submit", "东镇")], True),
        ([event("10-10", "submit", "甲局")], False),
        ([event("10-10", "done", "督查室")], False),
        ([event("10-20", "submit", "甲局")], True),  # on that very day
    ],
)
def test_an_extension_after_the_application_changes_nothing(log: list[Event], counts: bool) -> None:
    extension = event("10-20", "extend", to="2020-11-30")
    then = state(issue(*log, extension))
    assert str(then.due) == ("2020-11-30" if counts else "2020-10-31")
    assert then.extended is counts
    objected = objection_to(extension, issue(*log), DIRECTORY, extension.date)
    assert (objected is None) is (counts or log[-1].date == extension.date)


# Owing and reporting.
@pytest.mark.parametrize(
    ("log", "standing"),
    [
        ([], Standing.MISSING),
        ([event("10-05", "start", "东镇")], Standing.REPORTED),
        ([event("10-11", "progress", "东镇")], Standing.REPORTED),
        ([event("10-07", "submit", "东镇")], Standing.REPORTED),
        ([event("10-04", "progress", "东镇")], Standing.MISSING),
        ([event("10-12", "progress", "东镇")], Standing.MISSING),
        ([event("10-04", "submit", "东镇")], Standing.NOT_DUE),
        ([event("10-07", "inspect", "东镇")], Standing.MISSING),
        ([event("10-07", "urge", "东镇")], Standing.MISSING),
        ([event("10-07", "progress", "西乡")], Standing.MISSING),
        ([event("10-07", "progress", "甲局")], Standing.MISSING),
        ([event("10-07", "progress")], Standing.MISSING),
        # Judged on the last day: what waits or is struck off by then is not owed.
        ([event("10-11", "submit", "甲局")], Standing.NOT_DUE),
        ([event("10-12", "submit", "甲局")], Standing.MISSING),
        ([event("10-09", "done")], Standing.NOT_DUE),
        ([event("10-01", "done"), event("10-09", "reopen")], Standing.MISSING),
        ([event("10-01", "submit", "东镇"), event("10-09", "reopen", "东镇")], Standing.MISSING),
        ([event("10-01", "submit", "东镇"), event("10-09", "reopen")], Standing.NOT_DUE),
        # A report of the period stays one, though the item was struck off after it.
        ([event("10-06", "progress", "东镇"), event("10-09", "done")], Standing.REPORTED),
    ],
)
def test_a_unit_has_reported_owes_or_neither(log: list[Event], standing: Standing) -> None:
    """The week from 10-05 to 10-11, asked about weeks later."""
    found = rosters(issue(*log), since="10-05", until="10-11")["东镇"]
    assert [item.standing for item in found.items] == [standing]
    assert found.due == found.reported + found.missing == int(standing is not Standing.NOT_DUE)


def test_in_mid_period_what_stands_today_counts() -> None:
    one = issue(event("10-08", "submit", "甲局"))
    early = rosters(one, since="10-05", until="10-11", day="10-07")
    assert early["东镇"].missing == 1
    assert rosters(one, since="10-05", until="10-11", day="10-08")["东镇"].missing == 0


def test_of_several_leads_each_owes_until_its_own_application() -> None:
    one = issue(event("10-01", "submit", "丙局"), leads=("甲局", "丙局"))
    found = rosters(one, since="10-05", until="10-11")
    assert {unit: found[unit].missing for unit in ("甲局", "丙局", "乙局", "东镇")} == {
        **{"甲局": 1, "丙局": 0},
        **{"乙局": 0, "东镇": 0},
    }


def test_an_offices_event_is_nobodys_report() -> None:
    found = rosters(issue(event("10-07", "progress", "督查室")), since="10-05", until="10-11")
    assert {unit.label for unit in found.values()} == {"未报"}


@pytest.mark.parametrize(
    ("logs", "label"),
    [
        (([], []), "未报"),
        (([event("10-06", "progress", "东镇")], []), "部分报"),
        (([event("10-06", "progress", "东镇")], [event("10-06", "start", "东镇")]), "已报"),
        (([event("10-06", "progress", "东镇")], [event("10-01", "submit", "东镇")]), "已报"),
        (([event("10-01", "done")], [event("10-01", "submit", "东镇")]), "不需报"),
    ],
)
def test_on_some_of_what_it_owes_is_a_part(logs: Any, label: str) -> None:
    issues = [issue(*log, number=number) for number, log in enumerate(logs, start=1)]
    assert rosters(*issues, since="10-05", until="10-11")["东镇"].label == label


# Who is named.
@pytest.mark.parametrize(
    ("log", "until", "grounds"),
    [
        # Overdue.
        ([event("10-30", "progress", "甲局")], "11-05", [(Ground.OVERDUE, 5)]),
        ([event("10-30", "progress", "甲局")], "10-31", []),
        ([event("11-02", "submit", "甲局")], "11-20", [(Ground.OVERDUE, 2)]),
        ([event("10-30", "submit", "甲局")], "11-20", []),
        # Silent for seven days, by its own reports.
        ([event("10-20", "progress", "甲局")], "10-26", []),
        ([event("10-20", "progress", "甲局")], "10-27", [(Ground.UNREPORTED, 7)]),
        ([START, event("10-26", "progress", "东镇")], "10-27", [(Ground.UNREPORTED, 7)]),
        ([START, event("10-26", "progress", "督查室")], "10-27", [(Ground.UNREPORTED, 7)]),
        ([START, event("10-26", "inspect", "甲局")], "10-27", [(Ground.UNREPORTED, 7)]),
        ([START, event("10-26", "progress")], "10-27", []),
        # Never: counted from the document.
        ([], "10-30", [(Ground.UNREPORTED, 79)]),
        # Taken back is no report, and no ground.
        (
            [START, event("10-26", "progress", "甲局"),
             void(event("10-26", "progress", "甲局"), "10-26")],
            "10-27", [(Ground.UNREPORTED, 7)],
        ),
        (
            [event("10-20", "submit", "甲局"), event("10-22", "reopen"),
             void(event("10-22", "reopen"), "10-22")],
            "11-20", [],
        ),
        # Sent back: no ground until the day of the answer is past.
        ([event("10-01", "submit"), event("10-25", "reopen", reply_by="2020-11-10")], "11-10", []),
        (
            [event("10-01", "submit"), event("10-25", "reopen", reply_by="2020-11-10")],
            "11-11", [(Ground.OVERDUE, 11), (Ground.UNREPORTED, 41)],
        ),
        ([event("10-01", "submit"), event("10-25", "reopen")], "10-27", [(Ground.UNREPORTED, 26)]),
        # What was sent back to a member's part alone gives the lead no time.
        (
            [event("10-10", "submit", "东镇"),
             event("10-25", "reopen", "东镇", reply_by="2020-12-10")],
            "11-11", [(Ground.OVERDUE, 11), (Ground.UNREPORTED, 91)],
        ),
        # A member's part sent back together with the status gives it.
        (
            [event("10-01", "submit"), event("10-25", "reopen", "东镇", reply_by="2020-11-10")],
            "11-10", [],
        ),
    ],
)  # fmt: skip
def test_a_lead_is_named_on_these_grounds(
    log: list[Event], until: str, grounds: list[tuple[Ground, int]]
) -> None:
    found = blames(notice(issue(*log, responsible=("东镇",)), since="08-12", until=until))
    assert found == ({"甲局": grounds} if grounds else {})


@pytest.mark.parametrize(("until", "named"), [("08-18", False), ("08-19", True)])
def test_what_is_to_be_done_at_once_has_seven_days_to_start(until: str, named: bool) -> None:
    found = notice(issue(deadline=IMMEDIATE, responsible=()), since="08-12", until=until)
    grounds = [(Ground.IMMEDIATE_NOT_STARTED, 7), (Ground.UNREPORTED, 7)]
    assert blames(found) == ({"甲局": grounds} if named else {})


def test_a_members_start_is_no_start_of_what_is_to_be_done_at_once() -> None:
    one = issue(event("08-15", "start", "东镇"), deadline=IMMEDIATE)
    found = notice(one, since="08-12", until="08-19")
    assert Ground.IMMEDIATE_NOT_STARTED in [ground for ground, _ in blames(found)["甲局"]]


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ([], [], True),  # never: counted from the document
        ([event("10-15", "progress", "东镇")], [], True),  # 14 days before
        ([event("10-16", "progress", "东镇")], [], False),  # 13 days
        # On one of its items in the period: not named, though it owes on the other.
        ([event("10-28", "progress", "东镇")], [], False),
        # Nothing is owed.
        ([event("09-01", "submit", "东镇")], [event("09-01", "done")], False),
        ([event("09-01", "submit", "东镇")], [], True),
        # Being urged is no report.
        ([event("10-28", "urge", "东镇")], [event("10-28", "inspect", "各乡镇")], True),
        # What was sent back has time to be answered.
        (
            [event("09-01", "submit"), event("09-02", "reopen", "东镇", reply_by="2020-10-29")],
            [event("09-01", "done")],
            False,
        ),
        # Another's part was sent back, the day of its own answer is past.
        (
            [event("09-01", "submit", "东镇"), event("09-01", "submit", "西乡"),
             event("09-02", "reopen", "东镇", reply_by="2020-10-20"),
             event("09-03", "reopen", "西乡", reply_by="2020-11-20")],
            [event("09-01", "done")],
            True,
        ),
    ],
)  # fmt: skip
def test_another_unit_is_named_when_it_owed_and_was_silent_on_everything(
    first: list[Event], second: list[Event], named: bool
) -> None:
    """The week that ends on 10-29."""
    issues = [issue(*first), issue(*second, number=2)]
    found = notice(*issues, since="10-23", until="10-29")
    assert ("东镇" in [roster.unit for roster in found.silent]) is named
    assert "甲局" not in [roster.unit for roster in found.silent], "a lead is judged by issue"


def test_a_group_without_listed_members_is_one_that_can_be_silent() -> None:
    found = notice(issue(responsible=("各银行",)), since="10-23", until="10-29")
    assert [roster.unit for roster in found.silent] == ["各银行"]


def test_what_was_ever_extended_is_never_on_the_red_list() -> None:
    extended = event("10-20", "extend", to="2020-11-30")
    for log in (
        [event("10-26", "progress", "甲局")],
        [event("11-20", "submit", "甲局")],
        [event("11-20", "submit", "甲局"), event("11-21", "done")],
    ):
        plain = [e for e in log if str(e.date) <= "2020-10-31"]
        if plain:
            assert reds(notice(issue(*plain), since="10-20", until="10-30")) == ["甲局"]
        found = notice(issue(extended, *log), since="10-20", until="11-29")
        assert reds(found) == []


def test_a_group_that_leads_is_not_named() -> None:
    found = notice(issue(leads=("各乡镇",), responsible=()), since="08-12", until="11-20")
    assert (found.black, reds(found)) == ((), [])
    assert [roster.unit for roster in found.silent] == ["东镇", "西乡"]


def test_two_names_of_a_unit_are_one_record() -> None:
    issues = [issue(number=1), issue(number=2, leads=("甲委",))]
    found = notice(*issues, since="08-12", until="11-20")
    assert list(blames(found)) == ["甲局"]
    assert [fact.state.issue.id for fact in found.black[0].blames] == [1, 1, 2, 2]


def test_the_day_of_the_document_counts_from_itself() -> None:
    one = issue(deadline=DUE)
    assert state(one, "08-12").silent_days == 0
    assert state(one, "08-12").silent_days_of("东镇") == 0
    assert rosters(one, since="08-10", until="08-16", day="08-12")["东镇"].missing == 1
