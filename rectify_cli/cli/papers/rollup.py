"""``rollup``: many ledgers on one page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from rectify_cli.cli.delivery import deliver, format_of
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.options.words import NameFrom, choose_name_from
from rectify_cli.cli.output import tell_written
from rectify_cli.cli.session import Session
from rectify_cli.cli.waiting import waiting
from rectify_cli.domain.journal import as_known
from rectify_cli.domain.reporting.rollup import LedgerSummary, rollup_of, summary_of
from rectify_cli.domain.state import states_of
from rectify_cli.errors import InvalidDataError, RectifyError, UsageError
from rectify_cli.files import make_folder, storage_errors, write_file
from rectify_cli.formats.registry import Format
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.several import find_ledgers, names_of, read_list
from rectify_cli.views.papers.dataset import Dataset
from rectify_cli.views.papers.rollup import PAGE_ROWS, SCREEN_ROWS, rollup_data, rollup_document


def run(
    session: Session,
    target: Target,
    ledgers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[清单...]", help="清单文件、文件夹，可用 *，如 各县/*。"),
    ] = None,
    list_file: Annotated[
        Path | None,
        typer.Option("--list", metavar="文件", readable=False, help="每行一个清单的文件。"),
    ] = None,
    name_from: Annotated[
        NameFrom,
        typer.Option(
            "--name-from", metavar="来源", parser=choose_name_from,
            help="每份清单叫什么：folder 文件夹（默认）、title 文件标题。",
        ),
    ] = NameFrom.FOLDER,
    parquet: Annotated[
        Path | None,
        typer.Option(
            "--parquet", metavar="文件夹", file_okay=False,
            help="另写一套 Parquet 数据，供 DuckDB 等分析；要装 pyarrow。",
        ),
    ] = None,
) -> None:  # fmt: skip
    """汇总：许多县（市、区）的清单合成一页，逾期、临期、各类各单位和变化趋势。

    例：rectify rollup 各县/* -o 汇总.docx
    """
    paths = _paths(ledgers or [], list_file)
    as_of = session.settled_day
    dataset = None if parquet is None else Dataset()
    with waiting("正在汇总") as tell:
        rollup = rollup_of(_summaries(session, paths, name_from, dataset, tell), as_of)
    if parquet is not None and dataset is not None:
        _write_dataset(dataset, parquet, session, overwrite=target.overwrite, keep=paths)
    format = _format(session, target)
    deliver(
        session,
        target,
        lambda: rollup_document(
            rollup,
            most=_most_rows(format),
            on_screen=format is None,
            drawn=format in (None, Format.HTML),
        ),
        lambda: rollup_data(rollup) | session.known_data,
        formats=tuple(Format),
        keep=paths,
    )
    if rollup.unreadable:
        raise typer.Exit(1)


def _format(session: Session, target: Target) -> Format | None:
    """What the page becomes; none for a screen."""
    if target.output is None and target.format is None:
        return None
    return format_of(target, tuple(Format), wants_json=session.wants_json)


def _most_rows(format: Format | None) -> int | None:
    """How long a table may be: nobody reads thousands of rows on a screen or on paper."""
    if format is None:
        return SCREEN_ROWS
    return None if format in (Format.XLSX, Format.CSV, Format.JSON) else PAGE_ROWS


def _paths(words: list[str], list_file: Path | None) -> list[Path]:
    """The ledgers that are named, each once. Raises ``UsageError`` where none is."""
    found = list(find_ledgers(words))
    if list_file is not None:
        found += find_ledgers(read_list(list_file), base=list_file.parent)
    if not found:
        raise UsageError(
            "没有写要汇总哪些清单", hint="例如 rectify rollup 各县/*，或 --list 名单.txt。"
        )
    return list({path.absolute(): path for path in found}.values())


def _summaries(
    session: Session,
    paths: list[Path],
    name_from: NameFrom,
    dataset: Dataset | None,
    tell: Callable[[int, int], None],
) -> Iterator[LedgerSummary]:
    """Each ledger read, summed up, and forgotten; ``tell`` is told how many are done."""
    as_of, known = session.settled_day, session.known
    for number, (path, name) in enumerate(zip(paths, names_of(paths), strict=True)):
        tell(number, len(paths))
        try:
            whole = read_ledger(path).checklist
        except RectifyError as error:
            yield LedgerSummary(name, str(path), _reason(error))
            continue
        if name_from is NameFrom.TITLE:
            name = whole.document.title
        checklist = whole if known is None else as_known(whole, known)
        states = states_of(checklist, as_of)
        if dataset is not None:
            dataset.add(name, whole, states, known=known)
        yield summary_of(name, str(path), checklist, states, as_of)


def _write_dataset(
    dataset: Dataset, folder: Path, session: Session, *, overwrite: bool, keep: list[Path]
) -> None:
    """``表/as_of=日期/data.parquet``: what other days have written stays beside it."""
    for name, content in dataset.files().items():
        inner = folder / name / f"as_of={session.as_of}"
        with storage_errors(f"写不了 {inner}"):
            for part in (folder, folder / name, inner):
                if not part.is_dir():
                    make_folder(part)
        write_file(inner / "data.parquet", content, overwrite=overwrite, keep=keep)
    tell_written(f"已写入 {folder}", quiet=session.wants_json)


def _reason(error: RectifyError) -> str:
    """What is wrong, the first of several problems with its line."""
    if not isinstance(error, InvalidDataError) or not error.problems:
        return error.message
    first = error.problems[0]
    more = f"（共 {len(error.problems)} 处）" if len(error.problems) > 1 else ""
    return f"第 {first.place.line} 行：{first.message}{more}" if first.place.line else first.message
