"""Web pages, PDF and old Word files: what a reader sees is read, what is hostile is refused."""

import os
import shutil
from pathlib import Path

import docx
import pytest
from conftest import ROOT, Run

from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files import apart, converted, pdf
from rectify_cli.importing.files.html import read_html
from rectify_cli.importing.files.reading import read_source
from rectify_cli.importing.files.source import Paragraph, Table

FILES = ROOT / "tests" / "documents" / "files"
PLAN = ROOT / "tests" / "documents" / "plan-2020-15.txt"
PAGE = """<html><head><title>青石县整改方案_青石县人民政府</title><script>alert(1)</script></head>
<body><div class="nav"><a href="/">首页</a><a href="/x">政务公开</a></div>
<div class="share">分享到：微信</div>
<div id="zoom"><p>一、存在问题</p>
<p>河道<del>很</del>脏，<span style="display:none">不</span>臭。</p>
<p>二、整改措施</p><ol><li>清淤。</li><li>截污。</li></ol>
<table><tr><th colspan="2">单位</th></tr><tr><td rowspan="2">县水务局</td><td>甲</td></tr>
<tr><td>乙<br>丙</td></tr></table>
<p>牵头单位：县水务局<br>整改时限：6月底前</p><p>【打印本页】</p></div>
<div class="footer">版权所有　青石县人民政府　浏览次数：12</div></body></html>"""


def imported(run: Run, path: Path) -> list[dict[str, object]]:
    """The issues of a file, without where they were found."""
    found: list[dict[str, object]] = run("import", path, "--json").json["issues"]
    return found


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def lines(path: Path) -> list[str]:
    return [p.text for p in read_html(path.read_bytes(), path) if isinstance(p, Paragraph)]


def test_a_page_is_read_without_what_stands_around_its_document(tmp_path: Path) -> None:
    path = write(tmp_path / "page.html", PAGE)
    assert lines(path) == [
        "青石县整改方案",
        "一、存在问题",
        "河道脏，臭。",
        "二、整改措施",
        "1.清淤。",
        "2.截污。",
        "牵头单位：县水务局",
        "整改时限：6月底前",
    ]


def test_merged_cells_of_a_page_keep_their_text_in_every_part(tmp_path: Path) -> None:
    path = write(tmp_path / "page.html", PAGE)
    (table,) = (p for p in read_html(path.read_bytes(), path) if isinstance(p, Table))
    assert [[(c.text, c.merged) for c in row.cells] for row in table.rows] == [
        [("单位", False), ("单位", True)],
        [("县水务局", False), ("甲", False)],
        [("县水务局", True), ("乙\n丙", False)],
    ]


def test_a_page_in_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(PAGE.encode("gbk"))
    assert "一、存在问题" in [p.text for p in read_source(path).parts if isinstance(p, Paragraph)]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "深",
        '<!DOCTYPE html [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><p>&b;</p>',
        '<p>一</p><table><tr><td colspan="9999999" rowspan="9999999">x</td></tr></table>',
        '<iframe src="http://127.0.0.1:9/"></iframe><p>x<script>while(1){}</script></p>',
    ],
    ids=["deep", "entities", "spans", "active"],
)
def test_a_hostile_page_is_read_or_refused_in_bounds(tmp_path: Path, page: str) -> None:
    path = write(tmp_path / "page.html", page)
    try:
        parts = read_html(path.read_bytes(), path)
    except InvalidDataError:
        return
    assert len(parts) < 10
    assert not any("while" in part.text for part in parts if isinstance(part, Paragraph))


def test_a_pdf_says_what_its_text_says(run: Run) -> None:
    assert imported(run, FILES / "plan-2020-15.pdf") == imported(run, PLAN)


