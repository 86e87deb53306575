"""``--commit``: what was recorded goes into git at once, in the words of the office."""

import os
from collections.abc import Sequence
from pathlib import Path

from rectify_cli.cli.options.entry import Entry
from rectify_cli.cli.output import warn
from rectify_cli.history.commit import Committed, commit_ledger, wants_commit
from rectify_cli.views.recorded import Move, commit_message


def commit_moves(path: Path, moves: Sequence[Move], entry: Entry) -> Committed | None:
    """Commit the ledger at ``path`` with what was just recorded; none where nobody asked to."""
    wanted = wants_commit(path) if entry.commit is None else entry.commit
    if not wanted or not moves:
        return None
    folder = Path(os.path.realpath(path)).parent
    evidence = [folder / file for move in moves for file in move.event.evidence]
    return commit_ledger(path, evidence, commit_message(moves), by=entry.by)


def warn_uncommitted(committed: Committed | None) -> None:
    """Say in one sentence that the record stands and is not committed, and what to do."""
    if committed is not None and committed.id is None:
        warn(f"已经记下，但没有提交到 git：{committed.why_not}")
        if committed.hint:
            warn(f"办法：{committed.hint}")
