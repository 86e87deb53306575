"""佐证材料: where a path in the ledger leads, and what is taken away again when a write fails."""

import os
from datetime import date
from pathlib import Path

import pytest
from systems import make_link

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.errors import ConflictError, InvalidDataError
from rectify_cli.ledger import evidence
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.evidence import resolve_evidence

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
