"""The edge of the program: the one place where errors turn into lines on stderr and exit codes."""

import os
import re
import sys
from collections.abc import Sequence

from typer import Abort

from rectify_cli.cli.app.channels import opened_channels
from rectify_cli.cli.app.frame import build
from rectify_cli.cli.app.typer_parts import parsing
from rectify_cli.cli.output import warn, written
from rectify_cli.errors import InvalidDataError, RectifyError, StorageError, UsageError
from rectify_cli.files import storage_error
from rectify_cli.formats.streams import prepare_streams

_MOST_PROBLEMS = 20
_LONG_QUOTE = r"“([^”]{60})[^”]{60,}”"
_INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback."""
    prepare_streams()
    written.clear()
    with opened_channels() as out:
        code = _code_of(arguments)
        out.flush()
        if out.lost is not None:
            code = _tell_of_lost_output(out.lost, code)
    return code


def _code_of(arguments: Sequence[str] | None) -> int:
    try:
        # On Windows the parser would rewrite every word: ~300份 in a note into a folder, 好* into a
        # file name. Who takes files opens their patterns itself (``files_meant``).
        code = build().main(
            args=arguments, prog_name="rectify", standalone_mode=False, windows_expand_args=False
        )
    except parsing.NoArgsIsHelpError as error:
        print(error.message)
        return UsageError.exit_code
    except parsing.UsageError as error:
        from rectify_cli.cli.app.slips import in_chinese

        return _tell(in_chinese(error))
    except RectifyError as error:
        return _tell(error)
    except (KeyboardInterrupt, Abort):
        return _INTERRUPTED
    except OSError as error:
        return _tell(_of_the_system(error))
    except Exception as error:
        if os.environ.get("RECTIFY_TRACEBACK"):
            raise
        return _tell(_bug(error))
    return code if isinstance(code, int) else 0


def _tell(error: RectifyError) -> int:
    message = re.sub(_LONG_QUOTE, r"“\1…”", error.message)
    lines = [*written, f"错误：{message}"]
    if isinstance(error, InvalidDataError):
        from rectify_cli.views.problems import problem_text

        lines += [problem_text(problem) for problem in error.problems[:_MOST_PROBLEMS]]
        if (more := len(error.problems) - _MOST_PROBLEMS) > 0:
            lines.append(f"……另有 {more} 处，用 rectify check 查看全部。")
    if error.hint:
        lines.append(f"办法：{error.hint}")
    sys.stdout.flush()
    warn("\n".join(lines))
    return error.exit_code


def _tell_of_lost_output(error: OSError, code: int) -> int:
    """What was to be written is done, and who asked must not do it again for lack of an answer;
    where there was only an answer to give, nothing is done."""
    lost = storage_error("结果没能输出", error).message
    if written and code == 0:
        warn("\n".join([*written, f"提醒：{lost}；上面写明的已经写好。"]))
        return code
    warn(f"错误：{lost}")
    return code or StorageError.exit_code


def _of_the_system(error: OSError) -> RectifyError:
    """An error of the system that no room has put into words: no defect of the program."""
    if os.environ.get("RECTIFY_TRACEBACK"):
        raise error
    return storage_error(f"读写 {error.filename} 出错" if error.filename else "读写文件出错", error)


def _bug(error: Exception) -> RectifyError:
    return RectifyError(
        f"程序内部出错：{type(error).__name__}: {error}",
        hint="这是程序的缺陷，请反馈；设环境变量 RECTIFY_TRACEBACK=1 再运行可看到详情。",
    )
