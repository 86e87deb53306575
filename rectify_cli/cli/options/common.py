"""The options of every command, which may stand before its name as well as after it."""

from typing import Annotated, Any, NamedTuple

import typer

from rectify_cli import __version__
from rectify_cli.errors import UsageError

PANEL = "通用选项（写在命令前后都可以）"


def _remember(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Keep the value where every context of this command line can see it."""
    key = f"rectify.{param.name}"
    if value not in (None, False):
        if key in ctx.meta and value is not True and not ctx.resilient_parsing:
            raise given_twice(param.opts[0])
        ctx.meta[key] = value
    return value


def given_twice(option: str) -> UsageError:
    """What to say about an option that stands in two places."""
    return UsageError(f"选项 {option} 写了两次", hint="这个选项只能写一次。")


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"rectify {__version__}")
        raise typer.Exit


def _option(*names: str, callback: Any = _remember, **settings: Any) -> Any:
    return typer.Option(
        *names, callback=callback, expose_value=False, rich_help_panel=PANEL, **settings
    )


class Common(NamedTuple):
    """Declared here; a ``Session`` reads what was given."""

    file: Annotated[
        str | None,
        _option(
            "--file", "-f", metavar="文件", help="清单文件；也可用环境变量 RECTIFY_FILE 指定。"
        ),
    ] = None
    as_of: Annotated[
        str | None,
        _option("--as-of", metavar="日期", help="截止日：以哪一天的情况为准（默认今天）。"),
    ] = None
    known: Annotated[
        str | None,
        _option("--known", metavar="日期", help="只算到这一天为止记入清单的内容（查看和印发用）。"),
    ] = None
    json: Annotated[bool, _option("--json", help="输出 JSON，供其他程序读取。")] = False
    version: Annotated[
        bool, _option("--version", callback=_show_version, is_eager=True, help="显示版本号。")
    ] = False
