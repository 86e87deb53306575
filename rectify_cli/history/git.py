"""Stock git's command line: how it is found, how it is asked, how its refusals are told.

Whoever made the repository is not trusted. A question (``ask``) runs no code of it: no hooks, no
file system monitor, no external diff, no fetching of missing objects; and it sees the history as
it is, not as replacement objects or grafts would have it. The environment loses every ``GIT_``
variable that could point elsewhere (a hook sets some) or name a program. What git itself guards
(``safe.directory``) is never switched off.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import ConflictError, NotFoundError
from rectify_cli.files import find_program

_HARMLESS = (
    *("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.commitGraph=false"),
    *("core.quotePath=false", "log.showSignature=false", "diff.external="),
)
# Where the user's own settings are, and how far up a repository is looked for.
_KEPT = frozenset(
    {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"}
)
# For an act: who acts, and how the other side is reached.
_KEPT_FOR_ACTS = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_SSH", "GIT_ASKPASS", "GIT_SSL_", "GIT_HTTP")
_WITHOUT_PATHSPECS = ("check-ignore",)
_QUESTION = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}


class Answer(NamedTuple):
    """What git answered: its exit code, its stdout, and what it said on stderr."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """stdout as text."""
        return self.out.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        """All of git's own words, for the lines below a message."""
        return "\n".join(filter(None, (self.err.strip(), self.text.strip())))


def find_git() -> str | None:
    """The git program, if there is one."""
    return find_program("git")


def ask(folder: Path, *arguments: str, stdin: bytes = b"") -> Answer:
    """Ask git something about the repository around ``folder``. Raises ``NotFoundError`` without
    git, ``ConflictError`` where git does not trust the folder's owner."""
    return _run(folder, arguments, stdin, question_environment(), _HARMLESS)


def act(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    settings: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> Answer:
    """Have git change something, as the user would: with hooks, identity and credentials.

    ``settings`` are ``key=value`` for this call. Raises as ``ask`` does.
    """
    return _run(folder, arguments, stdin, _environment() | dict(environment or {}), settings)


def start_asking(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """A git that stays and answers line by line. Raises ``NotFoundError`` without git."""
    return subprocess.Popen(
        _command(arguments, _HARMLESS), cwd=folder, env=question_environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def question_environment() -> dict[str, str]:
    """The environment of a question."""
    mine = {name: value for name, value in _environment().items() if not _is_for_acts(name)}
    return mine | _QUESTION


def failed(what: str, answer: Answer, hint: str | None = None) -> ConflictError:
    """``what`` went wrong, in Chinese, with git's own words below."""
    said = "\n".join(f"  {line}" for line in answer.said.splitlines())
    return ConflictError(f"{what}。git 的原话：\n{said}" if said else what, hint=hint)


def _run(
    folder: Path,
    arguments: tuple[str, ...],
    stdin: bytes,
    environment: Mapping[str, str],
    settings: tuple[str, ...],
) -> Answer:
    done = subprocess.run(
        _command(arguments, settings), cwd=folder, env=environment, input=stdin,
        capture_output=True, check=False,
    )  # fmt: skip
    answer = Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
    if "dubious ownership" in answer.err:
        raise _foreign_owner(folder, answer)
    return answer


def _command(arguments: tuple[str, ...], settings: tuple[str, ...]) -> list[str]:
    program = find_git()
    if program is None:
        raise NotFoundError(
            "这台电脑上没有找到 git",
            hint="装上 git（https://git-scm.com）再试；清单的其他命令不需要它。",
        )
    options = [part for setting in settings for part in ("-c", setting)]
    if arguments[0] not in _WITHOUT_PATHSPECS:
        options.append("--literal-pathspecs")
    return [program, "--no-pager", *options, *arguments]


def _environment() -> dict[str, str]:
    mine = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or name in _KEPT or _is_for_acts(name)
    }
    return mine | {"LC_ALL": "C", "LANGUAGE": "C", "GIT_EDITOR": ":", "GIT_MERGE_AUTOEDIT": "no"}


def _is_for_acts(name: str) -> bool:
    return name.startswith(_KEPT_FOR_ACTS)


def _foreign_owner(folder: Path, answer: Answer) -> ConflictError:
    told = next((line for line in answer.err.splitlines() if "safe.directory" in line), "")
    way_out = told.strip() or f"git config --global --add safe.directory {folder.as_posix()}"
    return ConflictError(
        f"{folder} 所在的 git 仓库属于另一个用户，git 不肯读它",
        hint=f"确认这个仓库可信以后，运行一次 {way_out}，再试。",
    )
