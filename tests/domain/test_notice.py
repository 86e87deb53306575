"""Who is on which list of a notice, and by which facts."""

from collections.abc import Iterable
from datetime import date

import pytest

from rectify_cli.domain.model import Checklist, Document, Event, EventKind, Issue, Unit
from rectify_cli.domain.reporting.grounds import Ground
from rectify_cli.domain.reporting.notice import Notice, UnitRecord, notice_of
from rectify_cli.errors import UsageError

ISSUED = date(2020, 8, 12)
DUE = "2020年10月底取得实效"
IMMEDIATE = "立行立改，长期坚持"


def event(day: str, kind: str, **more: object) -> Event:
    return Event.model_validate({"date": day, "event": kind, **more})


def issue(
    number: int,
    *log: Event,
    lead: str | tuple[str, ...] = "甲局",
    deadline: str = DUE,
) -> Issue:
    leads = (lead,) if isinstance(lead, str) else lead
    return Issue(
        id=number,
        title=f"问题{number}",
        problem=f"问题{number}的表述。",
        lead_unit=leads,
        deadline=deadline,
        log=log,
    )


def judged(
    issues: Iterable[Issue],
    *,
    since: str = "2020-10-26",
    until: str = "2020-11-01",
    units: Iterable[Unit] = (),
) -> Notice:
    document = Document(title="整改工作清单", issued_on=ISSUED)
    checklist = Checklist(document=document, units=tuple(units), issues=tuple(issues))
    return notice_of(
        checklist, since=date.fromisoformat(since), until=date.fromisoformat(until), stale_days=7
    )


def names(records: Iterable[UnitRecord]) -> list[str]:
    return [record.unit for record in records]


def grounds(record: UnitRecord) -> list[Ground]:
    return [fact.ground for fact in record.facts]


def test_overdue_issue_names_its_lead_with_issue_and_days() -> None:
    notice = judged(
        [issue(3, event("2020-10-30", "progress"))], since="2020-10-26", until="2020-11-05"
    )
    (record,) = notice.black
    (fact,) = record.blames
    assert (record.unit, fact.state.issue.id) == ("甲局", 3)
    assert (fact.ground, fact.days) == (Ground.OVERDUE, 5)


def test_the_due_day_itself_is_not_overdue() -> None:
    notice = judged([issue(1, event("2020-10-30", "progress"))], until="2020-10-31")
    assert names(notice.red) == ["甲局"]
    assert not notice.black


def test_immediate_issue_not_started_is_named_after_seven_days_and_not_before() -> None:
    idle = [issue(1, deadline=IMMEDIATE)]
    early = judged(idle, since="2020-08-12", until="2020-08-18")
    assert names(early.others) == ["甲局"]
    assert grounds(early.others[0]) == [Ground.NO_WORK_REPORTED]
    late = judged(idle, since="2020-08-12", until="2020-08-19")
    assert grounds(late.black[0]) == [Ground.IMMEDIATE_NOT_STARTED, Ground.UNREPORTED]
    assert late.black[0].blames[0].days == 7


def test_silence_is_named_only_when_the_last_event_is_seven_days_old() -> None:
    recent = [issue(1, event("2020-10-23", "progress"))]
    assert names(judged(recent, since="2020-10-26", until="2020-10-29").others) == ["甲局"]
    notice = judged(recent, since="2020-10-26", until="2020-10-30")
    assert grounds(notice.black[0]) == [Ground.UNREPORTED]
    assert notice.black[0].blames[0].days == 7


def test_a_report_early_in_a_long_period_does_not_end_the_silence_of_its_lead() -> None:
    issues = [issue(1, event("2020-09-02", "progress"))]
    assert names(judged(issues, since="2020-09-01", until="2020-09-08").red) == ["甲局"]
    notice = judged(issues, since="2020-09-01", until="2020-09-09")
    assert grounds(notice.black[0]) == [Ground.UNREPORTED]
    assert notice.black[0].facts[0].days == 7


@pytest.mark.parametrize("kind", ["inspect", "extend"])
def test_what_the_office_does_is_no_report_of_the_units(kind: str) -> None:
    done = event("2020-10-28", kind, to="2020-12-31" if kind == "extend" else None)
    notice = judged([issue(1, done)], until="2020-10-30")
    assert grounds(notice.black[0]) == [Ground.UNREPORTED]


