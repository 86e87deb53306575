"""Files made to do harm are refused with a reason, in bounded memory, and nothing is fetched."""

import io
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import openpyxl
import pytest

from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files import archive
from rectify_cli.importing.files import docx as read_docx
from rectify_cli.importing.files import xlsx as read_xlsx
from rectify_cli.importing.plan.reader import read_plan

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MOST_MEMORY = 60 * 1024 * 1024


def word(path: Path, body: str | bytes, *, prolog: str = "") -> Path:
    """A Word file whose body part is ``prolog`` and ``body``."""
    text = body if isinstance(body, bytes) else body.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", prolog.encode() + text)
    return path


def sheet(path: Path, rows: str, **more: str) -> Path:
    """A workbook of one sheet with the given rows; ``more`` are other parts by name."""
    whole = io.BytesIO()
    openpyxl.Workbook().save(whole)
    changed = {"xl/worksheets/sheet1.xml": f"<worksheet {MAIN}>{rows}</worksheet>"}
    changed |= {
        f"xl/{name}" if "." in name else f"xl/{name}.xml": text for name, text in more.items()
    }
    with (
        zipfile.ZipFile(whole) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for name in old.namelist():
            file.writestr(name, changed.pop(name) if name in changed else old.read(name))
        for name, text in changed.items():
            file.writestr(name, text)
    return path


def refusal(path: Path) -> str:
    """Why ``path`` is not read; fails when it is, or takes too much memory to refuse."""
    tracemalloc.start()
    try:
        with pytest.raises(InvalidDataError) as error:
            read_plan(path)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert error.value.hint
    return error.value.message


def test_a_zip_bomb_is_stopped_at_the_bound_while_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_PART_BYTES", 1024 * 1024)
    path = word(tmp_path / "bomb.docx", f"<w:document {W}>" + " " * 3_000_000 + "</w:document>")
    assert path.stat().st_size < 10_000
    assert "压缩炸弹" in refusal(path)


def test_a_bomb_that_lies_about_its_size_is_stopped_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_PART_BYTES", 1024 * 1024)
    body = f"<w:document {W}>" + " " * 3_000_000 + "</w:document>"
    path = word(tmp_path / "liar.docx", body)
    true_size = len(body).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true_size, (1000).to_bytes(4, "little")))
    assert refusal(path)


def test_several_parts_share_one_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PART_BYTES", 1024 * 1024)
    blank = "<x>" + " " * 700_000 + "</x>"
    assert "压缩炸弹" in refusal(
        sheet(tmp_path / "s.xlsx", "", **{"sharedStrings.xml": blank, "styles.xml": blank})
    )


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE d [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://example.invalid/d.dtd">',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://example.invalid/p"> %p;]>',
    ],
)
def test_xml_that_declares_entities_is_refused(tmp_path: Path, prolog: str) -> None:
    body = f"<w:document {W}><w:p><w:t>&x;</w:t></w:p></w:document>"
    assert "实体声明" in refusal(word(tmp_path / "x.docx", body, prolog=prolog))


def test_entities_are_refused_in_every_encoding(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "x">]><d {W}/>'
    assert "实体声明" in refusal(word(tmp_path / "x.docx", text.encode("utf-16")))


def test_a_huge_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_docx, "MAX_CELLS", 1000)
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 50 + "</w:tr>"
    body = f"<w:document {W}><w:tbl>{row * 21}</w:tbl></w:document>"
    assert "1000 格" in refusal(word(tmp_path / "table.docx", body))


def test_cells_that_claim_to_span_without_end_cost_nothing(tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    body = f"<w:document {W}><w:tbl><w:tr>{cell * 100}</w:tr></w:tbl></w:document>"
    assert "不像整改方案" in refusal(word(tmp_path / "span.docx", body))


def test_endless_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_docx, "MAX_TEXT", 10_000)
    body = f"<w:document {W}><w:p><w:r><w:t>{'字' * 20_000}</w:t></w:r></w:p></w:document>"
    assert "文字太多" in refusal(word(tmp_path / "long.docx", body))


def test_endless_paragraphs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_docx, "MAX_PARAGRAPHS", 100)
    body = f"<w:document {W}>{'<w:p/>' * 200}</w:document>"
    assert "100 段" in refusal(word(tmp_path / "long.docx", body))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    tables = 100_000
    body = f"<w:document {W}>" + "<w:tbl><w:tr><w:tc>" * tables
    assert "嵌套" in refusal(word(tmp_path / "deep.docx", body))


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 10)
    path = tmp_path / "many.docx"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(20):
            file.writestr(f"part{number}.xml", "")
    assert "20 个文件" in refusal(path)


def test_a_sheet_with_a_cell_at_the_end_of_the_world_is_refused(tmp_path: Path) -> None:
    rows = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert "表格太大" in refusal(sheet(tmp_path / "far.xlsx", rows))


def test_merges_over_the_whole_sheet_cost_nothing(tmp_path: Path) -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>'
        + '<mergeCell ref="A1:XFD1048576"/>' * 5
        + "</mergeCells>"
    )
    assert "合并的单元格太多" in refusal(sheet(tmp_path / "merged.xlsx", rows))


def test_too_many_merges_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_xlsx, "MAX_CELLS", 100)
    rows = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 200 + "</mergeCells>"
    assert "合并的单元格太多" in refusal(sheet(tmp_path / "merged.xlsx", rows))


def test_a_sheet_that_points_outside_the_archive_reads_nothing(tmp_path: Path) -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="../../../../etc/passwd"/>'
        "</Relationships>"
    )
    path = sheet(tmp_path / "out.xlsx", "", **{"_rels/workbook.xml.rels": relations})
    assert "没有工作表" in refusal(path)


@pytest.mark.parametrize("cut", [10, 300, 2000, -30])
def test_a_file_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    whole = io.BytesIO()
    docx.Document().save(whole)
    path = tmp_path / "cut.docx"
    path.write_bytes(whole.getvalue()[:cut])
    assert "不是" in refusal(path)


def test_a_file_with_a_flipped_byte_is_refused_or_read_but_never_breaks(tmp_path: Path) -> None:
    whole = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["序号", "问题", "整改措施", "责任单位"])
    book.active.append([1, "问题不小。", "抓紧整改。", "县财政局"])
    book.save(whole)
    data = whole.getvalue()
    path = tmp_path / "flipped.xlsx"
    read = 0
    for at in range(0, len(data), 17):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        with suppress(InvalidDataError):
            read += len(read_plan(path).issues)
    assert read


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    docx.Document().save(whole)
    data = bytearray(whole.getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    path = tmp_path / "locked.docx"
    path.write_bytes(bytes(data))
    assert "不是完好的" in refusal(path)


def test_text_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("整改措施：好。\n" * 100_001, encoding="utf-8")
    assert "太长" in refusal(path)
