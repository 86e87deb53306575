"""The options of an event that is recorded."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.app.complete import complete_issue, complete_unit
from rectify_cli.cli.options.writing import Commit, DryRun, LockTimeout


def unit_option(help: str) -> object:
    """``--unit`` of a command that records; what the unit did, or was done to, is ``help``."""
    return typer.Option("--unit", "-u", metavar="单位", autocompletion=complete_unit, help=help)


Issues = Annotated[
    list[str],
    typer.Argument(metavar="事项...", autocompletion=complete_issue, help="3 或 共性3；可写多个。"),
]
_LINE = "事项和第几条记录，如 9#2（编号见 rectify show 9）"
OneLine = Annotated[str, typer.Argument(metavar="记录", help=f"{_LINE}。")]
Lines = Annotated[list[str], typer.Argument(metavar="记录...", help=f"{_LINE}；可写多条。")]
Reporters = Annotated[list[str] | None, unit_option("哪个单位报送的（不写为牵头单位）；可写多次。")]
Addressed = Annotated[str | None, unit_option("对哪个单位（不写为牵头单位）。")]


class Entry(NamedTuple):
    """What a command line says about an event, and how to write it."""

    by: Annotated[
        str | None,
        typer.Option("--by", metavar="姓名", envvar="RECTIFY_BY", help="谁办的或谁批准的。"),
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
            help="佐证材料，复制到清单旁的 evidence/序号/；可写多次，可用 *。",
        ),
    ] = None  # fmt: skip
    dry_run: DryRun = False
    force: Annotated[bool, typer.Option("--force", help="不合常理也照记（由办理人负责）。")] = False
    lock_timeout: LockTimeout = 10
    commit: Commit = None


Number = Annotated[
    str | None, typer.Option("--number", metavar="文号", help="督查、催办、批复等文书的文号。")
]


class Asking(NamedTuple):
    """What an act that asks for an answer says besides."""

    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="反馈期限：要求哪一天前反馈。")
    ] = None
    number: Number = None
