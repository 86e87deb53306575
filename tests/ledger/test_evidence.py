"""佐证材料: what is copied where, and what is never written or looked up."""

import os
from datetime import date
from pathlib import Path

import pytest
from conftest import Run

from rectify_cli.errors import ConflictError, InvalidDataError
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.evidence import resolve_evidence, safe_name
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.model import Event, EventKind


def record(path: Path, number: int, *sources: Path) -> tuple[str, ...]:
    """Record evidence on an issue as the commands do; the paths in the ledger."""
    with edit_ledger(path) as edit:
        names = tuple(edit.add_evidence(number, source) for source in sources)
        edit.append_event(
            number, Event(date=date(2020, 9, 1), event=EventKind.PROGRESS, evidence=names)
        )
        edit.save()
    assert read_ledger(path).checklist.issues_by_id()[number].log[-1].evidence == names
    return names


def made(folder: Path, name: str, content: bytes = b"x") -> Path:
    """A file of a clerk's."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("办事指南 定稿.pdf", "办事指南 定稿.pdf"),
        ("a,b[1]{2}#3.pdf", "a,b[1]{2}#3.pdf"),
        ("会议: 纪要?.docx", "会议_ 纪要_.docx"),
        ("CON.txt", "_CON.txt"),
        ("..隐藏", "隐藏"),
        ("签到表.pdf. ", "签到表.pdf"),
        ("图\n片.jpg", "图_片.jpg"),
        ("\u202egpj.exe", "_gpj.exe"),
    ],
)
def test_names_are_made_safe_for_every_office_computer(
    ledger: Path, tmp_path: Path, name: str, kept: str
) -> None:
    assert record(ledger, 3, made(tmp_path / "来", name)) == (f"evidence/3/{kept}",)
    assert (ledger.parent / "evidence" / "3" / kept).read_bytes() == b"x"


def test_a_very_long_name_keeps_its_ending(ledger: Path, tmp_path: Path) -> None:
    name = "关" * 80 + ".pdf"  # 244 bytes, as long as a disk takes
    (relative,) = record(ledger, 3, made(tmp_path / "来", name))
    assert relative.endswith(".pdf")
    assert len(Path(relative).name.encode()) <= 200
    assert (ledger.parent / relative).exists()


@pytest.mark.parametrize("name", ["", ".", "..", "   ", "///", "\x00"])
def test_a_name_of_nothing_becomes_a_name(name: str) -> None:
    safe = safe_name(name)
    assert safe.strip(". ")
    assert not {"/", "\x00"} & set(safe)


def test_two_files_of_one_name_do_not_overwrite_each_other(ledger: Path, tmp_path: Path) -> None:
    first = made(tmp_path / "甲", "照片.jpg", b"1")
    second = made(tmp_path / "乙", "照片.jpg", b"2")
    assert record(ledger, 3, first, second) == ("evidence/3/照片.jpg", "evidence/3/照片-2.jpg")
    third = made(tmp_path / "丙", "照片.JPG", b"3")
    assert record(ledger, 3, third) == ("evidence/3/照片-3.JPG",), "case makes no difference"
    kept = sorted((ledger.parent / "evidence" / "3").iterdir())
    assert sorted(path.read_bytes() for path in kept) == [b"1", b"2", b"3"]


def test_the_same_file_twice_is_kept_once(ledger: Path, tmp_path: Path) -> None:
    first = made(tmp_path / "甲", "照片.jpg", b"1")
    again = made(tmp_path / "乙", "照片.jpg", b"1")
    assert record(ledger, 3, first, again) == ("evidence/3/照片.jpg", "evidence/3/照片.jpg")
    assert record(ledger, 3, first) == ("evidence/3/照片.jpg",)
    assert len(list((ledger.parent / "evidence" / "3").iterdir())) == 1


def test_issues_keep_their_evidence_apart(ledger: Path, tmp_path: Path) -> None:
    proof = made(tmp_path, "照片.jpg")
    assert record(ledger, 1, proof) == ("evidence/1/照片.jpg",)
    assert record(ledger, 2, proof) == ("evidence/2/照片.jpg",)


def test_a_link_as_source_is_copied_and_not_linked(ledger: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.pdf"
    link.symlink_to(made(tmp_path, "原件.pdf", b"content"))
    (relative,) = record(ledger, 3, link)
    copied = ledger.parent / relative
    assert not copied.is_symlink()
    assert copied.read_bytes() == b"content"


@pytest.mark.parametrize(
    ("what", "words"),
    [("文件夹", "是文件夹"), ("管道", "设备或管道"), ("没有", "找不到佐证材料")],
)
def test_what_is_no_file_is_refused(
    run: Run, ledger: Path, tmp_path: Path, what: str, words: str
) -> None:
    source = tmp_path / what
    if what == "文件夹":
        source.mkdir()
    elif what == "管道":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no named pipes")
        os.mkfifo(source)
    before = ledger.read_bytes()
    result = run("progress", "3", "--evidence", source)
    assert result.code == 1
    assert words in result.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("depth", ["evidence", "evidence/3"])
def test_a_folder_that_leads_out_is_never_written_to(
    ledger: Path, tmp_path: Path, depth: str
) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    link = ledger.parent / depth
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside, target_is_directory=True)
    with pytest.raises(ConflictError, match="之外"):
        record(ledger, 3, made(tmp_path, "照片.jpg"))
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    "relative",
    ["/etc/passwd", "../秘密.pdf", "evidence/../../秘密.pdf", "C:/x.pdf", "a\\b.pdf", " ", "外/x"],
)
def test_a_path_in_the_ledger_that_leads_out_is_refused(
    ledger: Path, tmp_path: Path, relative: str
) -> None:
    (ledger.parent / "外").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(InvalidDataError) as caught:
        resolve_evidence(ledger, relative)
    assert caught.value.hint


def test_a_path_inside_is_where_it_says(ledger: Path) -> None:
    inside = resolve_evidence(ledger, "evidence/3/办事 指南.pdf")
    assert inside == ledger.parent.resolve() / "evidence" / "3" / "办事 指南.pdf"


def test_when_the_ledger_cannot_be_written_the_copies_go_away_again(
    ledger: Path, tmp_path: Path
) -> None:
    record(ledger, 3, made(tmp_path, "以前.pdf"))
    with edit_ledger(ledger) as edit:
        edit.add_evidence(3, made(tmp_path, "新.pdf"))
        edit.append_event(3, Event(date=date(2020, 9, 2), event=EventKind.PROGRESS))
        ledger.write_bytes(ledger.read_bytes() + b"# changed\n")
        with pytest.raises(ConflictError):
            edit.save()
    kept = [path.name for path in (ledger.parent / "evidence" / "3").iterdir()]
    assert kept == ["以前.pdf"], "what was there before stays"
