"""``contact``: who answers for a unit, and how to reach it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from rectify_cli.cli.app.complete import complete_unit
from rectify_cli.cli.committing import commit_data, commit_written, tell_committed
from rectify_cli.cli.options.writing import Commit, DryRun, LockTimeout
from rectify_cli.cli.output import print_blocks, print_json, print_lines, tell_written
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Unit, title_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import UsageError
from rectify_cli.history.commit import Committed
from rectify_cli.ledger.editing import LedgerEdit
from rectify_cli.views.exchange.contacts import contacts_blocks, contacts_data

_FEW = 4


def _option(field: str, metavar: str) -> Any:
    return typer.Option(f"--{field}", metavar=metavar, help=f"{title_of(Unit, field)}。")


class Contact(NamedTuple):
    """The fields of a unit that may be set, as typed."""

    head: Annotated[str | None, _option("head", "姓名")] = None
    leader: Annotated[str | None, _option("leader", "姓名")] = None
    office: Annotated[str | None, _option("office", "股室")] = None
    contact: Annotated[str | None, _option("contact", "姓名")] = None
    phone: Annotated[str | None, _option("phone", "电话")] = None


def run(
    session: Session,
    fields: Contact,
    unit: Annotated[
        str | None,
        typer.Argument(metavar="[单位]", autocompletion=complete_unit, help="哪个单位。"),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="文件",
            readable=False,
            help="从通讯录（xlsx、docx、csv）一次读进全部单位的。",
        ),
    ] = None,
    dry_run: DryRun = False,
    lock_timeout: LockTimeout = 10,
    commit: Commit = None,
) -> None:
    """联系人：写上单位的主要领导、责任领导、责任股室、联系人和电话，别处不动。

    例：rectify contact 漕涧 --head 张某 --office 党政办 --phone 0872-5520000
    或：rectify contact --from 通讯录.xlsx
    """  # fmt: skip
    given = {key: value for key, value in fields._asdict().items() if value is not None}
    if source is not None:
        if given or unit:
            raise UsageError("--from 不与单位和别的选项同用", hint="单独写 --from 文件。")
        _take_over(session, source, dry_run=dry_run, lock_timeout=lock_timeout, commit=commit)
        return
    if unit is None:
        raise UsageError("没有写单位", hint="写明单位，或用 --from 从通讯录读进。")
    if not given:
        raise UsageError("没有写要记的内容", hint="例如 --head 张某、--office 党政办。")
    with session.edit(dry_run=dry_run, lock_timeout=lock_timeout) as edit:
        name = UnitDirectory(edit.ledger.checklist).resolve(unit)
        set_contact(edit, name, given)
        if not dry_run:
            edit.save()
    if not dry_run:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    committed = None if dry_run else _committed(session, [name], commit)
    if session.wants_json:
        print_json({"saved": not dry_run, "unit": name, **given, **commit_data(committed)})
        tell_committed(committed, quiet=True)
        return
    if dry_run:
        print_lines(f"（试运行，没有写入）{session.path}")
    print_lines(f"{name}：" + "，".join(f"{title_of(Unit, k)} {v}" for k, v in given.items()))
    tell_committed(committed)


def _committed(session: Session, names: Sequence[str], commit: bool | None) -> Committed | None:
    """Commit the contacts of the units named, where that is wanted."""
    more = f" 等 {len(names)} 个单位" if len(names) > _FEW else ""
    message = f"联系人：{'、'.join(names[:_FEW])}{more}"
    return commit_written(session.path, message, wanted=commit)


def _take_over(
    session: Session, source: Path, *, dry_run: bool, lock_timeout: int, commit: bool | None
) -> None:
    """Write what a table of contacts says, in one change. Raises what ``read_contacts`` raises."""
    from rectify_cli.exchange.contacts import read_contacts

    with session.edit(dry_run=dry_run, lock_timeout=lock_timeout) as edit:
        directory = UnitDirectory(edit.ledger.checklist)
        found = read_contacts(source, directory)
        for name, fields in found.changes.items():
            set_contact(edit, name, dict(fields))
        if not dry_run:
            edit.save()
    saved = bool(found.changes) and not dry_run
    committed = _committed(session, list(found.changes), commit) if saved else None
    if session.wants_json:
        print_json({"saved": saved} | contacts_data(found) | commit_data(committed))
    else:
        print_blocks(contacts_blocks(found, directory))
        if dry_run:
            print_lines(f"（试运行，没有写入）{session.path}")
    if saved:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    tell_committed(committed, quiet=session.wants_json)


def set_contact(edit: LedgerEdit, name: str, fields: dict[str, str]) -> None:
    """Set fields of the unit ``name``; one that has no entry of its own in ``units`` gets one.

    Raises what ``set_unit_fields`` and ``append_unit`` raise.
    """
    if name in {unit.name for unit in edit.ledger.checklist.units}:
        edit.set_unit_fields(name, fields)
    else:
        folded = {key: " ".join(value.split()) for key, value in fields.items()}
        edit.append_unit(Unit.model_validate({"name": name, **folded}))
