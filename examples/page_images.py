"""Printouts as images, by the programs that people open them with: LibreOffice, Chromium,
poppler. Each is optional; without it the image is left out.

The type faces of official documents are not free, so other machines lack them. A fontconfig file
made for the occasion names stand-ins of the same kind, so that an image here is close to the
page that an office's own printer gives.
"""

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

_PROGRAMS = {
    "soffice": ("LibreOffice", "docx、xlsx 的 PDF 和页面图", "of docx and xlsx"),
    "chromium": ("Chromium", "html 的 PDF、页面图和屏幕图", "of html, and screens"),
    "pdftoppm": ("poppler-utils", "PDF 的页面图", "of PDF files"),
    "convert": ("ImageMagick", "缩小图片", "made smaller"),
}
_STAND_INS = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "AR PL UMing CN",
    "楷体_GB2312": "AR PL UKai CN",
    "黑体": "Noto Sans CJK SC",
    "宋体": "AR PL UMing CN",
    "仿宋": "AR PL UMing CN",
    "Times New Roman": "Noto Serif CJK SC",
}
_CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars",
)  # fmt: skip
_WORK = tempfile.TemporaryDirectory()  # goes away when the program ends


class Screen(NamedTuple):
    """A window in CSS pixels, light or dark."""

    name: str
    width: int
    height: int
    dark: bool = False


SCREENS = (
    Screen("desktop", 1280, 3200),
    Screen("dark", 1280, 3200, dark=True),
    Screen("phone", 390, 5200),
)
README_SCREEN = Screen("readme", 1000, 1150)


def missing_programs() -> list[str]:
    """A line in Chinese and English for each program that is not installed."""
    return [
        f"没有找到 {program}（{package}），不生成{what}。Not found: {program}; no images {english}."
        for program, (package, what, english) in _PROGRAMS.items()
        if shutil.which(program) is None
    ]


def print_to_pdf(path: Path, pdf: Path) -> Path | None:
    """``path`` (docx, xlsx, html) as ``pdf``; none where the program for it is missing."""
    if path.suffix == ".html":
        printed = _run_chromium(
            f"--print-to-pdf={pdf}", "--no-pdf-header-footer", path.resolve().as_uri()
        )
        return pdf if printed else None
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation={(Path(work) / 'profile').as_uri()}"
        order = ("--headless", "--convert-to", "pdf", "--outdir", work, str(path))
        if not _run("soffice", profile, *order):
            return None
        shutil.move(Path(work) / f"{path.stem}.pdf", pdf)
    return pdf


def draw_pages(pdf: Path, stem: Path, *, dots_per_inch: int = 80, only: int | None = None) -> None:
    """The pages of ``pdf`` (``only`` one of them) as ``STEM-1.png`` and so on."""
    pages = () if only is None else ("-f", str(only), "-l", str(only))
    _run("pdftoppm", "-r", str(dots_per_inch), "-png", *pages, str(pdf), str(stem))


def photograph(page: Path, image: Path, screen: Screen) -> None:
    """An HTML or SVG file as it looks on ``screen``."""
    _run_chromium(
        f"--screenshot={image}",
        f"--window-size={screen.width},{screen.height}",
        *(("--blink-settings=preferredColorScheme=0",) if screen.dark else ()),
        page.resolve().as_uri(),
    )


def shrink(image: Path) -> None:
    """Fewer colours, no metadata: a picture fit for a repository."""
    plain = ("-strip", "+dither", "-colors", "48", "-define", "png:compression-level=9")
    _run("convert", str(image), *plain, str(image))


def _run_chromium(*arguments: str) -> bool:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        return _run("chromium", *_CHROMIUM, f"--user-data-dir={profile}", *arguments)


def _run(program: str, *arguments: str) -> bool:
    """Run ``program`` in silence; false where it is not installed."""
    if shutil.which(program) is None:
        return False
    environment = {**os.environ, "FONTCONFIG_FILE": _font_file()}
    subprocess.run(
        [program, *arguments], check=True, env=environment, capture_output=True, timeout=300
    )
    return True


@functools.cache
def _font_file() -> str:
    """A fontconfig file with the stand-ins, kept for as long as this program runs."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stand_in}</string></edit>'
        "</match>"
        for name, stand_in in _STAND_INS.items()
    )
    include = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    file = Path(_WORK.name) / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><fontconfig>{include}{rules}</fontconfig>', encoding="utf-8"
    )
    return str(file)
