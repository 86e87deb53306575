"""Problems found in a file → lines that a clerk can act on: place, sentence, the line, a caret."""

from typing import Any

from rectify_cli.errors import Problem
from rectify_cli.formats.text import clean, clean_line

_BEFORE = 40
_AFTER = 40


def problem_text(problem: Problem) -> str:
    """``file:line:column: 错误：…`` with the offending line, a caret under the place, a hint."""
    lines = [f"{clean(str(problem.place))}: {problem.severity.label}：{clean(problem.message)}"]
    if problem.source_line is not None and problem.source_line.strip():
        lines += _pointed_at(problem.source_line, problem.place.column)
    if problem.hint:
        lines.append(f"    办法：{clean(problem.hint)}")
    return "\n".join(lines)


def _pointed_at(source_line: str, column: int | None) -> list[str]:
    from rich.cells import cell_len

    if column is None:
        return [f"    | {clean_line(source_line[: _BEFORE + _AFTER])}"]
    at = min(column - 1, len(source_line))
    start = max(0, at - _BEFORE)
    before = ("…" if start else "") + _visible(source_line[start:at])
    after = _visible(source_line[at : at + _AFTER])
    more = "…" if len(source_line) > at + _AFTER else ""
    return [f"    | {before}{after}{more}", f"    | {' ' * cell_len(before)}^"]


def _visible(text: str) -> str:
    """One cell-true line: a tab shows as one arrow, so that the caret stays under its place."""
    return clean(text.replace("\t", "→").replace("\r", "").replace("\n", " "))


def problem_data(problem: Problem) -> dict[str, Any]:
    """A finding of ``rectify check --json``."""
    return {
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
    }
