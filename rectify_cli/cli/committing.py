"""``--commit``: what was recorded goes into git at once, in the words of the office."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rectify_cli.cli.options.entry import Entry
from rectify_cli.cli.output import print_lines, warn
from rectify_cli.history.commit import Committed, commit_ledger, wants_commit
from rectify_cli.views.recorded import Move, commit_message


def commit_moves(
    path: Path, moves: Sequence[Move], entry: Entry, message: str | None = None
) -> Committed | None:
    """Commit the ledger at ``path`` with what was just recorded, and the evidence that came with
    it; none where nobody asked to. The ``message`` follows from the moves, where none is given."""
    if not moves:
        return None
    files = [file for move in moves for file in move.event.evidence]
    return commit_written(
        path, message or commit_message(moves), wanted=entry.commit, evidence=files, by=entry.by
    )


def commit_written(
    path: Path,
    message: str,
    *,
    wanted: bool | None,
    evidence: Sequence[str] = (),
    by: str | None = None,
) -> Committed | None:
    """Commit the ledger at ``path`` after it was written, and ``evidence`` (paths from its
    folder); none where nobody asked to: neither on the command line (``wanted``) nor in git's
    configuration."""
    if not (wants_commit(path) if wanted is None else wanted):
        return None
    folder = Path(os.path.realpath(path)).parent
    return commit_ledger(path, [folder / file for file in evidence], message, by=by)


def commit_data(committed: Committed | None) -> dict[str, Any]:
    """What the answer to ``--json`` says about it, where a commit was asked for."""
    return {} if committed is None else {"commit": committed.id}


def tell_committed(committed: Committed | None, *, quiet: bool = False) -> None:
    """Say that it is committed (``quiet``: not); or, on stderr, that the record stands and is
    not committed, and what to do."""
    if committed is None:
        return
    if committed.id is not None:
        if not quiet:
            print_lines(f"已提交 {committed.id[:8]}")
        return
    warn(f"已经记下，但没有提交到 git：{committed.why_not}")
    if committed.hint:
        warn(f"办法：{committed.hint}")
