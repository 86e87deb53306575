"""Help, usage errors and completion: what a person meets before anything works."""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from rectify_cli import __version__
from rectify_cli.cli.app.commands import COMMANDS

ENGLISH = (
    "Usage",
    "Options",
    "Arguments",
    "Commands",
    "Show this",
    "default:",
    "required",
    "Error",
)


def test_help_is_chinese_and_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    for name in COMMANDS:
        assert f" {name} " in result.out
    assert not [word for word in ENGLISH if word in result.out]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_is_chinese(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert "用法：rectify " + command in result.out
    assert not [word for word in ENGLISH if word in result.out]


def test_no_command_shows_the_help_and_is_a_usage_error(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert "用法：rectify" in result.out + result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lsit"], "是不是 list"),
        (["overdu"], "是不是 overdue"),
        (["list", "--unti", "x"], "是不是 --unit"),
        (["list", "--unit"], "--unit 后面要有一个值"),
        (["list", "extra"], "多出了参数：extra"),
        (["show"], "缺少参数 事项"),
        (["done"], "缺少参数 事项"),
        (["extend", "3"], "缺少选项 --to"),
        (["list", "--overdue=yes"], "--overdue 后面不带值"),
    ],
)
def test_a_slip_on_the_command_line_is_told_in_chinese(
    run: Run, ledger: Path, arguments: list[str], words: str
) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert words in result.err
    assert "--help" in result.err
    assert result.out == ""


def test_version(run: Run) -> None:
    assert run("--version").out == f"rectify {__version__}\n"
    assert run("list", "--version").out == f"rectify {__version__}\n"


def complete(line: str, cwd: Path) -> str:
    """What bash would be offered after ``line``."""
    words = line.split(" ")
    environment = os.environ | {
        "_RECTIFY_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": line,
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "PYTHONIOENCODING": "utf-8",
    }
    code = "import sys; sys.argv=['rectify']; from rectify_cli.cli import main; sys.exit(main())"
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=cwd, capture_output=True, check=False
    )
    return answer.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("rectify ov", ["overdue"]),
        ("rectify done ", ["企业办事体验感较差", '"3"']),
        ("rectify list --unit 漕", ["漕涧镇人民政府"]),
        ("rectify list --leader ", ["张建雄", "杨川志"]),
        ("rectify list --status ", ["未启动", "已销号"]),
        ("rectify list --category ", ["共性问题", "个性问题"]),
    ],
)
def test_completion_offers_what_the_ledger_holds(
    ledger: Path, line: str, offered: list[str]
) -> None:
    answer = complete(line, ledger.parent)
    for word in offered:
        assert word in answer


def test_completion_without_a_ledger_is_silent(tmp_path: Path) -> None:
    assert "错误" not in complete("rectify done ", tmp_path)


def test_installing_completion_answers_in_chinese(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr("rectify_cli.cli.app.complete.completion._get_shell_name", lambda: "bash")
    result = run("--install-completion")
    assert result.code == 0
    assert "已为 bash 装上自动补全" in result.out
    assert (tmp_path / ".bash_completions" / "rectify.sh").exists()


def test_a_shell_without_completion_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rectify_cli.cli.app.complete.completion._get_shell_name", lambda: "cmd")
    result = run("--install-completion")
    assert result.code == 2
    assert "没有自动补全" in result.err


@pytest.fixture
def powershell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a stand-in for PowerShell on the ``PATH``, of the policy given; returns its profile."""

    def install(policy: str) -> Path:
        profile = tmp_path / "张三" / "文档" / "WindowsPowerShell" / "profile.ps1"
        answer = b64encode(f"{policy}|{profile}".encode()).decode()
        program = tmp_path / "bin" / "powershell"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\necho {answer}\n", encoding="utf-8")
        program.chmod(0o755)
        return profile

    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    shell = "rectify_cli.cli.app.complete.completion._get_shell_name"
    monkeypatch.setattr(shell, lambda: "powershell")
    return install


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_completion_for_powershell_goes_into_the_profile_once(
    run: Run, powershell: Callable[[str], Path], mark: bytes
) -> None:
    profile = powershell("RemoteSigned")
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-8"
    own = "Set-Alias 清单 rectify\r\n"
    profile.parent.mkdir(parents=True)
    profile.write_bytes(mark + own.encode(encoding))
    for _ in range(2):
        assert "已为 powershell 装上自动补全" in run("--install-completion").out
    text = profile.read_bytes().removeprefix(mark).decode(encoding)
    assert text.startswith(own)
    assert text.count("Register-ArgumentCompleter") == 1
    assert "-CommandName rectify" in text


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_policy_that_runs_no_profile_is_told_and_left_alone(
    run: Run, powershell: Callable[[str], Path]
) -> None:
    profile = powershell("Restricted")
    result = run("--install-completion")
    assert result.code == 1
    assert "Set-ExecutionPolicy RemoteSigned -Scope CurrentUser" in result.err
    assert not profile.exists()
    powershell("RemoteSigned")
    assert run("--install-completion").code == 0
    assert profile.is_file()
