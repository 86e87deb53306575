"""Twelve made-up counties on one page, in every format, to be looked at.

    python examples/sample_rollup.py OUT_DIR

Writes a ledger for each county (OUT_DIR/各县), one of them broken as a clerk might break it, and
rolls them up: on a terminal of 80 and of 120 columns (as text files), as docx, xlsx, html, md, csv
and json. Where LibreOffice, Chromium and poppler are installed it also draws the pages
(OUT_DIR/pages).
"""

import shutil
import subprocess
import sys
from pathlib import Path

import page_images
from sample_ledger import MARK, sample_checklist
from sample_printouts import make_pages

from rectify_cli.cli import main as rectify
from rectify_cli.ledger.render import ledger_text

AS_OF = "2020-11-05"
COUNTIES = (
    *("青石县", "白水县", "沙河县", "安平县", "龙泉县", "南关区"),
    *("石桥县", "大湾自治县", "清溪县", "北屯市", "双河县", "望江县"),
)
BROKEN = "石桥县"
FORMATS = ("docx", "xlsx", "html", "md", "csv", "json")
WIDTHS = (80, 120)


def write_counties(folder: Path) -> None:
    """Twelve ledgers of different sizes; units of one name are in all of them."""
    for number, name in enumerate(COUNTIES):
        sample = sample_checklist(issues=11 + 7 * (number % 5), seed=number)
        title = f"{MARK}{name}营商环境评价存在问题整改工作清单"
        document = sample.document.model_copy(update={"title": title})
        text = ledger_text(document, sample.units, sample.issues[number % 4 :])
        if name == BROKEN:
            text = text.replace("date: 2020-09-", "date: 2020-9月", 1)
        path = folder / name / "data" / "issues.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line, make the ledgers and the pages."""
    folder = Path(sys.argv[1])
    counties = folder / "各县"
    write_counties(counties)
    words = ["rollup", str(counties), "--as-of", AS_OF]
    made = [folder / f"rollup.{format}" for format in FORMATS]
    for path in made:
        rectify([*words, "-o", str(path), "--overwrite"])  # ends with 1: one cannot be read
    for width in WIDTHS:
        line = [sys.executable, "-m", "rectify_cli", *words]
        terminal = f"stty cols {width}; exec {' '.join(line)}"
        shown = subprocess.run(["script", "-qec", terminal, "/dev/null"], capture_output=True)
        (folder / f"terminal-{width}.txt").write_bytes(shown.stdout)
    for missing in page_images.missing_programs():
        print(missing, file=sys.stderr)
    pages = folder / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir()
    make_pages(made, pages)
    print(f"已写出 {folder}")


if __name__ == "__main__":
    main()
