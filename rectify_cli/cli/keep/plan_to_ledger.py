"""What was read from a plan becomes a ledger, or a part of one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rectify_cli.cli.output import warn
from rectify_cli.domain.model import Checklist, Document
from rectify_cli.domain.shared.imported import ImportResult
from rectify_cli.errors import ConflictError, InvalidDataError
from rectify_cli.importing.plan.addition import (
    Addition,
    clashing_labels,
    plan_addition,
    similar_issues,
)
from rectify_cli.ledger.creating import create_ledger
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import parse_ledger_text
from rectify_cli.ledger.render import ledger_text
from rectify_cli.views.exchange import imported as import_view

_READ_OVER = """\
整改工作清单：由 {source} 导入，请对照原文通读一遍；核对过的“待核对”行可以删去。
文件原文只写一次，办理情况逐条记在 log 下，一事一行，只增不改。"""


def create(
    result: ImportResult,
    source: Path,
    output: Path,
    *,
    today: date,
    dry_run: bool,
    overwrite: bool,
) -> None:
    """Write ``result``, read from ``source``, as a new ledger. Where the source says no day of
    issue and no deadline needs one, it is ``today``, and a comment says so.

    Raises ``InvalidDataError`` when a deadline needs it, and what ``create_ledger`` raises.
    """
    remarks = import_view.document_remarks(result)
    issued_on = result.document.issued_on
    if issued_on is None:
        if result.undated and dry_run:
            return
        if result.undated:
            ids = "、".join(str(issue_id) for issue_id in result.undated)
            raise InvalidDataError(
                f"原文里没有找到成文日期，序号 {ids} 的整改时限要靠它推算，什么也没有写",
                hint="加上 --issued-on 2020-08-12 这样的成文日期，再试一次。",
            )
        issued_on = today
        remarks.append(f"待核对：成文日期：原文没有写，暂写导入当天 {today}，请改成文件印发的日期")
    document = Document(**result.document.model_dump() | {"issued_on": issued_on})
    comment = "\n".join([_READ_OVER.format(source=source.name), *remarks])
    text = ledger_text(
        document,
        result.units,
        result.issues,
        comment=comment,
        unit_remarks=import_view.unit_remarks(result),
        issue_remarks=import_view.finding_remarks(result),
    )
    meant = Checklist(document=document, units=result.units, issues=result.issues)
    if parse_ledger_text(text, str(output)) != meant:
        raise ConflictError(
            "写入前的复核没有通过，什么也没有写", hint="这是程序的缺陷，请反馈这个原文件。"
        )
    if not dry_run:
        create_ledger(output, text, overwrite=overwrite, keep=[source])


def add(
    result: ImportResult, path: Path, *, dry_run: bool, lock_timeout: int
) -> tuple[Addition, list[str]]:
    """Add what is new in ``result`` to the ledger at ``path``; returns what that is, and what to
    tell about it. Raises what reading and writing the ledger raise."""
    with edit_ledger(path, dry_run=dry_run, lock_timeout=lock_timeout, tell=warn) as edit:
        checklist = edit.ledger.checklist
        addition = plan_addition(result, checklist)
        for unit in addition.units:
            edit.append_unit(unit)
        for issue in addition.issues:
            edit.append_issue(issue)
        if not dry_run:
            edit.save()
    lines = [*_added_lines(addition, path, dry_run=dry_run), *_cautions(addition, checklist)]
    return addition, lines


def _added_lines(addition: Addition, path: Path, *, dry_run: bool) -> Iterator[str]:
    wrote = "将添加" if dry_run else f"已向 {path} 添加"
    if addition.issues:
        ids = "、".join(str(issue.id) for issue in addition.issues)
        yield f"{wrote} {len(addition.issues)} 项：序号 {ids}。"
    else:
        yield "没有要添加的事项。"
    if addition.known:
        ids = "、".join(str(there) for there in addition.known.values())
        yield f"已有 {len(addition.known)} 项，跳过：序号 {ids}。"
    if addition.units:
        yield f"新增单位：{'、'.join(unit.name for unit in addition.units)}。"


def _cautions(addition: Addition, checklist: Checklist) -> Iterator[str]:
    """What the reader of one ledger made from two documents has to know."""
    if not addition.issues:
        return
    if twice := clashing_labels(addition, checklist):
        yield f"清单里原来就有 {'、'.join(twice)}；这些编号现在各指两项，请用序号指明事项。"
    for new, old in similar_issues(addition, checklist):
        yield f"新的第 {new} 项与原有的第 {old} 项文字相近，请核对是不是同一项。"
    here, there = addition.result.document.issued_on, checklist.document.issued_on
    if here is not None and here != there:
        yield (
            f"这份文件成文于 {here}，清单的文件成文于 {there}：不写年份或“几日内”的时限"
            "按清单的日期推算，不合的请在事项下加一行 due。"
        )
