"""Repositories as offices have them: shallow, linked, nested, foreign, oddly named."""

import os
import shutil
from pathlib import Path

import pytest
from conftest import Run
from offices import Office, settle
from test_audit import PROGRESS, START, audit, losses


def with_a_loss(office: Office) -> Office:
    """Something recorded, and deleted again."""
    office.record(3, START)
    office.record(3, PROGRESS)
    office.drop("event: start")
    office.commit("删去")
    return office


def test_a_shallow_clone_says_that_it_does_not_see_all(run: Run, office: Office) -> None:
    with_a_loss(office)
    office.record(4, PROGRESS)
    folder = office.folder.parent / "shallow"
    office.git("clone", "-q", "--depth", "2", f"file://{office.folder}", str(folder))
    result = run("audit", "--file", folder / "data" / "issues.yaml")
    assert "这是浅克隆" in result.out
    result = audit(run, "--file", str(folder / "data" / "issues.yaml"))
    assert result.json["shallow"] is True
    assert losses(result) == []
    Office(folder).git("fetch", "-q", "--unshallow")
    result = audit(run, "--file", str(folder / "data" / "issues.yaml"))
    assert losses(result) == [("line", 3, "log", False)]


def test_a_linked_work_tree_is_a_repository_too(run: Run, office: Office) -> None:
    with_a_loss(office)
    folder = office.folder.parent / "linked"
    office.git("worktree", "add", "-q", str(folder), "-b", "另一枝")
    result = audit(run, "--file", str(folder / "data" / "issues.yaml"))
    assert losses(result) == [("line", 3, "log", False)]


def test_a_submodule_has_its_own_history(run: Run, office: Office) -> None:
    with_a_loss(office)
    outer = Office(office.folder.parent / "outer", "县里/清单库/data/issues.yaml")
    outer.folder.mkdir()
    outer.git("init", "-q")
    outer.git("submodule", "--quiet", "add", str(office.folder), "县里/清单库")
    outer.commit("收进来")
    result = audit(run, "--file", str(outer.ledger))
    assert losses(result) == [("line", 3, "log", False)]


@pytest.mark.parametrize("quotepath", ["true", "false"])
@pytest.mark.parametrize(
    "name",
    [
        *("县里 的/二〇二〇 年/清单 定稿.yaml", "-x.yaml", "[a].yaml"),
        pytest.param(
            "[a]*?.yaml", marks=pytest.mark.skipif(os.name == "nt", reason="no name on Windows")
        ),
    ],
)
def test_a_path_with_blanks_chinese_and_odd_marks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, quotepath: str
) -> None:
    settle(tmp_path / "home", monkeypatch)
    office = Office.found(tmp_path / "我的 仓库", name, attributes="* merge=union\n")
    office.git("config", "core.quotepath", quotepath)
    with_a_loss(office)
    result = audit(run, "--file", str(office.ledger))
    assert losses(result) == [("line", 3, "log", False)]
    renamed = office.folder / "新 名.yaml"
    office.git("mv", "--", name, renamed.name)
    office.commit("改名")
    assert len(losses(audit(run, "--file", str(renamed)))) == 1


def test_line_ends_that_git_converts_are_no_change(run: Run, office: Office) -> None:
    (office.folder / ".gitattributes").write_text("", encoding="utf-8")
    office.commit("没有属性")
    office.git("config", "core.autocrlf", "true")
    office.git("rm", "-q", "--cached", "data/issues.yaml")
    office.git("reset", "-q", "--hard")
    office.ledger.unlink()
    office.git("checkout", "-q", "data/issues.yaml")
    assert b"\r\n" in office.ledger.read_bytes()
    assert losses(audit(run)) == []
    with_a_loss(office)
    assert losses(audit(run)) == [("line", 3, "log", False)]


def test_a_repository_of_another_user_is_told_with_the_way_out(run: Run, office: Office) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    office.record(3, START)
    for path in (office.folder, office.folder / ".git"):
        os.chown(path, 12345, 12345)
    result = run("audit")
    assert result.code == 1
    assert "属于另一个用户" in result.err
    assert f"git config --global --add safe.directory {office.folder}" in result.err
    config = Path(os.environ["HOME"]) / ".gitconfig"
    assert "safe" not in config.read_text(encoding="utf-8")
    assert run("list").code == 0
    result = run("check", "--as-of", "2020-10-20")
    assert result.code == 0
    assert "属于另一个用户" in result.out + result.err


def test_questions_run_no_code_of_the_repository(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_loss(office)
    trap = office.folder / "trap.sh"
    sprung = office.folder.parent / "sprung"
    trap.write_text(f"#!/bin/sh\necho $0 $* >> '{sprung}'\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "core.pager",
        "core.sshCommand", "filter.x.clean", "filter.x.smudge", "filter.x.process", "gpg.program",
        "core.editor", "pager.log", "pager.diff", "merge.x.driver", "core.alternateRefsCommand",
        "alias.rev-list", "alias.diff-tree", "credential.helper",
    ):  # fmt: skip
        office.git("config", key, str(trap) if not key.startswith("alias") else f"!{trap}")
    office.git("config", "log.showSignature", "true")
    (office.folder / ".git" / "info").mkdir(exist_ok=True)
    attributes = office.folder / ".git" / "info" / "attributes"
    attributes.write_text("* diff=x filter=x merge=x\n", encoding="utf-8")
    hooks = office.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "pre-commit", "reference-transaction", "post-checkout"):
        shutil.copy(trap, hooks / name)
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR", "GIT_SSH_COMMAND"):
        monkeypatch.setenv(name, str(trap))
    assert losses(audit(run)) == [("line", 3, "log", False)]
    for line in ("audit", "check", "show 3 --blame", "diff HEAD~2", "init --git --dry-run"):
        assert run(*line.split()).err == ""
    assert not sprung.exists(), sprung.read_text(encoding="utf-8")


def test_what_a_hook_or_a_trick_sets_does_not_lead_elsewhere(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_a_loss(office)
    other = Office.found(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.folder / ".git" / "objects"))
    assert losses(audit(run)) == [("line", 3, "log", False)]


def test_replaced_commits_do_not_hide_a_loss(run: Run, office: Office) -> None:
    office.record(3, START)
    sound = office.head
    office.drop("event: start")
    office.commit("删去")
    clean = office.git("rev-parse", f"{sound}~1").strip()
    office.git("replace", sound, clean)
    assert losses(audit(run)) == [("line", 3, "log", False)]


def test_a_partial_clone_fetches_nothing_and_says_so(run: Run, office: Office) -> None:
    with_a_loss(office)
    office.git("config", "uploadpack.allowFilter", "true")
    folder = office.folder.parent / "partial"
    office.git("clone", "-q", "--filter=blob:none", f"file://{office.folder}", str(folder))
    result = run("audit", "--file", folder / "data" / "issues.yaml")
    assert result.code == 1
    assert "仓库不完整" in result.err
