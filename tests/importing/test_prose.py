"""Duties in brackets that no words name, tables of strokes in text, words for what is wrong."""

from pathlib import Path
from typing import Any

import pytest
from asking import asked, read_text
from conftest import Run


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(run: Run, text: str) -> dict[str, Any]:
    return read_text(run, text, "清单.txt")


def test_who_and_when_in_a_bracket_behind_the_problem(run: Run) -> None:
    answer = read(
        run,
        "某县审计整改清单\n1.纺织厂长期停产。（县国资局负责，9月底前完成）\n（1）清算资产；（2）安置职工。\n"
        "2.土地闲置14年。（县资源局牵头，县财政局配合，12月底前完成）\n（1）收回土地；（2）公开出让。\n",
    )
    first, second = answer["issues"]
    assert (first["problem"], first["measures"]) == (
        "纺织厂长期停产。",
        ["（1）清算资产；", "（2）安置职工。"],
    )
    assert (first["responsible_units"], first["deadline"]) == (["县国资局"], "9月底前完成")
    assert (second["lead_unit"], second["responsible_units"]) == ("县资源局", ["县财政局"])
    assert asked(answer, 1) >= {"responsible_units", "deadline", "measures"}


def test_who_and_when_in_a_bracket_behind_each_measure(run: Run) -> None:
    answer = read(
        run,
        "某局巡察整改方案\n一、学习不深入\n整改措施：\n1.修订制度（办公室负责，4月底前完成）。\n"
        "2.专题研讨（宣传科负责，6月底前完成）。\n责任领导：方圆\n",
    )
    (issue,) = answer["issues"]
    assert issue["measures"] == ["1.修订制度", "2.专题研讨"]
    assert issue["responsible_units"] == ["办公室", "宣传科"]
    assert issue["deadline"] == "4月底前完成；6月底前完成"
    assert asked(answer, 1) >= {"responsible_units", "deadline"}


def test_tasks_with_such_brackets_are_no_plan(run: Run) -> None:
    Path("要点.txt").write_text(
        "某县农业工作要点\n一、稳定生产\n（一）播种30万亩。（县农业局负责，10月底前完成）\n"
        "（二）新建茶园5000亩。（县林草局负责，年底前完成）\n",
        encoding="utf-8",
    )
    assert run("import", "要点.txt", "--issued-on", "2021-03-01").code == 1


@pytest.mark.parametrize("stroke", ["|", " | ", "｜"])
def test_lines_that_strokes_divide_are_a_table(run: Run, stroke: str) -> None:
    rows = [
        ["序号", "存在差距", "提升措施", "牵头部门", "完成时限"],
        ["1", "未纳入一窗通", "协调入驻；免费刻章", "县市场监管局", "5月"],
        ["2", "归集率低", "归集26类数据", "县发改局", "6月"],
    ]
    text = "\n".join(["某县营商环境整改清单", *(stroke.join(row) for row in rows)])
    found = [(i["problem"], i["lead_unit"], i["deadline"]) for i in read(run, text)["issues"]]
    assert found == [("未纳入一窗通", "县市场监管局", "5月"), ("归集率低", "县发改局", "6月")]


@pytest.mark.parametrize("word", ["不合格事实", "信访事项", "投诉内容", "督察反馈情况"])
def test_words_for_what_is_wrong_before_colons(run: Run, word: str) -> None:
    item = f"{word}：{{}}。\n整改计划：重新考核。\n责任部门：医务科\n完成时间：5月底\n"
    answer = read(run, f"某院整改清单\n{item.format('越级手术')}{item.format('报告不及时')}")
    found = [(i["problem"], i["measures"]) for i in answer["issues"]]
    assert found == [("越级手术。", ["重新考核。"]), ("报告不及时。", ["重新考核。"])]


@pytest.mark.parametrize("unit", ["平略镇", "石桥村", "权益部", "方山乡", "金融科"])
def test_short_names_of_units_are_no_people(run: Run, unit: str) -> None:
    lead = f"1.料堆未平整。\n整改措施：平复。\n主责部门：{unit}\n时限：4月底\n"
    both = f"2.乱停放。\n整改措施：划线。\n责任单位及责任人：{unit}　主任　石方\n时限：4月底\n"
    first, second = read(run, f"某县整改清单\n{lead}{both}")["issues"]
    assert (first["lead_unit"], first["leader"]) == (unit, None)
    assert (second["responsible_units"], second["leader"]) == ([unit], "主任石方")


def test_what_is_doubtful_of_people_is_told_of_the_leader(run: Run) -> None:
    who = "责任主体及责任人：县交通局航务站站长水生"
    answer = read(run, f"某县整改清单\n1.乱停放。\n整改措施：划线。\n{who}\n时限：4月底\n")
    assert asked(answer, 1) >= {"leader"}
    assert not asked(answer, 1) & {"person", "helping_units"}
