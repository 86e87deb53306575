"""Rows → a Parquet file in memory, some thousand at a time. Needs ``pyarrow`` (extra ``parquet``).

What a column holds is told by a word; what it means is no business of this module.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rectify_cli.errors import UsageError

_GROUP = 20_000  # rows kept before they are written, so that memory does not grow with the data


class Kind(StrEnum):
    """What the cells of a column are; any cell may be empty."""

    TEXT = "text"
    TEXTS = "texts"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"


class ParquetTable:
    """One table that is being written.

    Raises ``UsageError`` with the install command where ``pyarrow`` is missing.
    """

    def __init__(self, columns: Mapping[str, Kind]) -> None:
        try:
            import pyarrow as arrow
            from pyarrow import parquet
        except ModuleNotFoundError:
            raise UsageError(
                "写 Parquet 需要 pyarrow，还没有安装", hint="pip install rectify-cli[parquet]"
            ) from None
        types = {
            Kind.TEXT: arrow.string(),
            Kind.TEXTS: arrow.list_(arrow.string()),
            Kind.NUMBER: arrow.int32(),
            Kind.DAY: arrow.date32(),
            Kind.FLAG: arrow.bool_(),
        }
        self._arrow = arrow
        self._schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
        self._buffer = io.BytesIO()
        self._writer = parquet.ParquetWriter(self._buffer, self._schema, compression="zstd")
        self._rows: list[Sequence[Any]] = []

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows, the cells of each in the order of the columns."""
        self._rows += rows
        if len(self._rows) >= _GROUP:
            self._flush()

    def content(self) -> bytes:
        """The whole file; nothing can be added after it."""
        self._flush()
        self._writer.close()
        return self._buffer.getvalue()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._schema)
        arrays = [
            self._arrow.array(cells, type=field.type)
            for cells, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []
