"""How large a ledger may be: what it takes of memory to read it, and to write to it.

The figures were measured on a ledger of 9,000 issues and 55,000 events (18 MB, 250 MB of memory),
and rounded up. What would take more than a gigabyte is refused before it is parsed, and never
written: a ledger that could be written and not read again would be lost.
"""

from pathlib import Path

from rectify_cli.errors import ConflictError, InvalidDataError
from rectify_cli.ledger.text.blocks import Blocks, parts_of

MAX_MEMORY = 1 << 30
MAX_BYTES = 1 << 27
"""A file of more bytes is not even read."""
_A_CHARACTER = 12
_ITS_NODES = 100  # while it is being parsed
_AN_EVENT = 1_400
_AN_ISSUE = 4_000


def memory_of(text: str, blocks: Blocks | None) -> int:
    """The bytes of memory that reading ``text`` and writing to it take at most.

    ``blocks`` are its parts, none where it has to be parsed as one.
    """
    at_once = len(text) if blocks is None else max(blocks.largest, len(blocks.rest))
    records = _AN_EVENT * text.count("event") + _AN_ISSUE * text.count("problem")
    return _A_CHARACTER * len(text) + _ITS_NODES * at_once + records


def refuse_large_ledger(text: str, blocks: Blocks | None, file: str) -> None:
    """Raise ``InvalidDataError`` for a text that takes more memory than is given to it."""
    memory = memory_of(text, blocks)
    if memory > MAX_MEMORY:
        how = "" if blocks else "（写法有误或特殊，不能分段读）"
        raise InvalidDataError(
            f"读 {file} 要用约 {_megabytes(memory)} 内存{how}，"
            f"超过 {_megabytes(MAX_MEMORY)}，没有读",
            hint="把已了结的事项另存为一份清单。" if blocks else "先分成几份，再逐份 check。",
        )


def refuse_large_result(text: str, path: Path) -> None:
    """Raise ``ConflictError`` for a text that could not be read again once it is written."""
    memory = memory_of(text, parts_of(text))
    if memory > MAX_MEMORY or len(text) > MAX_BYTES // 4:
        raise ConflictError(
            f"{path} 写入后就太大了，再也读不了（要用约 {_megabytes(memory)} 内存），什么也没有写",
            hint="把已了结的事项另存为一份清单。",
        )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB"
