"""Any event into any ledger in any hand: exactly that event is added, or nothing is changed.

    pytest tests/ledger/test_writer_properties.py --hypothesis-show-statistics

shows how often each way of writing was met; ``tests/soak/prove_writer.py`` is the long run.
"""

from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from handwriting import ODD_TEXTS, Handwritten, Pen, write_ledger
from hypothesis import HealthCheck, example, given, settings
from hypothesis import event as note_event
from hypothesis import strategies as st
from surgery import completed, folded, surgery, with_event

from rectify_cli.domain.model import Checklist, Event, EventKind, Issue
from rectify_cli.errors import ConflictError, InvalidDataError
from rectify_cli.ledger.editing import LedgerEdit, edit_ledger
from rectify_cli.ledger.reading import ledger_of
from rectify_cli.ledger.render import record_text, scalar
from rectify_cli.ledger.text import blocks

LOADERS: tuple[Any, ...] = (yaml.BaseLoader, yaml.SafeLoader)
LOADERS += (yaml.CBaseLoader, yaml.CSafeLoader) if yaml.__with_libyaml__ else ()

REFUSED_STYLES = {"log: null"}
"""What the writer may refuse: it is told to the user, and nothing is changed."""

thorough = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
texts = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.text("甲 :-#[]{}'\"\\,&*!|>%@`~?\n\r\t\u3000\xa0\x85\u2028\ufeff\x1b", max_size=12),
    any_text,
)
days = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@st.composite
def ledgers(draw: st.DrawFn) -> Handwritten:
    """A ledger of one to three issues in any hand."""
    return write_ledger(Pen(lambda count: draw(st.integers(0, count - 1))))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event, its texts as odd as they come."""
    kind = draw(st.sampled_from([k for k in EventKind if k is not EventKind.VOID]))
    return Event(
        date=draw(days),
        event=kind,
        to=draw(days) if kind is EventKind.EXTEND else None,
        by=draw(st.none() | texts),
        unit=draw(st.none() | texts),
        note=draw(st.none() | texts),
        evidence=tuple(draw(st.lists(texts.filter(bool), max_size=2))),
    )


def edit_of(text: str) -> LedgerEdit:
    """An edit of a ledger that is on no disk, cut at its issues as if it were large."""
    with mock.patch.object(blocks, "FEW", 0):
        return LedgerEdit(ledger_of(text, Path("x.yaml")))


def an_issue(data: st.DataObject, checklist: Checklist) -> int:
    """The id of one of the issues."""
    return data.draw(st.sampled_from([issue.id for issue in checklist.issues]))


@thorough
@given(ledgers())
def test_the_reader_reads_what_a_hand_wrote(written: Handwritten) -> None:
    assert completed(written.text) == Checklist.model_validate(written.data)


@thorough
@given(ledgers(), events(), st.data())
def test_one_event_goes_in_and_every_other_byte_stays(
    written: Handwritten, event: Event, data: st.DataObject
) -> None:
    for style in written.styles:
        note_event(style)
    edit = edit_of(written.text)
    issue_id = an_issue(data, edit.ledger.checklist)
    try:
        edit.append_event(issue_id, event)
        text = edit.text
    except ConflictError:
        note_event("refused")
        assert written.styles & REFUSED_STYLES
        return
    line = record_text(folded(event))
    (added,) = edit.added
    note_event(surgery(written.text, text, line, added.line))
    expected = with_event(completed(written.text), issue_id, folded(event))
    assert completed(text) == expected


@thorough
@given(ledgers(), st.lists(events(), min_size=2, max_size=4), st.data())
def test_several_events_in_one_write_stand_in_the_order_in_which_they_were_added(
    written: Handwritten, several: list[Event], data: st.DataObject
) -> None:
    edit = edit_of(written.text)
    expected = completed(written.text)
    recorded = []
    for event in several:
        issue_id = an_issue(data, expected)
        edit.append_event(issue_id, event)
        expected = with_event(expected, issue_id, folded(event))
        recorded.append(folded(event))
    try:
        assert completed(edit.text) == expected
    except ConflictError:
        assert written.styles & REFUSED_STYLES
        return
    lines = edit.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for added, event in zip(edit.added, recorded, strict=True):
        assert record_text(event) in lines[added.line - 1]


@settings(thorough, max_examples=40)
@given(ledgers(), events(), st.data())
def test_the_file_holds_what_the_edit_says_or_stays_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    written: Handwritten,
    event: Event,
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("office") / "issues.yaml"
    path.write_bytes(written.text.encode())
    path.chmod(0o640)
    mode = path.stat().st_mode
    with edit_ledger(path) as edit:
        issue_id = an_issue(data, edit.ledger.checklist)
        edit.append_event(issue_id, event)
        try:
            edit.save()
        except ConflictError:
            assert written.styles & REFUSED_STYLES
            assert path.read_bytes() == written.text.encode()
        else:
            assert path.read_bytes() == edit.text.encode()
    assert path.stat().st_mode == mode


@thorough
@given(ledgers(), texts.filter(str.strip), texts)
def test_an_issue_goes_in_at_the_end_and_all_others_say_what_they_said(
    written: Handwritten, title: str, contact: str
) -> None:
    issue = Issue(id=9, title=title, problem="问题", contact=contact or None)
    edit = edit_of(written.text)
    try:
        edit.append_issue(issue)
        text = edit.text
    except ConflictError:
        note_event("refused")
        assert written.styles & {"file: issues in brackets", "file: all in braces"}
        return
    old = completed(written.text)
    assert completed(text) == old.model_copy(update={"issues": (*old.issues, issue)})


@thorough
@given(st.sampled_from(["by", "unit", "note"]), any_text, st.characters(categories=["Cs"]))
def test_bytes_that_are_no_text_are_refused(key: str, text: str, surrogate: str) -> None:
    old = (
        "document: {title: 甲, issued_on: 2020-08-12}\nissues: [{id: 1, title: 甲, problem: 甲}]\n"
    )
    event = Event.model_validate({"date": "2020-10-20", "event": "done"})
    edit = edit_of(old)
    with pytest.raises(InvalidDataError, match="不能当作文字"):
        edit.append_event(1, event.model_copy(update={key: text + surrogate}))
    assert edit.text == old


@settings(thorough, max_examples=300)
@given(texts)
@example("甲:?乙")
@example("说明?")
def test_a_text_means_the_same_to_every_yaml_reader(text: str) -> None:
    written = scalar(text)
    for place in ("- {{a: {}, b: 1}}", "- {{a: [{}]}}", "- a: {}\n  b: 1\n"):
        for loader in LOADERS:
            read = yaml.load(place.format(written), Loader=loader)[0]["a"]
            assert read in (text, [text])
