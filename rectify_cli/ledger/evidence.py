"""佐证材料: copies of a clerk's files, kept beside the ledger under ``evidence/<id>/``.

The rule. A source must be an existing regular file. Its copy keeps its name, made safe: NFC;
characters that Windows forbids and control characters become ``_``; a name that Windows
reserves (``CON``) gets ``_`` in front; dots and spaces at either end go; at most 200 bytes of
UTF-8, the suffix kept; then come eight digits of its SHA-256 (``办事指南-1a2b3c4d.pdf``), so that
two clones never give one name to two files. What is there already with the same content, also
under the bare name that older ledgers have, is used again. Upper and lower case count as one name.
Paths in the ledger are relative to its folder, with ``/``; absolute ones, ``..``, and links that
lead out of that folder are refused, so that nothing is ever written or looked up outside it.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import ConflictError, InvalidDataError, NotFoundError
from rectify_cli.files import fill_file, make_folder, storage_errors, sweep_folder

FOLDER = "evidence"
_LONGEST_NAME = 200  # bytes; most file systems take 255, and a number may still be added
_LONGEST_SUFFIX = 20
_DIGITS = 8
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\ud800-\udfff]')
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\s*$)")


class Copy(NamedTuple):
    """A copy still to be made: from where, to where, under which name in the ledger."""

    source: Path
    target: Path
    relative: str


def safe_name(name: str) -> str:
    """``name`` as a file name that every office computer takes."""
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" .\u3000")
    if not name:
        return "佐证材料"
    if _RESERVED.match(name):
        name = "_" + name
    return _fit(name)


def numbered_names(name: str) -> Iterator[str]:
    """``name``, then ``name`` with ``-2``, ``-3``, … before its suffix, for what is taken."""
    yield name
    yield from (_fit(name, f"-{number}") for number in range(2, 1000))


def plan_copy(ledger_path: Path, issue_id: int, source: Path, planned: list[Copy]) -> Copy:
    """Where ``source`` will be kept as evidence of issue ``issue_id``; writes nothing.

    ``planned`` are the copies already to be made in the same write. The answer is among them,
    or is new, or (target equal to an existing file) needs no copying; see ``make_copies``.

    Raises ``NotFoundError`` when the source does not exist, ``ConflictError`` when it is no
    regular file or the evidence folder leads out of the ledger's folder, ``StorageError``.
    """
    _check_source(source)
    folder = _evidence_folder(ledger_path, issue_id)
    with storage_errors(f"读不了佐证材料 {source}"):
        taken = {entry.name.casefold(): entry for entry in _entries(folder)}
        coming = {
            copy.target.name.casefold(): copy for copy in planned if copy.target.parent == folder
        }
        name = safe_name(source.name)
        bare = taken.get(name.casefold())
        if bare is not None and _same_content(source, bare):
            return Copy(source, bare, _relative(issue_id, bare.name))
        for candidate in numbered_names(_with_digest(name, source)):
            key = unicodedata.normalize("NFC", candidate).casefold()
            if key in coming:
                if _same_content(source, coming[key].source):
                    return coming[key]
            elif key in taken:
                if _same_content(source, taken[key]):
                    return Copy(source, taken[key], _relative(issue_id, taken[key].name))
            else:
                return Copy(source, folder / candidate, _relative(issue_id, candidate))
    raise ConflictError(f"{folder} 里名为 {name} 的文件太多", hint="把佐证材料换一个名字再试。")


def make_copies(ledger_path: Path, copies: list[Copy]) -> list[Path]:
    """Put the planned copies in place; returns the folders and files that are new.

    When one fails, those before it are taken away again. Raises as ``plan_copy`` does.
    """
    made: list[Path] = []
    try:
        for copy in copies:
            issue_id = int(copy.target.parent.name)
            folder = _evidence_folder(ledger_path, issue_id)
            with storage_errors(f"存不了佐证材料 {copy.relative}"):
                for missing in (folder.parent, folder):
                    if not missing.is_dir():
                        make_folder(missing)
                        made.append(missing)
            _copy(copy)
            made.append(copy.target)
    except BaseException:
        remove_copies(made)
        raise
    return made


def sweep_copies(ledger_path: Path, issue_ids: Iterable[int]) -> None:
    """Remove the halves of copies that killed writes to these issues left. Only for who holds the
    lock.

    A whole copy that no event came to name stays: the same command, given again, takes it.
    """
    root = _ledger_folder(ledger_path)
    for issue_id in issue_ids:
        folder = root / FOLDER / str(issue_id)
        if folder.is_dir() and Path(os.path.realpath(folder)).is_relative_to(root):
            sweep_folder(folder)


def remove_copies(made: list[Path]) -> None:
    """Take away what ``make_copies`` made, since no event will refer to it."""
    for path in reversed(made):
        with suppress(OSError):  # somebody else may have put a file into the new folder
            path.rmdir() if path.is_dir() else path.unlink()


def resolve_evidence(ledger_path: Path, relative: str) -> Path:
    """The file that a ledger's ``evidence`` entry names; it need not exist.

    Raises ``InvalidDataError`` when the entry is absolute, climbs with ``..``, or leads out of
    the ledger's folder through a link.
    """
    hint = "写相对清单所在文件夹的路径，例如 evidence/3/办事指南.pdf。"
    if not relative.strip() or "\0" in relative:
        raise InvalidDataError("佐证材料的路径是空的", hint=hint)
    if "\\" in relative:
        raise InvalidDataError(
            f"佐证材料的路径用了反斜杠：{relative}", hint="路径用 / 分隔。" + hint
        )
    if relative.startswith("/") or re.match(r"[A-Za-z]:", relative):
        raise InvalidDataError(f"佐证材料不能写绝对路径：{relative}", hint=hint)
    if ".." in relative.split("/"):
        raise InvalidDataError(f"佐证材料的路径里不能有“..”：{relative}", hint=hint)
    root = _ledger_folder(ledger_path)
    path = root / relative
    if not Path(os.path.realpath(path)).is_relative_to(root):
        raise InvalidDataError(f"佐证材料指到了清单所在文件夹之外：{relative}", hint=hint)
    return path


def _ledger_folder(ledger_path: Path) -> Path:
    # Beside the file itself, also when it is reached through a link.
    return Path(os.path.realpath(ledger_path)).parent


def _evidence_folder(ledger_path: Path, issue_id: int) -> Path:
    root = _ledger_folder(ledger_path)
    folder = root / FOLDER / str(issue_id)
    if not Path(os.path.realpath(folder)).is_relative_to(root):
        raise ConflictError(
            f"{folder} 是链接，指到了清单所在文件夹之外，不往那里写",
            hint="把这个链接换成真正的文件夹。",
        )
    return folder


def _check_source(source: Path) -> None:
    with storage_errors(f"读不了佐证材料 {source}"):
        try:
            found = source.stat()
        except FileNotFoundError:
            raise NotFoundError(f"找不到佐证材料：{source}", hint="核对文件名和路径。") from None
        if not stat.S_ISREG(found.st_mode):
            what = "文件夹" if stat.S_ISDIR(found.st_mode) else "设备或管道"
            raise ConflictError(
                f"佐证材料要是文件，{source} 是{what}", hint="逐个写出文件，或先打成压缩包。"
            )


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _same_content(source: Path, other: Path) -> bool:
    import filecmp

    # A link in the folder may change with what it points to: never taken for a copy.
    if other.is_symlink() and source != other:
        return False
    return other.is_file() and filecmp.cmp(source, other, shallow=False)


def _copy(copy: Copy) -> None:
    import shutil

    with storage_errors(f"读不了佐证材料 {copy.source}"):
        source = copy.source.open("rb")
    with source:
        fill_file(copy.target, lambda target: shutil.copyfileobj(source, target), overwrite=False)


def _relative(issue_id: int, name: str) -> str:
    return f"{FOLDER}/{issue_id}/{name}"


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) > _LONGEST_SUFFIX:
        return name, ""
    return stem, dot + suffix


def _fit(name: str, extra: str = "") -> str:
    """``name`` with ``extra`` before its suffix, the stem cut so that it is not too long."""
    stem, suffix = _split(name)
    room = _LONGEST_NAME - len((extra + suffix).encode())
    cut = stem.encode()[:room].decode("utf-8", "ignore")
    return (cut if cut == stem else cut.rstrip(" .")) + extra + suffix


def _with_digest(name: str, source: Path) -> str:
    """``name`` with digits of the content's SHA-256, unless it has them from an earlier copy."""
    import hashlib

    with source.open("rb") as file:
        digits = hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]
    return name if _split(name)[0].endswith(f"-{digits}") else _fit(name, f"-{digits}")
