"""What importing a plan of sixty issues costs beyond start-up, in one run.

    python benchmarks/import_speed.py [rounds]

``rectify import`` of a text, a Word and an Excel file of sixty issues, and ``rectify --version``,
are started in turn, round after round, so that a machine that slows down slows them all; the
figures are processor seconds (user and system) of the finished processes. Beyond start-up is the
difference, the ratio the quotient, both taken round by round; the medians are printed.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import docx
import openpyxl
from startup import RECTIFY as RECTIFY_CODE
from startup import as_installed, cpu_seconds

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "importing"))

from sample_plans import sixty_issues, write_sixty  # noqa: E402

RECTIFY = [sys.executable, "-c", RECTIFY_CODE]
TITLES = {
    "number": "序号",
    "category": "类别",
    "problem": "存在问题",
    "measures": "整改措施",
    "lead_unit": "牵头单位",
    "leader": "责任领导",
    "responsible_units": "责任单位",
    "deadline": "整改时限",
}


def rows() -> list[list[str]]:
    """The sixty issues as a table, titles first."""

    def text(value: Any) -> str:
        return value if isinstance(value, str) else "、".join(value)

    return [list(TITLES.values()), *([text(i[key]) for key in TITLES] for i in sixty_issues())]


def write_word(path: Path) -> None:
    """The sixty issues as a Word table."""
    document = docx.Document()
    document.add_paragraph("长岭县综合督查反馈问题整改清单")
    table = document.add_table(rows=61, cols=len(TITLES))
    for row, texts in zip(table.rows, rows(), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def write_excel(path: Path) -> None:
    """The sixty issues as a workbook."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows():
        book.active.append(row)
    book.save(path)


def main() -> None:
    """Run from the command line."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sixty(folder / "sixty.txt")
        write_word(folder / "sixty.docx")
        write_excel(folder / "sixty.xlsx")
        commands = {"start-up (--version)": [*RECTIFY, "--version"]}
        for kind in ("txt", "docx", "xlsx"):
            target = ["-o", str(folder / "made.yaml"), "--overwrite", "--issued-on", "2023-12-01"]
            commands[f"import sixty.{kind}"] = [
                *RECTIFY, "import", str(folder / f"sixty.{kind}"), *target,
            ]  # fmt: skip
        environment = as_installed(folder / "compiled")
        for command in commands.values():  # a warm-up fills the caches
            cpu_seconds(command, environment)
        times = [
            {name: cpu_seconds(c, environment) for name, c in commands.items()}
            for _ in range(rounds)
        ]
    start, *imports = commands
    print(f"{start:<20} {median(t[start] for t in times):6.3f} s")
    for name in imports:
        whole = median(t[name] for t in times)
        beyond = median(t[name] - t[start] for t in times)
        ratio = median(t[name] / t[start] for t in times)
        print(f"{name:<20} {whole:6.3f} s, {beyond:.3f} s beyond start-up, {ratio:.2f} × start-up")
    print(f"({rounds} rounds)")


if __name__ == "__main__":
    main()
