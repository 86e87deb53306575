"""Old Word files (.doc) and WPS files → .docx, by a converter, then read as such.

.doc goes through the package of the extra ``doc``, else through LibreOffice where it is installed;
.wps through LibreOffice. LibreOffice gets a throw-away profile with macros switched off, and a
time limit.
"""

import os
import subprocess
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path

from rectify_cli.errors import InvalidDataError
from rectify_cli.files import find_program
from rectify_cli.importing.files.apart import read_apart
from rectify_cli.importing.files.docx import read_docx
from rectify_cli.importing.files.source import Paragraph, Table

INSTALL = 'pip install "rectify-cli[doc]"'
_SECONDS = 120
_SAVE_AS = "用 Word 或 WPS 打开它，“另存为”选“Word 文档（*.docx）”，再导入那个文件"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_doc(data: bytes, path: Path) -> list[Paragraph | Table]:
    """Read an old Word file. Raises ``InvalidDataError`` with the way to a converter."""
    try:
        answer = read_apart("converted:doc_to_docx", data, path, install=INSTALL)
    except InvalidDataError:
        if _office() is None:
            raise
        return read_wps(data, path)
    return read_docx(b64decode(answer), path)


def read_wps(data: bytes, path: Path) -> list[Paragraph | Table]:
    """Read a file that LibreOffice can read. Raises ``InvalidDataError`` without it."""
    office = _office()
    if office is None:
        raise InvalidDataError(
            f"读 {path.suffix.lower()} 文件要用 LibreOffice，这台电脑没有装",
            hint=f"安装 LibreOffice；或者{_SAVE_AS}。",
        )
    return read_docx(_to_docx(office, data, path), path)


def doc_to_docx(data: bytes) -> str:
    """A .docx of a .doc, in Base64, for the process that runs apart."""
    from doc2docx import convert

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "source.doc", Path(folder) / "target.docx"
        source.write_bytes(data)
        convert(source, target)
        return b64encode(target.read_bytes()).decode()


def _office() -> str | None:
    # Its installer for Windows leaves the PATH as it is.
    roots = filter(None, map(os.environ.get, ("ProgramFiles", "ProgramFiles(x86)")))
    return find_program(
        "soffice", "libreoffice", installed=[Path(r, "LibreOffice", "program") for r in roots]
    )


def _to_docx(office: str, data: bytes, path: Path) -> bytes:
    # Windows removes no file that the program just ended still holds.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = Path(folder) / f"source{path.suffix.lower()}"
        source.write_bytes(data)
        command = [
            office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
            return (Path(folder) / "source.docx").read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise InvalidDataError(
                f"{path.name} 没有转换成功，可能已损坏或加了密码", hint=f"{_SAVE_AS}。"
            ) from None
