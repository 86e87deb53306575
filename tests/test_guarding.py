"""What was recorded or supplied is never destroyed by an output, whatever name it goes by."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FROZEN, Run
from systems import make_link

from rectify_cli.ledger.reading import read_ledger

DAY = ("--as-of", "2020-11-05")
EMPTY = "document: {title: 清单, issued_on: 2020-08-12}\nissues: []\n"
OUTPUTS = [
    ("export", "--format", "json"),
    ("report", "--format", "md"),
    ("schema",),
]


@pytest.fixture
def office(run: Run, ledger: Path, tmp_path: Path) -> Path:
    """A ledger with an event and its evidence, another one, and files that are neither."""
    proof = tmp_path / "证明.docx"
    proof.write_bytes(b"proof")
    assert run("progress", "3", "--evidence", proof, *DAY).code == 0
    other = tmp_path / "别的" / "台账.txt"
    other.parent.mkdir()
    shutil.copyfile(ledger, other)
    return tmp_path


def _linked(office: Path) -> Path:
    link = office / "链接.json"
    make_link(link, office / "data" / "issues.yaml")
    return link


def _hard_linked(office: Path) -> Path:
    (office / "第二个名字.json").hardlink_to(office / "data" / "issues.yaml")
    return office / "第二个名字.json"


def _in_another_way(office: Path, text: Callable[[str], bytes | str]) -> Path:
    other = office / "别的" / "台账.txt"
    written = text(other.read_text(encoding="utf-8"))
    other.write_bytes(written if isinstance(written, bytes) else written.encode())
    return other


def _named_by_hand(office: Path) -> Path:
    photo = office / "data" / "照片" / "大厅 (1).jpg"
    photo.parent.mkdir()
    photo.write_bytes(b"photo")
    ledger = office / "data" / "issues.yaml"
    line = "      - {date: 2020-09-01, event: start, evidence: [照片/大厅 (1).jpg]}\n"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("    log:\n", f"    log:\n{line}", 1), encoding="utf-8")
    return photo


def _evidence(office: Path) -> Path:
    (copy,) = (office / "data" / "evidence" / "3").iterdir()
    return copy


def _linked_evidence(office: Path) -> Path:
    link = office / "稿.docx"
    make_link(link, _evidence(office))
    return link


KEPT: dict[str, Callable[[Path], Path]] = {
    "the ledger": lambda office: office / "data" / "issues.yaml",
    "a link to it": _linked,
    "a hard link to it": _hard_linked,
    "its path with a detour": lambda office: office / "data" / ".." / "data" / "issues.yaml",
    "another ledger": lambda office: office / "别的" / "台账.txt",
    "one that is damaged": lambda office: _in_another_way(office, lambda t: "<<<<<<< HEAD\n" + t),
    "one cut in two": lambda office: _in_another_way(office, lambda t: t[len(t) // 4 :]),
    "one in UTF-16": lambda office: _in_another_way(office, lambda t: t.encode("utf-16")),
    "one in GBK": lambda office: _in_another_way(office, lambda t: t.encode("gbk")),
    "one without events": lambda office: _in_another_way(office, lambda _: EMPTY),
    "one in braces": lambda office: _in_another_way(
        office,
        lambda _: (
            '{"document": {"title": "清单", "issued_on": "2020-08-12"}, "issues": '
            '[{"id": 1, "title": "甲", "problem": "乙", '
            '"log": [{"date": "2020-09-01", "event": "done"}]}]}'
        ),
    ),
    "evidence": _evidence,
    "a link to evidence": _linked_evidence,
    "evidence named by hand": _named_by_hand,
}


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output[0])
@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT.keys())
def test_no_output_takes_its_place(
    run: Run, office: Path, kept: Callable[[Path], Path], output: tuple[str, ...]
) -> None:
    path = kept(office)
    before = path.read_bytes()
    common = () if output == ("schema",) else DAY
    result = run(*output, "-o", path, "--overwrite", *common)
    assert result.code == 1
    assert "什么也没有写" in result.err
    assert path.read_bytes() == before
    assert not list(office.rglob(".rectify-*"))


def test_what_an_output_made_may_be_made_anew(run: Run, office: Path) -> None:
    for name in ("清单.json", "清单.csv", "清单.html", "清单.docx", "清单.xlsx", "清单.md"):
        assert run("export", "-o", office / name, *DAY).code == 0
        assert run("export", "-o", office / name, "--overwrite", *DAY).code == 0
    (office / "data" / "周报.md").write_text("# 周报\n", encoding="utf-8")
    assert run("report", "-o", office / "data" / "周报.md", "--overwrite", *DAY).code == 0


def test_an_import_replaces_neither_its_source_nor_what_was_recorded(
    run: Run, office: Path
) -> None:
    plan = office / "方案.txt"
    plan.write_text("一、存在问题：大厅没有座椅。\n整改措施：配备座椅。\n", encoding="utf-8")
    before = plan.read_bytes()
    options = ("--issued-on", "2020-08-12", "--overwrite")
    link = office / "方案.yaml"
    make_link(link, plan)
    for target in (plan, link, office / "data" / "issues.yaml", _linked_evidence(office)):
        kept = target.read_bytes()
        assert run("import", plan, "-o", target, *options).code == 1
        assert target.read_bytes() == kept
    assert plan.read_bytes() == before
    link.unlink()
    link.write_text(EMPTY, encoding="utf-8")
    assert run("import", plan, "-o", link, *options).code == 0, "nothing was recorded in it"


def test_a_second_name_of_the_ledger_is_told_before_the_two_part(run: Run, ledger: Path) -> None:
    second = ledger.with_name("second.yaml")
    os.link(ledger, second)
    assert "硬链接" in run("check", *DAY).out
    result = run("start", "3", *DAY)
    assert result.code == 0
    assert "还有别的名字（硬链接）" in result.err
    assert second.read_bytes() == FROZEN.read_bytes()
    assert "硬链接" not in run("start", "4", *DAY).err, "now it has one name"


def test_nothing_is_written_that_could_not_be_read_again(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rectify_cli.ledger import limits

    text = ledger.read_text(encoding="utf-8")
    monkeypatch.setattr(limits, "MAX_MEMORY", limits.memory_of(text, None) + 10)
    before = ledger.read_bytes()
    result = run("start", "3", *DAY)
    assert result.code == 1
    assert "再也读不了" in result.err
    assert "办法：把已了结的事项另存为一份清单。" in result.err
    assert ledger.read_bytes() == before
    assert len(read_ledger(ledger).checklist) == 11
    most = f"超过 {limits.MAX_MEMORY / 1024 / 1024:,.0f} MB，没有读"
    for whole, way_out in (
        (text, "把已了结的事项另存为一份清单"),
        (text.replace("\nissues:", '\n"issues":'), "先分成几份，再逐份 check"),
    ):
        ledger.write_text(whole + "#" * 1_000_000, encoding="utf-8")
        said = run("check").out
        assert (most in said, way_out in said) == (True, True)
