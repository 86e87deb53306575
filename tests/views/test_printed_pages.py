"""What a browser makes of an HTML page when it is printed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from browser import CHROMIUM, open_browser
from conftest import Run

needs_pages = pytest.mark.skipif(
    CHROMIUM is None or shutil.which("pdftotext") is None,
    reason="Chromium and poppler tell what stands on which page",
)


def pages_of(html: Path, work: Path) -> list[str]:
    pdf = work / "printed.pdf"
    with open_browser(work / "profile") as browser:
        browser.open(html)
        browser.print_to(pdf)
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return ["".join(page.split()) for page in told.stdout.decode("utf-8").split("\f")[:-1]]


@needs_pages
@pytest.mark.parametrize("which", ["ledger", "busy_ledger"])
def test_the_body_of_a_notice_on_eleven_items_ends_on_its_second_page(
    run: Run, which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path: Path = request.getfixturevalue(which)
    order = (
        "--file",
        str(path),
        "--as-of",
        "2020-11-05",
        "notice",
        "--number",
        "云营商办通〔2020〕3号",
    )
    assert run(*order, "--cc", "县委办公室", "-o", str(tmp_path / "通报.html")).code == 0
    told = pages_of(tmp_path / "通报.html", tmp_path)
    assert [number for number, page in enumerate(told, 1) if "附件：1." in page] == [2]
    assert told[1].partition("附件：1.")[2].count("2020年11月5日") == 1
