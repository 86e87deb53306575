"""佐证材料: what is accepted, under which name it is kept, and that nothing lands elsewhere."""

import hashlib
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from conftest import Result, Run
from systems import make_link, make_pipe

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.errors import ConflictError
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.evidence import safe_name
from rectify_cli.ledger.reading import read_ledger

DAY = ("--as-of", "2020-10-20")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of files to hand in, outside the ledger's."""
    folder = tmp_path / "桌面"
    folder.mkdir()
    return folder


def hand_in(run: Run, *sources: Path | str, issue: str = "3") -> Result:
    """``rectify progress`` with evidence."""
    options = [part for source in sources for part in ("--evidence", source)]
    return run("progress", issue, *options, "--note", f"第 {len(sources)} 份", *DAY)


def kept(ledger: Path, issue: int = 3) -> list[str]:
    """The evidence of the newest event."""
    return list(read_ledger(ledger).checklist.issues[issue - 1].log[-1].evidence)


def write(path: Path, content: str = "内容") -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def marked(name: str, content: str = "内容", extra: str = "") -> str:
    """The path under which a file of this name and content is kept for issue 3."""
    digits = hashlib.sha256(content.encode()).hexdigest()[:8]
    stem, dot, suffix = name.rpartition(".")
    return f"evidence/3/{stem or suffix}-{digits}{extra}{dot}{suffix if dot else ''}"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("办事指南.pdf", "办事指南.pdf"),
        ("办事 指南 （终稿）.pdf", "办事 指南 （终稿）.pdf"),
        ("-x, [y]: #z.pdf", "-x, [y]_ #z.pdf"),
        ("a:b?c*.pdf", "a_b_c_.pdf"),
        ("a\\b.pdf", "a_b.pdf"),
        ("上\n下.pdf", "上_下.pdf"),
        (" 前后空格. ", "前后空格"),
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        ("console.pdf", "console.pdf"),
        ("...", None),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_copy_keeps_its_name_made_safe_for_every_office(
    run: Run, ledger: Path, desk: Path, name: str, safe: str | None
) -> None:
    source = desk / name
    with suppress(OSError):
        write(source)
    if not source.is_file():
        pytest.skip("this system has no such name")
    assert hand_in(run, source).code == 0
    assert kept(ledger) == [marked(safe or "佐证材料")]
    assert (ledger.parent / kept(ledger)[0]).read_text(encoding="utf-8") == "内容"
    assert run("check", *DAY).out.endswith("校验通过（另有 1 处提醒）\n")


def test_a_very_long_name_is_cut_and_its_suffix_stays(run: Run, ledger: Path, desk: Path) -> None:
    long = "整" * 80 + ".pdf"
    write(desk / long)
    assert hand_in(run, desk / long).code == 0
    name = Path(kept(ledger)[0]).name
    assert len(name.encode()) <= 200
    assert name.endswith("整" + marked("整.pdf").partition("整")[2])
    assert len(safe_name("x" * 300 + "." + "y" * 300).encode()) <= 200


def test_two_files_of_one_name_do_not_overwrite_each_other(
    run: Run, ledger: Path, desk: Path
) -> None:
    (desk / "甲").mkdir()
    (desk / "乙").mkdir()
    first, second = write(desk / "甲" / "照片.jpg", "甲"), write(desk / "乙" / "照片.jpg", "乙")
    assert hand_in(run, first, second).code == 0
    assert kept(ledger) == [marked("照片.jpg", "甲"), marked("照片.jpg", "乙")]
    contents = [(ledger.parent / path).read_text(encoding="utf-8") for path in kept(ledger)]
    assert contents == ["甲", "乙"]
    write(first, "丙")
    assert hand_in(run, first).code == 0
    assert kept(ledger) == [marked("照片.jpg", "丙")]