def test_a_table_over_the_end_of_a_page_is_one_table() -> None:
    parts = pdf.read_pdf((FILES / "table-over-pages.pdf").read_bytes(), Path("表.pdf"))
    (table,) = (part for part in parts if isinstance(part, Table))
    assert [row.cells[0].text for row in table.rows] == ["序号", *map(str, range(1, 41))]


def empty_pdf() -> bytes:
    """A page with nothing on it that is text, as a scan is."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("扫描.pdf", empty_pdf(), "是扫描件"),
        ("坏.pdf", b"%PDF-1.7\n" + b"\x00\xff" * 500, "不是完好的"),
        ("改名.pdf", b"PK\x03\x04", "不是真正的 PDF 文件"),
        ("改名.docx", b"%PDF-1.7\n", "其实是 PDF 文件"),
        ("坏.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "坏.doc"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "不能直接读 .xls"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    run: Run, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = run("import", path)
    assert (result.code, result.out) == (1, "")
    assert words in result.err
    assert "办法：" in result.err


def test_an_old_word_file_says_what_its_text_says(run: Run) -> None:
    assert imported(run, FILES / "plan-2020-15.doc") == imported(run, PLAN)


@pytest.mark.parametrize(
    "wrong", ["ModuleNotFoundError('pdfplumber')", "ImportError('DLL load failed')"]
)
def test_a_missing_package_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrong: str
) -> None:
    (tmp_path / "pdfplumber.py").write_text(f"raise {wrong}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    with pytest.raises(InvalidDataError, match="还没有安装") as raised:
        pdf.read_pdf(empty_pdf(), Path("方案.pdf"))
    assert raised.value.hint == '运行：pip install "rectify-cli[pdf]"'


def test_no_module_of_the_current_folder_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pdfplumber.py").write_text("open('hacked', 'w')")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidDataError, match="扫描件"):
        pdf.read_pdf(empty_pdf(), Path("方案.pdf"))
    assert not (tmp_path / "hacked").exists()


def test_a_parser_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pdfplumber.py").write_text("while True: pass")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    monkeypatch.setattr(apart, "SECONDS", 1)
    with pytest.raises(InvalidDataError, match="还没有读完"):
        pdf.read_pdf(empty_pdf(), Path("方案.pdf"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_reads_what_it_can_with_a_profile_of_its_own(tmp_path: Path) -> None:
    data = (FILES / "plan-2020-15.doc").read_bytes()
    parts = converted.read_wps(data, Path("方案.wps"))
    assert "整改工作方案" in "".join(p.text for p in parts if isinstance(p, Paragraph))


def test_without_libreoffice_a_wps_file_is_refused_with_both_ways(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # One in the current folder is not taken for it.
    (tmp_path / "soffice").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".")))
    for name in ("ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(InvalidDataError) as raised:
        converted.read_wps(b"", Path("方案.wps"))
    assert "安装 LibreOffice" in (raised.value.hint or "")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_libreoffice_is_found_where_its_installer_for_windows_puts_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    made = docx.Document()
    made.add_paragraph("整改工作方案")
    made.save(str(tmp_path / "made.docx"))
    copies = f'for last; do :; done\ncp "{tmp_path}/made.docx" "${{last%.*}}.docx"\n'
    program.write_text(f"#!/bin/sh\n{copies}", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    monkeypatch.setattr(os, "get_exec_path", list)
    parts = converted.read_wps(b"", Path("方案.wps"))
    assert [part.text for part in parts if isinstance(part, Paragraph)] == ["整改工作方案"]


def test_what_was_struck_out_or_hidden_in_word_is_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for words, look in (
        ("河道", ""),
        ("很", "strike"),
        ("不", "hidden"),
        ("脏。", "double_strike"),
    ):
        setattr(paragraph.add_run(words).font, look or "bold", True)
    paragraph.add_run("有垃圾。").font.strike = False
    document.save(str(tmp_path / "方案.docx"))
    (read,) = read_source(tmp_path / "方案.docx").paragraphs
    assert read.text == "河道有垃圾。"
