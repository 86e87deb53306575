"""Documents for the backends' tests: the real list under way, and texts out to do harm."""

from datetime import date
from pathlib import Path

from rectify_cli.fold import states_of
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.model import Checklist, Event
from rectify_cli.printing.blocks import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    Segment,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.printing.report_document import report_document
from rectify_cli.report import Period, report_of, week_of

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "issues.yaml"
AS_OF = date(2020, 11, 5)
EVENTS = {
    1: [("2020-08-20", "start", "县发改局"), ("2020-11-02", "done", "何志龙")],
    3: [("2020-08-20", "start", None), ("2020-09-18", "progress", "漕涧镇人民政府")],
    6: [("2020-10-09", "progress", "县政务服务局"), ("2020-11-03", "submit", None)],
}
NASTY = "<script>alert('x')</script> & [red]红[/] | `码` *星* \x1b[31m越狱\x07 \u202e反 🙂 　全角"


def busy_checklist() -> Checklist:
    """The shipped list with a few events."""
    checklist = read_ledger(SHIPPED).checklist
    issues = []
    for issue in checklist.issues:
        log = tuple(
            Event.model_validate({"date": day, "event": kind, "unit": unit, "note": "已办理"})
            for day, kind, unit in EVENTS.get(issue.id, [])
        )
        issues.append(issue.model_copy(update={"log": log}))
    return checklist.with_issues(issues)


def busy_report() -> Document:
    """A weekly printout in the middle of things."""
    return report_document(report_of(busy_checklist(), week_of(AS_OF), AS_OF))


def empty_report() -> Document:
    """A printout of a list without issues."""
    nothing = busy_checklist().with_issues(())
    return report_document(report_of(nothing, Period(AS_OF, AS_OF), AS_OF))


def long_list() -> Document:
    """300 issues, one of them led by a unit with a name of 60 characters."""
    checklist = busy_checklist()
    issues = [
        issue.model_copy(update={"id": 11 * copy + issue.id})
        for copy in range(28)
        for issue in checklist.issues
    ][:300]
    issues[0] = issues[0].model_copy(update={"lead_unit": ("县" * 60,)})
    whole = checklist.with_issues(issues)
    assert len(states_of(whole, AS_OF)) == 300
    return report_document(report_of(whole, week_of(AS_OF), AS_OF))


def nasty_document() -> Document:
    """Every kind of block, filled with text that means something to some format."""
    table = Table(
        columns=(Column(NASTY), Column("二", fixed=True)),
        rows=((Cell(NASTY, Tone.BAD), Cell("上\n下")), (Cell(""), Cell("长" * 300))),
        caption=NASTY,
    )
    bars = Bars(NASTY, (Bar(NASTY, (Segment(NASTY, 3, Tone.GOOD), Segment("空", 0)), NASTY),))
    blocks = (
        Heading(1, NASTY),
        Paragraph(NASTY + "\n1. 第二行", Tone.WARN),
        Items((NASTY, "# 不是标题")),
        table,
        Table((Column("空表"),), (), empty=NASTY),
        bars,
        Bars("", ()),
        Trend(NASTY, ((AS_OF, 3),), NASTY),
        Trend("无", ()),
        SignOff((NASTY, "日期")),
    )
    return Document(title=NASTY, subtitle=(NASTY,), sections=(Section(blocks),), author=NASTY)


ALL = {
    "busy": busy_report,
    "empty": empty_report,
    "long": long_list,
    "nasty": nasty_document,
}
