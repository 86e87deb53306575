"""Bytes of a ledger file → its text, exactly; what is no UTF-8 text is named for what it is."""

from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import InvalidDataError, Place, Problem
from rectify_cli.files import read_file, replace_file, write_file
from rectify_cli.files.encodings import guess_encoding
from rectify_cli.ledger.limits import MAX_BYTES

_NAMES = {"utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "gb18030": "GBK"}
_CONVERT = "先运行 rectify check --fix-encoding --file {file} 转成 UTF-8（原件会留备份）。"


class Fixed(NamedTuple):
    """A file that was converted: what it was, and where the original is kept."""

    encoding: str
    backup: Path


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises ``NotFoundError``, ``StorageError``, and ``InvalidDataError`` for
    one larger than ``MAX_BYTES``, before reading it."""
    return read_file(path, MAX_BYTES, "清单文件")


def decode_ledger(data: bytes, file: str) -> str:
    """``data`` as text; ``encode("utf-8")`` gives the same bytes back, byte order mark included.

    Raises ``InvalidDataError`` that says which encoding the file seems to have.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InvalidDataError(
            f"{file} 是空的", hint="用 rectify init 新建清单，或从备份、git 里恢复。"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = _bad_byte(data, error.start, file)
    else:
        if "\0" not in text:
            return text
        problem = Problem(
            "这里有空字节（NUL），文件可能已损坏",
            _place_of(data, data.index(b"\0"), file),
            "从备份或 git 里恢复；或删去这个字符。",
        )
    encoding = guess_encoding(data)
    if encoding is None:
        raise InvalidDataError("清单文件有误", problems=[problem])
    raise InvalidDataError(
        f"{file} 看起来是 {_NAMES[encoding]} 编码，不是 UTF-8", hint=_CONVERT.format(file=file)
    )


def fix_encoding(path: Path) -> Fixed | None:
    """Convert the file at ``path`` to UTF-8, a copy of it kept beside; none if it is UTF-8.

    Raises ``InvalidDataError`` when its encoding cannot be told, ``StorageError``, and
    ``ConflictError`` while another program is writing to it.
    """
    from rectify_cli.ledger.locking import ledger_lock

    if guess_encoding(read_bytes(path)) == "utf-8":
        return None
    with ledger_lock(path, timeout=10.0):
        return _fix_locked(path)


def _fix_locked(path: Path) -> Fixed | None:
    data = read_bytes(path)
    encoding = guess_encoding(data)
    if encoding is None:
        decode_ledger(data, str(path))  # raises, and says what is wrong
    if encoding is None or encoding == "utf-8":
        return None
    text = data.decode(encoding).removeprefix("\ufeff")
    backup = _free_name(path)
    write_file(backup, data, overwrite=False)
    replace_file(path, text.encode("utf-8"))
    return Fixed(_NAMES[encoding], backup)


def _free_name(path: Path) -> Path:
    number = 1
    backup = path.with_name(path.name + ".bak")
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak{number}")
    return backup


def _bad_byte(data: bytes, at: int, file: str) -> Problem:
    return Problem(
        f"这里的字节 0x{data[at]:02X} 不是 UTF-8 文字，文件可能混用了两种编码",
        _place_of(data, at, file),
        "用编辑器打开，改正这一处后另存为 UTF-8。",
    )


def _place_of(data: bytes, at: int, file: str) -> Place:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.rpartition(b"\n")[2].decode("utf-8")
    return Place(file, before.count(b"\n") + 1, len(line) + 1)
