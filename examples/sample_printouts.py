"""Make every printout of a busy mid-project ledger, and look at them as people will.

    python examples/sample_printouts.py OUT_DIR [--issues 300] [--ledger FILE] [--pictures DIR]

Writes the report, the list, the notice, the summary, a dossier, a leader's page and the roster.
Where LibreOffice, Chromium and poppler are installed it also turns them into PDF and into one PNG a
page (OUT_DIR/pages), shows the HTML on a desktop, in the dark and on a phone, and draws a terminal;
what is missing is said and left out. --pictures writes the pictures that the READMEs show.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import page_images
import terminal_picture
from sample_ledger import write_sample

from rectify_cli.cli import main as rectify

AS_OF = "2020-11-05"
PRINTOUTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "report": (("report",), ("docx", "html", "md", "json")),
    "list": (("export",), ("docx", "xlsx", "html", "md", "csv")),
    "notice": (
        (
            "notice",
            "--number",
            "云营商办通〔2020〕3号",
            "--cc",
            "县委办公室",
            "--cc",
            "县政协办公室",
        ),
        ("docx", "html"),
    ),
    "summary": (
        ("summary", "--number", "云政务报〔2020〕5号", "--signer", "何某"),
        ("docx", "html"),
    ),
    "dossier": (("dossier", "3"), ("docx", "html")),
    "leader": (("report", "--leader", "何志龙"), ("docx", "html")),
    "roster": (("roster",), ("docx", "html")),
}
"""The command of each printout, and its formats."""
SHOWN_COMMANDS = (
    ("list", "--unit", "县政务服务中心", "--as-of", AS_OF),
    ("overdue", "--as-of", AS_OF),
)
"""What the picture of the terminal shows."""


def make_printouts(ledger: Path, folder: Path) -> list[Path]:
    """Every printout of ``ledger`` in every format, as files in ``folder``."""
    made = []
    for name, (command, formats) in PRINTOUTS.items():
        for format in formats:
            path = folder / f"{name}.{format}"
            options = ("--as-of", AS_OF, "-o", str(path), "--overwrite")
            code = rectify(["-f", str(ledger), *command, *options])
            if code:
                sys.exit(code)
            made.append(path)
    return made


def rectify_line(ledger: Path, *arguments: str) -> list[str]:
    """The program as a user starts it, on ``ledger``."""
    return [sys.executable, "-m", "rectify_cli", "-f", str(ledger), *arguments]


def make_pages(printouts: Iterable[Path], folder: Path) -> None:
    """PDF files and page images of what has pages, as far as the programs for it are here."""
    for path in printouts:
        if path.suffix in (".docx", ".xlsx", ".html"):
            name = f"{path.stem}-{path.suffix[1:]}"
            pdf = page_images.print_to_pdf(path, folder / f"{name}.pdf")
            if pdf is not None:
                page_images.draw_pages(pdf, folder / name)
        if path.suffix == ".html":
            for look in page_images.SCREENS:
                page_images.photograph(path, folder / f"{path.stem}-{look.name}.png", look)


def make_pictures(printouts: Sequence[Path], ledger: Path, folder: Path) -> None:
    """The pictures in the READMEs: the terminal, two printed pages, the page on the screen."""
    by_name = {path.name: path for path in printouts}
    with tempfile.TemporaryDirectory() as work:
        terminal_picture.draw_terminal(
            [(words, rectify_line(ledger, *words)) for words in SHOWN_COMMANDS],
            folder / "terminal.png",
            Path(work),
        )
        shown = (("report", "report-page"), ("list", "list-page"), ("notice", "notice-page"))
        for name, picture in shown:
            pdf = page_images.print_to_pdf(by_name[f"{name}.docx"], Path(work) / f"{name}.pdf")
            if pdf is not None:
                page_images.draw_pages(pdf, Path(work) / name, only=1, dots_per_inch=96)
                for drawn in Path(work).glob(f"{name}-*.png"):
                    shutil.copyfile(drawn, folder / f"{picture}.png")
    report = by_name["report.html"]
    page_images.photograph(report, folder / "html-report.png", page_images.README_SCREEN)
    for drawn in folder.glob("*.png"):
        page_images.shrink(drawn)


def main() -> None:
    """Read the command line and make the printouts."""
    parser = argparse.ArgumentParser(description="生成全套样张：周报、清单、通报及其页面图")
    parser.add_argument("folder", type=Path, help="写到哪个文件夹")
    parser.add_argument("--issues", type=int, help="事项数（默认与原清单相同）")
    parser.add_argument("--ledger", type=Path, help="用这份清单，不另造演示数据")
    parser.add_argument("--pictures", type=Path, help="另把 README 用的图写到这个文件夹")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    ledger = given.ledger or given.folder / "issues.yaml"
    if given.ledger is None:
        write_sample(ledger, issues=given.issues)
    printouts = make_printouts(ledger, given.folder)
    for line in page_images.missing_programs():
        print(line, file=sys.stderr)
    pages = given.folder / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir()
    make_pages(printouts, pages)
    if given.pictures is not None:
        given.pictures.mkdir(parents=True, exist_ok=True)
        make_pictures(printouts, ledger, given.pictures)
    drawn = len(list(pages.glob("*.png")))
    print(f"已写出 {given.folder}{os.sep}：{len(printouts)} 份打印件，{drawn} 张页面图")


if __name__ == "__main__":
    main()
