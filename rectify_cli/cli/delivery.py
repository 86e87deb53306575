"""Where a printout goes: the screen, a file whose ending tells the format, or stdout."""

import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, Any

import typer

from rectify_cli.cli.session import Session, print_json
from rectify_cli.errors import ConflictError, UsageError
from rectify_cli.formats.blocks import Document
from rectify_cli.formats.registry import Format, render
from rectify_cli.views.json_text import dump

_STDOUT = "-"
_ENDINGS = {".htm": Format.HTML, ".markdown": Format.MARKDOWN}

Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="文件", help="写到文件，格式看文件名结尾；- 为标准输出。"
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option("--format", metavar="格式", help="不按文件名结尾，指定格式。"),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="文件已存在时覆盖它。")]


def deliver(
    session: Session,
    make_document: Callable[[], Document],
    make_data: Callable[[], Any],
    *,
    formats: Collection[Format],
    output: str | None,
    format_name: str | None,
    overwrite: bool,
) -> None:
    """Print on the screen, or write a file in one of ``formats``.

    Raises ``UsageError`` for a format that is not among them, ``ConflictError`` when the file
    exists and ``overwrite`` is not set, ``StorageError`` when it cannot be written.
    """
    if output is None and format_name is None:
        session.answer(make_data, make_document)
        return
    format = _format(output or _STDOUT, format_name, formats, wants_json=session.wants_json)
    if output in (None, _STDOUT):
        _to_stdout(format, make_document, make_data)
        return
    path = Path(output or "")
    _refuse_ledger(path, session.path)
    content = (
        dump(make_data()).encode("utf-8")
        if format is Format.JSON
        else render(make_document(), format)
    )
    from rectify_cli.files import write_file

    write_file(path, content, overwrite=overwrite)
    if session.wants_json:
        print_json({"written": str(path), "format": format.value})
    else:
        print(f"已写入 {path}")


def _refuse_ledger(path: Path, ledger: Path) -> None:
    """A printout never takes the ledger's place, be it asked to overwrite or reach it by a link."""
    if path.exists() and path.samefile(ledger):
        raise ConflictError(
            f"{path} 就是清单文件，打印件不能写到它上面，什么也没有写", hint="换一个文件名。"
        )


def _to_stdout(
    format: Format, make_document: Callable[[], Document], make_data: Callable[[], Any]
) -> None:
    if format is Format.JSON:
        print_json(make_data())
        return
    content = render(make_document(), format)
    if not sys.stdout.isatty():
        # The bytes that a file would get, whatever encoding the console speaks.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    elif format in (Format.MARKDOWN, Format.HTML):
        print(content.decode("utf-8"), end="")
    else:
        raise UsageError(
            f"{format.value} 文件不能显示在屏幕上",
            hint="用 -o 文件名 写到文件，或用 | 交给别的程序。",
        )


def _format(
    output: str, named: str | None, formats: Collection[Format], *, wants_json: bool
) -> Format:
    known = "、".join(format.value for format in formats)
    if named is not None:
        ending = named.lower().lstrip(".")
    elif output == _STDOUT:
        ending = Format.JSON.value if wants_json else Format.MARKDOWN.value
    else:
        suffix = Path(output).suffix.lower()
        ending = _ENDINGS.get(suffix, suffix.lstrip("."))
    if ending not in [format.value for format in formats]:
        what = f"格式“{ending}”" if ending else f"“{output}”没有格式结尾，"
        raise UsageError(
            f"{what}不能生成", hint=f"可用的格式：{known}；写在文件名结尾或 --format 后。"
        )
    return Format(ending)
