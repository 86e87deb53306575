"""Office files are zip archives of XML: opened with bounds, read without following anything.

A plan of hundreds of pages stays far below these bounds; what exceeds them was made to do harm
or is no plan. Document type declarations, through which XML could name entities and other
files, do not occur in office files and are refused.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.parsers import expat

from rectify_cli.errors import InvalidDataError

MAX_ENTRIES = 5_000
MAX_PART_BYTES = 80 * 1024 * 1024
MAX_DEPTH = 250
# Whatever the zip and XML readers of the standard library make of damaged bytes.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError),
    *(EOFError, RuntimeError, ValueError, LookupError, OverflowError, OSError),
)
_CHUNK = 256 * 1024


class Handler:
    """What is told of each element, and listens to none; names come without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text within the element begun last."""


class Archive:
    """An office file. Raises ``InvalidDataError`` when it is none, or is out of bounds."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        self._left = MAX_PART_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise self.damaged() from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self.refuse(f"里面有 {len(entries)} 个文件，不像正常的文档")
        self._names = {entry.filename: None for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    @property
    def xml_parts(self) -> list[str]:
        """The names of the parts that are XML."""
        return [name for name in self._names if name.endswith((".xml", ".rels", ".vml"))]

    def parse(self, part: str, handler: Handler) -> None:
        """Tell ``handler`` the elements of an XML part, piece by piece; a missing part is empty.

        All parts together may be ``MAX_PART_BYTES`` long, whatever the archive declares.
        """
        if part not in self._names:
            return
        parser = self._parser(handler)
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        limit = MAX_PART_BYTES // 1024 // 1024
                        raise self.refuse(f"解开后超过 {limit} MB，可能是压缩炸弹")
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except _DAMAGE:
            raise self.damaged() from None

    def refuse(self, why: str) -> InvalidDataError:
        """The error for a file that is out of bounds."""
        return InvalidDataError(
            f"{self._path.name} {why}，没有读", hint="核对文件来源；可把正文另存为 .txt 再导入。"
        )

    def damaged(self) -> InvalidDataError:
        """The error for a file that cannot be read to its end."""
        ending = self._path.suffix.lower()
        return InvalidDataError(
            f"{self._path.name} 不是完好的 {ending} 文件",
            hint="用 Word、Excel 或 WPS 打开检查，另存一份再导入。",
        )

    def _parser(self, handler: Handler) -> Any:
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise self.refuse(f"嵌套超过 {MAX_DEPTH} 层")
            handler.start(_local(name), {_local(key): v for key, v in attributes.items()})

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            handler.end(_local(name))

        def refuse_doctype(*_: object) -> None:
            raise self.refuse("的 XML 带有实体声明（DOCTYPE），不安全")

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = handler.data
        parser.StartDoctypeDeclHandler = refuse_doctype
        return parser


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
