"""Which events make sense, and why others do not."""

from datetime import date

import pytest

from rectify_cli.domain.model import Checklist, Document, Event, EventKind, Issue
from rectify_cli.domain.procedure import objection_to
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
