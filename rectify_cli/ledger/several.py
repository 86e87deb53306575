"""Which ledgers are meant when several are named: files, folders, patterns, a list of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rectify_cli.errors import InvalidDataError, NotFoundError
from rectify_cli.files import fitting, read_file, storage_errors
from rectify_cli.files.encodings import guess_encoding
from rectify_cli.ledger.finding import DEFAULT_PATH

_MOST_LIST_BYTES = 10_000_000


def find_ledgers(words: Iterable[str], *, base: Path = Path()) -> Iterator[Path]:
    """The ledger files that ``words`` name, seen from ``base``.

    A folder stands for its ``data/issues.yaml``, or for those of the folders in it; ``*`` and
    ``?`` for all that fit (not every command line opens them itself). What names nothing is kept
    as it is: who reads it will say so. Raises ``NotFoundError`` for a pattern that nothing fits,
    ``StorageError`` for a folder that cannot be read.
    """
    for word in words:
        path = base / word
        with storage_errors(f"读不了 {path}"):
            if (found := fitting(path)) is not None:
                yield from _ledgers_among(found, word)
            elif path.is_dir():
                yield from _inside(path)
            else:
                yield path


def read_list(path: Path) -> list[str]:
    """The lines of a list of ledgers; empty ones and those that begin with ``#`` say nothing.

    Raises what ``read_file`` raises, ``InvalidDataError`` for what is no text.
    """
    data = read_file(path, _MOST_LIST_BYTES, "清单目录")
    encoding = guess_encoding(data)
    if encoding is None:
        raise InvalidDataError(f"{path} 不是文本文件", hint="每行写一个清单文件或文件夹。")
    # Explorer copies a path with quotes around it.
    lines = (
        line.strip().strip('"') for line in data.decode(encoding).lstrip("\ufeff").splitlines()
    )
    return [line for line in lines if line and not line.startswith("#")]


def names_of(paths: Sequence[Path]) -> list[str]:
    """What each ledger is called: the folder above ``data``, or that of the file, or the file's
    own name; where two are alike, with as many folders above it as tell them apart."""
    parts = [_parts(path) for path in paths]
    lengths = [1] * len(parts)
    names = [part[-1] for part in parts]
    for _ in range(max(map(len, parts), default=0)):
        counts = Counter(names)
        lengths = [length + (counts[name] > 1) for length, name in zip(lengths, names, strict=True)]
        names = ["/".join(part[-length:]) for part, length in zip(parts, lengths, strict=True)]
    return names


def _parts(path: Path) -> tuple[str, ...]:
    """The folders that name a ledger, the nearest last."""
    whole = path.absolute()
    folder = whole.parent
    if folder.name == DEFAULT_PATH.parent.name:
        return folder.parent.parts
    return folder.parts if whole.name == DEFAULT_PATH.name else (*folder.parts, whole.stem)


def _ledgers_among(found: list[Path], word: str) -> Iterator[Path]:
    """The ledgers among what the pattern ``word`` fits, and in the folders."""
    folders = [path for path in found if path.is_dir()]
    files = [path for path in found if path.suffix.lower() in (".yaml", ".yml") and path.is_file()]
    if not folders and not files:
        raise NotFoundError(f"没有符合 {word} 的清单", hint="核对路径。")
    for folder in folders:
        yield from _inside(folder)
    yield from files


def _inside(folder: Path) -> Iterable[Path]:
    """The ledger of a folder; those of the folders in it, where it has none itself."""
    own = folder / DEFAULT_PATH
    below = [] if own.is_file() else sorted(folder.glob(f"*/{DEFAULT_PATH.as_posix()}"))
    return below or [own]
