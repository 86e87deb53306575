"""The frame around the commands: loaded when called, common options on either side of the
command's name, help in Chinese.

Typer 0.29 carries its own copy of the parser it builds on; the classes below refine its public
``TyperCommand`` and ``TyperGroup``.
"""

import re
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from rectify_cli import __version__
from rectify_cli.cli.commands import COMMANDS
from rectify_cli.errors import UsageError

_HELP = """\
整改工作清单：一份清单、逐项销号、随时可查。

清单是一个 YAML 文件（默认从当前目录向上找 data/issues.yaml）。事项用序号（3）或类别加编号（共性3）
指明；日期可写 2020-10-20、10-20、今天、昨天。"""

_COMMON_PANEL = "通用选项（写在命令前后都可以）"
_COMMON_NAMES = ("file", "as_of", "json", "version")


def _remember(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Keep a common option where every context of this command line can see it."""
    if value and param.name:
        ctx.meta[f"rectify.{param.name}"] = value
    return value


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"rectify {__version__}")
        raise typer.Exit


def _common_options(
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            "-f",
            metavar="文件",
            help="清单文件；也可用环境变量 RECTIFY_FILE 指定。",
            callback=_remember,
            expose_value=False,
            rich_help_panel=_COMMON_PANEL,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="日期",
            help="截止日：以哪一天的情况为准（默认今天）。",
            callback=_remember,
            expose_value=False,
            rich_help_panel=_COMMON_PANEL,
        ),
    ] = None,
    json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="输出 JSON，供其他程序读取。",
            callback=_remember,
            expose_value=False,
            rich_help_panel=_COMMON_PANEL,
        ),
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="显示版本号。",
            callback=_show_version,
            expose_value=False,
            is_eager=True,
            rich_help_panel=_COMMON_PANEL,
        ),
    ] = False,
) -> None:
    """Declare the options; their callbacks do the work."""


def _in_chinese(usage: str) -> str:
    """The usage line, a required argument without braces (``{事项...}...`` is ``事项...``)."""
    bare = re.sub(r"\{([^{}]+?)(\.\.\.)?\}(\.\.\.)?", r"\1\2", usage)
    return bare.replace("Usage: ", "用法：", 1)


def _help_option_in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = "显示这份说明。"
        option.rich_help_panel = _COMMON_PANEL
        option.metavar = ""
    return option


def _translate_help_titles() -> None:
    """The fixed words of the help are constants of a module that only the help needs."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "［默认：{}］"
    rich_utils.ENVVAR_STRING = "［环境变量：{}］"
    rich_utils.REQUIRED_LONG_STRING = "［必填］"


class _InChinese:
    """The help of a command or of the group, in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return _in_chinese(super().get_usage(ctx))  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``."""
        return _help_option_in_chinese(super().get_help_option(ctx))  # type: ignore[misc]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page."""
        _translate_help_titles()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_InChinese, TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Refuse an option given twice: the parser would keep the last value and say nothing."""
        _refuse_repeats(self, args)
        return super().parse_args(ctx, args)


def _refuse_repeats(command: Any, arguments: list[str]) -> None:
    options = {name: p for p in command.params if p.param_type_name == "option" for name in p.opts}
    seen: set[str] = set()
    tokens = iter(arguments)
    for token in tokens:
        if token == "--":
            return
        name, equals, _ = token.partition("=")
        param = options.get(name) or options.get(token[:2] if token[1:2] != "-" else "")
        if param is None or param.is_flag:
            continue
        if not equals and token in options:
            next(tokens, None)  # its value, which may look like an option
        if not param.multiple and param.name in seen:
            raise UsageError(f"选项 {param.opts[0]} 写了两次", hint="这个选项只能写一次。")
        seen.add(param.name)


class Group(_InChinese, TyperGroup):
    """The root: finds commands by name and lends each the common options."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """All command names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Load the module of ``cmd_name`` and build the command; none for an unknown name."""
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            self.commands[cmd_name] = self._load(cmd_name)
        return self.commands.get(cmd_name)

    def _load(self, name: str) -> Any:
        place = COMMANDS[name]
        module = import_module(f"rectify_cli.cli.{place.module}")
        app = typer.Typer(add_completion=False, rich_markup_mode="rich")
        app.command(name, cls=Command, options_metavar="[选项]", rich_help_panel=place.panel)(
            getattr(module, place.function)
        )
        command = typer.main.get_command(app)
        _hide_types(command)
        command.params += [p for p in self.params if p.name in _COMMON_NAMES]
        return command


def build() -> Any:
    """The whole command, ready for ``main``."""
    app = typer.Typer(
        cls=Group, help=_HELP, rich_markup_mode="rich", no_args_is_help=True,
        subcommand_metavar="命令 [参数]...", options_metavar="[选项]",
        context_settings={"help_option_names": ["--help", "-h"]},
    )  # fmt: skip
    app.callback()(_common_options)
    group = typer.main.get_command(app)
    _hide_types(group)
    for param in group.params:
        if param.name in _COMPLETION_HELP:
            param.help = _COMPLETION_HELP[param.name]  # type: ignore[attr-defined]
        if param.name == "install_completion":
            param.callback = _install_completion
    return group


def _install_completion(ctx: Any, param: Any, value: Any) -> Any:  # noqa: ARG001
    """Typer's own callback speaks English."""
    if value and not ctx.resilient_parsing:
        from rectify_cli.cli.complete import install_completion

        typer.echo(install_completion())
        raise typer.Exit
    return value


def _hide_types(command: Any) -> None:
    """A switch takes no value, an argument is named by its metavar; a type would only puzzle."""
    for param in command.params:
        if getattr(param, "is_flag", False):
            param.metavar = ""
        elif param.param_type_name == "argument":
            param.display_type_rich = lambda ctx: None  # noqa: ARG005


_COMPLETION_HELP = {
    "install_completion": "为当前的命令行装上自动补全。",
    "show_completion": "显示自动补全脚本，以便自行安装。",
}