def test_a_name_that_other_content_holds_gets_a_number(run: Run, ledger: Path, desk: Path) -> None:
    source = write(desk / "照片.jpg")
    folder = ledger.parent / "evidence" / "3"
    folder.mkdir(parents=True)
    write(ledger.parent / marked("照片.jpg"), "被人改过")
    assert hand_in(run, source).code == 0
    assert kept(ledger) == [marked("照片.jpg", extra="-2")]


def test_old_evidence_without_digits_stays_valid_and_is_not_copied_again(
    run: Run, ledger: Path, desk: Path
) -> None:
    folder = ledger.parent / "evidence" / "3"
    folder.mkdir(parents=True)
    write(folder / "照片.jpg")
    assert hand_in(run, write(desk / "照片.jpg")).code == 0
    assert kept(ledger) == ["evidence/3/照片.jpg"]
    assert run("check", *DAY).out.endswith("校验通过（另有 1 处提醒）\n")


def test_a_copy_of_a_copy_keeps_its_name(run: Run, ledger: Path, desk: Path) -> None:
    hand_in(run, write(desk / "照片.jpg"))
    copy = ledger.parent / kept(ledger)[0]
    assert hand_in(run, copy, issue="4").code == 0
    assert kept(ledger, 4) == [f"evidence/4/{copy.name}"]


def test_names_that_differ_in_case_alone_do_not_meet(run: Run, ledger: Path, desk: Path) -> None:
    first, second = write(desk / "A.PDF", "甲"), write(desk / "a.pdf", "乙")
    if first.read_text(encoding="utf-8") == "乙":
        pytest.skip("this file system does not tell case apart")
    assert hand_in(run, first, second).code == 0
    assert kept(ledger) == [marked("A.PDF", "甲"), marked("a.pdf", "乙")]
    assert hand_in(run, write(desk / "a.PDF", "甲")).code == 0
    assert kept(ledger) == [marked("A.PDF", "甲")]


def test_the_same_file_handed_in_again_is_kept_once(run: Run, ledger: Path, desk: Path) -> None:
    source = write(desk / "照片.jpg")
    hand_in(run, source)
    assert hand_in(run, source, source, desk / ".." / "桌面" / "照片.jpg").code == 0
    assert kept(ledger) == [marked("照片.jpg")], "named twice, kept and told once"
    assert len(list((ledger.parent / "evidence" / "3").iterdir())) == 1


def test_a_file_that_is_in_its_place_already_is_not_copied(run: Run, ledger: Path) -> None:
    folder = ledger.parent / "evidence" / "3"
    folder.mkdir(parents=True)
    assert hand_in(run, write(folder / "照片.jpg")).code == 0
    assert kept(ledger) == ["evidence/3/照片.jpg"]
    assert [path.name for path in folder.iterdir()] == ["照片.jpg"]


def test_a_source_may_be_named_in_any_way(
    run: Run, ledger: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(desk / "照片.jpg")
    monkeypatch.chdir(ledger.parent)
    assert hand_in(run, Path("..") / "桌面" / "照片.jpg").code == 0
    assert kept(ledger) == [marked("照片.jpg")]


def test_a_linked_source_is_copied_as_the_file_that_it_shows(
    run: Run, ledger: Path, desk: Path
) -> None:
    make_link(desk / "链接.jpg", write(desk / "照片.jpg"))
    assert hand_in(run, desk / "链接.jpg").code == 0
    copy = ledger.parent / marked("链接.jpg")
    assert not copy.is_symlink()
    assert copy.read_text(encoding="utf-8") == "内容"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("missing", "找不到佐证材料"), ("folder", "是文件夹"), ("pipe", "是设备或管道")],
)
def test_what_is_no_file_is_refused_and_nothing_is_written(
    run: Run, ledger: Path, desk: Path, kind: str, words: str
) -> None:
    good, bad = write(desk / "好.pdf"), desk / "坏"
    if kind == "folder":
        bad.mkdir()
    elif kind == "pipe":
        make_pipe(bad)
    before = ledger.read_bytes()
    result = hand_in(run, good, bad)
    assert result.code == 1
    assert words in result.err
    assert "办法：" in result.err
    assert ledger.read_bytes() == before
    assert not (ledger.parent / "evidence").exists()


