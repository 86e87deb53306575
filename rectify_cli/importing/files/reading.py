"""Any file that an office may hand over → ``Source``, or a clear word why it is not read."""

from pathlib import Path

from rectify_cli.errors import InvalidDataError
from rectify_cli.files import read_file
from rectify_cli.importing.files.source import Source

MAX_BYTES = 50 * 1024 * 1024
"""Larger than any plan; whatever is larger is not read at all."""

_SAVE_AS = {
    ".et": "用 WPS 打开它，“另存为”选“Excel 工作簿（*.xlsx）”，再导入那个文件。",
    ".xls": "用 Excel 或 WPS 打开它，“另存为”选“Excel 工作簿（*.xlsx）”，再导入那个文件。",
    ".rtf": "用 Word 或 WPS 打开它，“另存为”选“Word 文档（*.docx）”，再导入那个文件。",
    ".ofd": "用 WPS 或 OFD 阅读器打开它，转换或另存为“Word 文档（*.docx）”，再导入那个文件。",
}
_PDF_OR_NOT = {
    True: ("不是真正的 PDF 文件，可能已损坏", "重新下载或另存一份再导入。"),
    False: ("其实是 PDF 文件", "把文件名的结尾改成 .pdf。"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN = "可以导入：.docx、.doc、.wps、.pdf、.html、.txt、.md、.xlsx、.csv。"


def read_source(path: Path) -> Source:
    """Read ``path`` by its ending, once its first bytes agree with it.

    Raises ``NotFoundError``, ``StorageError``, ``InvalidDataError``.
    """
    data, ending = read_checked(path)
    match ending:
        case ".txt" | ".md" | ".markdown" | ".text":
            from rectify_cli.importing.files.text import read_text

            parts = read_text(data, path)
        case ".csv":
            from rectify_cli.importing.files.text import read_csv

            parts = read_csv(data, path)
        case ".docx" | ".docm":
            from rectify_cli.importing.files.docx import read_docx

            parts = read_docx(data, path)
        case ".xlsx" | ".xlsm":
            from rectify_cli.importing.files.xlsx import read_xlsx

            parts = read_xlsx(data, path)
        case ".html" | ".htm":
            from rectify_cli.importing.files.html import read_html

            parts = read_html(data, path)
        case ".pdf":
            from rectify_cli.importing.files.pdf import read_pdf

            parts = read_pdf(data, path)
        case ".doc":
            from rectify_cli.importing.files.converted import read_doc

            parts = read_doc(data, path)
        case ".wps":
            from rectify_cli.importing.files.converted import read_wps

            parts = read_wps(data, path)
        case _:
            raise _unread(path, f"不认识 {ending or '没有结尾的'} 文件", _KNOWN)
    return Source(path.stem, tuple(parts))


def read_checked(path: Path, what: str = "整改方案") -> tuple[bytes, str]:
    """The bytes of ``path``, which should be a ``what``, and its ending in small letters, once they
    agree. Raises as ``read_source``, but for an ending that nobody knows."""
    ending = path.suffix.lower()
    data = read_file(path, MAX_BYTES, what)
    if ending in _SAVE_AS:
        raise _unread(path, f"不能直接读 {ending} 文件", _SAVE_AS[ending])
    if not data.strip():
        raise _unread(path, "是空的", "核对文件。")
    _refuse_disguise(path, data, ending)
    return data, ending


def _refuse_disguise(path: Path, data: bytes, ending: str) -> None:
    """A file whose ending was only renamed: told by its first bytes."""
    office = ending in (".docx", ".docm", ".xlsx", ".xlsm")
    if data.startswith(_OLE) and ending not in (".doc", ".wps"):
        what = "其实是旧格式的 Office 文件，或加了密码"
        raise _unread(path, what, "打开它，去掉密码，“另存为”.docx 或 .xlsx 后再导入。")
    if ending in (".doc", ".wps") and not data.startswith(_OLE):
        raise _unread(path, f"不是真正的 {ending} 文件", _SAVE_AS[".rtf"])
    if data.startswith(b"%PDF") is not (ending == ".pdf"):
        raise _unread(path, *_PDF_OR_NOT[ending == ".pdf"])
    if office and not data.startswith(b"PK"):
        raise _unread(path, f"不是真正的 {ending} 文件，可能已损坏", "重新保存一份再导入。")
    if not office and data.startswith(b"PK\x03\x04"):
        raise _unread(path, "其实是压缩包或 Office 文件", "把文件名的结尾改成 .docx 或 .xlsx。")


def _unread(path: Path, what: str, hint: str) -> InvalidDataError:
    return InvalidDataError(f"{path.name} {what}", hint=hint)
