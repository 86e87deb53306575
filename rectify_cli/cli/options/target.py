"""The options that say where a printout goes."""

from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.options.writing import Overwrite


class Target(NamedTuple):
    """The screen, or a file and its format."""

    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="写到文件，格式看文件名结尾；- 为标准输出。"
        ),
    ] = None
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="格式", help="不按文件名结尾，指定格式。"),
    ] = None
    overwrite: Overwrite = False

    @property
    def is_file(self) -> bool:
        """Whether a file format was asked for, be it written to stdout."""
        return self.output is not None or self.format is not None
