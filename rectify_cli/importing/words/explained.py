"""Labels that the user explains: 具体表现=problem, 原因分析=ignore, one a line in a file."""

from collections.abc import Iterable
from pathlib import Path

from rectify_cli.errors import UsageError
from rectify_cli.importing.files.text import decode
from rectify_cli.importing.words.labels import Field, LabelWords

_IGNORE = ("ignore", "忽略", "不导入")
_NAMES = {name: field for field in Field for name in (field.value, field.label)} | dict.fromkeys(
    _IGNORE, Field.OTHER
)
_FIELDS = "、".join(f"{f.label}（{f.value}）" for f in Field if f is not Field.OTHER)
_HINT = f"写成 栏目名=字段，如 具体表现=problem；字段有：{_FIELDS}，不导入的写 ignore。"


def explain_labels(pairs: Iterable[str], file: Path | None) -> LabelWords:
    """The words of ``pairs`` (``词=字段``) and of the lines of ``file`` with the fields they mean;
    in the file blank lines and those that begin with # say nothing.

    Raises ``UsageError`` for a pair that is none and for a file that cannot be read.
    """
    words: dict[str, Field] = {}
    for number, line in enumerate(_lines(file) if file else (), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            words |= [_pair(line, f"{file} 第 {number} 行")]
    for pair in pairs:
        words |= [_pair(pair, "选项 --label ")]
    return words


def _pair(text: str, place: str) -> tuple[str, Field]:
    word, mark, name = text.replace("＝", "=").partition("=")
    word, name = "".join(word.split()).strip("：:"), name.strip()
    if not mark or not word or not name:
        raise UsageError(f"{place}“{text.strip()}”不是 栏目名=字段", hint=_HINT)
    if name not in _NAMES:
        raise UsageError(f"{place}不认识字段“{name}”", hint=_HINT)
    return word, _NAMES[name]


def _lines(file: Path) -> list[str]:
    try:
        return decode(file.read_bytes(), file).splitlines()
    except OSError as error:
        reason = error.strerror or "打不开"
        raise UsageError(f"读不了 {file}：{reason}", hint="核对 --labels 后面的路径。") from None
