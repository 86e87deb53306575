"""Commit what was just recorded: the ledger and the evidence that came with it, nothing else."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import RectifyError
from rectify_cli.history.git import act, ask, failed, find_git
from rectify_cli.history.repository import Repository, open_repository

_ENCODING = "i18n.commitEncoding=UTF-8"
_NO_GUESSING = "user.useConfigOnly=true"


class Committed(NamedTuple):
    """The commit that was made; or none, and why not, with a hint."""

    id: str | None
    why_not: str = ""
    hint: str = ""


def wants_commit(path: Path) -> bool:
    """Whether ``git config rectify.commit`` is set where the ledger at ``path`` lies."""
    folder = Path(os.path.realpath(path)).parent
    if find_git() is None:
        return False
    try:
        answer = ask(folder, "config", "--type=bool", "--get", "rectify.commit")
    except RectifyError:
        return False
    return answer.text.strip() == "true"


def commit_ledger(
    path: Path, evidence: Sequence[Path], message: str, *, by: str | None
) -> Committed:
    """Commit the ledger at ``path`` and files of evidence, whatever else is staged or changed.

    ``by`` stands for the committer where git knows none. Raises nothing: what was recorded stays
    recorded, and why it is not committed is returned.
    """
    try:
        return _commit(open_repository(path), evidence, message, by)
    except RectifyError as error:
        return Committed(None, error.message, error.hint or "")


def _commit(
    repository: Repository, evidence: Sequence[Path], message: str, by: str | None
) -> Committed:
    if step := repository.unfinished_step:
        return Committed(None, f"git 正在{step}，还没有完", "先做完或放弃它，再提交。")
    if repository.branch is None:
        return Committed(
            None, "git 不在任何分支上（detached HEAD）", "先 git switch 到一个分支，再提交。"
        )
    if (repository.git_dir / "index.lock").exists():
        lock = repository.git_dir / "index.lock"
        hint = f"等它做完再提交；确定没有在用，就删去 {lock}。"
        return Committed(None, "另一个 git 程序正在用这个仓库", hint)
    who = _identity(repository, by)
    if who is None:
        return Committed(
            None,
            "git 还不知道您是谁",
            "运行一次 git config --global user.name 姓名，"
            "再运行一次 git config --global user.email 邮箱。",
        )
    names = [repository.name, *(_name(repository, file) for file in evidence)]
    kept = set(repository.ask("ls-files", "-z", "--", *names).text.split("\0"))
    new = [name for name in dict.fromkeys(names) if name not in kept]
    return _commit_names(repository, names, new, message, who)


def _commit_names(
    repository: Repository, names: list[str], new: list[str], message: str, who: tuple[str, ...]
) -> Committed:
    top = repository.top
    if new:
        added = act(top, "add", "--intent-to-add", "--", *new)
        if added.code:
            _forget(repository, new)
            error = failed("git 没有收下这些文件", added)
            return Committed(None, error.message, "多半是 .gitignore 不让收，请核对。")
    made = act(
        top, "commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--", *names,
        stdin=message.encode("utf-8"), settings=(*who, _ENCODING),
    )  # fmt: skip
    if made.code:
        _forget(repository, new)
        error = failed("git 没有接受这次提交", made)
        return Committed(None, error.message, "照 git 说的改好，再 git commit。")
    return Committed(repository.head)


def _identity(repository: Repository, by: str | None) -> tuple[str, ...] | None:
    """Settings under which git knows who commits: its own, else ``by``; none without either."""
    choices: list[tuple[str, ...]] = [(_NO_GUESSING,)]
    if by:
        choices.append((_NO_GUESSING, f"user.name={by}", "user.email="))
    for settings in choices:
        roles = ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")
        if all(act(repository.top, "var", role, settings=settings).code == 0 for role in roles):
            return settings
    return None


def _name(repository: Repository, file: Path) -> str:
    """The path from the top of a file beside the ledger."""
    relative = Path(os.path.relpath(os.path.realpath(file), repository.folder)).as_posix()
    folder = repository.name.rpartition("/")[0]
    return f"{folder}/{relative}" if folder else relative


def _forget(repository: Repository, new: list[str]) -> None:
    """Leave the index as it was."""
    if new:
        act(repository.top, "rm", "--quiet", "--cached", "--ignore-unmatch", "--", *new)