def test_what_was_reported_before_it_was_sent_back_earns_no_praise() -> None:
    log = [event("2020-10-20", "progress"), event("2020-10-22", "done")]
    notice = judged([issue(1, *log, event("2020-10-26", "reopen"))], until="2020-10-26")
    assert grounds(notice.others[0]) == [Ground.REOPENED, Ground.NO_WORK_REPORTED]
    anew = [event("2020-10-26", "reopen"), event("2020-10-29", "progress")]
    notice = judged([issue(1, *log, *anew)], until="2020-10-30")
    assert grounds(notice.others[0]) == [Ground.REOPENED], "not handed in again: not on schedule"
    handed_in = judged([issue(1, *log, *anew, event("2020-10-30", "submit"))], until="2020-10-30")
    assert grounds(handed_in.others[0]) == [Ground.REOPENED, Ground.AWAITING]


def test_a_striking_off_is_late_only_if_the_application_was() -> None:
    in_time = [event("2020-10-30", "submit"), event("2020-11-03", "done")]
    late = [event("2020-11-02", "submit"), event("2020-11-03", "done")]
    assert grounds(judged([issue(1, *in_time)], until="2020-11-08").red[0]) == [Ground.DONE]
    (fact,) = judged([issue(1, *late)], until="2020-11-08").others[0].facts
    assert (fact.ground, fact.days) == (Ground.DONE_LATE, 2)


def test_an_issue_that_waits_for_the_office_is_not_held_against_its_unit() -> None:
    notice = judged([issue(1, event("2020-10-30", "submit"))], until="2020-11-08")
    assert names(notice.red) == ["甲局"]
    assert notice.red[0].overdue == 0


def test_who_applied_in_time_and_waits_is_neither_late_nor_silent() -> None:
    log = [event("2020-10-01", "progress"), event("2020-10-10", "submit")]
    notice = judged([issue(1, *log)], since="2020-11-02", until="2020-11-08")
    assert names(notice.red) == ["甲局"]
    assert grounds(notice.red[0]) == [Ground.AWAITING]


def test_who_applied_after_the_due_date_is_overdue_and_the_day_is_told() -> None:
    notice = judged([issue(1, event("2020-11-02", "submit"))], until="2020-11-04")
    (fact,) = notice.black[0].blames
    assert (fact.ground, fact.days, fact.on) == (Ground.OVERDUE, 2, date(2020, 11, 2))


def test_an_application_that_was_sent_back_does_not_excuse() -> None:
    log = [event("2020-10-10", "submit"), event("2020-10-12", "reopen")]
    notice = judged([issue(1, *log, event("2020-11-02", "submit"))], until="2020-11-03")
    assert grounds(notice.black[0]) == [Ground.OVERDUE]


def test_all_struck_off_long_ago_is_red_without_any_report() -> None:
    log = [event("2020-09-01", "start"), event("2020-09-20", "done")]
    notice = judged([issue(1, *log)])
    assert names(notice.red) == ["甲局"]
    assert notice.red[0].events == 0


def test_striking_off_late_in_the_period_keeps_off_the_red_list_but_is_no_blame() -> None:
    log = [event("2020-10-30", "progress"), event("2020-11-03", "done")]
    within = judged([issue(1, *log)], since="2020-11-02", until="2020-11-08")
    assert grounds(within.others[0]) == [Ground.DONE_LATE]
    assert within.others[0].facts[0].days == 3
    after = judged([issue(1, *log)], since="2020-11-09", until="2020-11-15")
    assert names(after.red) == ["甲局"]


def test_being_in_time_only_by_an_extension_is_neither_red_nor_black() -> None:
    log = [event("2020-10-28", "extend", to="2020-11-30"), event("2020-11-03", "progress")]
    notice = judged([issue(1, *log)], since="2020-11-02", until="2020-11-08")
    assert grounds(notice.others[0]) == [Ground.EXTENDED]


def test_sent_back_within_the_period_is_told_and_keeps_off_the_red_list() -> None:
    log = [event("2020-10-20", "submit"), event("2020-10-27", "reopen")]
    notice = judged([issue(1, *log, event("2020-10-29", "progress"))], until="2020-10-30")
    assert Ground.REOPENED in grounds(notice.others[0])


