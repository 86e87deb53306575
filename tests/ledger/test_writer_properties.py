"""Whatever way a ledger is written by hand: an event is added, and no other byte moves.

A longer run: ``RECTIFY_EXAMPLES=5000 python -m pytest tests/ledger/test_writer_properties.py``.
"""

import os
import re
from random import Random
from typing import Any

import pytest
import yaml
from hand_written import hand_written, nasty_event, nasty_text
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_cli.errors import ConflictError
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.render import event_text, one_line, scalar
from rectify_cli.model import Event

EXAMPLES = int(os.environ.get("RECTIFY_EXAMPLES", "100"))
QUICK = settings(max_examples=EXAMPLES, deadline=None)
CHANCE = st.randoms(use_true_random=False)


def plain(text: str) -> Any:
    """What ``text`` says to another YAML reader than the writer's own.

    It alone cannot bear a tab before a comment; then the fast one has to do. An unfinished last
    line is finished first: that may end a block text with a line break.
    """
    text = text if text.endswith(("\n", "\r")) else text + "\n"
    return yaml.load(text, Loader=yaml.CBaseLoader if "\t" in text else yaml.BaseLoader)


def folded(event: Event) -> Event:
    """``event`` as one line can hold it."""
    texts = {key: one_line(getattr(event, key) or "") or None for key in ("by", "unit", "note")}
    return event.model_copy(update=texts)


def is_grown(old: str, new: str) -> bool:
    """Whether ``new`` is ``old`` with one piece put in.

    Two things more are documented: an empty ``[]`` loses its brackets, and a list in brackets
    over several lines gets a comma after its last entry.
    """
    start = next((n for n, pair in enumerate(zip(old, new, strict=False)) if len(set(pair)) > 1), 0)
    without_comma = new[:start] + new[start + 1 :] if new[start : start + 1] == "," else new
    if brackets := re.compile(r"[ \t]*\[[ \t]*\]").match(old, len(old[:start].rstrip(" \t"))):
        opened = old[: brackets.start()] + old[brackets.end() :]
        return _has_one_piece_more(opened, new)
    return _has_one_piece_more(old, new) or _has_one_piece_more(old, without_comma)


def _has_one_piece_more(old: str, new: str) -> bool:
    size = len(new) - len(old)
    return size > 0 and any(
        old[:at] + new[at : at + size] + old[at:] == new for at in range(len(old), -1, -1)
    )


def test_the_measure_of_growth_can_fail() -> None:
    assert is_grown("甲\n乙\n", "甲\n丙\n乙\n")
    assert is_grown("log: []\n乙", "log:\n- x\n乙")
    assert is_grown("[\n 甲\n]", "[\n 甲,\n 乙\n]")
    assert not is_grown("甲\n乙\n", "甲\n丙\n丁\n")
    assert not is_grown("甲 \n乙", "甲\n乙\n丙")
    assert not is_grown("甲\n乙", "甲\n乙")
    assert not is_grown("log: []\n乙 []", "log:\n- x\n乙")


@QUICK
@given(CHANCE)
def test_an_event_is_added_to_any_ledger_and_nothing_else_changes(
    tmp_path_factory: pytest.TempPathFactory, chance: Random
) -> None:
    path = tmp_path_factory.getbasetemp() / "任意.yaml"
    written = hand_written(chance)
    data = written.text.encode()
    path.write_bytes(data)
    before = read_ledger(path).checklist
    issue_id, event = chance.choice(written.ids), nasty_event(chance)
    refused = None
    try:
        with edit_ledger(path) as edit:
            added = edit.append_event(issue_id, event)
            edit.save()
    except ConflictError as error:
        refused = error
    if refused:
        assert path.read_bytes() == data
        assert "没有改动" in refused.message
        assert "key: question mark" in written.styles  # all else is accepted
        return
    new = path.read_bytes().decode()
    after = read_ledger(path).checklist
    issues = [
        issue.model_copy(update={"log": (*issue.log, folded(event))})
        if issue.id == issue_id
        else issue
        for issue in before.issues
    ]
    assert after == before.with_issues(issues)
    expected = plain(written.text)
    issue = next(i for i in expected["issues"] if i["id"] == str(issue_id))
    issue["log"] = [*(issue.get("log") or []), plain(event_text(folded(event)))]
    assert plain(new) == expected
    assert is_grown(written.text, new)
    assert event_text(folded(event)) in added.text
    assert new.count(added.text) > written.text.count(added.text)


@QUICK
@given(CHANCE)
def test_events_on_several_issues_are_one_proven_write(
    tmp_path_factory: pytest.TempPathFactory, chance: Random
) -> None:
    path = tmp_path_factory.getbasetemp() / "任意.yaml"
    written = hand_written(chance)
    path.write_bytes(written.text.encode())
    before = {issue.id: issue.log for issue in read_ledger(path).checklist.issues}
    texts = []
    with edit_ledger(path) as edit:
        for _ in range(chance.randint(2, 5)):
            issue_id, event = chance.choice(written.ids), nasty_event(chance)
            try:
                edit.append_event(issue_id, event)
            except ConflictError:
                assert "key: question mark" in written.styles
                continue
            texts.append(event_text(folded(event)))
            before[issue_id] = (*before[issue_id], folded(event))
        edit.save()
    assert {i.id: i.log for i in read_ledger(path).checklist.issues} == before
    lines = re.split("\r\n|\n|\r", path.read_bytes().decode().removeprefix("\ufeff"))
    told = [lines[added.line - 1] for added in edit.added]
    assert all(text in line for text, line in zip(texts, told, strict=True))


@settings(max_examples=3 * EXAMPLES, deadline=None)
@given(CHANCE)
def test_any_text_stays_that_text_to_every_yaml_reader(chance: Random) -> None:
    text = one_line(nasty_text(chance))
    for loader in (yaml.BaseLoader, yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(f"- {scalar(text)}\n- {{a: {scalar(text)}, b: c}}\n", Loader=loader) == [
            text,
            {"a": text, "b": "c"},
        ]


def test_every_style_of_writing_is_among_the_examples() -> None:
    styles = set().union(*(hand_written(Random(seed)).styles for seed in range(300)))
    assert len(styles) == 75, sorted(styles)
