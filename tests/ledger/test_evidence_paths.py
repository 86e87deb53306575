"""佐证材料: where a path leads, what is refused in which words, what goes when a write fails."""

import errno
import hashlib
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from systems import make_link, make_pipe

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.errors import ConflictError, InvalidDataError, RectifyError, StorageError
from rectify_cli.ledger import evidence
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.evidence import resolve_evidence, safe_name

PROGRESS = Event(date=date(2020, 9, 1), event=EventKind.PROGRESS)
HINT = "写相对清单所在文件夹的路径，例如 evidence/3/办事指南.pdf。"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("", "佐证材料的路径是空的"),
        (" \u3000", "佐证材料的路径是空的"),
        ("甲\0.pdf", "佐证材料的路径是空的"),
        ("/甲.pdf", "佐证材料不能写绝对路径：/甲.pdf"),
        ("C:/甲.pdf", "佐证材料不能写绝对路径：C:/甲.pdf"),
        ("d:甲.pdf", "佐证材料不能写绝对路径：d:甲.pdf"),
        ("甲/../../乙.pdf", "佐证材料的路径里不能有“..”：甲/../../乙.pdf"),
        ("外面/甲.pdf", "佐证材料指到了清单所在文件夹之外：外面/甲.pdf"),
    ],
)
def test_a_path_that_is_none_or_leads_out_is_told_with_the_right_way(
    ledger: Path, tmp_path: Path, entry: str, said: str
) -> None:
    make_link(ledger.parent / "外面", tmp_path)
    with pytest.raises(InvalidDataError) as caught:
        resolve_evidence(ledger, entry)
    assert (caught.value.message, caught.value.hint) == (said, HINT)


def test_a_path_as_windows_writes_it_is_told_with_the_right_stroke(ledger: Path) -> None:
    with pytest.raises(InvalidDataError) as caught:
        resolve_evidence(ledger, "evidence\\3\\甲.pdf")
    assert caught.value.message == "佐证材料的路径用了反斜杠：evidence\\3\\甲.pdf"
    assert caught.value.hint == f"路径用 / 分隔。{HINT}"


@pytest.mark.parametrize("entry", ["evidence/3/甲.pdf", "甲..pdf", "XX.pdf", "图:1.pdf"])
def test_a_path_below_the_ledgers_folder_leads_there(ledger: Path, entry: str) -> None:
    assert resolve_evidence(ledger, entry) == ledger.parent.resolve() / entry


def test_a_file_of_the_same_name_size_and_time_is_another_when_it_says_other_things(
    ledger: Path, tmp_path: Path
) -> None:
    folder = ledger.parent / "evidence" / "3"
    folder.mkdir(parents=True)
    for path, content in ((folder / "照片.jpg", b"old"), (tmp_path / "照片.jpg", b"new")):
        path.write_bytes(content)
        os.utime(path, (1_600_000_000, 1_600_000_000))
    with edit_ledger(ledger) as edit:
        (relative,) = edit.add_evidence(3, [tmp_path / "照片.jpg"])
        edit.append_event(3, PROGRESS.model_copy(update={"evidence": (relative,)}))
        edit.save()
    assert (ledger.parent / relative).read_bytes() == b"new"
    assert (folder / "照片.jpg").read_bytes() == b"old"


