"""What a version says is read the same, cut in pieces or whole, in whatever hand it is written."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ledger"))

from handwriting import Handwritten, Pen, write_ledger

from rectify_cli.history.past.facts import LOG, FactReader, one_form
from rectify_cli.ledger.reading import parse_ledger_text

HEAD = "document: {title: 清单, issued_on: 2020-08-12}\nissues:\n"


@st.composite
def ledgers(draw: st.DrawFn) -> Handwritten:
    """A ledger of one to three issues in any hand."""
    return write_ledger(Pen(lambda count: draw(st.integers(0, count - 1))))


def events_of(text: str) -> set[tuple[str | None, Any]]:
    """Issue and event of every line, as facts."""
    reader = FactReader()
    numbers = reader.read(text.encode("utf-8"))
    assert numbers is not None
    facts = [reader.fact(number) for number in numbers]
    return {(fact.issue, fact.value) for fact in facts if fact.field == LOG}


@given(ledgers())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_events_are_those_that_the_reader_of_ledgers_reads(written: Handwritten) -> None:
    checklist = parse_ledger_text(written.text, "x.yaml")
    dumped = {
        (str(issue.id), one_form(event.model_dump(mode="json", exclude_defaults=True)))
        for issue in checklist.issues
        for event in issue.log
    }
    assert events_of(written.text) == dumped


@pytest.mark.parametrize(
    "text",
    [
        # Each would be cut at a wrong place, were a cut not proved by parsing the pieces.
        'document: {title: "甲\nissues:\n  - id: 9\n    title: 乙\n", issued_on: 2020-08-12}\n'
        "issues:\n  - id: 1\n    title: 甲\n    problem: 甲\n",
        HEAD + '  - id: 1\n    title: 甲\n    problem: "一\n  - id: 2\n  二"\n',
        HEAD + "  - id: 1\n    title: 甲\n    log:\n      - {date: 2020-09-01, event: start}\n"
        "    problem: |-\n      log:\n      - {date: 2020-09-02, event: done}\n",
        HEAD + "  - id: 1\n    title: 甲\n    problem: 甲\n    log:\n"
        "      - {date: 2020-09-01, event: start} # {event: done}\n",
        HEAD + "- id: 1\n  title: 甲\n  problem: 甲\n  log:\n"
        "  - {date: 2020-09-01, event: start}\n",
    ],
)
def test_a_text_made_to_be_cut_wrongly_is_read_rightly(text: str) -> None:
    checklist = parse_ledger_text(text, "x.yaml")
    dumped = {
        (str(issue.id), one_form(event.model_dump(mode="json", exclude_defaults=True)))
        for issue in checklist.issues
        for event in issue.log
    }
    assert events_of(text) == dumped


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 空的\n",
        "- 甲\n",
        HEAD + "  - id: 1\n    title: 甲\n  - id: 1\n    title: 乙\n",
        HEAD + "  - id: 1\n    title: 甲\n    title: 乙\n",
        HEAD + "  - id: 1\n    title: &甲 乙\n    problem: *甲\n",
        "document: {title: 甲}\n" + HEAD + "  - id: 1\n    title: 甲\n",
        "<<<<<<< HEAD\n" + HEAD + "  - id: 1\n    title: 甲\n",
        "[" * 500,
    ],
)
def test_what_is_no_ledger_is_not_read(text: str) -> None:
    assert not FactReader().read(text.encode("utf-8"))
