"""``dispatch``: a sheet for each unit to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_unit
from rectify_cli.cli.options.writing import DryRun, Overwrite
from rectify_cli.cli.output import tell_written
from rectify_cli.cli.session import Session
from rectify_cli.cli.units import units_meant
from rectify_cli.domain.shared.sheet import Sheet, sheets_of
from rectify_cli.domain.state import states_of
from rectify_cli.errors import ConflictError, UsageError
from rectify_cli.files import storage_errors, write_file
from rectify_cli.ledger.evidence import numbered_names, safe_name
from rectify_cli.views.exchange.dispatched import dispatched_blocks, dispatched_data


def run(
    session: Session,
    units: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[单位]...",
            autocompletion=complete_unit,
            help="单位或统称，可写多个；不写就是全部。",
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹。")
    ] = Path("分发"),
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="请各单位哪一天前发回。")
    ] = None,
    dry_run: DryRun = False,
    overwrite: Overwrite = False,
) -> None:
    """填报表：每个单位一份 Excel 表，列出它的未销号事项，发下去填。

    例：rectify dispatch 各乡镇人民政府 --reply-by 10-28
    """  # fmt: skip
    day = session.day(reply_by, "--reply-by", lean="future")
    if day is not None and day < session.as_of:
        raise UsageError(f"--reply-by {day} 早于 {session.as_of}", hint="写一个还没有过的日期。")
    directory = session.directory
    states = states_of(session.checklist, session.settled_day, directory=directory)
    obliged = {unit for state in states for unit in state.roles.obliged}
    wanted = units_meant(directory, units or [n for n in directory.names if n in obliged])
    sheets = sheets_of(states, units=wanted, reply_by=day)
    plan = _placed([sheet for sheet in sheets if sheet.items], output)
    idle = [sheet for sheet in sheets if not sheet.items]
    if not dry_run:
        _write(plan, output, session.path, overwrite=overwrite)
    unlisted = [sheet.unit for sheet, _ in plan if directory.is_group(sheet.unit)]
    session.answer(
        lambda: {"saved": not dry_run} | dispatched_data(plan, idle),
        lambda: dispatched_blocks(plan, idle, unlisted=unlisted),
    )


def _placed(sheets: list[Sheet], folder: Path) -> list[tuple[Sheet, Path]]:
    """Each with a file of its own, also where names differ only in what no file name holds."""
    plan: list[tuple[Sheet, Path]] = []
    taken: set[str] = set()
    for sheet in sheets:
        names = numbered_names(f"{safe_name(sheet.unit)}.xlsx")
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        plan.append((sheet, folder / name))
    return plan


def _write(plan: list[tuple[Sheet, Path]], folder: Path, ledger: Path, *, overwrite: bool) -> None:
    """Every workbook is made before the first is written."""
    from rectify_cli.exchange.collecting import holds_answers
    from rectify_cli.exchange.workbook import write_workbook

    with storage_errors(f"写不了 {folder}"):
        if not overwrite and folder.is_dir() and any(folder.iterdir()):
            raise ConflictError(
                f"{folder} 里已有文件，什么也没有写",
                hint="换一个文件夹（-o），或加 --overwrite 换掉同名的表，别的文件不动。",
            )
    contents = [(path, write_workbook(sheet)) for sheet, path in plan]
    for path, _ in contents:
        if path.exists() and holds_answers(path):
            raise ConflictError(
                f"{path} 里已经填了内容，覆盖会丢掉它们，什么也没有写",
                hint="先收表（rectify collect），移走填过的表；或换一个文件夹（-o）。",
            )
    if contents:
        with storage_errors(f"建不了文件夹 {folder}"):
            folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents:
        write_file(path, content, overwrite=overwrite, keep=[ledger])
    tell_written(f"已写入 {len(contents)} 份表，在 {folder}", quiet=True)