def test_sent_back_and_struck_off_within_the_period_is_no_praise_in_it() -> None:
    log = [event("2020-10-02", "submit"), event("2020-10-10", "reopen", reply_by="2020-10-30")]
    log += [event("2020-10-16", "submit"), event("2020-10-20", "done")]
    within = judged([issue(1, *log)], since="2020-10-01", until="2020-10-25")
    assert grounds(within.others[0]) == [Ground.REOPENED, Ground.DONE]
    after = judged([issue(1, *log)], since="2020-10-11", until="2020-10-25")
    assert names(after.red) == ["甲局"]


def test_one_bad_issue_among_good_ones_is_enough_for_black() -> None:
    good = issue(1, event("2020-09-01", "done"))
    bad = issue(2, event("2020-11-01", "progress"))
    notice = judged([good, bad], until="2020-11-02")
    assert names(notice.black) == ["甲局"]
    assert [fact.state.issue.id for fact in notice.black[0].blames] == [2]
    assert notice.black[0].counts.done == 1


def test_a_unit_under_two_names_is_judged_once_under_its_canonical_name() -> None:
    issues = [
        issue(1, event("2020-09-01", "done"), lead="政务服务局"),
        issue(2, lead="政务局"),
    ]
    notice = judged(issues, units=[Unit(name="政务服务局", aliases=("政务局",))])
    assert names(notice.records) == ["政务服务局"]
    assert {fact.state.issue.id for fact in notice.records[0].facts} == {1, 2}


def test_an_issue_led_by_two_units_counts_for_both() -> None:
    notice = judged([issue(1, lead=("甲局", "乙局"))])
    assert names(notice.black) == ["甲局", "乙局"]


def test_a_group_is_never_named() -> None:
    group = Unit(name="各乡镇人民政府", members=("丙镇人民政府",))
    notice = judged([issue(1, lead="各乡镇人民政府")], units=[group])
    assert not notice.black
    assert names(notice.others) == ["各乡镇人民政府"]
    assert notice.others[0].is_group


def test_responsible_units_are_not_judged() -> None:
    shared = issue(1).model_copy(update={"responsible_units": ("丁局",)})
    assert names(judged([shared]).records) == ["甲局"]


def test_nobody_is_judged_by_an_issue_without_a_lead_unit() -> None:
    notice = judged([issue(1, lead=())])
    assert not notice.records
    assert [state.issue.id for state in notice.without_lead] == [1]


def test_nobody_is_blamed_for_a_period_before_the_document() -> None:
    notice = judged([issue(1, deadline=IMMEDIATE)], since="2020-08-01", until="2020-08-10")
    assert not notice.black
    assert not notice.red
    assert notice.others[0].facts == ()


def test_what_happened_after_the_period_changes_nothing() -> None:
    before = issue(1, event("2020-10-28", "progress"))
    later = issue(1, event("2020-10-28", "progress"), event("2020-11-20", "done"))
    first, second = (judged([one], until="2020-11-05") for one in (before, later))
    assert [grounds(r) for r in first.records] == [grounds(r) for r in second.records]
    assert first.counts == second.counts


def test_most_overdue_units_come_first_on_the_black_list() -> None:
    issues = [
        issue(1, event("2020-10-30", "progress"), lead="晚局"),
        issue(2, event("2020-10-30", "progress"), lead="更晚局", deadline="2020年9月底"),
    ]
    assert names(judged(issues, until="2020-11-03").black) == ["更晚局", "晚局"]


def test_an_empty_list_judges_nobody() -> None:
    notice = judged([])
    assert notice.records == ()
    assert notice.counts.total == 0


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="晚于"):
        judged([], since="2020-11-02", until="2020-11-01")


@pytest.mark.parametrize(
    "kind", [k for k in EventKind if k not in (EventKind.EXTEND, EventKind.VOID)]
)
def test_every_open_issue_and_every_done_one_has_a_fact(kind: EventKind) -> None:
    notice = judged([issue(1, event("2020-10-27", kind.value))])
    assert all(record.facts for record in notice.records)
