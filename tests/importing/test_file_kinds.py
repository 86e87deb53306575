"""Which files are read, in which encodings, and what is said of the others."""

from pathlib import Path

import pytest
from sample_plans import PLANS

from rectify_cli.errors import InvalidDataError, NotFoundError
from rectify_cli.importing.files.reading import read_source
from rectify_cli.importing.plan.reader import read_plan

TEXT = (PLANS / "no_numbers.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    assert read_plan(path) == read_plan(PLANS / "no_numbers.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("方案.doc", "另存为”选“Word 文档（*.docx）"),
        ("方案.wps", "另存为”选“Word 文档（*.docx）"),
        ("方案.PDF", "重新下载或另存一份"),
        ("方案.rtf", "另存为”选“Word 文档（*.docx）"),
        ("台账.xls", "另存为”选“Excel 工作簿（*.xlsx）"),
        ("台账.et", "另存为”选“Excel 工作簿（*.xlsx）"),
        ("方案.jpg", ".docx、.doc、.wps、.pdf、.html、.txt"),
        ("方案", ".docx、.doc、.wps、.pdf、.html、.txt"),
    ],
)
def test_a_kind_that_is_not_read_says_how_to_save_it(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"anything")
    with pytest.raises(InvalidDataError) as error:
        read_source(path)
    assert words in str(error.value.hint)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式的 Office 文件"),
        ("a.docx", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.docx", "整改方案".encode(), "不是真正的 .docx"),
        ("a.txt", b"PK\x03\x04....", "压缩包或 Office 文件"),
        ("a.txt", b"  \n", "是空的"),
        ("a.txt", bytes(range(256)) * 4, "不是文字文件"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InvalidDataError, match=words):
        read_source(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="找不到整改方案"):
        read_source(tmp_path / "没有.docx")
    with pytest.raises(NotFoundError, match="是文件夹"):
        read_source(tmp_path)
