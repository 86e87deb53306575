"""A new ledger file: proved to be one before it is written."""

from collections.abc import Collection
from pathlib import Path

from rectify_cli.files import make_folder, storage_errors, write_file
from rectify_cli.ledger.limits import refuse_large_result
from rectify_cli.ledger.locking import ledger_lock
from rectify_cli.ledger.reading import parse_ledger_text


def create_ledger(
    path: Path, text: str, *, overwrite: bool = False, keep: Collection[Path] = ()
) -> None:
    """Write a new ledger file of ``text``; the folder is made when it is missing.

    ``keep`` are files that it may not replace, as that which it was imported from. Raises
    ``InvalidDataError`` when the text is no valid ledger, ``ConflictError`` when the file exists
    and ``overwrite`` is not set, or holds events, ``StorageError``.
    """
    parse_ledger_text(text, str(path))
    refuse_large_result(text, path)
    with storage_errors(f"建不了文件夹 {path.parent}"):
        missing = [folder for folder in path.parents if not folder.is_dir()]
        for folder in reversed(missing):
            make_folder(folder)
    with ledger_lock(path, timeout=10.0):
        write_file(path, text.encode("utf-8"), overwrite=overwrite, keep=keep, as_ledger=True)
