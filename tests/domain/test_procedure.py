"""Which events make sense, and why others do not."""

from datetime import date

import pytest
from county import DIRECTORY as COUNTY
from county import event as of
from county import issue as issue_of
from county import void

from rectify_cli.domain.model import Checklist, Document, Event, EventKind, Issue
from rectify_cli.domain.procedure import objection_to, refusal_of
from rectify_cli.domain.units import UnitDirectory

DOCUMENT = Document(title="清单", issued_on=date(2020, 8, 12))
DIRECTORY = UnitDirectory(Checklist(document=DOCUMENT))
TODAY = date(2020, 11, 5)


def event(kind: str, day: str, *, to: str | None = None, note: str | None = None) -> Event:
    """An event as the ledger writes it."""
    return Event.model_validate({"date": day, "event": kind, "to": to, "note": note})


def objection(new: Event, *log: Event) -> str | None:
    """What is said against ``new`` after ``log``."""
    issue = Issue(id=3, title="事项", problem="问题", deadline="2020年10月底", log=log)
    return objection_to(new, issue, DIRECTORY, TODAY)


STARTED = event("start", "2020-08-20")
SUBMITTED = event("submit", "2020-10-10")
DONE = event("done", "2020-10-20")


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ([], event("start", "2020-08-12")),
        ([], event("progress", "2020-11-05")),
        ([], event("done", "2020-10-20")),
        ([STARTED], event("submit", "2020-10-10")),
        ([STARTED, SUBMITTED], event("done", "2020-10-20")),
        ([STARTED, SUBMITTED], event("reopen", "2020-10-12")),
        ([DONE], event("reopen", "2020-10-25")),
        ([DONE, event("reopen", "2020-10-25")], event("done", "2020-11-01")),
        ([DONE], event("inspect", "2020-11-01")),
        ([DONE], event("progress", "2020-09-01", note="补报")),
        ([event("progress", "2020-09-01")], event("start", "2020-08-20")),
        ([], event("extend", "2020-10-15", to="2020-11-30")),
    ],
)
def test_events_that_follow_the_procedure_are_welcome(log: list[Event], new: Event) -> None:
    assert objection(new, *log) is None


@pytest.mark.parametrize(
    ("log", "new", "why"),
    [
        ([], event("start", "2020-08-11"), "早于文件印发日期"),
        ([], event("start", "2020-11-06"), "还没有到"),
        ([STARTED], event("start", "2020-08-20", note="再次"), "已经启动"),
        ([STARTED], event("start", "2020-08-21"), "已经启动"),
        ([SUBMITTED], event("submit", "2020-10-11"), "已经申请过销号"),
        ([DONE], event("done", "2020-10-21"), "已在 2020年10月20日 销号"),
        ([DONE], event("done", "2020-10-01"), "已在 2020年10月20日 销号"),
        ([DONE], event("progress", "2020-10-21"), "rectify reopen"),
        ([DONE], event("extend", "2020-10-21", to="2020-12-31"), "rectify reopen"),
        ([], event("reopen", "2020-10-21"), "不能退回"),
        ([STARTED], event("reopen", "2020-10-21"), "不能退回"),
        ([], event("extend", "2020-10-15", to="2020-10-31"), "不是延期"),
        ([], event("extend", "2020-10-15", to="2020-10-01"), "早于办理日期"),
    ],
)
def test_events_that_make_no_sense_are_refused_with_the_reason(
    log: list[Event], new: Event, why: str
) -> None:
    assert why in (objection(new, *log) or "")


def test_every_kind_of_event_has_a_chinese_name() -> None:
    assert len({kind.label for kind in EventKind}) == len(EventKind)


def county_objection(new: Event, *log: Event, leads: tuple[str, ...] = ("甲局",)) -> str | None:
    """What is said against ``new`` in the county, after ``log``."""
    return objection_to(new, issue_of(*log, leads=leads), COUNTY, TODAY)


