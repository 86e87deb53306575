"""Blobs out of git's object store, by a ``git cat-file`` that stays: thousands in a second."""

import os
import re
import subprocess
from contextlib import suppress
from types import TracebackType
from typing import IO, Self

from rectify_cli.errors import ConflictError
from rectify_cli.history.git import start_asking
from rectify_cli.history.repository import Repository

_TYPES = (b"blob", b"tree", b"commit", b"tag")
_ENTRY = re.compile(rb"(\d+) ([^\0]+)\0.{20}", re.DOTALL)
_LONG_ENTRY = re.compile(rb"(\d+) ([^\0]+)\0.{32}", re.DOTALL)


class Objects:
    """The object store of a repository, open for reading; use it in a ``with``."""

    def __init__(self, repository: Repository) -> None:
        self._names = start_asking(repository.top, "cat-file", "--batch-check")
        self._contents = start_asking(repository.top, "cat-file", "--batch")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for process in (self._names, self._contents):
            with suppress(OSError):
                _pipe(process.stdin).close()
            _pipe(process.stdout).close()
            process.wait()

    def blob_at(self, commit: str, path: str) -> str | None:
        """The id of the file that ``path`` was in ``commit``; none where there was no file.

        Raises ``ConflictError`` where the file is named and its content is missing or damaged.
        """
        answer = _put(self._names, f"{commit}:{path}").rstrip(b"\n")
        parts = answer.rsplit(b" ", 2)
        if len(parts) == 3 and parts[1] in _TYPES:
            return parts[0].decode("ascii") if parts[1] == b"blob" else None
        if self._is_named(commit, path):
            raise _broken()
        return None

    def content(self, blob: str) -> bytes:
        """The bytes of a blob. Raises ``ConflictError`` where they are missing or damaged."""
        data = self._content(blob)
        if data is None:
            raise _broken()
        return data

    def _content(self, name: str) -> bytes | None:
        head = _put(self._contents, name).rstrip(b"\n").rsplit(b" ", 2)
        if len(head) != 3 or head[1] not in _TYPES:
            return None
        out = _pipe(self._contents.stdout)
        data = out.read(int(head[2]))
        out.read(1)
        return data

    def _is_named(self, commit: str, path: str) -> bool:
        """Whether a folder of ``commit`` names ``path``, other than as a submodule."""
        folder, _, name = path.rpartition("/")
        tree = self._content(f"{commit}:{folder}")
        if tree is None:
            return not folder or self._is_named(commit, folder)
        entries = _ENTRY.findall(tree) if len(commit) == 40 else _LONG_ENTRY.findall(tree)
        return any(mode != b"160000" and entry == os.fsencode(name) for mode, entry in entries)


def _put(process: "subprocess.Popen[bytes]", question: str) -> bytes:
    """The line that answers a line."""
    stdin = _pipe(process.stdin)
    try:
        stdin.write(question.encode("utf-8", "surrogateescape") + b"\n")
        stdin.flush()
        answer = _pipe(process.stdout).readline()
    except OSError:
        answer = b""
    if not answer:
        raise _broken()
    return answer


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _broken() -> ConflictError:
    return ConflictError(
        "git 读不出历史里的文件：仓库不完整（部分克隆）或已损坏",
        hint="运行 git fsck 看看缺了什么，或重新完整克隆一份。",
    )
