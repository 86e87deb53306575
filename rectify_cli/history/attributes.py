"""What git is told to do with the ledger when it merges it and when it writes it to the disk."""

import os

from rectify_cli.history.repository import Repository


def merges_by_union(repository: Repository) -> bool:
    """Whether a merge keeps the lines of both sides."""
    merge = attributes_of(repository, "merge")["merge"]
    if merge == "unspecified":
        return repository.setting("merge.default") == "union"
    return merge == "union"


def rewrites_line_ends(repository: Repository) -> bool:
    """Whether git would write the ledger with other line ends than it keeps it with (CRLF)."""
    found = attributes_of(repository, "text", "eol")
    text, eol = found["text"], found["eol"]
    if text == "unset":
        return False
    if eol in ("lf", "crlf"):
        return eol == "crlf"
    automatic = (repository.setting("core.autocrlf") or "false").lower()
    if automatic in ("true", "input"):
        return automatic == "true"
    if text == "unspecified":
        return False
    native = "crlf" if os.name == "nt" else "lf"
    wanted = (repository.setting("core.eol") or "native").lower()
    return (native if wanted == "native" else wanted) == "crlf"


def attributes_of(repository: Repository, *names: str, path: str | None = None) -> dict[str, str]:
    """The values of attributes (``set``, ``unset``, ``unspecified``, or a word) of the ledger, or
    of another path from the top."""
    answer = repository.ask("check-attr", "-z", *names, "--", path or repository.name)
    parts = answer.text.split("\0")
    values = dict(zip(parts[1::3], parts[2::3], strict=False))
    return {name: values.get(name, "unspecified") for name in names}
