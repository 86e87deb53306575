"""``import``: a ledger out of an official plan."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from rectify_cli.cli.committing import commit_data, commit_written, tell_committed
from rectify_cli.cli.keep.init import sharing_hint
from rectify_cli.cli.keep.plan_to_ledger import add, create
from rectify_cli.cli.options.writing import Commit, DryRun, LockTimeout, Overwrite
from rectify_cli.cli.output import print_blocks, print_json, tell_written
from rectify_cli.cli.session import Session
from rectify_cli.cli.waiting import waiting
from rectify_cli.domain.shared.imported import ImportResult
from rectify_cli.errors import UsageError
from rectify_cli.files import write_file
from rectify_cli.formats.blocks import Block, Paragraph, Tone
from rectify_cli.history.commit import Committed
from rectify_cli.importing.plan.reader import read_plan
from rectify_cli.importing.words.explained import explain_labels
from rectify_cli.ledger.finding import DEFAULT_PATH
from rectify_cli.views.exchange import imported as import_view
from rectify_cli.views.review import review_page


def run(
    session: Session,
    source: Annotated[
        Path, typer.Argument(metavar="原文件", help="整改方案：Word、PDF、网页、文字、Excel 文件。")
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
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--label", metavar="栏目=字段",
            help="说明原文里一个栏目是什么：具体表现=problem，不要的写 原因分析=ignore；"
            "可以写几次。",
        ),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option("--labels", metavar="文件", help="同上，写在文件里，一行一个。"),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review", metavar="网页", help="另写一页对照：左边原文，右边读到的，疑点标黄。"
        ),
    ] = None,
    dry_run: DryRun = False,
    overwrite: Overwrite = False,
    lock_timeout: LockTimeout = 10,
    commit: Commit = None,
) -> None:  # fmt: skip
    """把整改方案、整改清单的原文件变成清单，拿不准的地方逐条指出。

    例：rectify import 方案.docx -o data/issues.yaml
    """
    if output is not None and into is not None:
        raise UsageError("--output 和 --into 只能选一个", hint="新建用 -o，添到已有清单用 --into。")
    known = explain_labels(label or (), labels)
    issued = session.day(issued_on, "--issued-on")
    with waiting(f"正在读 {source.name}"):
        result = read_plan(source, issued_on=issued, known=known)
    if review is not None:
        write_file(review, review_page(result, source.name), overwrite=overwrite, keep=[source])
        tell_written(f"对照页已写入 {review}，用浏览器打开", quiet=session.wants_json)
    if into is not None:
        addition, lines = add(result, into, dry_run=dry_run, lock_timeout=lock_timeout)
        if dry_run:
            lines.append("什么也没有写。")
        written = None if dry_run or not addition.issues else into
        committed = None
        if written is not None:
            message = f"新增事项：{source.name}，{len(addition.issues)} 项"
            committed = commit_written(written, message, wanted=commit)
        _answer(session, addition.result, addition.known, lines, written, committed)
        return
    if output is not None:
        create(result, source, output, today=session.as_of, dry_run=dry_run, overwrite=overwrite)
    written = None if dry_run else output
    _answer(session, result, {}, _told(result, source, output, written), written)


def _told(
    result: ImportResult, source: Path, output: Path | None, written: Path | None
) -> list[str]:
    if written is not None:
        named = "" if written == DEFAULT_PATH else f"--file {written} "
        return [
            f"已写入 {written}，共 {len(result.issues)} 项。",
            f"接着对照原文通读，再运行 rectify {named}check。",
            sharing_hint(written),
        ]
    if output is not None:
        return ["什么也没有写。"]
    return [f"什么也没有写。要写成清单：rectify import {source} -o {DEFAULT_PATH}"]


def _answer(
    session: Session,
    result: ImportResult,
    known: Mapping[int, int],
    lines: list[str],
    written: Path | None,
    committed: Committed | None = None,
) -> None:
    if written is not None:
        tell_written(f"已写入 {written}", quiet=True)
    if session.wants_json:
        data: dict[str, Any] = import_view.import_data(result, known)
        told = {"written": str(written) if written else None}
        print_json(data | told | commit_data(committed))
        tell_committed(committed, quiet=True)
        return
    blocks: list[Block] = list(import_view.import_blocks(result, known))
    tone = Tone.GOOD if written else Tone.PLAIN
    print_blocks([*blocks, Paragraph("\n".join(line for line in lines if line), tone)])
    tell_committed(committed)
