"""A bar on a terminal while something takes longer than a second. Pipes and files never see it.

It stands on stderr, on a line of its own, and is gone before anything else is written: the block
that is waited for prints nothing and asks nothing.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds."""


class Bar:
    """A bar that appears after a while, from a thread of its own."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._progress: Progress | None = None
        self._steps = (0, 0)
        self._is_over = False
        self._lock = Lock()
        self._timer = Timer(PATIENCE, self.appear)
        self._timer.daemon = True
        self._timer.start()

    def tell(self, done: int, total: int) -> None:
        """So many of so many steps are done."""
        self._steps = done, total
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done, total=total)

    def end(self) -> None:
        """Take the bar away."""
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._progress is not None:
                self._progress.stop()

    def appear(self) -> None:
        """Draw the bar, unless all is over."""
        with self._lock:
            if self._is_over:
                return
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            done, total = self._steps
            progress = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(file=sys.stderr),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            progress.add_task(self._what, completed=done, total=total or None)
            progress.start()
            self._progress = progress


_waiting = Lock()  # one bar at a time: what is inside another is part of it


@contextmanager
def waiting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Tell a person at a terminal ``what`` is going on in the block (正在读清单); it may call what
    it is given with how many steps are done, and of how many."""
    if not sys.stderr.isatty() or not _waiting.acquire(blocking=False):
        yield lambda done, total: None  # noqa: ARG005
        return
    bar = Bar(what)
    try:
        yield bar.tell
    finally:
        bar.end()
        _waiting.release()
