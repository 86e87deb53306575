"""What no output may ever replace: ledgers, recorded evidence, and what a command reads from.

The content tells a ledger, not its name; a file tells that it is another's other name (a link, a
hard link, other case) by being the same file to the system.
"""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from rectify_cli.errors import ConflictError

_MOST_LOOKED_AT = 64 * 1024 * 1024
_EVENT = re.compile(
    rb"""(?:^|[\r\n])[ \t]*(?:-[ \t]+)?["']?event["']?[ \t]*:|[{,]\s*["']?event["']?[ \t]*:"""
)
_KEYS = tuple(
    re.compile(rb"""(?:^|[\r\n])["']?%s["']?[ \t]*:""" % key) for key in (b"document", b"issues")
)
_LEDGER_KEYS = {"document", "units", "issues", "papers"}
_HINT = "换一个文件名。"


def refuse_loss(path: Path, target: Path, keep: Collection[Path], *, as_ledger: bool) -> None:
    """Raise ``ConflictError`` when replacing ``target`` (the real file that ``path`` names) would
    destroy what was recorded or supplied.

    ``keep`` are files that the command uses. ``as_ledger`` is set where a ledger is written: it
    may take the place of one without events.
    """
    content = _content(target)
    if holds_events(content):
        raise ConflictError(
            f"{path} 是清单，里面已有办理记录，覆盖会丢掉它们，什么也没有写",
            hint="换一个文件名；要添新事项，用 rectify import --into。",
        )
    if not as_ledger and is_ledger(content):
        raise ConflictError(f"{path} 是清单，不能写到它上面，什么也没有写", hint=_HINT)
    if any(_is_same(target, other) for other in keep):
        raise ConflictError(f"{path} 就是这次要用的文件，不能写到它上面，什么也没有写", hint=_HINT)
    ledger = next(_ledgers_naming(target), None)
    if ledger is not None:
        raise ConflictError(
            f"{path} 是 {ledger} 的佐证材料，不能写到它上面，什么也没有写", hint=_HINT
        )


def is_ledger(content: bytes) -> bool:
    """Whether a file's content is a ledger, be it damaged or in another encoding."""
    data = _json(content)
    if data is not None:
        return "issues" in data and set(data) <= _LEDGER_KEYS
    bare = content.replace(b"\0", b"")
    return holds_events(content) or all(key.search(bare) for key in _KEYS)


def holds_events(content: bytes) -> bool:
    """Whether a file's content is a ledger in which something has been recorded."""
    data = _json(content)
    if data is not None:
        return is_ledger(content) and b'"event"' in content
    return not content.startswith(b"PK\3\4") and bool(_EVENT.search(content.replace(b"\0", b"")))


def _json(content: bytes) -> dict[str, Any] | None:
    """What a JSON object holds; our own exports are such, and no ledgers."""
    if content.lstrip()[:1] != b"{":
        return None
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _content(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(_MOST_LOOKED_AT)
    return b""


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def _ledgers_naming(target: Path) -> Iterator[Path]:
    """The ledgers that ``target`` is evidence of: by lying in their evidence folder, or by name."""
    for folder in target.parents:
        inside = target.relative_to(folder)
        is_kept = inside.parts[0].casefold() == "evidence" and len(inside.parts) > 1
        # A whole entry of a list or value, in YAML of any style.
        named = re.compile(
            rb"""(?:[\[,:-]\s*|["'])%s(?:["']|\s*(?:[,\]}\r\n]|$))"""
            % re.escape(inside.as_posix().encode(errors="replace"))
        )
        for file in _files_in(folder, every=is_kept):
            content = _content(file)
            if is_ledger(content) and (is_kept or named.search(content)):
                yield file


def _files_in(folder: Path, *, every: bool) -> list[Path]:
    """The files of a folder that may be ledgers."""
    try:
        found = [p for p in folder.iterdir() if every or p.suffix.lower() in (".yaml", ".yml")]
        return [path for path in found if path.is_file()]
    except OSError:
        return []
