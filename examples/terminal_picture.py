"""A picture of a terminal in which commands have just been run, colours and all.

The commands run in a pseudo-terminal of a fixed width; Rich reads back what they wrote
there, and an HTML page with each character in a box of its own becomes a PNG.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from html import escape
from io import StringIO
from pathlib import Path

from page_images import Screen, photograph
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import MONOKAI
from rich.text import Text

_COLUMNS = 112
_CELL, _LINE = 9, 21  # pixels
_PAGE = f"""<meta charset="utf-8"><style>
body {{ margin: 0; background: #1d1f21; color: #d9d9d9; padding: 14px 16px }}
div {{ white-space: nowrap; height: {_LINE}px; line-height: {_LINE}px }}
i {{ display: inline-block; font-style: normal; text-align: center; white-space: pre;
    height: {_LINE}px; vertical-align: top;
    width: {_CELL}px; font: 14.5px/{_LINE}px "DejaVu Sans Mono", Menlo, monospace }}
i.w {{ width: {2 * _CELL}px;
    font: 16px/{_LINE}px "Noto Sans Mono CJK SC", "PingFang SC", monospace }}
b i, b i.w {{ font-weight: bold }}
</style>"""


def draw_terminal(
    commands: Iterable[tuple[Sequence[str], Sequence[str]]], image: Path, work: Path
) -> None:
    """Run the commands, each given as the words a user types after ``rectify`` and as the line to
    start, and draw what they print; ``work`` is a folder for what is made on the way."""
    if sys.platform == "win32":
        print("终端图只能在 Linux、macOS 上生成。Terminal pictures need Linux or macOS.")
        return
    console = Console(width=_COLUMNS, file=StringIO(), force_terminal=True, highlight=False)
    shown = Text()
    for words, line in commands:
        shown.append(f"{chr(10) if shown else ''}$ rectify {' '.join(words)}\n", style="bold white")
        shown.append_text(Text.from_ansi(_output_of(line)))
        shown.append("\n")
    rows = [_row_html(row) for row in console.render_lines(shown, pad=False)]
    while rows[-1] == "<div></div>":
        rows.pop()
    page = work / "terminal.html"
    page.write_text(_PAGE + "\n".join(rows), encoding="utf-8")
    photograph(page, image, Screen("terminal", _COLUMNS * _CELL + 32, len(rows) * _LINE + 28))


def _row_html(row: Iterable[Segment]) -> str:
    """A line of the terminal, each character in a box as wide as its cells."""
    parts = []
    for segment in row:
        css = segment.style.get_html_style(MONOKAI) if segment.style else ""
        boxes = (
            f"<i{' class=w' if cell_len(character) == 2 else ''}>{escape(character)}</i>"
            for character in segment.text
        )
        # The boxes set the type face themselves; weight and colour reach them from here.
        weight = "b" if "bold" in css else "span"
        colours = css.replace("font-weight: bold", "font-weight: inherit")
        parts.append(f'<{weight} style="{colours}">{"".join(boxes)}</{weight}>')
    return f"<div>{''.join(parts)}</div>"


def _output_of(line: Sequence[str]) -> str:
    """What a program writes to a terminal of ``_COLUMNS`` columns."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, _COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with subprocess.Popen(line, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")
