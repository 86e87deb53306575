"""Consoles of every encoding and pipes of every kind: no crash, no lost text, no escape codes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

ENCODINGS = ("gbk", "gb18030", "cp936", "ascii", "cp437", "cp1252", "utf-8")
COMMANDS = (
    ("list",),
    ("list", "--all-text"),
    ("show", "3"),
    ("overdue",),
    ("status",),
    ("units",),
    ("report",),
    ("notice",),
    ("check",),
    ("list", "--json"),
    ("done", "3", "--note", "𠮷祥 ✓ 完成", "--dry-run"),
    ("lsit",),
    ("list", "--unit", "不存在的单位"),
    ("--help",),
    ("done", "--help"),
)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
AS_PROGRAM = ("-m", "rectify_cli")
NASTY = "[red]红[/red] [/] \x1b[31m\x1b]0;t\x07 \x00 \u202e \x9b31m :smile: 𠮷"


# Several command lines, one after the other; what each said ends with a NUL.
ONE_BY_ONE = """
import json, sys
from rectify_cli.cli import main
for arguments in json.loads(sys.argv[1]):
    main(arguments)
    for stream in (sys.stdout, sys.stderr):
        print(end="\\0", file=stream, flush=True)
"""


def in_a_process(
    *arguments: str, cwd: Path, encoding: str = "utf-8", start: tuple[str, ...] = AS_PROGRAM
) -> subprocess.CompletedProcess[bytes]:
    """The program as a console would start it, its streams in ``encoding``."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("RECTIFY_FILE", "RECTIFY_BY", "FORCE_COLOR", "RECTIFY_TRACEBACK")
    }
    environment["PYTHONIOENCODING"] = encoding
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=cwd, env=environment, capture_output=True, check=False,
    )  # fmt: skip


def unescaped(text: str) -> str:
    """Text with the ``\\uXXXX`` of a poor encoding read back."""
    return re.sub(
        r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})",
        lambda match: chr(int(match[1] or match[2], 16)),
        text,
    )


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_no_command_crashes_in_a_poor_encoding(ledger: Path, encoding: str) -> None:
    start = ("-c", ONE_BY_ONE)
    result = in_a_process(json.dumps(COMMANDS), cwd=ledger.parent, encoding=encoding, start=start)
    streams = (text.decode(encoding).split("\0") for text in (result.stdout, result.stderr))
    for command, *said in zip([*COMMANDS, ()], *streams, strict=True):
        assert "Traceback" not in "".join(said), command
        assert "程序内部出错" not in unescaped("".join(said)), command
        assert bool("".join(said).strip()) is bool(command)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_text_of_the_ledger_is_lost(ledger: Path, encoding: str) -> None:
    result = in_a_process("list", cwd=ledger.parent, encoding=encoding)
    shown = unescaped(result.stdout.decode(encoding))
    assert result.returncode == 0
    for word in ("企业办事体验感较差", "县政务服务中心", "何志龙", "立行立改，长期坚持"):
        assert word in shown


@pytest.mark.parametrize("encoding", ["gbk", "cp936"])
def test_lines_and_bars_are_drawn_with_what_the_encoding_has(ledger: Path, encoding: str) -> None:
    table = in_a_process("list", cwd=ledger.parent, encoding=encoding).stdout.decode(encoding)
    assert ("─────" in table, "|" in table) == (True, False)
    bars = in_a_process("status", cwd=ledger.parent, encoding=encoding).stdout.decode(encoding)
    assert "\\u" not in table + bars


def test_a_character_that_gbk_lacks_is_told_by_its_number(ledger: Path) -> None:
    result = in_a_process("list", "--search", "𠮷", cwd=ledger.parent, encoding="gbk")
    assert result.returncode == 0
    result = in_a_process("show", "𠮷9", cwd=ledger.parent, encoding="gbk")
    assert "\\U00020bb7" in result.stderr.decode("gbk")


def test_json_in_a_poor_encoding_is_escaped_and_whole(ledger: Path) -> None:
    result = in_a_process("list", "--json", cwd=ledger.parent, encoding="ascii")
    assert json.loads(result.stdout)["issues"][2]["title"] == "企业办事体验感较差"


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_page_into_a_pipe_is_utf8_whatever_the_console_speaks(ledger: Path, format: str) -> None:
    page = in_a_process("export", "--format", format, cwd=ledger.parent, encoding="gbk").stdout
    assert page == in_a_process("export", "--format", format, cwd=ledger.parent).stdout
    assert "企业办事体验感较差" in page.decode("utf-8")


