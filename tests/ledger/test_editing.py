"""Writing to the file on disk: all or nothing, and nothing but what was added."""

import os
import re
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from systems import make_link

from rectify_cli.domain.model import Event, EventKind, Issue, Paper, PaperKind, Unit
from rectify_cli.errors import ConflictError, InvalidDataError, NotFoundError
from rectify_cli.ledger import editing
from rectify_cli.ledger.creating import create_ledger
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.text.appending import Appended, append

STARTED = Event(date=date(2020, 8, 20), event=EventKind.START, note="已召开部署会")


def litter(folder: Path) -> list[str]:
    """What a write may not leave behind."""
    return [path.name for path in folder.rglob("*") if path.name.startswith(".rectify-")]


def test_what_was_added_is_read_back(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
        edit.save()
    assert read_ledger(ledger).checklist.issues_by_id()[3].log == (STARTED,)
    assert litter(ledger.parent) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("已召开部署会", "已召开会议"),
        ("event: start", "event: done"),
        ("leader: 何志龙", "leader: 何志"),
        ("    log:\n", "    log: [\n"),
        ("issues:", "issues: &a"),
    ],
)
def test_what_the_surgery_gets_wrong_never_reaches_the_disk(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, right: str, wrong: str
) -> None:
    def append_clumsily(*arguments: Any) -> Appended:
        made = append(*arguments)
        assert right in made.text
        return made._replace(text=made.text.replace(right, wrong, 1))

    monkeypatch.setattr(editing, "append", append_clumsily)
    before = ledger.read_bytes()
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
        with pytest.raises(ConflictError, match=f"复核没有通过，{re.escape(str(ledger))} 没有改动"):
            edit.save()
    assert ledger.read_bytes() == before


def test_an_entry_that_does_not_say_the_event_is_not_added(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "record_text", lambda _: "{date: 2020-08-20, event: start}")
    with edit_ledger(ledger) as edit, pytest.raises(ConflictError, match="复核没有通过"):
        edit.append_event(3, STARTED)


def test_without_save_nothing_is_written(ledger: Path) -> None:
    before = ledger.read_bytes()
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
    assert ledger.read_bytes() == before


def test_an_error_on_the_way_writes_nothing(ledger: Path) -> None:
    before = ledger.read_bytes()
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
        with pytest.raises(NotFoundError):
            edit.append_event(99, STARTED)
    assert ledger.read_bytes() == before


def test_lines_are_numbered_as_they_stand_in_the_end(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        for number in (11, 3, 7):
            edit.append_event(number, STARTED)
        added = edit.added
        edit.save()
    lines = ledger.read_text(encoding="utf-8").splitlines()
    assert [a.issue_id for a in added] == [11, 3, 7]
    assert [lines[a.line - 1] for a in added] == [a.text for a in added]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664])
def test_the_files_mode_is_kept(run: Run, ledger: Path, mode: int) -> None:
    ledger.chmod(mode)
    run("start", "3")
    assert stat.S_IMODE(ledger.stat().st_mode) == mode


def test_a_ledger_behind_a_link_stays_behind_it(run: Run, ledger: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.yaml"
    make_link(link, ledger)
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(b"x")
    assert run("start", "3", "--evidence", proof, "--file", link).code == 0
    assert link.is_symlink()
    assert len(read_ledger(ledger).checklist.issues_by_id()[3].log) == 1
    copy = read_ledger(ledger).checklist.issues_by_id()[3].log[0].evidence[0]
    assert (ledger.parent / copy).exists(), "beside the file itself"
    assert run("check", "--file", link).out.endswith("校验通过（另有 1 处提醒）\n")


@pytest.mark.parametrize("change", [b"# another\n", b""])
def test_a_file_that_an_editor_changed_meanwhile_is_not_overwritten(
    ledger: Path, tmp_path: Path, change: bytes
) -> None:
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(b"x")
    with edit_ledger(ledger) as edit:
        (relative,) = edit.add_evidence(3, [proof])
        edit.append_event(3, STARTED.model_copy(update={"evidence": (relative,)}))
        ledger.write_bytes(change + (ledger.read_bytes() if change else b""))
        changed = ledger.read_bytes()
        with pytest.raises(ConflictError, match="刚刚被别的程序改过"):
            edit.save()
    assert ledger.read_bytes() == changed
    assert not (ledger.parent / "evidence").exists(), "evidence that nothing refers to"
    assert litter(ledger.parent) == []


def test_a_file_changed_before_the_lock_is_read_anew(run: Run, ledger: Path) -> None:
    """Read–append–replace is under one lock: what another clerk wrote before is kept."""
    run("start", "1")
    run("start", "2")
    assert run("start", "3").code == 0
    log_lengths = [len(issue.log) for issue in read_ledger(ledger).checklist.issues]
    assert log_lengths[:3] == [1, 1, 1]


def test_a_broken_ledger_is_not_added_to(run: Run, ledger: Path) -> None:
    ledger.write_text(ledger.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    before = ledger.read_bytes()
    result = run("start", "3")
    assert result.code == 1
    assert "不认识的键“titel”" in result.err
    assert ledger.read_bytes() == before


def test_issues_and_units_can_be_added(ledger: Path) -> None:
    new = Issue(
        id=12,
        title="新问题",
        problem="问题。",
        lead_unit=("县水务局",),
        deadline="年底前",
        log=(STARTED,),
    )
    with edit_ledger(ledger) as edit:
        edit.append_unit(Unit(name="县水务局", aliases=("水务局",)))
        edit.append_issue(new)
        edit.save()
    checklist = read_ledger(ledger).checklist
    assert checklist.issues[-1] == new
    assert checklist.units[-1] == Unit(name="县水务局", aliases=("水务局",))


def test_a_used_id_is_never_given_again(ledger: Path) -> None:
    with pytest.raises(ConflictError, match="已经用过"), edit_ledger(ledger) as edit:
        edit.append_issue(Issue(id=3, title="新问题", problem="问题。"))


def test_a_new_ledger_is_proved_before_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "新" / "data" / "issues.yaml"
    with pytest.raises(InvalidDataError):
        create_ledger(path, "document: {}\n")
    assert not path.exists()
    create_ledger(path, "document: {title: 清单, issued_on: 2020-08-12}\n")
    with pytest.raises(ConflictError, match="文件已存在"):
        create_ledger(path, "document: {title: 又一份, issued_on: 2020-08-12}\n")
    assert read_ledger(path).checklist.document.title == "清单"


def test_what_the_office_issued_is_one_more_line(ledger: Path) -> None:
    paper = Paper(date=date(2020, 11, 6), paper=PaperKind.NOTICE, number="〔2020〕3号",
                  until=date(2020, 11, 5))  # fmt: skip
    before = ledger.read_text(encoding="utf-8")
    for _ in range(2):
        with edit_ledger(ledger) as edit:
            edit.append_paper(paper)
            edit.save()
    line = "  - {date: 2020-11-06, paper: notice, number: 〔2020〕3号, until: 2020-11-05}\n"
    assert ledger.read_text(encoding="utf-8") == f"{before}papers:\n{line}{line}"
    assert read_ledger(ledger).checklist.papers == (paper, paper)
