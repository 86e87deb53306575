"""stdout and stderr as they really are: closed, on a full disk, or with a reader that has left.

A command prints and goes on to its end, whatever becomes of the output; the edge asks afterwards
whether something was lost. So what a command does, and its exit code, never hang on a reader.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO, cast

_CLOSED = "输出已经关闭"


class Channel:
    """A text stream whose writes do not fail: the first failure is kept, the rest discarded."""

    def __init__(self, stream: TextIO | None) -> None:
        self._closed = stream is None
        nowhere = Path(os.devnull)
        self._stream = stream or nowhere.open("w", encoding="utf-8")
        self.failure: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def lost(self) -> OSError | None:
        """Why output was lost that somebody still waits for; none when its reader just left."""
        if self.failure is None or self.failure.errno == errno.EPIPE:
            return None
        if sys.platform == "win32" and self.failure.errno == errno.EINVAL:
            return None  # what Windows says of a pipe without a reader
        return self.failure

    def write(self, text: str) -> int:
        """Write ``text``; returns its length, as streams do."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def write_bytes(self, data: bytes) -> None:
        """Write ``data`` as it is, after all that was written before."""
        self.flush()
        self._try(lambda: self._stream.buffer.write(data))

    def flush(self) -> None:
        """Hand on what is still held back."""
        if not self._closed:
            self._try(self._stream.flush)

    def _try(self, act: Callable[[], object]) -> None:
        if self.failure is not None:
            return
        if self._closed:
            self.failure = OSError(errno.EBADF, _CLOSED)
            return
        try:
            act()
        except OSError as error:
            self.failure = error
            self._discard()
        except ValueError:  # the stream was closed under us
            self.failure = OSError(errno.EBADF, _CLOSED)

    def _discard(self) -> None:
        """What the stream still holds goes nowhere, so that Python does not complain at exit."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


@contextmanager
def opened_channels() -> Iterator[Channel]:
    """In the block, ``sys.stdout`` (which is yielded) and ``sys.stderr`` are channels.

    Where stderr is closed, what goes to it is lost, and does not turn up on stdout.
    """
    _occupy_standard_numbers()
    streams = sys.stdout, sys.stderr
    out, err = Channel(sys.stdout), Channel(sys.stderr)
    sys.stdout, sys.stderr = cast(TextIO, out), cast(TextIO, err)
    try:
        yield out
        out.flush()
        err.flush()
    finally:
        sys.stdout, sys.stderr = streams


def _occupy_standard_numbers() -> None:
    """A file opened later must not get the number of a closed stream, and its writes."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)
