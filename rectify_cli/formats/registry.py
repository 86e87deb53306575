"""The formats a printout can take: a row each; what writes one loads only when it is asked for."""

from enum import StrEnum
from importlib import import_module
from typing import Self

from rectify_cli.errors import UsageError
from rectify_cli.formats.blocks import Document

_PACKAGES = {
    "docx": "python-docx",
    "jinja2": "jinja2",
    "lxml": "lxml",
    "openpyxl": "openpyxl",
}


class Format(StrEnum):
    """A file format, named as its ending; the function that writes it (module and name below
    ``formats``); other endings by which it goes."""

    DOCX = "docx", "word.document.render_word"
    HTML = "html", "html.page.render_html", "htm"
    MARKDOWN = "md", "markdown.render_markdown", "markdown"
    XLSX = "xlsx", "excel.book.render_excel"
    CSV = "csv", "csv_text.render_csv"
    JSON = "json", ""  # data, not a page: written by json_text

    writer: str
    endings: tuple[str, ...]

    def __new__(cls, ending: str, writer: str, *others: str) -> Self:
        row = str.__new__(cls, ending)
        row._value_ = ending
        row.writer, row.endings = writer, (ending, *others)
        return row

    @classmethod
    def of(cls, ending: str) -> "Format | None":
        """The format of a file name's ending (``docx``, ``.HTM``), if there is one."""
        bare = ending.lower().lstrip(".")
        return next((row for row in cls if bare in row.endings), None)


def render(document: Document, format: Format) -> bytes:
    """``document`` as a file of ``format`` (any but JSON).

    Raises ``UsageError`` with the install command when the package that the format needs is
    missing.
    """
    module, _, function = format.writer.rpartition(".")
    try:
        writer = getattr(import_module(f"rectify_cli.formats.{module}"), function)
        rendered: str | bytes = writer(document)
    except ModuleNotFoundError as error:
        package = _PACKAGES.get((error.name or "").split(".")[0])
        if package is None:
            raise
        raise UsageError(
            f"生成 {format.value} 文件需要 {package}，还没有安装", hint=f"pip install {package}"
        ) from None
    return rendered.encode("utf-8") if isinstance(rendered, str) else rendered
