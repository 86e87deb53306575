"""The formats a printout can take; each backend loads only when its format is asked for."""

from enum import StrEnum
from importlib import import_module

from rectify_cli.errors import UsageError
from rectify_cli.formats.blocks import Document


class Format(StrEnum):
    """A file format, named as its ending."""

    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


_BACKENDS = {
    Format.DOCX: ("word.document", "render_word"),
    Format.HTML: ("html.page", "render_html"),
    Format.MARKDOWN: ("markdown", "render_markdown"),
    Format.XLSX: ("excel.book", "render_excel"),
    Format.CSV: ("csv_text", "render_csv"),
}
_PACKAGES = {"docx": "python-docx", "openpyxl": "openpyxl", "lxml": "lxml"}


def render(document: Document, format: Format) -> bytes:
    """``document`` as a file of ``format`` (any but JSON, which is data, not a page).

    Raises ``UsageError`` with the install command when the package that the format needs is
    missing.
    """
    module, function = _BACKENDS[format]
    try:
        backend = getattr(import_module(f"rectify_cli.formats.{module}"), function)
        rendered: str | bytes = backend(document)
    except ModuleNotFoundError as error:
        package = _PACKAGES.get((error.name or "").split(".")[0])
        if package is None:
            raise
        raise UsageError(
            f"生成 {format.value} 文件需要 {package}，还没有安装", hint=f"pip install {package}"
        ) from None
    return rendered.encode("utf-8") if isinstance(rendered, str) else rendered
