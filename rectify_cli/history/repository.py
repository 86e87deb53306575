"""The repository that holds a ledger, and where in it the ledger is."""

import os
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import ConflictError, NotFoundError, UsageError
from rectify_cli.history.git import Answer, ask, find_git

_OWN_STEPS = {
    "rebase-merge": "变基（rebase）",
    "rebase-apply": "变基（rebase）",
    "MERGE_HEAD": "合并（merge）",
    "CHERRY_PICK_HEAD": "拣选（cherry-pick）",
    "REVERT_HEAD": "撤销（revert）",
    "BISECT_LOG": "二分查找（bisect）",
}


class Repository(NamedTuple):
    """A work tree and the ledger in it. ``folder`` is the ledger's own; ``name`` its path from
    ``top``, with ``/``."""

    top: Path
    git_dir: Path
    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The ledger file."""
        return self.folder / self.name.rpartition("/")[2]

    def ask(self, *arguments: str, stdin: bytes = b"") -> Answer:
        """Ask git, standing at the top. Raises as ``git.ask`` does."""
        return ask(self.top, *arguments, stdin=stdin)

    def commit_of(self, revision: str) -> str:
        """The commit that a revision as typed names. Raises ``UsageError``, ``NotFoundError``."""
        if revision.startswith("-") or not revision.strip() or not revision.isprintable():
            raise UsageError(
                f"“{revision}”不是 git 的版本", hint="写提交号、分支或标签，例如 HEAD~3。"
            )
        answer = self.ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if answer.code:
            raise NotFoundError(
                f"git 里没有“{revision}”这个版本",
                hint="写提交号、分支或标签，例如 HEAD~3；用 git log 可以看到提交号。",
            )
        return answer.text.strip()

    @property
    def head(self) -> str | None:
        """The commit that is checked out; none before the first."""
        answer = self.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return answer.text.strip() if answer.code == 0 else None

    @property
    def branch(self) -> str | None:
        """The branch that is checked out; none on a detached HEAD."""
        answer = self.ask("symbolic-ref", "--quiet", "--short", "HEAD")
        return answer.text.strip() if answer.code == 0 else None

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when it was cloned."""
        return self.ask("rev-parse", "--is-shallow-repository").text.strip() == "true"

    @property
    def is_tracked(self) -> bool:
        """Whether git keeps the ledger."""
        return bool(self.ask("ls-files", "-z", "--", self.name).out)

    def setting(self, key: str, *, kind: str | None = None) -> str | None:
        """A value of git's configuration; ``kind`` is ``bool``, ``path``, …"""
        of_kind = (f"--type={kind}",) if kind else ()
        answer = self.ask("config", *of_kind, "--get", key)
        return answer.text.strip() if answer.code == 0 else None

    @property
    def unfinished_step(self) -> str | None:
        """A step of git's own that somebody began here and has not ended, in words."""
        found = (word for name, word in _OWN_STEPS.items() if (self.git_dir / name).exists())
        return next(found, None)


def find_repository(path: Path) -> Repository | None:
    """The repository that holds the ledger at ``path``; none without git or outside of any.

    Raises ``ConflictError`` where git does not trust the folder's owner.
    """
    real = Path(os.path.realpath(path))
    if find_git() is None or not real.parent.is_dir():
        return None
    answer = ask(real.parent, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-prefix")
    lines = os.fsdecode(answer.out).split("\n")
    if answer.code or len(lines) != 4:
        return None
    top, git_dir, prefix = Path(lines[0]), Path(lines[1]), lines[2]
    if not (top / prefix).samefile(real.parent):  # core.worktree leads elsewhere
        return None
    return Repository(top, git_dir, real.parent, prefix + real.name)


def open_repository(path: Path) -> Repository:
    """As ``find_repository``. Raises ``NotFoundError`` where there is none."""
    if find_git() is None:
        ask(path.parent, "version")  # says that there is no git
    found = find_repository(path)
    if found is None:
        raise NotFoundError(
            f"{path} 不在 git 仓库里，没有历史可查",
            hint="用 rectify init --git 建立仓库，以后的每次改动就都有据可查。",
        )
    return found


def refuse_unfinished_step(repository: Repository) -> None:
    """Raises ``ConflictError`` while a step of git's own is not ended."""
    if step := repository.unfinished_step:
        raise ConflictError(
            f"git 正在{step}，还没有完",
            hint="先把它做完或放弃（git status 会说怎么做），再试。",
        )
