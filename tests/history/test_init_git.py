"""``init --git``: a repository fit for its ledger, and nothing that was there is changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Run
from offices import Office, settle
from systems import make_link

DAY = ("--as-of", "2020-11-05")


def without_hooks(office: Office) -> Path:
    """The place of the hook, empty."""
    shutil.rmtree(office.folder / ".git" / "hooks", ignore_errors=True)
    return office.folder / ".git" / "hooks" / "pre-commit"


def test_from_nothing_to_a_repository_with_a_ledger(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(tmp_path / "home", monkeypatch)
    folder = tmp_path / "我的 清单"
    folder.mkdir()
    monkeypatch.chdir(folder)
    result = run("init", "--git", "--dry-run")
    assert (result.code, list(folder.iterdir())) == (0, [])
    assert run("init", "--git").code == 0
    office = Office(folder)
    office.commit("建立清单")  # the hook runs, and lets it through
    assert run("init", "--git").out == "什么也不缺。\n"
    attributes = office.git("check-attr", "merge", "eol", "--", "data/issues.yaml")
    assert "merge: union" in attributes
    assert "eol: lf" in attributes
    assert "text: unset" in office.git("check-attr", "text", "--", "data/evidence/3/a.pdf")
    office.git("check-ignore", "-q", "data/.issues.yaml.lock")
    assert (folder / "data" / "issues.schema.json").exists()
    assert run("audit").code == 0


def test_the_hook_stops_a_ledger_with_errors(run: Run, office: Office) -> None:
    without_hooks(office)
    assert run("init", "--git").code == 0
    office.commit("补上")
    before = office.head
    office.write(office.text.replace("    log:\n", "    log:\n      - {date: 2020-02-30}\n", 1))
    done = subprocess.run(
        ["git", "commit", "-qam", "写错"], cwd=office.folder, check=False,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert "2020-02-30" in done.stdout + done.stderr
    assert office.head == before


def test_the_hook_runs_no_module_of_the_repository(run: Run, office: Office) -> None:
    without_hooks(office)
    assert run("init", "--git").code == 0
    (office.folder / "yaml.py").write_text("open('hacked', 'w')", encoding="utf-8")
    office.commit("一个模块")
    assert not (office.folder / "hacked").exists()


def test_what_is_there_stays_and_only_what_is_missing_is_added(run: Run, office: Office) -> None:
    hook = without_hooks(office)
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (office.folder / ".vscode").mkdir()
    settings = office.folder / ".vscode" / "settings.json"
    settings.write_text("{}", encoding="utf-8")
    (office.folder / ".gitattributes").write_bytes(b"*.txt text\r\n*.png binary")
    (office.folder / ".gitignore").write_text("*.log\n.*.lock\n.rectify-*.tmp\n")
    ledger = office.ledger.read_bytes()
    result = run("init", "--git")
    assert "已有钩子 pre-commit，没有动它" in result.out
    assert "已有 .vscode/settings.json，没有动它" in result.out
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    assert settings.read_text(encoding="utf-8") == "{}"
    assert office.ledger.read_bytes() == ledger
    assert (office.folder / ".gitignore").read_text() == "*.log\n.*.lock\n.rectify-*.tmp\n"
    assert (office.folder / ".gitattributes").read_bytes() == (
        b"*.txt text\r\n*.png binary\r\n"
        b"/data/issues.yaml text eol=lf merge=union\r\n/data/evidence/** binary\r\n"
    )


@pytest.mark.parametrize("name", ["县里 的/二〇二〇 年/清单 定稿.yaml", "[a]*.yaml", 'a"b.yaml'])
def test_the_attributes_fit_a_ledger_of_any_name(run: Run, office: Office, name: str) -> None:
    without_hooks(office)
    office.ledger.rename(office.folder / "x.yaml")
    path = office.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        (office.folder / "x.yaml").rename(path)
    except OSError:
        pytest.skip("this system has no such name")
    (office.folder / ".gitattributes").unlink()
    assert run("init", "--git", "--file", path).code == 0
    told = office.git("check-attr", "-z", "merge", "--", name).split("\0")
    assert told[2] == "union"
    office.commit()  # through the hook
    assert run("init", "--git", "--file", path).out == "什么也不缺。\n"


def test_a_ledger_without_union_is_mended_as_check_says(run: Run, office: Office) -> None:
    office.write_attributes("")
    office.git("config", "core.autocrlf", "true")
    assert run("check", *DAY).out.count("rectify init --git") == 2
    run("init", "--git")
    assert "rectify init --git" not in run("check", *DAY).out


def test_a_link_in_the_repository_is_not_written_through(
    run: Run, office: Office, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine\n")
    (office.folder / ".gitattributes").unlink()
    make_link(office.folder / ".gitattributes", outside)
    result = run("init", "--git")
    assert result.code == 1
    assert "是链接" in result.err
    assert outside.read_text() == "mine\n"


def test_a_folder_for_hooks_of_its_own_is_left_alone(run: Run, office: Office) -> None:
    office.git("config", "core.hooksPath", "my-hooks")
    assert "core.hooksPath" in run("init", "--git").out
    assert not (office.folder / "my-hooks").exists()


def test_without_git_nothing_is_begun(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("init", "--git")
    assert "没有找到 git" in result.err
    assert list(tmp_path.iterdir()) == []
    assert run("init").code == 0


def test_what_pre_commit_would_run_checks_the_ledger_of_a_clone(office: Office) -> None:
    clone = office.clone("clone")
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = hook["entry"].split()
    assert (program, hook["pass_filenames"]) == ("rectify", False)
    command = [sys.executable, "-m", "rectify_cli", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

    def exit_code() -> int:
        return subprocess.run(
            command, cwd=clone.folder, env=environment, capture_output=True, check=False
        ).returncode

    assert exit_code() == 0
    clone.change("  - id: 11\n", "  - id: 10\n")
    assert exit_code() == 1