def test_what_somebody_else_put_into_the_new_folder_stays_when_the_write_fails(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    theirs = ledger.parent / "evidence" / "3" / "他人的.pdf"
    make_copies = evidence.make_copies

    def make_beside_another(path: Path, copies: list[evidence.Copy]) -> list[Path]:
        made = make_copies(path, copies)
        theirs.touch()
        ledger.write_bytes(ledger.read_bytes() + b"# another\n")
        return made

    monkeypatch.setattr(evidence, "make_copies", make_beside_another)
    with edit_ledger(ledger) as edit:
        (relative,) = edit.add_evidence(3, [tmp_path / "照片.jpg"])
        edit.append_event(3, PROGRESS.model_copy(update={"evidence": (relative,)}))
        with pytest.raises(ConflictError, match="刚刚被别的程序改过"):
            edit.save()
    assert list(theirs.parent.iterdir()) == [theirs]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("XX镇.pdf", "XX镇.pdf"),
        (" .\u3000甲. ", "甲"),
        ("...", "佐证材料"),
        ("a:b\x07c.pdf", "a_b_c.pdf"),
        ("con.pdf", "_con.pdf"),
        ("字" * 80 + ".pdf", "字" * 65 + ".pdf"),
        ("字" * 64 + " . 字字.pdf", "字" * 64 + ".pdf"),
        ("X" * 250 + ".pdf", "X" * 196 + ".pdf"),
        ("字" * 80 + "." + "x" * 20, "字" * 59 + "." + "x" * 20),
        ("字" * 80 + "." + "x" * 21, "字" * 66),
        ("甲." + "字" * 80 + ".pdf", "甲." + "字" * 64 + ".pdf"),
        ("字" * 64 + "XX字字.pdf", "字" * 64 + "XX.pdf"),
        ("甲 .pdf", "甲 .pdf"),
        (".." * 2 + "x" * 300, "x" * 200),
    ],
)
def test_a_name_is_made_safe_and_short(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def told(ledger: Path, *sources: Path) -> tuple[str, str | None]:
    """What is said of files that cannot be kept."""
    try:
        with edit_ledger(ledger) as edit:
            relatives = edit.add_evidence(3, sources)
            edit.append_event(3, PROGRESS.model_copy(update={"evidence": relatives}))
            edit.save()
    except RectifyError as error:
        return error.message, error.hint
    pytest.fail("nothing was refused")


def test_what_cannot_be_kept_is_named_with_what_to_do(ledger: Path, tmp_path: Path) -> None:
    missing = tmp_path / "没有.pdf"
    assert told(ledger, missing) == (f"找不到佐证材料：{missing}", "核对文件名和路径。")
    hint = "逐个写出文件，或先打成压缩包。"
    assert told(ledger, tmp_path) == (f"佐证材料要是文件，{tmp_path} 是文件夹", hint)
    pipe = tmp_path / "管道"
    make_pipe(pipe)
    assert told(ledger, pipe) == (f"佐证材料要是文件，{pipe} 是设备或管道", hint)


def test_where_nothing_can_be_kept_is_named_with_what_to_do(ledger: Path, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.touch()
    folder = ledger.parent / "evidence"
    folder.touch()
    message, _ = told(ledger, photo)
    assert re.match(r"存不了佐证材料 evidence/3/照片-\w{8}\.jpg：", message)
    folder.unlink()
    make_link(folder, tmp_path)
    inner = ledger.parent.resolve() / "evidence" / "3"
    assert told(ledger, photo) == (
        f"{inner} 是链接，指到了清单所在文件夹之外，不往那里写",
        "把这个链接换成真正的文件夹。",
    )


@pytest.mark.parametrize("call", [(Path, "stat"), (hashlib, "file_digest")])
def test_a_file_that_the_disk_will_not_give_is_named(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[object, str]
) -> None:
    photo = tmp_path / "照片.jpg"
    photo.touch()
    real = Path.stat

    def refuse_the_photo(asked: Any, *arguments: Any, **options: Any) -> Any:
        if asked == photo or call[0] is hashlib:
            raise OSError(errno.EIO, "Input/output error")
        return real(asked, *arguments, **options)

    monkeypatch.setattr(*call, refuse_the_photo)
    assert told(ledger, photo)[0] == f"读不了佐证材料 {photo}：磁盘读写出错"


def test_a_file_that_is_gone_before_it_is_copied_is_named(ledger: Path, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.touch()
    with edit_ledger(ledger) as edit:
        relatives = edit.add_evidence(3, [photo])
        edit.append_event(3, PROGRESS.model_copy(update={"evidence": relatives}))
        photo.unlink()
        with pytest.raises(StorageError) as caught:
            edit.save()
    assert caught.value.message == f"读不了佐证材料 {photo}：文件或文件夹不存在"
    assert not (ledger.parent / "evidence").exists()


def test_files_of_one_name_without_end_are_refused(ledger: Path, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"x")
    with edit_ledger(ledger, dry_run=True) as edit:
        (relative,) = edit.add_evidence(3, [photo])
    first = ledger.parent / relative
    first.parent.mkdir(parents=True)
    for number in range(2, 1000):
        first.with_stem(f"{first.stem}-{number}").touch()
    with edit_ledger(ledger, dry_run=True) as edit:
        assert edit.add_evidence(3, [photo]) == (relative,)
    first.touch()
    assert told(ledger, photo) == (
        f"{first.parent.resolve()} 里名为 照片.jpg 的文件太多",
        "把佐证材料换一个名字再试。",
    )


def test_one_file_from_two_folders_is_kept_once(ledger: Path, tmp_path: Path) -> None:
    photos = [tmp_path / folder / "照片.jpg" for folder in ("甲", "乙")]
    for photo in photos:
        photo.parent.mkdir()
        photo.write_bytes(b"x")
    with edit_ledger(ledger) as edit:
        relatives = edit.add_evidence(3, photos)
        others = edit.add_evidence(4, photos)
        for issue_id, kept in ((3, relatives), (4, others)):
            edit.append_event(issue_id, PROGRESS.model_copy(update={"evidence": kept}))
        edit.save()
    assert [len(relatives), len(others)] == [1, 1]
    for relative in (*relatives, *others):
        assert (ledger.parent / relative).read_bytes() == b"x"


def test_halves_that_a_killed_write_left_go_with_the_next_but_never_elsewhere(
    ledger: Path, tmp_path: Path
) -> None:
    half = ledger.parent / "evidence" / "3" / ".rectify-00000000-1-2.tmp"
    half.parent.mkdir(parents=True)
    elsewhere = tmp_path / half.name
    for path in (half, elsewhere):
        path.touch()
    make_link(ledger.parent / "evidence" / "4", tmp_path)
    with edit_ledger(ledger) as edit:
        for issue_id in (3, 4, 5):
            edit.append_event(issue_id, PROGRESS)
        edit.save()
    assert (half.exists(), elsewhere.exists()) == (False, True)
