"""``show --blame``: who brought each event in."""

from conftest import Run
from offices import Office
from test_audit import PROGRESS, START

DAY = ("--as-of", "2020-11-05")


def test_each_event_has_the_commit_and_the_person_that_brought_it(run: Run, office: Office) -> None:
    second = office.clone("second")
    mine = office.record(3, START)
    second.record(3, PROGRESS)
    second.git("commit", "-q", "--amend", "--no-edit", "--author", "王某 <w@example.org>")
    theirs = second.head
    office.git("pull", "-q", "--no-rebase", "--no-edit", str(second.folder), "main")
    office.record(4, START)
    turned = f"'by': 李某, {START.removesuffix(', by: 李某')}"
    office.write(office.text.replace(START, turned))
    office.commit("换了写法", author="张某")
    run("done", "3", "--by", "何志龙", "--date", "2020-10-20", *DAY)
    told = run("show", "3", "--blame", "--json", *DAY).json["blame"]
    found = {line["event"]: line["commit"] and line["commit"]["id"] for line in told}
    assert found == {"start": mine, "progress": theirs, "done": None}
    out = run("show", "3", "--blame", *DAY).out
    assert "来历" in out
    assert theirs[:8] in out
    assert "王某" in out
    assert "还没有提交" in out
    assert "来历" not in run("show", "3", *DAY).out


def test_without_a_repository_it_is_said(run: Run, office: Office) -> None:
    (office.folder / ".git").rename(office.folder / "git-away")
    assert "不在 git 仓库里" in run("show", "3", "--blame", *DAY).err
    assert run("show", "3", *DAY).code == 0
