"""``sync``: what the others recorded comes in, what was recorded here goes out."""

from typing import Annotated

import typer

from rectify_cli.cli.keep.checking import Checked, check
from rectify_cli.cli.output import print_json, print_lines
from rectify_cli.cli.session import Session
from rectify_cli.errors import ConflictError
from rectify_cli.history.commit import commit_ledger, wants_commit
from rectify_cli.history.repository import Repository, open_repository
from rectify_cli.history.sync import Pulled, pull, push, remote_of, uncommitted
from rectify_cli.ledger.evidence import FOLDER

_MESSAGE = "登记办理记录"


def run(
    session: Session,
    commit: Annotated[
        bool | None,
        typer.Option(
            "--commit/--no-commit", envvar="RECTIFY_COMMIT", show_default=False,
            help="先提交清单和佐证材料里还没有提交的改动。",
        ),
    ] = None,
) -> None:  # fmt: skip
    """和共用的 git 仓库同步：取回并合并别人记的，推上自己记的，再校验。

    从不强推（force）、从不变基（rebase）；合并有冲突就退回原来的样子。
    """
    repository = open_repository(session.path)
    remote = remote_of(repository)
    _settle(session, repository, commit)
    pulled = pull(repository, remote)
    checked = check(session)
    pushed = None if checked.errors else push(repository, remote, pulled)
    _tell(session, pulled, pushed, checked)
    if checked.errors:
        raise typer.Exit(1)


def _settle(session: Session, repository: Repository, commit: bool | None) -> None:
    """See to it that all is committed. Raises ``ConflictError`` where it is not."""
    pending = uncommitted(repository, FOLDER)
    if not pending:
        return
    if not (wants_commit(session.path) if commit is None else commit):
        raise ConflictError(
            f"还有没有提交的改动：{'、'.join(pending)}，没有同步",
            hint="运行 rectify sync --commit，先提交它们再同步；rectify diff 看改了什么。",
        )
    files = [repository.top / name for name in pending if name != repository.name]
    made = commit_ledger(session.path, files, _MESSAGE, by=None)
    if made.id is None:
        raise ConflictError(f"提交不了，没有同步：{made.why_not}", hint=made.hint or None)


def _tell(session: Session, pulled: Pulled, pushed: int | None, checked: Checked) -> None:
    if session.wants_json:
        sent = {"pulled": pulled.commits, "pushed": pushed or 0}
        print_json({**sent, "check": checked.data()})
        return
    got = f"取回 {pulled.commits} 次提交" if pulled.commits else "没有要取回的"
    if pushed is None:
        print_lines(f"{got}；清单有误，没有推送：改好、提交以后再同步。")
    else:
        print_lines(f"{got}，{f'推送 {pushed} 次提交' if pushed else '没有要推送的'}。")
    checked.tell(briefly=True)
