"""Bytes of a ledger file → its text, exactly; what is no UTF-8 text is named for what it is."""

import os
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import InvalidDataError, NotFoundError, Place, Problem

MAX_BYTES = 20 * 1024 * 1024
"""A list of ten thousand issues takes half of this; whatever is larger is not a list."""

_BOM_UTF16 = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
_CONVERT = "先运行 rectify check --fix-encoding --file {file} 转成 UTF-8（原件会留备份）。"


class Fixed(NamedTuple):
    """A file that was converted: what it was, and where the original is kept."""

    encoding: str
    backup: Path


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises ``NotFoundError``, ``StorageError``, and ``InvalidDataError`` for
    one larger than ``MAX_BYTES``, before reading it."""
    try:
        with path.open("rb") as file:
            # What is known to be too large is not read at all; a pipe tells no size.
            too_large = os.fstat(file.fileno()).st_size > MAX_BYTES
            data = b"" if too_large else file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFoundError(
            f"找不到清单文件：{path}", hint="核对路径，或用 rectify init 新建。"
        ) from None
    except IsADirectoryError:
        raise NotFoundError(f"{path} 是文件夹，不是清单文件") from None
    except OSError as error:
        from rectify_cli.files import storage_error

        raise storage_error(f"读不了 {path}", error) from None
    if too_large or len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise InvalidDataError(
            f"{path} 超过 {limit} MB，不像是整改工作清单", hint="核对 --file 指的是不是清单文件。"
        )
    return data


def decode_ledger(data: bytes, file: str) -> str:
    """``data`` as text; ``encode("utf-8")`` gives the same bytes back, byte order mark included.

    Raises ``InvalidDataError`` that says which encoding the file seems to have.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InvalidDataError(
            f"{file} 是空的", hint="用 rectify init 新建清单，或从备份、git 里恢复。"
        )
    if data[:2] in _BOM_UTF16 or b"\0" in data:
        raise _not_text(data, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = guess_encoding(data)
        if encoding is not None:
            raise _other_encoding(encoding, file) from None
        raise InvalidDataError(
            "清单文件有误", problems=[_bad_byte(data, error.start, file)]
        ) from None


def guess_encoding(data: bytes) -> str | None:
    """The encoding that ``data`` seems to have if it is not UTF-8: UTF-16 or GBK; else none."""
    if data[:2] in _BOM_UTF16:
        return _BOM_UTF16[data[:2]] if _decodes(data, "utf-16") else None
    if b"\0" in data:
        # Latin letters, digits and line breaks of UTF-16 text have every other byte zero.
        for encoding in ("UTF-16LE", "UTF-16BE"):
            zeros = data[encoding == "UTF-16LE" :: 2].count(0)
            if zeros > len(data) // 20 and _decodes(data, encoding):
                return encoding
        return None
    if _is_damaged_utf8(data) or not _decodes(data, "gb18030"):
        return None
    return "GBK"


def fix_encoding(path: Path) -> Fixed | None:
    """Convert the file at ``path`` to UTF-8, a copy of it kept beside; none if it is UTF-8.

    Raises ``InvalidDataError`` when its encoding cannot be told, ``StorageError``, and
    ``ConflictError`` while another program is writing to it.
    """
    from rectify_cli.ledger.locking import ledger_lock

    if _is_utf8(read_bytes(path)):
        return None
    with ledger_lock(path, timeout=10.0):
        return _fix_locked(path)


def _fix_locked(path: Path) -> Fixed | None:
    from rectify_cli.files import write_file

    data = read_bytes(path)
    encoding = None if _is_utf8(data) else guess_encoding(data)
    if encoding is None:
        decode_ledger(data, str(path))
        return None
    if data[:2] in _BOM_UTF16:
        text = data.decode("utf-16")
    else:
        text = data.decode("gb18030" if encoding.startswith("GBK") else encoding)
    backup = _free_name(path)
    write_file(backup, data, overwrite=False)
    write_file(path, text.encode("utf-8"), overwrite=True)
    return Fixed(encoding, backup)


def _is_utf8(data: bytes) -> bool:
    return b"\0" not in data and _decodes(data, "utf-8")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most characters are UTF-8: a pasted GBK word makes no GBK file of it, though a
    decoder may by chance find a (wrong) character for every pair of bytes."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * 2 < sum(character > "\x7f" for character in text)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return "\0" not in text


def _free_name(path: Path) -> Path:
    number = 1
    backup = path.with_name(path.name + ".bak")
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak{number}")
    return backup


def _other_encoding(encoding: str, file: str) -> InvalidDataError:
    return InvalidDataError(
        f"{file} 看起来是 {encoding} 编码，不是 UTF-8", hint=_CONVERT.format(file=file)
    )


def _not_text(data: bytes, file: str) -> InvalidDataError:
    encoding = guess_encoding(data)
    if encoding is not None:
        return _other_encoding(encoding, file)
    place = _place_of(data, data.index(b"\0"), file)
    problem = Problem(
        "这里有空字节（NUL），文件可能已损坏", place, "从备份或 git 里恢复；或删去这个字符。"
    )
    return InvalidDataError("清单文件有误", problems=[problem])


def _bad_byte(data: bytes, at: int, file: str) -> Problem:
    return Problem(
        f"这里的字节 0x{data[at]:02X} 不是 UTF-8 文字，文件可能混用了两种编码",
        _place_of(data, at, file),
        "用编辑器打开，改正这一处后另存为 UTF-8。",
    )


def _place_of(data: bytes, at: int, file: str) -> Place:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.rpartition(b"\n")[2].decode("utf-8", "replace")
    return Place(file, before.count(b"\n") + 1, len(line) + 1)
