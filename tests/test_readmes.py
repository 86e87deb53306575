"""Every ``console`` block of the READMEs is run, and prints what the README says.

    python tests/test_readmes.py

writes what is printed now into the READMEs; read the difference before you keep it. A block's
commands follow one another in one office; a line of ``...`` stands for the rest of an output.
"""

import io
import os
import re
import shlex
import shutil
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from rectify_cli.cli import main

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PLANS = {
    "方案.txt": "plan-2020-15.txt",
    "扫描稿.txt": "plans/scan.txt",
    "安全生产方案.txt": "plans/label_lines.txt",
    "会议通知.txt": "plans/other/meeting.txt",
}
ELLIPSIS = "..."
_HEAD = "document: {title: 某县整改工作清单, issued_on: 2020-08-12}\nissues:\n"
_ISSUE = "  - id: 1\n    title: 大厅环境有待改善\n    problem: 座椅有破损。\n    log:\n"
SHEET = """\
单位,序号,填报日期,落实情况,佐证材料
漕涧镇,5,10月20日,窗口人员培训1次,培训照片
关坪乡,5,上周五,设综合窗口1个,
"""
BROKEN = {
    "写错.yaml": _HEAD
    + "  - id: 1\n    title：大厅环境有待改善\n    problem: 座椅有破损。\n"
    + "    deadlin: 2020年10月底\n"
    + "    log:\n      - {date: 2020-02-30, event: 完成}\n",
    "冲突.yaml": _HEAD
    + _ISSUE
    + "<<<<<<< HEAD\n      - {date: 2020-09-01, event: start}\n=======\n"
    + "      - {date: 2020-09-02, event: start}\n>>>>>>> 同事\n",
}
"""Ledgers as they get into clerks' hands, for the section on errors."""

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command line and what the README says it prints."""

    command: str
    output: str


def steps_of(block: str) -> list[Step]:
    """The commands of a block, each led by ``$``, with the lines below them."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert parts[0] == "", "a console block begins with a command"
    return [Step(*part.split("\n", 1)) for part in parts[1:]]


def make_office(folder: Path) -> None:
    """A folder as the READMEs assume it: the shipped list, a plan and some evidence."""
    (folder / "data").mkdir()
    shutil.copyfile(ROOT / "tests" / "fixtures" / "issues.yaml", folder / "data" / "issues.yaml")
    for name, original in PLANS.items():
        shutil.copyfile(ROOT / "tests" / "documents" / original, folder / name)
    (folder / "办事指南.pdf").write_bytes(b"%PDF-")
    for name, text in BROKEN.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "汇总.csv").write_text(SHEET, encoding="utf-8")
    (folder / "老文件.yaml").write_text(_HEAD + _ISSUE, encoding="gbk")


def printed(command: str, office: Path) -> str:
    """What a command line prints, errors included."""
    program, *arguments = shlex.split(command)
    assert program == "rectify", command
    mine = {name: value for name, value in os.environ.items() if name.startswith("RECTIFY_")}
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    for name in mine:
        del os.environ[name]
    try:
        with chdir(office), redirect_stdout(pipe), redirect_stderr(pipe):
            main(arguments)
    finally:
        os.environ.update(mine)
    text = pipe.buffer.getvalue().decode("utf-8")
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def abridged(actual: str, told: str) -> str:
    """``actual``, cut where ``told`` leaves the rest out."""
    lines = told.splitlines(keepends=True)
    if not lines or lines[-1].strip() != ELLIPSIS:
        return actual
    return "".join([*actual.splitlines(keepends=True)[: len(lines) - 1], lines[-1]])


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_prints_what_the_readme_says(readme: Path, tmp_path: Path) -> None:
    blocks = _BLOCK.findall(readme.read_text(encoding="utf-8"))
    assert blocks
    make_office(tmp_path)
    for step in (step for block in blocks for step in steps_of(block)):
        answer = printed(step.command, tmp_path).replace(os.sep, "/")
        assert abridged(answer, step.output) == step.output, step.command


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_link_and_picture_leads_somewhere(readme: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", readme.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def rewrite(readme: Path) -> None:
    """Put what the commands print now into ``readme``."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder).resolve()
        make_office(office)

        def run_again(match: re.Match[str]) -> str:
            return "".join(
                f"$ {step.command}\n{abridged(printed(step.command, office), step.output)}"
                for step in steps_of(match[0])
            )

        text = readme.read_text(encoding="utf-8")
        readme.write_text(_BLOCK.sub(run_again, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for path in READMES:
        rewrite(path)
