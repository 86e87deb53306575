"""Sheets that came back → what each filled row becomes. Reads files; writes nothing."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.model import Checklist
from rectify_cli.domain.shared.collected import Collected, Entry, Outcome, Spot
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import InvalidDataError, RectifyError, StorageError
from rectify_cli.exchange.deciding import decide
from rectify_cli.exchange.evidence import Shelf
from rectify_cli.exchange.finding import find_sheets
from rectify_cli.exchange.grids import read_grids
from rectify_cli.exchange.matching import named_unit
from rectify_cli.exchange.pages import Page, page_of
from rectify_cli.exchange.reports import Reader, Report

_PHONE = re.compile(r"\+?\d[\d-]{4,20}")
Track = Callable[[Sequence[Path]], Iterable[Path]]
"""Goes through files and may tell a person how far it has come."""


def collect(
    paths: Iterable[Path],
    checklist: Checklist,
    today: date,
    *,
    never: Iterable[Path] = (),
    track: Track = lambda files: files,
) -> Collected:
    """What the sheets at ``paths`` (files, folders) say on the day ``today``; ``never`` are files
    that are no evidence. Raises ``NotFoundError`` for a path that is not there."""
    found = find_sheets(paths)
    pages, strangers = _opened(track(found.sheets))
    directory = UnitDirectory(checklist)
    shelf = Shelf({_real(path) for path in (*never, *(path for path, _ in pages))})
    reader = Reader(checklist, directory, today, shelf)
    known = [
        item for path, of_path in pages for page in of_path for item in reader.read(page, path)
    ]
    named = {_real(f) for item in known if isinstance(item, Report) for f in item.evidence.files}
    reports = [item for item in known if isinstance(item, Report)]
    decided = iter(decide(reports, directory, today))
    entries = [item if isinstance(item, Entry) else next(decided) for item in known]
    unread = [
        Entry(Outcome.UNCLEAR, Spot(str(path)), message=message)
        for path, message in strangers
        if _real(path) not in named
    ]
    return Collected(
        entries=(*entries, *unread),
        files=len(pages),
        ignored=tuple(path.name for path in found.ignored if _real(path) not in named),
        remarks=(*_other_names(reports, directory), *_phones(reports, directory)),
    )


class _Opened(NamedTuple):
    """The files that hold sheets, with these; the others, with what is wrong and what to do."""

    pages: list[tuple[Path, list[Page]]]
    strangers: list[tuple[Path, str]]


def _opened(files: Iterable[Path]) -> _Opened:
    opened = _Opened([], [])
    for path in files:
        try:
            grids = read_grids(path)
        except (InvalidDataError, StorageError) as error:
            hint = (error.hint or "").rstrip("。")
            opened.strangers.append((path, "；".join(filter(None, (error.message, hint)))))
            continue
        pages = [page for grid in grids if (page := page_of(grid)) is not None]
        if pages:
            opened.pages.append((path, pages))
        else:
            what = "里没有填报表的表头" if grids else "是空的"
            why = f"{path.name} {what}；不是填报表就移出这个文件夹"
            opened.strangers.append((path, why))
    return opened


def holds_answers(path: Path) -> bool:
    """Whether a file is a sheet in which something has been filled in."""
    try:
        pages = [page_of(grid) for grid in read_grids(path)]
    except RectifyError:
        return False
    return any(page is not None and page.rows for page in pages)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _other_names(reports: Iterable[Report], directory: UnitDirectory) -> Iterator[str]:
    """Files whose name says another unit than the sheet in them: the sheet is believed."""
    units: dict[str, set[str]] = {}
    for report in reports:
        units.setdefault(report.spot.file, set()).add(report.unit)
    for file, found in units.items():
        named = named_unit(Path(file).stem, directory)
        if named is not None and found.isdisjoint({named, *directory.listed_members(named)}):
            yield f"{file} 的文件名写的是{named}，表是{'、'.join(sorted(found))}的，按表记。"


def _phones(reports: Iterable[Report], directory: UnitDirectory) -> Iterator[str]:
    """Numbers that the sheets give and the list does not have, with the command that keeps them:
    who writes them in decides. Only plain words get into a command that people paste."""
    given = {report.unit: report for report in reports if report.phone}
    for unit, report in given.items():
        phone, by = report.phone or "", report.by or ""
        if phone == directory.unit(unit).phone or not _PHONE.fullmatch(phone):
            continue
        contact = f" --contact {by}" if by.isalpha() else ""
        yield (
            f"{unit}的表里留了联系电话 {phone}，没有记进清单；"
            f"要记就运行 rectify contact {unit}{contact} --phone {phone}。"
        )
