"""``schema``: the ledger's form, for editors."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_cli.cli.options.writing import Overwrite
from rectify_cli.cli.output import print_json, tell_written
from rectify_cli.files import write_file
from rectify_cli.formats.json_text import dump
from rectify_cli.ledger.schema import ledger_schema


def run(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="写到文件。")
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """输出清单文件的 JSON Schema，供编辑器补全和提示。"""
    if output is None:
        print_json(ledger_schema())
        return
    write_file(output, dump(ledger_schema()).encode("utf-8"), overwrite=overwrite)
    tell_written(f"已写入 {output}")
