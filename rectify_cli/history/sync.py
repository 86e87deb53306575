"""Bring a clone and the shared repository together: fetch, merge, push; no force, no rebase."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import ConflictError
from rectify_cli.history.git import Answer, act, failed
from rectify_cli.history.repository import Repository, refuse_unfinished_step

_FETCHED = "FETCH_HEAD"


class Remote(NamedTuple):
    """Where the branch that is checked out is shared: a remote's name, and the branch there;
    ``is_new`` where git has not been told of it yet."""

    name: str
    branch: str
    is_new: bool


class Pulled(NamedTuple):
    """How many commits came; ``is_shared`` tells whether the branch exists there at all."""

    commits: int
    is_shared: bool


def uncommitted(repository: Repository, folder: str) -> list[str]:
    """What of the ledger and the ``folder`` beside it is changed and not committed."""
    beside = "/".join(filter(None, (repository.name.rpartition("/")[0], folder)))
    answer = act(
        repository.top, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames",
        "--", repository.name, beside,
    )  # fmt: skip
    if answer.code:
        raise failed("git 看不出哪些文件改过", answer)
    return [entry[3:] for entry in answer.text.split("\0") if entry]


def remote_of(repository: Repository) -> Remote:
    """Where the branch is shared. Raises ``ConflictError`` where that cannot be told, or while a
    step of git's own is not ended."""
    refuse_unfinished_step(repository)
    branch = repository.branch
    if branch is None:
        raise ConflictError(
            "git 不在任何分支上（detached HEAD），不能同步", hint="先 git switch 到一个分支。"
        )
    if repository.head is None:
        raise ConflictError("这个仓库还没有提交过", hint="先提交一次清单，再同步。")
    name = repository.setting(f"branch.{branch}.remote")
    merged = repository.setting(f"branch.{branch}.merge")
    if name and name != "." and merged:
        return Remote(name, merged.removeprefix("refs/heads/"), is_new=False)
    remotes = repository.ask("remote").text.split()
    if len(remotes) != 1:
        raise ConflictError(
            "不知道和哪里同步：这个仓库没有设远端" if not remotes else "不知道和哪个远端同步",
            hint="运行一次 git remote add origin 共用仓库的地址。"
            if not remotes
            else f"运行一次 git push -u 远端 {branch}。",
        )
    return Remote(remotes[0], branch, is_new=True)


def pull(repository: Repository, remote: Remote) -> Pulled:
    """Fetch, and merge what is new. Raises ``ConflictError`` with git's own words; a merge that
    conflicts is taken back whole."""
    top = repository.top
    fetched = act(top, "fetch", "--quiet", "--", remote.name, f"refs/heads/{remote.branch}")
    if fetched.code:
        if "couldn't find remote ref" in fetched.err:
            return Pulled(0, is_shared=False)
        raise failed(
            f"取不到远端 {remote.name} 上的内容", fetched, "检查网络、地址和登录的账号，再试。"
        )
    count = _count(repository, f"HEAD..{_FETCHED}")
    if count:
        merged = act(top, "merge", "--quiet", "--no-edit", "--ff", _FETCHED)
        if merged.code:
            raise _conflict(repository, merged)
    return Pulled(count, is_shared=True)


def push(repository: Repository, remote: Remote, pulled: Pulled) -> int:
    """Push what the other side has not; returns how many commits. Raises ``ConflictError``."""
    count = _count(repository, f"{_FETCHED}..HEAD" if pulled.is_shared else "HEAD")
    if not count and not remote.is_new:
        return 0
    remember = ("--set-upstream",) if remote.is_new else ()
    to = f"HEAD:refs/heads/{remote.branch}"
    pushed = act(repository.top, "push", "--quiet", *remember, "--", remote.name, to)
    if pushed.code:
        if "fetch first" in pushed.err or "non-fast-forward" in pushed.err:
            raise failed("远端刚刚又有人推送，没有推上去", pushed, "再运行一次 rectify sync。")
        raise failed(
            f"远端 {remote.name} 没有接受，您的记录都还在本机的提交里",
            pushed,
            "检查网络和账号的权限，或把 git 的原话交给管理远端的人。",
        )
    return count


def _count(repository: Repository, revisions: str) -> int:
    answer = repository.ask("rev-list", "--count", revisions, "--")
    if answer.code:
        raise failed("git 读不出历史", answer)
    return int(answer.text)


def _conflict(repository: Repository, merged: Answer) -> ConflictError:
    top = repository.top
    names = repository.ask("diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=U").text
    files = [name for name in names.split("\0") if name]
    if (repository.git_dir / "MERGE_HEAD").exists():
        act(top, "merge", "--abort")
    if not files:
        return failed("合并不了，仓库还是原来的样子", merged, "照 git 说的办好，再同步。")
    hint = "请懂 git 的人合并这几个文件（git merge），再同步。"
    if repository.name in files:
        hint = "先各自运行 rectify init --git 补上 union 并提交，清单就能自动合并；" + hint
    return failed(f"合并时有冲突：{_listed(files)}；已退回，仓库还是原来的样子", merged, hint)


def _listed(files: Sequence[str]) -> str:
    return "、".join(str(Path(file)) for file in files)
