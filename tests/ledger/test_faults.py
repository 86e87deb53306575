"""What a race, a pulled plug, Ctrl-C, a full disk or a mangled file does: nothing that lasts.

The harnesses under ``benchmarks/`` do this at length; here each runs for a moment.
"""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from conftest import ROOT, Run
from systems import make_link

from rectify_cli.domain.model import Event
from rectify_cli.files import atomic as storing
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")

DONE = Event.model_validate({"date": "2020-10-20", "event": "done"})


def harness(name: str, *arguments: str) -> str:
    """The last line that a harness prints; it fails the test when it found anything."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "soak" / name), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.splitlines()[-1]


def test_four_processes_at_once_lose_no_event() -> None:
    assert "4 个进程同时写 24 次" in harness("race_writers.py", "24")


@needs_fork
def test_a_killed_writer_leaves_the_old_file_or_the_new_one() -> None:
    assert "随机杀中 5 次（种子 15）：不符 0" in harness("kill_writers.py", "5", "15", "9")


@needs_fork
def test_a_disk_that_refuses_leaves_everything_as_it_was() -> None:
    assert "文件大小限制 16 处" in harness("fill_disk.py", "16", "limit-only")


def test_a_mangled_file_is_read_or_refused_and_never_crashes_the_reader() -> None:
    assert "输入 1000（种子 3）" in harness("fuzz_reader.py", "1000", "3")


def test_ctrl_c_right_after_the_replacing_keeps_the_evidence_that_is_now_named(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "现场照片.jpg"
    source.write_bytes(b"jpg")
    (ledger.parent / "evidence" / "3").mkdir(parents=True)

    def interrupt_beside_the_ledger(folder: Path) -> None:
        if folder == ledger.parent:
            raise KeyboardInterrupt

    monkeypatch.setattr(storing, "flush_folder", interrupt_beside_the_ledger)
    with edit_ledger(ledger) as edit:
        (named,) = edit.add_evidence(3, [source])
        edit.append_event(3, DONE.model_copy(update={"evidence": (named,)}))
        with pytest.raises(KeyboardInterrupt):
            edit.save()
    assert read_ledger(ledger).checklist.issues_by_id()[3].log[0].evidence == (named,)
    assert (ledger.parent / named).read_bytes() == b"jpg"


@pytest.mark.skipif(os.name == "nt", reason="Windows flushes no folders")
def test_a_pulled_plug_finds_on_the_disk_all_that_the_new_ledger_names(
    ledger: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "现场照片.jpg"
    source.write_bytes(b"jpg")
    happened: list[int | str] = []
    flush, replace = os.fsync, os.replace

    def flush_and_tell(descriptor: int) -> None:
        happened.append(os.fstat(descriptor).st_ino)
        flush(descriptor)

    def replace_and_tell(old: Path, new: Path) -> None:
        happened.append("replaced")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", flush_and_tell)
    monkeypatch.setattr(os, "replace", replace_and_tell)
    assert run("done", "3", "--as-of", "2020-11-05", "--evidence", source).code == 0
    copy = ledger.parent / read_ledger(ledger).checklist.issues_by_id()[3].log[0].evidence[0]
    at = happened.index("replaced")
    for path in (copy, copy.parent, copy.parent.parent, ledger.parent, ledger):
        assert path.stat().st_ino in happened[:at], f"{path} is not flushed before the replacing"
    assert ledger.parent.stat().st_ino in happened[at:], "the new name itself is not flushed"


def test_the_next_write_to_an_issue_clears_away_the_halves_that_a_killed_one_left(
    ledger: Path, run: Run
) -> None:
    evidence = ledger.parent / "evidence" / "3"
    evidence.mkdir(parents=True)
    mark = zlib.crc32(b"issues.yaml")
    halves = [
        evidence / ".rectify-1a2b3c4d-99-00ff.tmp",
        ledger.parent / f".rectify-{mark:08x}-9-f.tmp",
    ]
    own = evidence / "我的文件.tmp"
    for path in (*halves, own):
        path.write_bytes(b"half")
    assert run("done", "3", "--as-of", "2020-11-05").code == 0
    assert [half for half in halves if half.exists()] == []
    assert own.exists()


def test_nothing_outside_the_folder_is_cleared_through_a_link(
    ledger: Path, tmp_path: Path, run: Run
) -> None:
    outside = tmp_path / "别处"
    outside.mkdir()
    other = outside / ".rectify-1a2b3c4d-99-00ff.tmp"
    other.write_bytes(b"")
    (ledger.parent / "evidence").mkdir()
    make_link(ledger.parent / "evidence" / "3", outside)
    assert run("done", "3", "--as-of", "2020-11-05").code == 0
    assert other.exists()


@pytest.mark.parametrize("command", [("list",), ("check",), ("done", "3")])
def test_a_ledger_name_longer_than_the_system_takes_is_told(
    run: Run, command: tuple[str, ...]
) -> None:
    result = run(*command, "--file", "长" * 200)
    assert result.code == 1
    assert "错误：" in result.err


def test_evidence_with_a_name_longer_than_the_system_takes_is_reported_missing(
    ledger: Path, run: Run
) -> None:
    name = "长" * 200
    with edit_ledger(ledger) as edit:
        edit.append_event(3, DONE.model_copy(update={"evidence": (name,)}))
        edit.save()
    result = run("check", "--as-of", "2020-11-05")
    assert result.code == 0
    assert f"找不到佐证材料 {name}" in result.out


def test_a_note_in_another_encoding_is_refused_and_nothing_is_written(
    ledger: Path, run: Run
) -> None:
    old = ledger.read_bytes()
    typed = "现场核验".encode("gbk").decode("utf-8", "surrogateescape")
    result = run("done", "3", "--note", typed, "--as-of", "2020-11-05")
    assert result.code == 1
    assert "不能当作文字读" in result.err
    assert ledger.read_bytes() == old
