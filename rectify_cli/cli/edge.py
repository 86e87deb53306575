"""The edge of the program: the one place where errors turn into lines on stderr and exit codes."""

import os
import sys
from collections.abc import Sequence

from typer import Abort

from rectify_cli.cli.frame import build
from rectify_cli.cli.slips import in_chinese
from rectify_cli.cli.typer_parts import parsing
from rectify_cli.errors import InvalidDataError, RectifyError, UsageError
from rectify_cli.formats.streams import prepare_streams
from rectify_cli.formats.text import clean
from rectify_cli.views.problems import problem_text

_MOST_PROBLEMS = 20
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
        return _tell(in_chinese(error))
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
