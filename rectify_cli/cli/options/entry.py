"""The options of an event that is recorded."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.complete import complete_issue, complete_unit
from rectify_cli.cli.options.writing import DryRun, LockTimeout

Issues = Annotated[
    list[str],
    typer.Argument(metavar="事项...", autocompletion=complete_issue, help="3 或 共性3；可写多个。"),
]


class Entry(NamedTuple):
    """What a command line says about an event, and how to write it."""

    by: Annotated[
        str | None,
        typer.Option("--by", metavar="姓名", envvar="RECTIFY_BY", help="谁办的或谁批准的。"),
    ] = None
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", "-u", metavar="单位", autocompletion=complete_unit, help="哪个单位办的。"
        ),
    ] = None
    note: Annotated[
        str | None, typer.Option("--note", "-n", metavar="说明", help="办了什么，一句话。")
    ] = None
    date: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="办理日期（默认今天）。")
    ] = None
    evidence: Annotated[
        list[Path] | None,
        typer.Option(
            # Whether it can be read is found out, and said in Chinese, where it is read.
            "--evidence", metavar="文件", readable=False,
            help="佐证材料，复制到清单旁的 evidence/序号/；可写多次。",
        ),
    ] = None  # fmt: skip
    dry_run: DryRun = False
    force: Annotated[bool, typer.Option("--force", help="不合常理也照记（由办理人负责）。")] = False
    lock_timeout: LockTimeout = 10
