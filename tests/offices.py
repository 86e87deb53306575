"""Offices that share a ledger by stock git: repositories and clones for the tests."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rectify_cli.domain.model import Event
from rectify_cli.ledger.editing import edit_ledger

FROZEN = Path(__file__).resolve().parent / "fixtures" / "issues.yaml"
UNION = "data/issues.yaml text eol=lf merge=union\n"


def settle(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nobody but 李某, and nothing of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[user]\n\tname = 李某\n\temail = li@example.org\n[init]\n\tdefaultBranch = main\n"
        '[protocol "file"]\n\tallow = always\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


class Office:
    """A repository with a ledger, and who works there."""

    def __init__(self, folder: Path, name: str = "data/issues.yaml") -> None:
        self.folder = folder
        self.ledger = folder / name

    @classmethod
    def found(
        cls, folder: Path, name: str = "data/issues.yaml", *, attributes: str = UNION
    ) -> "Office":
        """A repository with the frozen list as its first commit."""
        office = cls(folder, name)
        office.ledger.parent.mkdir(parents=True)
        shutil.copyfile(FROZEN, office.ledger)
        office.write_attributes(attributes)
        (folder / ".gitignore").write_text(".*.lock\n", encoding="utf-8")
        office.git("init", "-q")
        office.commit("印发清单")
        return office

    def clone(self, name: str) -> "Office":
        """Another clerk's clone, beside this one."""
        folder = self.folder.parent / name
        self.git("clone", "-q", str(self.folder), str(folder))
        return Office(folder, self.ledger.relative_to(self.folder).as_posix())

    def git(self, *arguments: str) -> str:
        """Run git here; it must succeed."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder if self.folder.is_dir() else None,
            check=False, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def commit(self, message: str = "一次提交", *, author: str = "李某") -> str:
        """Commit all there is; returns the id."""
        self.git("add", "-A")
        who = f"{author} <x@example.org>"
        self.git("commit", "-q", "--allow-empty", "-m", message, "--author", who)
        return self.head

    @property
    def head(self) -> str:
        """The id of what is checked out."""
        return self.git("rev-parse", "HEAD").strip()

    @property
    def text(self) -> str:
        """The ledger's text."""
        return self.ledger.read_bytes().decode("utf-8")

    def write(self, text: str) -> None:
        """Put ``text`` in the ledger's place, as with an editor."""
        self.ledger.write_bytes(text.encode("utf-8"))

    def write_attributes(self, text: str) -> None:
        """What git is told about files."""
        (self.folder / ".gitattributes").write_text(text, encoding="utf-8", newline="\n")

    def change(self, old: str, new: str) -> None:
        """Change the one place of ``old``, as with an editor."""
        assert self.text.count(old) == 1, self.text.count(old)
        self.write(self.text.replace(old, new))

    def record(self, issue: int, line: str, *, message: str | None = None) -> str:
        """Record an event written as in the ledger, ``date: 2020-09-01, event: start``, and
        commit it; returns the commit's id."""
        pairs = (part.split(": ", 1) for part in line.split(", "))
        with edit_ledger(self.ledger) as edit:
            edit.append_event(issue, Event.model_validate(dict(pairs)))
            edit.save()
        return self.commit(message or f"记一条：{issue}")

    def drop(self, part: str) -> None:
        """Delete the one line that contains ``part``, as with an editor."""
        lines = self.text.splitlines(keepends=True)
        kept = [line for line in lines if part not in line]
        assert len(kept) == len(lines) - 1
        self.write("".join(kept))
