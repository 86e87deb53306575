"""The commits of a history, and under which path each had the ledger."""

import os
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from rectify_cli.domain.shared.audit import Commit
from rectify_cli.errors import ConflictError
from rectify_cli.history.git import failed
from rectify_cli.history.past.facts import FactReader, Facts
from rectify_cli.history.past.objects import Objects
from rectify_cli.history.repository import Repository

_FORMAT = "%H%x00%P%x00%an%x00%ad%x00%s"
_ENDINGS = (".yaml", ".yml")
_ALIKE = 0.3
"""Of what two ledgers say, the share that a renamed one keeps at least."""


class Node(NamedTuple):
    """A commit and the ids of its parents."""

    commit: Commit
    parents: tuple[str, ...]


def commits_before(repository: Repository, tip: str) -> list[Node]:
    """``tip`` and all that leads to it, on every side of every merge; children before parents.

    Raises ``ConflictError`` where git cannot read the history.
    """
    answer = repository.ask(
        "rev-list", "--topo-order", "--encoding=UTF-8", "--date=short", f"--format={_FORMAT}",
        tip, "--",
    )  # fmt: skip
    if answer.code:
        raise failed("git 读不出历史", answer, "运行 git fsck 看看仓库缺了什么。")
    lines = (line for line in answer.text.split("\n") if line.count("\0") >= 4)
    return [_node(line) for line in lines]


def _node(line: str) -> Node:
    commit, parents, author, day, subject = line.split("\0", 4)
    return Node(Commit(commit, author, day, subject), tuple(parents.split()))


class Trail:
    """Finds the ledger in commits, children before parents, and follows it through renames."""

    def __init__(self, repository: Repository, objects: Objects, reader: FactReader) -> None:
        self._repository = repository
        self._objects = objects
        self._reader = reader
        self._paths: dict[str, str] = {}
        self._blobs: dict[tuple[str, str], str | None] = {}
        self._read: dict[str, Facts | None] = {}

    def locate(self, tip: str, now: Facts | None) -> str | None:
        """The ledger in ``tip``, where the trail begins; ``now`` is what the working copy says,
        which may have been renamed since."""
        path = self._repository.name
        if self._blob(tip, path) is None and now is not None:
            path = self._renamed(tip, self._gone_from_disk(tip), now) or path
        self._paths[tip] = path
        return self._blob(tip, path)

    def blob_of(self, node: Node) -> str | None:
        """The ledger in a commit whose children have been asked about already."""
        commit = node.commit.id
        path = self._paths[commit]
        blob = self._blob(commit, path)
        for parent in node.parents:
            before = path
            if blob is not None and self._blob(parent, path) is None:
                now = self.facts(blob)
                gone = self._gone_between(parent, commit)
                before = (self._renamed(parent, gone, now) if now else None) or path
            self._paths.setdefault(parent, before)
        return blob

    def facts(self, blob: str) -> Facts | None:
        """What a version of the ledger says; none where it cannot be read."""
        if blob not in self._read:
            self._read[blob] = self._reader.read(self._objects.content(blob))
        return self._read[blob]

    def _blob(self, commit: str, path: str) -> str | None:
        key = (commit, path)
        if key not in self._blobs:
            self._blobs[key] = self._objects.blob_at(commit, path)
        return self._blobs[key]

    def _renamed(self, commit: str, paths: Iterable[str], now: Facts) -> str | None:
        """The file among ``paths`` that in ``commit`` said most of what ``now`` is said."""
        best, path_of_best = _ALIKE, None
        for path in paths:
            ending = PurePosixPath(path).suffix.lower()
            if ending not in (*_ENDINGS, PurePosixPath(self._repository.name).suffix.lower()):
                continue
            blob = self._blob(commit, path)
            then = self.facts(blob) if blob else None
            alike = len(then & now) / min(len(then), len(now)) if then and now else 0.0
            if alike > best:
                best, path_of_best = alike, path
        return path_of_best

    def _gone_between(self, parent: str, commit: str) -> list[str]:
        return self._paths_told(
            "diff-tree", "-r", "-z", "--name-only", "--diff-filter=D", "--no-renames",
            "--no-ext-diff", "--no-textconv", parent, commit, "--",
        )  # fmt: skip

    def _gone_from_disk(self, commit: str) -> list[str]:
        there = self._paths_told("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--")
        return [path for path in there if not (self._repository.top / path).exists()]

    def _paths_told(self, *question: str) -> list[str]:
        answer = self._repository.ask(*question)
        if answer.code:
            raise failed("git 读不出历史", answer)
        return [os.fsdecode(path) for path in answer.out.split(b"\0") if path]


def refuse_odd_name(name: str) -> None:
    """Raises ``ConflictError`` for a path that git can only be asked about in several lines."""
    if "\n" in name:
        raise ConflictError("清单的路径里有换行，查不了历史", hint="给文件或文件夹改名。")
