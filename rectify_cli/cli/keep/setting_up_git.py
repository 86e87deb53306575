"""``init --git``: a ledger in a repository that is fit for it."""

from pathlib import Path

from rectify_cli.cli.output import print_json, print_lines
from rectify_cli.cli.session import Session
from rectify_cli.errors import NotFoundError
from rectify_cli.formats.json_text import dump
from rectify_cli.history.git import ask
from rectify_cli.history.repository import find_repository
from rectify_cli.history.setup import make_repository, missing_steps
from rectify_cli.ledger.creating import create_ledger
from rectify_cli.ledger.evidence import FOLDER
from rectify_cli.ledger.finding import DEFAULT_PATH
from rectify_cli.ledger.schema import ledger_schema
from rectify_cli.ledger.template import empty_ledger


def set_up(session: Session, named: Path | None, *, dry_run: bool) -> None:
    """Show what is missing around the ledger, then add it; with ``dry_run`` only show it.

    Raises what making a ledger and asking git raise.
    """
    ask(Path.cwd(), "version")  # without git nothing is begun
    path = named or _path(session)
    tell = _Teller(quiet=session.wants_json)
    if not path.exists():
        tell.will(f"新建清单 {path}")
        if not dry_run:
            create_ledger(path, empty_ledger(session.as_of))
    repository = find_repository(path) if path.parent.is_dir() else None
    if repository is None:
        folder = _folder(path)
        tell.will(f"在 {folder} 建立 git 仓库")
        if not dry_run:
            make_repository(folder)
            repository = find_repository(path)
    if repository is None:
        tell.will(
            "写 .gitattributes、.gitignore、提交前的钩子、编辑器用的 JSON Schema（已有的不动）"
        )
    else:
        steps = missing_steps(repository, FOLDER, dump(ledger_schema()).encode("utf-8"))
        for step in steps:
            tell.will(step.words) if step.do else tell.note(step.words)
        for step in steps:
            if step.do and not dry_run:
                step.do()
    tell.end(path, dry_run=dry_run)


class _Teller:
    """Says what is to be done before it is done."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._done: list[str] = []
        self._notes: list[str] = []

    def will(self, words: str) -> None:
        """Something that will be done."""
        self._done.append(words)
        self._say(f"· {words}")

    def note(self, words: str) -> None:
        """Something that is left to the user."""
        self._notes.append(words)
        self._say(f"· 请注意：{words}")

    def end(self, path: Path, *, dry_run: bool) -> None:
        """The verdict, and what to do next."""
        if self._quiet:
            print_json({"file": str(path), "done": self._done, "notes": self._notes})
        elif dry_run:
            print_lines("（试运行，什么也没有写）" if self._done else "什么也不缺。")
        elif self._done:
            print_lines(
                "都已办好。请提交一次：",
                "  git add -A",
                "  git commit -m 建立清单",
                "以后记录时加 --commit 就随手提交，rectify sync 和大家同步。",
            )
        else:
            print_lines("什么也不缺。")

    def _say(self, words: str) -> None:
        if not self._quiet:
            print_lines(words)


def _path(session: Session) -> Path:
    try:
        return session.path
    except NotFoundError:
        return session.named_path or DEFAULT_PATH


def _folder(path: Path) -> Path:
    """Where the repository is made: here, where the ledger lies below; else beside the ledger."""
    here, folder = Path.cwd().resolve(), path.resolve().parent
    return here if folder.is_relative_to(here) else folder
