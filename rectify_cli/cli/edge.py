"""The edge of the program: the one place where errors turn into lines on stderr and exit codes."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from typer import Abort
from typer._click import exceptions as parsing

from rectify_cli.cli.commands import COMMANDS
from rectify_cli.cli.frame import build
from rectify_cli.domain.model import EventKind
from rectify_cli.errors import InvalidDataError, RectifyError, UsageError
from rectify_cli.formats.streams import prepare_streams

_MOST_PROBLEMS = 20
_MEANT = {kind.label: kind.value for kind in EventKind} | {
    **{"清单": "list", "列表": "list", "逾期": "overdue", "情况": "status", "单位": "units"},
    **{"周报": "report", "通报": "notice", "导出": "export", "导入": "import", "校验": "check"},
    **{"help": "--help", "version": "--version", "finish": "done", "close": "done"},
}
_NO_UNDO = ("undo", "delete", "remove", "edit", "撤销", "删除", "修改")
_EXTRA = {
    **dict.fromkeys(("list", "export"), "按单位看：--unit {extra}。"),
    **dict.fromkeys(("check", "status", "units", "report"), "指明清单：--file {extra}。"),
}
_INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback."""
    prepare_streams()
    try:
        code = build().main(args=arguments, prog_name="rectify", standalone_mode=False)
        sys.stdout.flush()
    except parsing.NoArgsIsHelpError as error:
        print(error.message)
        return UsageError.exit_code
    except parsing.UsageError as error:
        return _tell(_in_chinese(error))
    except RectifyError as error:
        return _tell(error)
    except BrokenPipeError:
        _discard_output()
        return 0
    except (KeyboardInterrupt, Abort):
        return _INTERRUPTED
    except Exception as error:
        if os.environ.get("RECTIFY_TRACEBACK"):
            raise
        return _tell(_bug(error))
    return code if isinstance(code, int) else 0


def _tell(error: RectifyError) -> int:
    from rectify_cli.formats.text import clean
    from rectify_cli.views.problems import problem_text

    lines = [f"错误：{clean(error.message)}"]
    if isinstance(error, InvalidDataError):
        lines += [problem_text(problem) for problem in error.problems[:_MOST_PROBLEMS]]
        if (more := len(error.problems) - _MOST_PROBLEMS) > 0:
            lines.append(f"……另有 {more} 处，用 rectify check 查看全部。")
    if error.hint:
        lines.append(f"办法：{clean(error.hint)}")
    _say("\n".join(lines))
    return error.exit_code


def _say(text: str) -> None:
    try:
        sys.stdout.flush()
        print(text, file=sys.stderr)
    except OSError:
        _discard_output()


def _discard_output() -> None:
    """The reader has gone (``| head``); keep the interpreter from complaining at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def _bug(error: Exception) -> RectifyError:
    return RectifyError(
        f"程序内部出错：{type(error).__name__}: {error}",
        hint="这是程序的缺陷，请反馈；设环境变量 RECTIFY_TRACEBACK=1 再运行可看到详情。",
    )


def _in_chinese(error: parsing.UsageError) -> UsageError:
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
        hint = "记过的不改：误记的销号、申请用 rectify reopen 退回，别的用 git revert。" + hint
    meant = _MEANT.get(typed)
    near = [meant] if meant else get_close_matches(typed, COMMANDS, n=2, cutoff=0.5)
    near = [] if typed in _NO_UNDO else near
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
