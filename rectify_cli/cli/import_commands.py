"""``init`` and ``import``: where a ledger comes from."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from rectify_cli.cli.choices import whole_number
from rectify_cli.cli.session import Session, print_blocks, print_json, warn
from rectify_cli.domain.imported import ImportResult
from rectify_cli.domain.model import Checklist, Document
from rectify_cli.errors import ConflictError, InvalidDataError, UsageError
from rectify_cli.formats.blocks import Block, Paragraph, Tone
from rectify_cli.importing.plan.addition import (
    Addition,
    clashing_labels,
    plan_addition,
    similar_issues,
)
from rectify_cli.ledger.finding import DEFAULT_PATH

_READ_OVER = """\
整改工作清单：由 {source} 导入，请对照原文通读一遍；核对过的“待核对”行可以删去。
文件原文只写一次，办理情况逐条记在 log 下，一事一行，只增不改。"""

DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示读到的内容，不写文件。")]


def init_ledger(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="文件", help="新清单的路径（默认 data/issues.yaml）。"),
    ] = None,
) -> None:
    """新建一份空的、带注释的清单；已有的文件不动。

    例：rectify init data/issues.yaml
    """
    from rectify_cli.ledger.editing import create_ledger
    from rectify_cli.ledger.template import empty_ledger

    session = Session(ctx)
    path = file or session.named_path or DEFAULT_PATH
    try:
        create_ledger(path, empty_ledger(date.today()))
    except ConflictError as error:
        hint = "init 不覆盖已有的清单；换一个文件名，或直接编辑它。"
        raise ConflictError(error.message, hint=hint) from None
    if session.wants_json:
        print_json({"written": str(path)})
        return
    print(f"已新建 {path}。先填 document 里的标题和成文日期，再添事项，或导入：")
    print(f"  rectify import 方案.docx --into {path}")
    print(_sharing_hint(path))


def import_plan(
    ctx: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="原文件", help="整改方案：.docx、.txt、.md、.xlsx、.csv。")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写成一份新清单。"),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="清单", help="添到已有的清单里；已有的事项跳过。"),
    ] = None,
    issued_on: Annotated[
        str | None,
        typer.Option("--issued-on", metavar="日期", help="成文日期；原文里没有或不对时用。"),
    ] = None,
    dry_run: DryRun = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="文件已存在时覆盖它。")] = False,
    lock_timeout: Annotated[
        int,
        typer.Option(
            "--lock-timeout", metavar="秒", parser=whole_number("--lock-timeout"),
            help="别人正在写清单时，最多等多少秒。",
        ),
    ] = 10,
) -> None:  # fmt: skip
    """把整改方案、整改清单的原文件变成清单，拿不准的地方逐条指出。

    例：rectify import 方案.docx -o data/issues.yaml
    """
    from rectify_cli.importing.plan.reader import read_plan

    if output is not None and into is not None:
        raise UsageError("--output 和 --into 只能选一个", hint="新建用 -o，添到已有清单用 --into。")
    session = Session(ctx)
    result = read_plan(source, issued_on=session.day(issued_on, "--issued-on"))
    if into is not None:
        _import_into(session, result, into, dry_run=dry_run, lock_timeout=lock_timeout)
        return
    if output is not None:
        _create(result, source, output, dry_run=dry_run, overwrite=overwrite)
    written = None if dry_run else output
    if written is not None:
        lines = [f"已写入 {written}，共 {len(result.issues)} 项。", *_next_steps(written)]
    elif output is not None:
        lines = ["什么也没有写。"]
    else:
        lines = [f"什么也没有写。要写成清单：rectify import {source} -o {DEFAULT_PATH}"]
    _answer(session, result, {}, lines, written)


def _create(
    result: ImportResult, source: Path, output: Path, *, dry_run: bool, overwrite: bool
) -> None:
    from rectify_cli.ledger.editing import create_ledger
    from rectify_cli.ledger.reading import parse_ledger_text
    from rectify_cli.ledger.render import ledger_text
    from rectify_cli.views import imported as import_view

    if result.facts.issued_on is None:
        if dry_run:
            return
        raise InvalidDataError(
            "原文里没有找到成文日期，清单要有它才能推算时限，什么也没有写",
            hint="加上 --issued-on 2020-08-12 这样的成文日期，再试一次。",
        )
    document = Document(**result.facts._asdict())
    comment = "\n".join(
        [_READ_OVER.format(source=source.name), *import_view.document_remarks(result)]
    )
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
        create_ledger(output, text, overwrite=overwrite)


def _import_into(
    session: Session, result: ImportResult, path: Path, *, dry_run: bool, lock_timeout: int
) -> None:
    from rectify_cli.ledger.editing import edit_ledger

    with edit_ledger(path, lock_timeout=float(lock_timeout), on_wait=warn) as edit:
        checklist = edit.ledger.checklist
        addition = plan_addition(result, checklist)
        for unit in addition.units:
            edit.append_unit(unit)
        for issue in addition.issues:
            edit.append_issue(issue)
        if not dry_run:
            edit.save()
    lines = [*_added_lines(addition, path, dry_run=dry_run), *_cautions(addition, checklist)]
    if dry_run:
        lines.append("什么也没有写。")
    written = None if dry_run or not addition.issues else path
    _answer(session, addition.result, addition.known, lines, written)


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
    here, there = addition.result.facts.issued_on, checklist.document.issued_on
    if here is not None and here != there:
        yield (
            f"这份文件成文于 {here}，清单的文件成文于 {there}：不写年份或“几日内”的时限"
            "按清单的日期推算，不合的请在事项下加一行 due。"
        )


def _answer(
    session: Session,
    result: ImportResult,
    known: Mapping[int, int],
    lines: list[str],
    written: Path | None,
) -> None:
    from rectify_cli.views import imported as import_view

    if session.wants_json:
        data: dict[str, Any] = import_view.import_data(result, known)
        print_json(data | {"written": str(written) if written else None})
        return
    blocks: list[Block] = list(import_view.import_blocks(result, known))
    tone = Tone.GOOD if written else Tone.PLAIN
    print_blocks([*blocks, Paragraph("\n".join(line for line in lines if line), tone)])


def _next_steps(path: Path) -> Iterator[str]:
    named = "" if path == DEFAULT_PATH else f"--file {path} "
    yield f"接着对照原文通读，再运行 rectify {named}check。"
    yield _sharing_hint(path)


def _sharing_hint(path: Path) -> str:
    return f"几个人用 git 共同维护时，在 .gitattributes 里加一行：{path.as_posix()} merge=union"
