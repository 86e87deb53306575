"""The frame around the commands: loaded when called, common options on either side of the
command's name, help in Chinese."""

import re
from importlib import import_module
from typing import Any

import typer

from rectify_cli.cli.app.commands import COMMANDS, PANELS, module_of, takes_known
from rectify_cli.cli.app.signature import spread
from rectify_cli.cli.app.typer_parts import StrictCommand, StrictGroup
from rectify_cli.cli.options.common import PANEL, Common
from rectify_cli.errors import UsageError

_HELP = """\
整改工作清单：一份清单、逐项销号、随时可查。

清单是一个 YAML 文件（默认从当前目录向上找 data/issues.yaml）。事项用序号（3）或类别加编号（共性3）
指明；日期可写 2020-10-20、10-20、今天、昨天。"""
_COMPLETION_HELP = {
    "install_completion": "为当前的命令行装上自动补全。",
    "show_completion": "显示自动补全脚本，以便自行安装。",
}


class _InChinese:
    """The help of a command or of the group, in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line, a required argument without braces (``{事项...}...`` is ``事项...``)."""
        usage = super().get_usage(ctx)  # type: ignore[misc]
        bare = re.sub(r"\{([^{}]+?)(\.\.\.)?\}(\.\.\.)?", r"\1\2", usage)
        return bare.replace("Usage: ", "用法：", 1)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.rich_help_panel, option.metavar = "显示这份说明。", PANEL, ""
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page; its fixed words are constants of a module that only it needs."""
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
        rich_utils.OPTIONS_PANEL_TITLE = "选项"
        rich_utils.COMMANDS_PANEL_TITLE = "命令"
        rich_utils.DEFAULT_STRING = "［默认：{}］"
        rich_utils.ENVVAR_STRING = "［环境变量：{}］"
        rich_utils.REQUIRED_LONG_STRING = "［必填］"
        super().format_help(ctx, formatter)  # type: ignore[misc]


class _Command(_InChinese, StrictCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """As Typer does; what was said before the command's name must mean something to it."""
        if "rectify.known" in ctx.meta and "known" not in [param.name for param in self.params]:
            raise UsageError("--known 只用于查看和印发", hint=f"{ctx.info_name} 不能带它。")
        return super().parse_args(ctx, args)


class _Group(_InChinese, StrictGroup):
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
        app = typer.Typer(add_completion=False, rich_markup_mode="rich")
        register = app.command(
            name, cls=_Command, options_metavar="[选项]", rich_help_panel=PANELS[COMMANDS[name]]
        )
        register(spread(import_module(module_of(name)).run))
        command = typer.main.get_command(app)
        _hide_types(command)
        lent = set(Common._fields) - (set() if takes_known(name) else {"known"})
        command.params += [param for param in self.params if param.name in lent]
        return command


def build() -> Any:
    """The whole command, ready for ``main``."""
    app = typer.Typer(
        cls=_Group, help=_HELP, rich_markup_mode="rich", no_args_is_help=True,
        subcommand_metavar="命令 [参数]...", options_metavar="[选项]",
        context_settings={"help_option_names": ["--help", "-h"]},
    )  # fmt: skip
    app.callback()(spread(_declare))
    group = typer.main.get_command(app)
    _hide_types(group)
    for param in group.params:
        if param.name in _COMPLETION_HELP:
            param.help = _COMPLETION_HELP[param.name]  # type: ignore[attr-defined]
        if param.name == "install_completion":
            param.callback = _install_completion
    return group


def _declare(common: Common) -> None:
    """The callbacks of the common options do the work."""


def _install_completion(ctx: Any, param: Any, value: Any) -> Any:  # noqa: ARG001
    """Typer's own callback speaks English."""
    if value and not ctx.resilient_parsing:
        from rectify_cli.cli.app.complete import install_completion

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
