"""``contact``: who answers for a unit, and how to reach it."""

from typing import Annotated, Any, NamedTuple

import typer

from rectify_cli.cli.complete import complete_unit
from rectify_cli.cli.options.writing import DryRun, LockTimeout
from rectify_cli.cli.output import print_json, print_lines, tell_written, warn
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Unit, title_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import UsageError
from rectify_cli.ledger.editing import LedgerEdit, edit_ledger


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
    unit: Annotated[
        str, typer.Argument(metavar="单位", autocompletion=complete_unit, help="哪个单位。")
    ],
    fields: Contact,
    dry_run: DryRun = False,
    lock_timeout: LockTimeout = 10,
) -> None:
    """联系人：写上单位的主要领导、责任领导、责任股室、联系人和电话，别处不动。

    例：rectify contact 漕涧 --head 张某 --office 党政办 --phone 0872-5520000
    """
    given = {key: value for key, value in fields._asdict().items() if value is not None}
    if not given:
        raise UsageError("没有写要记的内容", hint="例如 --head 张某、--office 党政办。")
    with edit_ledger(
        session.path, dry_run=dry_run, lock_timeout=float(lock_timeout), tell=warn
    ) as edit:
        name = UnitDirectory(edit.ledger.checklist).resolve(unit)
        set_contact(edit, name, given)
        if not dry_run:
            edit.save()
    if not dry_run:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    if session.wants_json:
        print_json({"saved": not dry_run, "unit": name, **given})
        return
    if dry_run:
        print_lines(f"（试运行，没有写入）{session.path}")
    print_lines(f"{name}：" + "，".join(f"{title_of(Unit, k)} {v}" for k, v in given.items()))


def set_contact(edit: LedgerEdit, name: str, fields: dict[str, str]) -> None:
    """Set fields of the unit ``name``; one that has no entry of its own in ``units`` gets one.

    Raises what ``set_unit_fields`` and ``append_unit`` raise.
    """
    if name in {unit.name for unit in edit.ledger.checklist.units}:
        edit.set_unit_fields(name, fields)
    else:
        folded = {key: " ".join(value.split()) for key, value in fields.items()}
        edit.append_unit(Unit.model_validate({"name": name, **folded}))
