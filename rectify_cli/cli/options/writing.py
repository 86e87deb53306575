"""Options about how a write is done."""

from typing import Annotated

import typer

from rectify_cli.cli.options.words import whole_number

DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示将要写的内容，不写文件。")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="文件已存在时覆盖它。")]
Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit", envvar="RECTIFY_COMMIT", show_default=False,
        help="记完就提交到 git（平时都要，就 git config rectify.commit true）。",
    ),
]  # fmt: skip
LockTimeout = Annotated[
    int,
    typer.Option(
        "--lock-timeout", metavar="秒", parser=whole_number("--lock-timeout"),
        help="别人正在写清单时，最多等多少秒。",
    ),
]  # fmt: skip
