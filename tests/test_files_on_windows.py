"""Files that Windows refuses: open in Excel, on a share that is gone, below too many folders."""

import os
from pathlib import Path

import pytest
from conftest import Run
from systems import pretend_windows, refusal

from rectify_cli.files import atomic, storage_error, troubles

DAY = ("--as-of", "2020-11-05")


@pytest.fixture(autouse=True)
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_windows(monkeypatch, atomic, troubles)
    monkeypatch.setattr(atomic, "_PAUSE", 0)


@pytest.mark.parametrize("command", [("export", "-o", "清单.xlsx", "--overwrite"), ("start", "3")])
def test_a_file_that_is_open_in_another_program_is_told_and_stays(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    target = Path("data", "issues.yaml") if command[0] == "start" else Path("清单.xlsx")
    target.touch()
    before = target.read_bytes()

    def refuse(self: Path, target: Path) -> Path:
        raise refusal(5, name=str(self))

    with target.open("rb"):
        if os.name != "nt":  # where an open file is replaced all the same
            monkeypatch.setattr(Path, "replace", refuse)
        result = run(*command, *DAY)
    assert (result.code, result.out) == (1, "")
    assert f"错误：写不了 {target}：" in result.err
    assert "打开着" in result.err
    assert "Excel、WPS、Word" in result.err
    assert target.read_bytes() == before
    assert not list(target.parent.glob("*.tmp"))


def test_a_file_that_is_open_for_a_moment_is_waited_for(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner looks at every new file."""
    replace, refused = Path.replace, iter([refusal(5), refusal(32)])

    def refuse_twice(self: Path, target: Path) -> Path:
        for error in refused:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_twice)
    assert run("start", "3", *DAY).code == 0
    assert "event: start" in ledger.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (5, "可能正在别的程序里打开着，也可能没有权限"),
        (32, "文件正在别的程序里打开着"),
        (33, "文件正在别的程序里打开着"),
        (19, "只读的"),
        (39, "磁盘空间不足"),
        (112, "磁盘空间不足"),
        (53, "网络磁盘的连接断了"),
        (64, "网络磁盘的连接断了"),
        (206, "路径太长"),
        (6, "系统不认这个名字"),
        (123, "系统不认这个名字"),
    ],
)
def test_what_windows_says_is_told_in_plain_words(code: int, words: str) -> None:
    assert words in storage_error("写不了 清单.xlsx", refusal(code)).message


def test_a_path_that_windows_takes_for_missing_is_told_to_be_too_long() -> None:
    deep = "/".join(["整改材料" * 5] * 14) + "/清单.xlsx"
    assert "路径太长" in storage_error("写不了", refusal(3, name=deep)).message
    assert "不存在" in storage_error("写不了", refusal(3)).message


def test_a_folder_for_a_file_is_told_as_such(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says 拒绝访问 of it."""
    folder = Path("各县")
    folder.mkdir()
    opened = os.open

    def refuse(path: Path, *rest: int) -> int:
        if path == folder:
            raise refusal(5)
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    result = run("rollup", "--list", folder, *DAY)
    assert (result.code, "是文件夹" in result.err) == (1, True)
