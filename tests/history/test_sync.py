"""``sync``: clerks with clones of their own share one list, by stock git."""

from pathlib import Path

import pytest
from conftest import Run
from offices import Office
from test_audit import DONE, PROGRESS, START

DAY = ("--as-of", "2020-11-05")


@pytest.fixture
def shared(office: Office) -> tuple[Office, Office]:
    """Two clones of one bare repository."""
    bare = office.folder.parent / "共用 仓库.git"
    office.git("clone", "-q", "--bare", str(office.folder), str(bare))
    hub = Office(bare)
    return hub.clone("甲"), hub.clone("乙")


def events(office: Office) -> int:
    """How many events the ledger has."""
    return office.text.count("event:")


def test_two_clerks_meet(run: Run, shared: tuple[Office, Office]) -> None:
    first, second = shared
    first.record(3, START)
    second.record(3, PROGRESS)
    second.record(4, DONE)
    result = run("sync", "--file", first.ledger, *DAY)
    assert (result.code, result.err) == (0, "")
    assert "没有要取回的，推送 1 次提交。" in result.out
    result = run("sync", "--file", second.ledger, *DAY)
    assert "取回 1 次提交，推送 3 次提交。" in result.out
    assert result.out.endswith("11 项，校验通过（另有 2 处提醒，用 rectify check 看）\n")
    data = run("sync", "--json", "--file", first.ledger, *DAY).json
    assert (data["pulled"], data["pushed"], data["check"]["valid"]) == (3, 0, True)
    assert events(first) == events(second) == 3
    assert run("audit", "--file", second.ledger).code == 0
    assert run("show", "3", "--json", "--file", second.ledger, *DAY).json["status"] == "in_progress"


def test_evidence_of_one_name_does_not_clash(
    run: Run, shared: tuple[Office, Office], tmp_path: Path
) -> None:
    for office, content in zip(shared, ("甲", "乙"), strict=True):
        proof = tmp_path / "照片.jpg"
        proof.write_text(content, encoding="utf-8")
        run("progress", "3", "--evidence", proof, "--file", office.ledger, "--commit", *DAY)
        assert run("sync", "--file", office.ledger, *DAY).code == 0
    assert len(list((shared[1].folder / "data" / "evidence" / "3").iterdir())) == 2


def test_what_is_not_committed_is_said_or_committed(
    run: Run, shared: tuple[Office, Office], tmp_path: Path
) -> None:
    first, second = shared
    proof = tmp_path / "照片.jpg"
    proof.write_text("甲", encoding="utf-8")
    run("progress", "3", "--evidence", proof, "--file", first.ledger, *DAY)
    result = run("sync", "--file", first.ledger, *DAY)
    assert result.code == 1
    assert "还有没有提交的改动：data/issues.yaml、data/evidence/3/照片-" in result.err
    assert run("sync", "--commit", "--file", first.ledger, *DAY).code == 0
    assert first.git("status", "--porcelain") == ""
    assert "取回 1 次提交" in run("sync", "--file", second.ledger, *DAY).out


def test_an_empty_hub_gets_the_branch(run: Run, office: Office, tmp_path: Path) -> None:
    assert "没有设远端" in run("sync", *DAY).err
    office.git("init", "-q", "--bare", str(tmp_path / "hub.git"))
    office.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    assert "推送 1 次提交" in run("sync", *DAY).out
    assert "没有要取回的，没有要推送的。" in run("sync", *DAY).out
    assert Office(tmp_path / "hub.git").clone("丙").text == office.text


def test_a_hub_that_refuses_is_told_in_its_own_words(
    run: Run, shared: tuple[Office, Office]
) -> None:
    first, _ = shared
    hook = first.folder.parent / "共用 仓库.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 今天封网 >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    first.record(3, START)
    result = run("sync", "--file", first.ledger, *DAY)
    assert result.code == 1
    assert "没有接受，您的记录都还在本机的提交里" in result.err
    assert "今天封网" in result.err
    assert events(first) == 1


def test_a_hub_that_is_gone_is_told(run: Run, shared: tuple[Office, Office]) -> None:
    first, _ = shared
    first.git("remote", "set-url", "origin", str(first.folder.parent / "没有"))
    result = run("sync", "--file", first.ledger, *DAY)
    assert result.code == 1
    assert "取不到远端 origin 上的内容" in result.err
    assert "git 的原话" in result.err


def test_a_conflict_is_taken_back_whole(run: Run, shared: tuple[Office, Office]) -> None:
    first, second = shared
    for office in shared:
        office.write_attributes("")
        office.commit("没有 union")
    first.record(3, START)
    second.record(3, PROGRESS)
    before = second.head
    run("sync", "--file", first.ledger, *DAY)
    result = run("sync", "--file", second.ledger, *DAY)
    assert result.code == 1
    assert f"合并时有冲突：{Path('data/issues.yaml')}" in result.err
    assert "init --git" in result.err
    assert second.head == before
    assert second.git("status", "--porcelain") == ""


def test_a_merged_list_with_errors_is_not_pushed(run: Run, shared: tuple[Office, Office]) -> None:
    first, second = shared
    new = "\n  - id: 12\n    title: {0}\n    problem: {0}\n"
    for office, title in zip(shared, ("甲事项", "乙事项"), strict=True):
        office.write(office.text + new.format(title))
        office.commit()
    assert run("sync", "--file", first.ledger, *DAY).code == 0
    result = run("sync", "--file", second.ledger, *DAY)
    assert result.code == 1
    assert "清单有误，没有推送" in result.out
    assert "重复" in result.out
    assert second.git("rev-list", "--count", "origin/main..main").strip() != "0"


def test_a_step_of_gits_own_and_a_detached_head_stop_it(
    run: Run, shared: tuple[Office, Office]
) -> None:
    first, _ = shared
    (first.folder / ".git" / "CHERRY_PICK_HEAD").write_text(first.head)
    assert "git 正在拣选" in run("sync", "--file", first.ledger, *DAY).err
    (first.folder / ".git" / "CHERRY_PICK_HEAD").unlink()
    first.git("checkout", "-q", "--detach")
    assert "不在任何分支上" in run("sync", "--file", first.ledger, *DAY).err


def test_settings_for_rebase_and_force_are_not_followed(
    run: Run, shared: tuple[Office, Office]
) -> None:
    first, second = shared
    second.git("config", "pull.rebase", "true")
    second.git("config", "remote.origin.push", "+refs/heads/*:refs/heads/*")
    first.record(3, START)
    second.record(4, PROGRESS)
    mine = second.head
    run("sync", "--file", first.ledger, *DAY)
    assert run("sync", "--file", second.ledger, *DAY).code == 0
    parents = second.git("log", "-1", "--format=%P").split()
    assert parents == [mine, first.head]


def test_three_clerks_in_any_order(run: Run, shared: tuple[Office, Office]) -> None:
    first, second = shared
    third = Office(first.folder.parent / "共用 仓库.git").clone("丁")
    for office, issue in ((first, 3), (second, 3), (third, 4), (first, 5), (third, 3)):
        office.record(issue, PROGRESS.replace("200", str(100 * issue + events(office))))
        run("sync", "--file", office.ledger, *DAY)
    for office in (first, second, third):
        run("sync", "--file", office.ledger, *DAY)
        assert run("audit", "--file", office.ledger).code == 0
    assert events(first) == events(second) == events(third)