@pytest.mark.parametrize(
    ("log", "new", "said"),
    [
        ([of("10-01", "submit")], of("10-02", "submit"), "它已经申请过销号，正等待核验"),
        (
            [of("10-01", "submit")],
            of("10-02", "extend", to="2020-12-31"),
            "它已在 2020年10月1日 申请销号，之后的延期不起作用",
        ),
        ([of("10-01", "submit")], of("10-01", "extend", to="2020-12-31"), None),
        ([], of("10-31", "extend", to="2020-10-31"), "新的到期日 2020-10-31 不晚于现在的到期日"),
        ([], of("11-05", "extend", to="2020-11-05"), None),
        (
            [of("10-01", "start", "乙局")],
            of("10-02", "start", "乙局"),
            "乙局已经启动（现为整改中）",
        ),
        ([of("10-01", "submit", "乙局")], of("10-02", "submit", "乙局"), "乙局已经报告过完成"),
        ([of("10-01", "submit", "乙局")], of("10-02", "start"), None),
        ([of("10-01", "start", "甲局")], of("10-02", "start"), "它已经启动（现为整改中）"),
        # The office asked for an answer: it is welcome, also after the striking off.
        (
            [of("10-01", "done"), of("10-05", "inspect", "甲局", reply_by="2020-10-12")],
            of("10-06", "progress", "甲委"),
            None,
        ),
        (
            [of("10-01", "done"), of("10-05", "inspect", "甲局", reply_by="2020-10-12")],
            of("10-06", "progress"),
            None,
        ),
        (
            [of("10-01", "done"), of("10-05", "inspect", "乙局", reply_by="2020-10-12")],
            of("10-06", "progress"),
            "它已在 2020年10月1日 销号；确需继续整改，请先用 rectify reopen 退回",
        ),
        (
            [of("10-01", "done"), of("10-05", "inspect", "甲局", reply_by="2020-10-12")],
            of("10-06", "progress", "乙局"),
            "它已在 2020年10月1日 销号；确需继续整改，请先用 rectify reopen 退回",
        ),
    ],
)
def test_what_is_said_names_the_day_and_the_unit(
    log: list[Event], new: Event, said: str | None
) -> None:
    objected = county_objection(new, *log)
    assert (objected or "").startswith(said or "")
    assert (objected is None) == (said is None)


def test_each_of_several_leads_applies_once_until_it_is_sent_back() -> None:
    both = ("甲局", "乙局")
    first = of("10-01", "submit", "甲局")
    assert county_objection(of("10-02", "submit", "乙局"), first, leads=both) is None
    again = county_objection(of("10-02", "submit", "甲局"), first, leads=both)
    assert again == "甲局已经报告过完成"
    back = of("10-03", "reopen", "乙局")
    assert county_objection(of("10-04", "submit", "甲局"), first, back, leads=both) is None


def refusal(new: Event, *log: Event) -> str | None:
    return refusal_of(new, issue_of(*log), COUNTY)


def test_the_same_words_on_the_same_day_are_recorded_once() -> None:
    report = of("10-01", "progress", "甲局")
    late = of("10-01", "progress", "甲局", recorded="2020-10-03")
    said = "2020-10-01 已经记过完全相同的一条“进展”；确是另一件事，请写明说明"
    assert refusal(report, report) == said
    assert refusal(late, report) == said, "on whatever day it is recorded"
    assert refusal(report, late) == said
    assert refusal(of("10-02", "progress", "甲局"), report) is None


def test_what_was_taken_back_is_not_recorded_in_the_same_words() -> None:
    report = of("10-01", "progress", "甲局")
    said = "2020-10-01 已作废完全相同的一条“进展”；确是另一件事，请写明说明"
    assert refusal(report, report, void(report, "10-02")) == said


def test_a_group_cannot_report_and_is_told_who_can() -> None:
    assert refusal(of("10-01", "progress", "各乡镇")) == "“各乡镇”是统称，请逐个单位记：东镇、西乡"
    assert refusal(of("10-01", "progress", "各银行")) is None, "nobody is listed"
