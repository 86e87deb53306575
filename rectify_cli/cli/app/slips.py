"""Slips on the command line: what the parser objects to, in Chinese, with what was meant."""

from difflib import get_close_matches
from typing import Any

from rectify_cli.cli.app.commands import COMMANDS
from rectify_cli.cli.app.typer_parts import parsing
from rectify_cli.domain.model import EventKind
from rectify_cli.errors import UsageError

_WORDS = {
    "list": "清单 列表",
    "overdue": "逾期",
    "status": "情况",
    "roster": "报送 报送情况 未报送",
    "todo": "待办",
    "log": "记录 办理记录",
    "units": "单位",
    "correct": "更正",
    "report": "周报",
    "notice": "通报",
    "dispatch": "填报表 发表",
    "collect": "收表",
    "contact": "联系人 通讯录",
    "export": "导出",
    "rollup": "汇总",
    "import": "导入",
    "check": "校验",
    "done": "finish close",
    "--help": "help",
    "--version": "version",
}
"""What people may type for a command, beside the words of the events."""
_MEANT = {kind.label: kind.value for kind in EventKind} | {
    word: name for name, words in _WORDS.items() for word in words.split()
}
_NO_UNDO = ("undo", "delete", "remove", "edit", "撤销", "删除", "修改")
_TAKE_BACK = (
    "记过的不改也不删：作废一条用 rectify void，更正用 rectify correct，编号见 rectify show。"
)
_EXTRA = {
    **dict.fromkeys(("list", "export"), "按单位看：--unit {extra}。"),
    **dict.fromkeys(("check", "status", "units", "report"), "指明清单：--file {extra}。"),
}


def in_chinese(error: parsing.UsageError) -> UsageError:
    """What the parser objects to, said in Chinese, with the nearest right word."""
    command = error.ctx.command_path if error.ctx else "rectify"
    hint = f"用 {command} --help 查看用法。"
    match error:
        case parsing.NoSuchOption():
            near = get_close_matches(error.option_name, _options_of(error), n=1)
            guess = f"是不是 {near[0]}？" if near else ""
            return UsageError(f"没有选项 {error.option_name}", hint=guess + hint)
        case parsing.MissingParameter():
            return UsageError(f"缺少{_named(error)}", hint=hint)
        case parsing.BadParameter():
            return UsageError(f"{_named(error)}的值不对：{error.message}", hint=hint)
        case parsing.BadOptionUsage() if error.message.endswith("requires an argument."):
            return UsageError(f"选项 {error.option_name} 后面要有一个值", hint=hint)
        case parsing.BadOptionUsage() if "does not take a value" in error.message:
            return UsageError(f"选项 {error.option_name} 后面不带值", hint=hint)
    if error.message.startswith("No such command") and error.ctx:
        return _unknown_command(error.message.split("'")[1], hint)
    if error.message.startswith("Missing command"):
        return UsageError("缺少命令", hint=hint)
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition(" (")[2].removesuffix(")")
        name = error.ctx.info_name if error.ctx else ""
        guess = _EXTRA.get(str(name), "").format(extra=extra.split()[0] if extra else "")
        return UsageError(f"多出了参数：{extra}", hint=guess + hint)
    return UsageError(error.format_message(), hint=hint)


def _unknown_command(typed: str, hint: str) -> UsageError:
    if typed in _NO_UNDO:
        return UsageError(f"没有命令 {typed}", hint=_TAKE_BACK + hint)
    meant = _MEANT.get(typed)
    near = [meant] if meant else get_close_matches(typed, COMMANDS, n=2, cutoff=0.5)
    guess = f"是不是 {'、'.join(near)}？" if near else ""
    return UsageError(f"没有命令 {typed}", hint=guess + hint)


def _options_of(error: Any) -> list[str]:
    if error.ctx is None:
        return []
    return [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]


def _named(error: parsing.BadParameter) -> str:
    param = error.param
    if param is None:
        return "参数"
    if param.param_type_name == "option":
        return f"选项 {param.opts[0]}"
    return f"参数 {param.metavar or param.name}"