@pytest.fixture
def nasty(ledger: Path) -> Path:
    """A ledger whose texts carry markup, escape sequences and marks that turn text around."""
    quoted = "".join(f"\\x{ord(c):02x}" if ord(c) in (0, 7, 27, 0x9B) else c for c in NASTY)
    text = ledger.read_text(encoding="utf-8")
    event = f'      - {{date: 2020-08-20, event: start, by: "{quoted}", note: "{quoted}"}}\n'
    text = text.replace("title: 企业办事体验感较差", f'title: "{quoted}"')
    lines = text.splitlines(keepends=True)
    logs = [number for number, line in enumerate(lines) if line.strip() == "log:"]
    lines.insert(logs[2] + 1, event)
    ledger.write_text("".join(lines), encoding="utf-8")
    return ledger


def teeth(text: str) -> list[str]:
    """The characters of ``text`` that a terminal would obey."""
    return [c for c in text if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in BIDI]


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("show", "3"), ("report", "--as-of", "2020-08-20"), ("check",)],
    ids=" ".join,
)
def test_ledger_text_is_neither_markup_nor_a_command_to_the_terminal(
    run: Run, nasty: Path, arguments: tuple[str, ...]
) -> None:
    result = run(*arguments, "--file", nasty)
    said = result.out + result.err
    assert result.code == 0, said
    assert teeth(said) == []
    if arguments[0] != "check":
        assert "[red]红[/red] [/]" in said
        assert ":smile:" in said


@pytest.mark.parametrize("command", [("list",), ("show", "3"), ("report",), ("export", "-o", "-")])
def test_json_and_pages_carry_no_command_to_the_terminal_either(
    run: Run, nasty: Path, command: tuple[str, ...]
) -> None:
    answer = run(*command, "--json", "--file", nasty)
    assert teeth(answer.out) == []
    assert "\u202e" in json.dumps(answer.json, ensure_ascii=False), "the data is what it was"


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_page_shows_ledger_text_without_its_teeth(run: Run, nasty: Path, format: str) -> None:
    assert teeth(run("export", "-o", "-", "--format", format, "--file", nasty).out) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "-o", "x{}.md"),
        ("export", "-o", "x{}.md", "--json"),
        ("init", "i{}.yaml"),
        ("schema", "-o", "s{}.json"),
        ("import", "没有{}.txt"),
        ("list", "--file", "f{}.yaml"),
        ("list", "--unit", "单位{}"),
        ("list", "--no{}", "x"),
        ("show", "{}"),
        ("no{}such",),
        ("progress", "3", "--note", "说明{}"),
        ("progress", "3", "--unit", "外单位{}", "--force"),
        ("progress", "3", "--evidence", "证{}.pdf"),
    ],
    ids=str,
)
def test_a_name_that_was_typed_is_shown_without_its_teeth(
    run: Run, ledger: Path, arguments: tuple[str, ...]
) -> None:
    result = run(*(argument.format("\x1b[2J\u202e\x9b") for argument in arguments))
    assert teeth(result.out + result.err) == []
    assert result.out + result.err


def test_errors_show_a_nasty_line_without_its_teeth(run: Run, nasty: Path) -> None:
    text = nasty.read_text(encoding="utf-8")
    nasty.write_text(text.replace("event: start", "event: strat\u202e"), encoding="utf-8")
    result = run("list", "--file", nasty)
    assert result.code == 1
    assert "\u202e" not in result.err


@pytest.mark.skipif(os.name == "nt", reason="Windows colours its console, and no pipe")
def test_no_color_is_respected(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    arguments = [sys.executable, "-m", "rectify_cli", "overdue", "--as-of", "2020-11-05"]
    coloured = subprocess.run(arguments, cwd=ledger.parent, capture_output=True, check=True)
    assert b"\x1b[1;31m" in coloured.stdout
    monkeypatch.setenv("NO_COLOR", "1")
    plain = subprocess.run(arguments, cwd=ledger.parent, capture_output=True, check=True)
    assert b"31m" not in plain.stdout
