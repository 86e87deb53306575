"""``diff``: what happened between two commits, in the words of the office."""

from pathlib import Path

import pytest
from conftest import Run
from offices import Office
from test_audit import DONE, PAPER, PROGRESS, START

DAY = ("--as-of", "2020-11-05")


def test_the_working_copy_against_the_last_commit(run: Run, office: Office) -> None:
    office.record(3, START)
    assert "没有变动" in run("diff", *DAY).out
    run("done", "3", "--by", "何志龙", "--date", "2020-10-20", *DAY)
    run("extend", "8", "--to", "2020-11-30", "--date", "2020-10-20", *DAY)
    out = run("diff", *DAY).out
    assert "新记 2 条" in out
    assert "状态：整改中 → 已销号" in out
    assert "到期日：10月31日 → 11月30日" in out
    assert "新记：10月20日何志龙：销号" in out
    data = run("diff", "--json", *DAY).json
    assert [issue["id"] for issue in data["issues"]] == [3, 8]
    assert (data["issues"][0]["status_before"], data["issues"][0]["status"]) == (
        "in_progress", "done",
    )  # fmt: skip


def test_corrections_new_issues_texts_papers_and_losses(run: Run, office: Office) -> None:
    office.record(3, START)
    office.record(4, START)
    first = office.record(5, PROGRESS)
    run("void", "3#1", "--note", "记错了", *DAY)
    office.drop("event: progress")
    office.change("title: 大厅工作人员服务标准不够优化", "title: 大厅服务")
    office.write(office.text + "\n  - id: 12\n    title: 新事项\n    problem: 新问题\n" + PAPER)
    second = office.commit()
    office.record(6, DONE)
    data = run("diff", "--json", first, second, *DAY).json
    by_id = {issue["id"]: issue for issue in data["issues"]}
    assert sorted(by_id) == [3, 5, 12]
    assert [void["event"] for void in by_id[3]["voids"]] == ["void"]
    assert by_id[3]["lost"] == []
    assert [event["event"] for event in by_id[5]["lost"]] == ["progress"]
    assert by_id[5]["texts"] == [
        {"field": "title", "before": "大厅工作人员服务标准不够优化", "after": "大厅服务"}
    ]
    assert by_id[12]["new"] is True
    assert len(data["papers"]) == 1
    out = run("diff", first, second, *DAY).out
    assert "更正：" in out
    assert "（记错了）" in out
    assert "新增事项" in out
    assert "不见了：" in out
    assert "原文改动：短标题：大厅工作人员服务标准不够优化 → 大厅服务" in out
    assert "云办通3号" in out


def test_lists_units_papers_and_whole_issues_too(run: Run, office: Office) -> None:
    office.write(office.text + PAPER)
    first = office.commit()
    units = "县各金融机构, 县级各部门, 各乡镇人民政府"
    office.change(f"responsible_units: [{units}]", "responsible_units: []")
    office.change("    deadline: 立即整改，确保成效\n", "    office: 审批股\n")
    office.change("aliases: [县政务局]", "aliases: [县政务局, 政务局]")
    head, mark, _ = office.text.partition("  - id: 11\n")
    assert mark
    office.write(head)  # the last issue and the paper below it
    second = office.commit()
    data = run("diff", "--json", first, second, *DAY).json
    assert [issue["id"] for issue in data["issues"] if issue["removed"]] == [11]
    texts = {text["field"]: text for issue in data["issues"] for text in issue["texts"]}
    assert {field: (text["before"], text["after"]) for field, text in texts.items()} == {
        "responsible_units": ("县各金融机构；县级各部门；各乡镇人民政府", None),
        "deadline": ("立即整改，确保成效", None),
        "office": (None, "审批股"),
    }
    assert data["papers"] == []
    assert [paper["number"] for paper in data["lost_papers"]] == ["云办通3号"]
    assert data["units_changed"] is True
    out = run("diff", first, second, *DAY).out
    assert "整项不见了" in out
    assert "责任单位：县各金融机构；县级各部门；各乡镇人民政府 → —" in out
    assert "印发记录不见了：通报（云办通3号" in out
    assert "单位目录有改动。" in out


def test_what_a_township_finishes_is_no_application(run: Run, office: Office) -> None:
    run("submit", "3", "--unit", "漕涧", "--note", "全部落实", "--as-of", "2019-12-30", "--force")
    run("submit", "3", "--unit", "县政务服务中心", "--as-of", "2020-09-30")
    out = run("diff", *DAY).out
    assert "新记：2019年12月30日漕涧镇人民政府：本单位报告完成，全部落实" in out
    assert "新记：9月30日县政务服务中心：申请销号" in out


def test_it_is_a_printout_like_others(run: Run, office: Office, tmp_path: Path) -> None:
    office.record(3, START)
    for ending in ("docx", "html", "md"):
        assert run("diff", "HEAD~1", "-o", f"变动.{ending}", *DAY).code == 0
    assert "状态：未启动 → 整改中" in (office.folder / "变动.md").read_text(encoding="utf-8")
    assert run("diff", "HEAD~1", "-o", "data/issues.yaml", "--format", "md", *DAY).code == 1


def test_a_rename_between_them_is_followed(run: Run, office: Office) -> None:
    office.record(3, START)
    office.git("mv", "data/issues.yaml", "清单.yaml")
    office.commit("改名")
    data = run("diff", "--json", "HEAD~2", "--file", "清单.yaml", *DAY).json
    assert [issue["id"] for issue in data["issues"]] == [3]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("没有这个",), "git 里没有“没有这个”这个版本"),
        (("--", "--output=x"), "不是 git 的版本"),
        (("--", "HEAD", "-1"), "不是 git 的版本"),
    ],
)
def test_what_is_no_revision_is_refused(
    run: Run, office: Office, arguments: tuple[str, ...], words: str
) -> None:
    result = run("diff", *arguments)
    assert result.code in (1, 2)
    assert words in result.err
    assert not (office.folder / "x").exists()


def test_a_revision_without_the_ledger_is_said(run: Run, office: Office) -> None:
    office.git("checkout", "-q", "--orphan", "空")
    office.git("rm", "-q", "-r", "--cached", ".")
    office.git("commit", "-q", "--allow-empty", "-m", "空")
    assert "还没有这份清单" in run("diff", *DAY).err
