"""Documents for the backends' tests: the real list under way, and texts out to do harm."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from rectify_cli.domain.model import Checklist, Event, PaperKind
from rectify_cli.domain.period import Period, week_of
from rectify_cli.domain.query import Filter, select
from rectify_cli.domain.reporting.dossier import dossier_of
from rectify_cli.domain.reporting.notice import notice_of
from rectify_cli.domain.reporting.report import report_of
from rectify_cli.domain.reporting.summary import summary_of
from rectify_cli.domain.state import states_of
from rectify_cli.formats.blocks import (
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
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.views.papers.checklist import list_document
from rectify_cli.views.papers.dossier import dossier_document
from rectify_cli.views.papers.leader import leader_document
from rectify_cli.views.papers.notice.document import notice_document
from rectify_cli.views.papers.official import Form, form_of
from rectify_cli.views.papers.report import report_document
from rectify_cli.views.papers.summary import summary_document

FROZEN = Path(__file__).resolve().parent / "fixtures" / "issues.yaml"
AS_OF = date(2020, 11, 5)
# day, kind of event, unit
Sample = tuple[str, str, str | None]
EVENTS: dict[int, list[Sample]] = {
    1: [("2020-08-20", "start", "县发改局"), ("2020-11-02", "done", None)],
    3: [("2020-08-20", "start", None), ("2020-09-18", "progress", "漕涧镇人民政府")],
    6: [("2020-10-09", "progress", "县政务服务局"), ("2020-11-03", "submit", None)],
}
NASTY = "<script>alert('x')</script> & [red]红[/] | `码` *星* \x1b[31m越狱\x07 \u202e反 🙂 　全角"


def shipped() -> Checklist:
    """The shipped list: eleven issues, nothing done yet."""
    return read_ledger(FROZEN).checklist


def with_log(checklist: Checklist, events: Mapping[int, Iterable[Sample]]) -> Checklist:
    """``checklist`` with the events of each issue by its id."""
    issues = []
    for issue in checklist.issues:
        log = tuple(
            Event.model_validate({"date": day, "event": kind, "unit": unit, "note": "已办理"})
            for day, kind, unit in events.get(issue.id, ())
        )
        issues.append(issue.model_copy(update={"log": log}))
    return checklist.model_copy(update={"issues": tuple(issues)})


def busy_checklist() -> Checklist:
    """The shipped list with a few events."""
    return with_log(shipped(), EVENTS)


def one_event() -> Checklist:
    """The shipped list after its first event."""
    return with_log(shipped(), {3: [("2020-11-03", "start", "县政务服务中心")]})


def all_done() -> Checklist:
    """The shipped list struck off to the last issue."""
    done: list[Sample] = [("2020-10-30", "done", None)]
    return with_log(shipped(), {issue.id: done for issue in shipped().issues})


def long_texts() -> Checklist:
    """Problems, measures and a note of several pages each."""
    checklist = busy_checklist()
    text = "政务服务大厅工作人员服务标准不够优化，群众办事等候时间较长。" * 150
    log = (
        Event.model_validate({"date": "2020-11-03", "event": "progress", "note": "说明" * 1500}),
    )
    first = checklist.issues[0].model_copy(
        update={"problem": text, "measures": (text,) * 3, "log": log}
    )
    return checklist.model_copy(update={"issues": (first, *checklist.issues[1:])})


def long_name() -> Checklist:
    """Issues led by a unit whose name has 60 characters."""
    checklist = busy_checklist()
    issues = [issue.model_copy(update={"lead_unit": ("县" * 60,)}) for issue in checklist.issues]
    return checklist.model_copy(update={"issues": tuple(issues)})


def no_issues() -> Checklist:
    """A list without issues."""
    return shipped().model_copy(update={"issues": ()})


def three_hundred() -> Checklist:
    """300 issues, one of them led by a unit with a name of 60 characters."""
    checklist = busy_checklist()
    issues = [
        issue.model_copy(update={"id": 11 * copy + issue.id})
        for copy in range(28)
        for issue in checklist.issues
    ][:300]
    issues[0] = issues[0].model_copy(update={"lead_unit": ("县" * 60,)})
    return checklist.model_copy(update={"issues": tuple(issues)})


EDGES: dict[str, Callable[[], Checklist]] = {
    "shipped": shipped,
    "one event": one_event,
    "all done": all_done,
    "long texts": long_texts,
    "a name of 60": long_name,
    "no issues": no_issues,
    "300 issues": three_hundred,
}


def report_on(checklist: Checklist, period: Period | None = None) -> Document:
    """The weekly printout of a ledger."""
    return report_document(report_of(checklist, period or week_of(AS_OF), AS_OF))


def list_of(checklist: Checklist) -> Document:
    """The whole list as a printout."""
    return list_document(checklist, states_of(checklist, AS_OF), as_of=AS_OF)


def notice_on(checklist: Checklist) -> Document:
    """The notice from the document's day on."""
    since = checklist.document.issued_on
    notice = notice_of(checklist, since=since, until=AS_OF)
    return notice_document(notice, form(checklist, PaperKind.NOTICE))


def summary_on(checklist: Checklist) -> Document:
    """The summary to the level above."""
    period = Period(checklist.document.issued_on, AS_OF)
    summary = summary_of(checklist, period, AS_OF)
    return summary_document(summary, form(checklist, PaperKind.SUMMARY))


def form(checklist: Checklist, kind: PaperKind) -> Form:
    """How a paper is issued, everything given."""
    return form_of(
        checklist.document,
        kind,
        day=AS_OF,
        number="云营商办通〔2020〕3号",
        cc=("县委办公室", "县政协办公室"),
        signer="何某",
    )


def dossier_on(checklist: Checklist) -> Document:
    """The file of the first issue."""
    state = states_of(checklist, AS_OF)[0]
    return dossier_document(dossier_of(state, {}))


def leaders_page(checklist: Checklist) -> Document:
    """The page of the leader who answers for most."""
    found = select(checklist, Filter(leader="何志龙"), AS_OF)
    return leader_document(found.states, checklist.document, AS_OF)


PRINTOUTS: dict[str, Callable[[Checklist], Document]] = {
    "report": report_on,
    "list": list_of,
    "notice": notice_on,
    "summary": summary_on,
}


def busy_report() -> Document:
    """A weekly printout in the middle of things."""
    return report_on(busy_checklist())


def empty_report() -> Document:
    """A printout of a list without issues."""
    return report_on(no_issues(), Period(AS_OF, AS_OF))


def long_list() -> Document:
    """A printout of 300 issues."""
    return report_on(three_hundred())


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
