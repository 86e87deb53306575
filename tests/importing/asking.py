"""What ``import --json`` says of a document, for tests of single kinds."""

from pathlib import Path
from typing import Any

from conftest import Run


def read_file(run: Run, path: str | Path) -> dict[str, Any]:
    """The answer for a file that is read without an error."""
    result = run("import", path, "--issued-on", "2021-03-01", "--json")
    assert result.code == 0
    answer: dict[str, Any] = result.json
    return answer


def read_text(run: Run, text: str, name: str = "方案.txt") -> dict[str, Any]:
    """The answer for a text in a file of that name."""
    Path(name).write_text(text, encoding="utf-8")
    return read_file(run, name)


def asked(answer: dict[str, Any], issue: int | None) -> set[str]:
    """The fields of an issue (none: of the document) that a person is asked to look at."""
    return {f["field"] for f in answer["findings"] if f["issue_id"] == issue}
