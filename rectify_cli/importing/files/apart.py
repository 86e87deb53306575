"""Parsers of formats that strangers can make hostile run apart: in a process with bounds.

A parser that loops or eats memory ends with its process, and the clerk gets one sentence. The
process reads the file's bytes on its standard input and answers in JSON.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from rectify_cli.errors import InvalidDataError

SECONDS = 60
MEMORY_BYTES = 2 * 1024**3
_MISSING = 3


def read_apart(function: str, data: bytes, path: Path, *, install: str) -> Any:
    """What ``function`` (``pdf:read_pages``, a module of this room and a name in it) makes of
    ``data``; its answer must be JSON.

    Raises ``InvalidDataError`` when a package is missing or broken (``install`` is the command for
    it), when the file cannot be read, or when it takes more than ``SECONDS`` or ``MEMORY_BYTES``.
    """
    # -P: the current folder, which may be anybody's, is no place to take modules from.
    command = [sys.executable, "-P", "-m", __name__, function]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise _unread(path, f"读了 {SECONDS} 秒还没有读完，可能有问题，没有读") from None
    if done.returncode == _MISSING:
        raise InvalidDataError(
            f"读 {path.suffix.lower()} 文件要装一个组件，还没有安装好", hint=f"运行：{install}"
        )
    if done.returncode:
        raise _unread(path, f"不是完好的 {path.suffix.lower()} 文件，或大得读不了")
    return json.loads(done.stdout)


def _unread(path: Path, what: str) -> InvalidDataError:
    return InvalidDataError(
        f"{path.name} {what}", hint="用 Word 或 WPS 打开检查，另存为 .docx 再导入。"
    )


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main(arguments: Sequence[str]) -> int:
    """The process's own side: 0 and an answer, 3 for a package missing or broken, else 1."""
    _limit_memory()
    module, name = arguments[0].split(":")
    try:
        answer = getattr(import_module(f"{__package__ or ''}.{module}"), name)(
            sys.stdin.buffer.read()
        )
    except ImportError:  # not there, or (Windows) there without a library that it needs
        return _MISSING
    except Exception:  # whatever a parser makes of damaged bytes
        return 1
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
