"""Where a printout goes: the screen, a file whose ending tells the format, or stdout."""

import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from rectify_cli.cli.options.target import Target
from rectify_cli.cli.output import print_bytes, print_json, print_lines, tell_written
from rectify_cli.cli.session import Session
from rectify_cli.cli.waiting import waiting
from rectify_cli.errors import UsageError
from rectify_cli.files import write_file
from rectify_cli.formats.blocks import Document
from rectify_cli.formats.json_text import dump
from rectify_cli.formats.registry import Format, render

PAGES = (Format.DOCX, Format.HTML, Format.MARKDOWN, Format.JSON)
_STDOUT = "-"


def deliver(
    session: Session,
    target: Target,
    make_document: Callable[[], Document],
    make_data: Callable[[], Any],
    *,
    formats: Collection[Format] = PAGES,
    keep: Collection[Path] | None = None,
) -> None:
    """Print on the screen, or write a file in one of ``formats``; ``keep`` are the files that the
    answer was made from, if not the one ledger.

    Raises ``UsageError`` for a format that is not among them, ``ConflictError`` when the file
    exists and may not be overwritten, ``StorageError`` when it cannot be written.
    """
    if target.output is None and target.format is None:
        session.answer(make_data, make_document)
        return
    format = format_of(target, formats, wants_json=session.wants_json)
    if target.output in (None, _STDOUT):
        _to_stdout(format, make_document, make_data)
        return
    path = Path(target.output or "")
    with waiting(f"正在生成 {path.name}"):
        content = file_of(format, make_document, make_data)
    _write(session, target, path, content, keep)
    if session.wants_json:
        print_json({"written": str(path), "format": format.value})


def file_of(
    format: Format, make_document: Callable[[], Document], make_data: Callable[[], Any]
) -> bytes:
    """The content of a file of ``format``: the page, or the data as JSON."""
    if format is Format.JSON:
        return dump(make_data()).encode("utf-8")
    return render(make_document(), format)


def write_printout(session: Session, target: Target, make_document: Callable[[], Document]) -> Path:
    """Write the page that goes with an answer into the file of ``target``, which names one.

    Raises as ``deliver``, ``UsageError`` for stdout, where the answer goes.
    """
    if target.output in (None, _STDOUT):
        raise UsageError("-o 要写文件名", hint="例如 -o 催办.docx。")
    format = format_of(
        target, [page for page in PAGES if page is not Format.JSON], wants_json=False
    )
    path = Path(target.output or "")
    _write(session, target, path, render(make_document(), format))
    return path


def _write(
    session: Session,
    target: Target,
    path: Path,
    content: bytes,
    keep: Collection[Path] | None = None,
) -> None:
    used = [session.path] if keep is None else keep
    write_file(path, content, overwrite=target.overwrite, keep=used)
    tell_written(f"已写入 {path}", quiet=session.wants_json)


def _to_stdout(
    format: Format, make_document: Callable[[], Document], make_data: Callable[[], Any]
) -> None:
    if format is Format.JSON:
        print_json(make_data())
        return
    content = render(make_document(), format)
    if not sys.stdout.isatty():
        print_bytes(content)
    elif format in (Format.MARKDOWN, Format.HTML):
        print_lines(content.decode("utf-8").removesuffix("\n"))
    else:
        raise UsageError(
            f"{format.value} 文件不能显示在屏幕上",
            hint="用 -o 文件名 写到文件，或用 | 交给别的程序。",
        )


def format_of(target: Target, formats: Collection[Format], *, wants_json: bool) -> Format:
    """The format that ``target`` names, if it names one. Raises ``UsageError`` for any that is
    not among ``formats``."""
    output = target.output or _STDOUT
    if target.format is not None:
        ending = target.format
    elif output == _STDOUT:
        ending = Format.JSON if wants_json else Format.MARKDOWN
    else:
        ending = Path(output).suffix
    format = Format.of(ending)
    if format is None or format not in formats:
        bare = ending.lower().lstrip(".")
        what = f"格式“{bare}”" if bare else f"“{output}”没有格式结尾，"
        known = "、".join(formats)
        raise UsageError(
            f"{what}不能生成", hint=f"可用的格式：{known}；写在文件名结尾或 --format 后。"
        )
    return format
