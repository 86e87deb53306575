"""Recording events in a file: one write for all of them, and only what was meant is changed."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from conftest import Run

from rectify_cli.errors import ConflictError, NotFoundError
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.model import Event, EventKind

DAY = ("--as-of", "2020-10-20")
DONE = Event(date=date(2020, 10, 20), event=EventKind.DONE)


def litter(ledger: Path) -> list[str]:
    """What stands beside the ledger and is not it; the lock file itself is meant to stay."""
    names = {path.name for path in ledger.parent.iterdir()}
    return sorted(names - {ledger.name, f".{ledger.name}.lock"})


def test_a_mark_is_one_inserted_line(run: Run, ledger: Path) -> None:
    before = ledger.read_text(encoding="utf-8").splitlines()
    result = run("done", "3", "--by", "何志龙", "--note", "现场核验通过", *DAY)
    after = ledger.read_text(encoding="utf-8").splitlines()
    (new,) = [line for line in after if line not in before]
    assert new.strip() == "- {date: 2020-10-20, event: done, by: 何志龙, note: 现场核验通过}"
    assert [line for line in after if line != new] == before
    assert f"第 {after.index(new) + 1} 行" in result.out
    assert litter(ledger) == []


def test_several_ids_are_one_write(run: Run, ledger: Path) -> None:
    run("done", "3", "共性1", "11", *DAY)
    issues = read_ledger(ledger).checklist.issues
    assert [issue.id for issue in issues if issue.log] == [1, 3, 11]


@pytest.mark.parametrize("ids", [("3", "99"), ("99", "3"), ("3", "4"), ("4", "3")])
def test_several_ids_are_all_recorded_or_none(
    run: Run, ledger: Path, ids: tuple[str, str], tmp_path: Path
) -> None:
    run("done", "4", *DAY)
    proof = tmp_path / "证明.pdf"
    proof.touch()
    before = ledger.read_bytes()
    result = run("done", *ids, "--evidence", proof, *DAY)
    assert result.code == 1
    assert ledger.read_bytes() == before
    assert litter(ledger) == []


def test_the_second_of_two_refused_events_is_named_too(run: Run, ledger: Path) -> None:
    run("done", "3", "4", *DAY)
    result = run("done", "3", "4", "5", *DAY)
    assert "事项 3（" in result.err
    assert "事项 4（" in result.err
    assert "其余各项也没有记" in result.err


def test_a_trial_writes_nothing(run: Run, ledger: Path, tmp_path: Path) -> None:
    proof = tmp_path / "证明.pdf"
    proof.touch()
    before = ledger.read_bytes()
    result = run("done", "3", "--evidence", proof, "--dry-run", *DAY)
    assert "evidence: [evidence/3/证明.pdf]" in result.out
    assert ledger.read_bytes() == before
    assert litter(ledger) == []


def test_a_linked_ledger_stays_a_link_and_the_real_file_grows(run: Run, tmp_path: Path) -> None:
    from conftest import SHIPPED

    real = tmp_path / "共享" / "清单.yaml"
    real.parent.mkdir()
    real.write_bytes(SHIPPED.read_bytes())
    link = tmp_path / "办公室" / "issues.yaml"
    link.parent.mkdir()
    link.symlink_to(os.path.relpath(real, link.parent))
    proof = tmp_path / "证明.pdf"
    proof.touch()
    result = run("--file", link, "done", "3", "--evidence", proof, *DAY)
    assert result.code == 0
    assert link.is_symlink()
    assert len(read_ledger(real).checklist.issues[2].log) == 1
    assert (real.parent / "evidence" / "3" / "证明.pdf").exists()
    assert list(link.parent.iterdir()) == [link]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
def test_the_file_mode_is_kept(run: Run, ledger: Path, mode: int) -> None:
    ledger.chmod(mode)
    assert run("done", "3", *DAY).code == 0
    assert stat.S_IMODE(ledger.stat().st_mode) == mode


def test_what_an_editor_saved_in_between_is_not_overwritten(ledger: Path, tmp_path: Path) -> None:
    proof = tmp_path / "证明.pdf"
    proof.touch()
    saved = ledger.read_text(encoding="utf-8") + "# 编辑器刚刚存的\n"
    with edit_ledger(ledger) as edit:
        relative = edit.add_evidence(3, proof)
        edit.append_event(3, DONE.model_copy(update={"evidence": (relative,)}))
        ledger.write_text(saved, encoding="utf-8")
        with pytest.raises(ConflictError, match="刚刚被别的程序改过，什么也没有写"):
            edit.save()
    assert ledger.read_text(encoding="utf-8") == saved
    assert litter(ledger) == []


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("where", "recorded"), [("_move", False), ("flush_folder", True)])
def test_ctrl_c_leaves_the_old_file_or_the_new_one_with_its_evidence(
    run: Run, ledger: Path, tmp_path: Path, where: str, recorded: bool
) -> None:
    proof = tmp_path / "证明.pdf"
    proof.touch()
    kept = ledger.parent / "evidence" / "3" / "证明.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"rectify_cli.ledger.storing.{where}", interrupt)
        patch.setattr("rectify_cli.ledger.evidence._copy", lambda copy: copy.target.touch())
        assert run("done", "3", "--evidence", proof, *DAY).code == 130
    assert len(read_ledger(ledger).checklist.issues[2].log) == recorded
    assert kept.exists() == recorded
    assert litter(ledger) == (["evidence"] if recorded else [])


def test_a_ledger_that_is_wrong_is_not_written_to(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8").replace("issued_on: 2020-08-12", "issued_on: 今年")
    ledger.write_text(text, encoding="utf-8")
    result = run("done", "3", *DAY)
    assert "不是日期" in result.err
    assert ledger.read_text(encoding="utf-8") == text


def test_a_missing_ledger_is_not_made_by_a_mark(run: Run, tmp_path: Path) -> None:
    result = run("--file", tmp_path / "无.yaml", "done", "3", *DAY)
    assert "找不到清单文件" in result.err
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFoundError), edit_ledger(tmp_path / "无.yaml"):
        pass


@pytest.mark.parametrize(
    "note",
    [
        *("- {date: 2020-01-01}", "甲: 乙 # 丙", "“全角”，：［］", "'单' \"双\" \\", "[], {}"),
        *("no", "*a", "&a", "!a", "%", "@", "`", "|", ">", "~", "0123", "12:30", "　", "\x1b[31m"),
    ],
)  # fmt: skip
def test_any_note_comes_back_as_it_was_typed(run: Run, ledger: Path, note: str) -> None:
    assert run("progress", "3", f"--note={note}甲", *DAY).code == 0
    assert read_ledger(ledger).checklist.issues[2].log[0].note == f"{note}甲".strip()


def test_a_note_of_several_lines_is_folded_into_one(run: Run, ledger: Path) -> None:
    run("progress", "3", "--note", "第一行\n\t第二行\r\n- 第三行", *DAY)
    assert read_ledger(ledger).checklist.issues[2].log[0].note == "第一行 第二行 - 第三行"


def test_additions_in_any_order_are_told_with_their_final_lines(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        for issue_id in (11, 1, 5, 1):
            edit.append_event(issue_id, DONE)
        edit.save()
    lines = ledger.read_text(encoding="utf-8").splitlines()
    assert [lines[added.line - 1] for added in edit.added] == [a.text for a in edit.added]
    assert [len(issue.log) for issue in read_ledger(ledger).checklist.issues[:5:4]] == [2, 1]