@pytest.mark.parametrize("linked", ["evidence", "evidence/3"])
def test_nothing_is_written_through_a_link_out_of_the_folder(
    run: Run, ledger: Path, desk: Path, linked: str
) -> None:
    outside = desk / "外面"
    outside.mkdir()
    link = ledger.parent / linked
    link.parent.mkdir(exist_ok=True)
    make_link(link, outside)
    before = ledger.read_bytes()
    result = hand_in(run, write(desk / "照片.jpg"))
    assert "指到了清单所在文件夹之外，不往那里写" in result.err
    assert list(outside.iterdir()) == []
    assert ledger.read_bytes() == before


def test_a_link_that_holds_the_name_is_neither_followed_nor_replaced(
    run: Run, ledger: Path, desk: Path
) -> None:
    outside = write(desk / "外面.jpg", "外面的")
    folder = ledger.parent / "evidence" / "3"
    folder.mkdir(parents=True)
    make_link(ledger.parent / marked("照片.jpg", "新的"), outside)
    make_link(ledger.parent / marked("断链.jpg", "新的"), desk / "没有")
    # What it shows today it may not show tomorrow.
    make_link(folder / "同样.jpg", outside)
    make_link(ledger.parent / marked("同样.jpg", "外面的"), outside)
    photo, broken = write(desk / "照片.jpg", "新的"), write(desk / "断链.jpg", "新的")
    same = write(desk / "同样.jpg", "外面的")
    assert hand_in(run, photo, broken, same).code == 0
    contents = {"照片.jpg": "新的", "断链.jpg": "新的", "同样.jpg": "外面的"}
    assert kept(ledger) == [marked(name, content, "-2") for name, content in contents.items()]
    assert outside.read_text(encoding="utf-8") == "外面的"
    assert not (desk / "没有").exists()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("../秘密.pdf", "不能有“..”"),
        ("evidence/../../秘密.pdf", "不能有“..”"),
        ("/etc/passwd", "不能写绝对路径"),
        ("'C:/秘密.pdf'", "不能写绝对路径"),
        ("'evidence\\3\\甲.pdf'", "反斜杠"),
        ("'   '", "路径是空的"),
        ("外面/秘密.pdf", "文件夹之外"),
    ],
)
def test_a_path_typed_by_hand_that_leads_out_is_an_error(
    run: Run, ledger: Path, desk: Path, entry: str, words: str
) -> None:
    if entry.startswith("外面/"):
        make_link(ledger.parent / "外面", desk)
    text = ledger.read_text(encoding="utf-8")
    line = f"    log:\n      - {{date: 2020-09-01, event: start, evidence: [{entry}]}}\n"
    ledger.write_text(text.replace("    log:\n", line, 1), encoding="utf-8")
    result = run("check", *DAY)
    assert result.code == 1
    assert words in result.out
    assert "evidence/3/办事指南.pdf" in result.out


def test_a_file_that_takes_the_name_meanwhile_stops_the_write(ledger: Path, tmp_path: Path) -> None:
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(b"ours")
    before = ledger.read_bytes()
    with edit_ledger(ledger) as edit:
        (relative,) = edit.add_evidence(3, [proof])
        edit.append_event(
            3, Event(date=date(2020, 9, 1), event=EventKind.PROGRESS, evidence=(relative,))
        )
        theirs = ledger.parent / relative
        theirs.parent.mkdir(parents=True)
        theirs.write_bytes(b"theirs")
        with pytest.raises(ConflictError):
            edit.save()
    assert theirs.read_bytes() == b"theirs"
    assert ledger.read_bytes() == before
