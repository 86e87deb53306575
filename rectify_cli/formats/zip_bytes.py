"""Office files are zip archives; the same contents should be the same bytes on any day."""

from collections.abc import Mapping
from io import BytesIO

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def rewrite_zip(archive: bytes, replaced: Mapping[str, bytes | str]) -> bytes:
    """``archive`` with every entry's time set to the zip epoch, and the entries named in
    ``replaced`` given new contents."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    target = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # one value on every system
            new.writestr(entry, replaced.get(name, old.read(name)))
    return target.getvalue()
