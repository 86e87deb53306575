"""``--commit``: exactly what was recorded, in the words of the office; or why it is not."""

import os
from pathlib import Path

import pytest
from conftest import Result, Run
from offices import Office, settle

DAY = ("--as-of", "2020-10-20")


def done(run: Run, *arguments: str | Path) -> Result:
    """Strike issue 3 off, and commit."""
    return run("done", "3", "--by", "何志龙", "--commit", *arguments, *DAY)


def refused(office: Office, result: Result, before: str) -> str:
    """The event is recorded, nothing is committed, nothing more is staged; what was said."""
    assert result.code == 0
    assert "已记入" in result.out
    assert "event: done" in office.text
    assert office.head == before
    assert "已经记下，但没有提交到 git" in result.err
    assert office.git("diff", "--cached", "--name-only") == ""
    return result.err


def test_the_ledger_and_its_evidence_and_nothing_else(
    run: Run, office: Office, tmp_path: Path
) -> None:
    proof = tmp_path / "办事 指南.pdf"
    proof.write_bytes(b"pdf")
    (office.folder / "staged.txt").write_text("甲")
    office.git("add", "staged.txt")
    (office.folder / "changed.txt").write_text("乙")
    result = done(run, "--evidence", proof)
    assert (result.code, result.err) == (0, "")
    assert f"已提交 {office.head[:8]}" in result.out
    assert "请连同清单一并提交" not in result.out
    names = office.git("show", "--name-only", "-z", "--format=", "HEAD").strip("\0\n").split("\0")
    assert sorted(name.rpartition("/")[0] for name in names) == ["data", "data/evidence/3"]
    assert office.git("status", "--porcelain") == "A  staged.txt\n?? changed.txt\n"
    assert office.git("log", "-1", "--format=%s|%an|%cn").strip() == (
        "销号：3 企业办事体验感较差（何志龙）|李某|李某"
    )


def test_several_issues_and_a_correction_are_named(run: Run, office: Office) -> None:
    run("start", "1", "2", "--commit", "--unit", "县发改局", "--force", *DAY)
    subject = office.git("log", "-1", "--format=%s")
    assert subject.startswith("启动：1 第三方评估填报不到位、佐证材料不齐、2 ")
    run("void", "1#1", "--note", "记错了", "--commit", *DAY)
    assert office.git("log", "-1", "--format=%s").startswith("作废：1 第三方评估")


def test_it_may_be_asked_for_once_and_for_all(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = office.head
    run("start", "3", *DAY)
    assert office.head == first
    monkeypatch.setenv("RECTIFY_COMMIT", "1")
    run("start", "4", *DAY)
    second = office.head
    assert second != first
    monkeypatch.delenv("RECTIFY_COMMIT")
    office.git("config", "rectify.commit", "true")
    run("start", "5", *DAY)
    third = office.head
    assert third != second
    run("start", "6", "--no-commit", *DAY)
    run("start", "7", "--dry-run", *DAY)
    assert office.head == third
    assert run("start", "8", "--json", *DAY).json["commit"] == office.head


def test_without_an_identity_by_stands_for_it_or_it_is_said(run: Run, office: Office) -> None:
    (Path(os.environ["HOME"]) / ".gitconfig").unlink()
    before = office.head
    assert run("done", "3", "--commit", *DAY).err.count("git config --global user.name") == 1
    assert office.head == before
    run("start", "4", "--by", "何志龙", "--commit", *DAY)
    assert office.git("log", "-1", "--format=%an|%cn").strip() == "何志龙|何志龙"


def test_a_hook_that_refuses_is_heard(run: Run, office: Office) -> None:
    hook = office.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 不许提交 >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert "不许提交" in refused(office, done(run), office.head)


def test_a_detached_head_is_left_alone(run: Run, office: Office) -> None:
    office.git("checkout", "-q", "--detach")
    assert "不在任何分支上" in refused(office, done(run), office.head)


@pytest.mark.parametrize(
    ("name", "words"),
    [("MERGE_HEAD", "合并"), ("rebase-merge", "变基"), ("index.lock", "另一个 git 程序")],
)
def test_a_step_of_gits_own_is_left_alone(run: Run, office: Office, name: str, words: str) -> None:
    mark = office.folder / ".git" / name
    mark.mkdir() if name == "rebase-merge" else mark.write_text(f"{office.head}\n")
    result = done(run)
    assert words in result.err
    mark.rmdir() if name == "rebase-merge" else mark.unlink()
    refused(office, result, office.head)


def test_outside_of_a_repository_and_without_git_it_is_said(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "不在 git 仓库里" in done(run).err
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("start", "4", "--commit", *DAY)
    assert result.code == 0
    assert "没有找到 git" in result.err


def test_evidence_that_git_ignores_is_said_and_nothing_is_half_staged(
    run: Run, office: Office, tmp_path: Path
) -> None:
    (office.folder / ".gitignore").write_text("*.pdf\n.*.lock\n")
    office.commit()
    proof = tmp_path / "指南.pdf"
    proof.write_bytes(b"pdf")
    assert ".gitignore" in refused(office, done(run, "--evidence", proof), office.head)


def test_the_first_commit_of_a_repository_in_a_path_with_blanks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger: Path
) -> None:
    settle(tmp_path / "home", monkeypatch)
    folder = tmp_path / "我的 仓库" / "县里"
    folder.mkdir(parents=True)
    moved = ledger.rename(folder / "清单 定稿.yaml")
    office = Office(folder.parent, "县里/清单 定稿.yaml")
    office.git("init", "-q")
    proof = tmp_path / "指南.pdf"
    proof.write_bytes(b"pdf")
    result = run("done", "3", "--commit", "--file", moved, "--evidence", proof, *DAY)
    assert (result.code, result.err) == (0, "")
    assert office.git("ls-files", "-z").count("\0") == 2
