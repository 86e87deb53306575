"""Items whose measures no label names, and items numbered within 共性问题 and 个性问题."""

from pathlib import Path
from typing import Any

import pytest
from asking import asked, read_text
from conftest import Run

WHO = "责任单位：县统计局\n整改时限：2021年6月底前\n"


def read(run: Run, text: str) -> dict[str, Any]:
    return read_text(run, f"某县问题整改方案\n{text}")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("heading", ["一、存在问题及整改措施\n", ""])
def test_numbered_deeds_below_a_problem_are_its_measures(run: Run, heading: str) -> None:
    answer = read(
        run,
        f"{heading}（一）企业数据失真\n1.核实数据，追究责任。\n2.建立核查机制。\n{WHO}"
        f"（二）统计员兼职过多\n1.增配专职统计员。\n{WHO}",
    )
    first, second = answer["issues"]
    assert (first["problem"], second["problem"]) == ("企业数据失真", "统计员兼职过多")
    assert first["measures"] == ["1.核实数据，追究责任。", "2.建立核查机制。"]
    assert second["measures"] == ["1.增配专职统计员。"]
    assert {first["number"], second["number"]} == {1, 2}


def test_numbered_complaints_below_a_title_stay_the_problem(run: Run) -> None:
    answer = read(
        run,
        f"一、数据失真\n1.产值不实。\n2.台账缺失。\n整改措施：核实数据。\n{WHO}"
        f"二、人员不足\n1.缺编三人。\n2.兼职过多。\n整改措施：增配人员。\n{WHO}",
    )
    assert answer["issues"][0]["problem"] == "1.产值不实。2.台账缺失。"


def test_numbered_lines_behind_the_bracket_of_duties_are_measures_to_be_agreed(run: Run) -> None:
    answer = read(
        run,
        "（一）摊位乱。（牵头单位：县商务局；完成时限：2021年5月底前）\n1.重新划线。\n2.统一编号。\n"
        "（二）秤不准。（牵头单位：县市场监管局；完成时限：2021年4月底前）\n1.强制检定。\n",
    )
    first, second = answer["issues"]
    assert (first["problem"], first["measures"]) == ("摊位乱。", ["1.重新划线。", "2.统一编号。"])
    assert (second["problem"], second["measures"]) == ("秤不准。", ["1.强制检定。"])
    assert asked(answer, 1) >= {"measures"}


@pytest.mark.parametrize("colon", ["：", "、", "　", "\n存在问题："])
@pytest.mark.parametrize("word", ["{}问题{}", "{}{}", "【{}问题{}】", "{}问题（{}）"])
def test_an_item_numbered_within_its_category(run: Run, word: str, colon: str) -> None:
    numbers = [("共性", "1"), ("共性", "2"), ("个性", "1")]
    answer = read(
        run,
        "".join(
            f"{word.format(*number)}{colon}政策兑现慢之{place}\n整改措施：设立窗口。\n{WHO}"
            for place, number in enumerate(numbers)
        ),
    )
    found = [(i["category"], i["number"], i["problem"]) for i in answer["issues"]]
    assert found == [
        ("共性问题", 1, "政策兑现慢之0"),
        ("共性问题", 2, "政策兑现慢之1"),
        ("个性问题", 1, "政策兑现慢之2"),
    ]


def test_bare_roles_before_colons_are_labels(run: Run) -> None:
    who = "牵头：县公安局；配合：县生态环境局\n时限：2021年4月\n"
    text = f"1、西街噪音扰民。\n措施：设置限时。\n{who}2、东巷污水外溢。\n措施：疏通。\n{who}"
    for issue in read(run, text)["issues"]:
        assert issue["lead_unit"] == "县公安局"
        assert issue["responsible_units"] == ["县生态环境局"]


def test_short_labels_before_one_blank_are_read_where_they_come_again(run: Run) -> None:
    items = [("产业收益低", "引进企业。", "4月底前"), ("公益岗管理松", "完善制度。", "5月底前")]
    answer = read(
        run,
        "".join(
            f"序号 {n}\n问题 {problem}\n措施 {measure}\n牵头单位 区人社局\n时限 {day}\n"
            for n, (problem, measure, day) in enumerate(items, start=1)
        ),
    )
    found = [(i["problem"], i["measures"][0], i["deadline"]) for i in answer["issues"]]
    assert found == items


@pytest.mark.parametrize("tail", ["", "及分工", "和责任单位、完成时限"])
@pytest.mark.parametrize("title", ["督察反馈问题", "巡视发现的问题", "存在的主要问题"])
def test_problems_in_one_section_and_measures_in_another_are_joined(
    run: Run, title: str, tail: str
) -> None:
    answer = read(
        run,
        f"一、{title}\n（一）排口超标。\n（二）危废暂存不规范。\n二、整改措施{tail}\n"
        f"（一）针对排口超标问题：更换设备。{WHO}（二）针对危废暂存不规范问题：建设仓库。{WHO}",
    )
    assert [i["problem"] for i in answer["issues"]] == ["排口超标。", "危废暂存不规范。"]
    assert answer["issues"][1]["measures"] == ["针对危废暂存不规范问题：建设仓库。"]
    assert asked(answer, 1) >= {"problem", "measures"}


def test_a_named_hazard_without_more_words_is_the_problem_to_be_agreed(run: Run) -> None:
    answer = read(run, f"（一）隐患名称：临崖路段无护栏\n整治措施：加装护栏\n{WHO}")
    assert answer["issues"][0]["problem"] == "临崖路段无护栏"
    assert asked(answer, 1) >= {"problem"}


def test_headings_with_a_tail_are_fields(run: Run) -> None:
    answer = read(
        run,
        "一、问题基本情况\n人民路逢雨积水。\n二、整改目标任务\n消除积水点。\n"
        f"三、具体整改措施\n1.改造管网。\n四、整改责任\n{WHO}",
    )
    issue = answer["issues"][0]
    assert (issue["problem"], issue["goal"]) == ("人民路逢雨积水。", "消除积水点。")


@pytest.mark.parametrize("word", ["无", "无。", "待定", "/", "——"])
def test_nothing_is_no_unit_and_is_told(run: Run, word: str) -> None:
    text = f"1.库房漏水。\n整改措施：修缮。\n{WHO}配合单位：{word}\n责任领导：{word}\n"
    answer = read(run, text)
    (issue,) = answer["issues"]
    assert (issue["responsible_units"], issue["leader"]) == (["县统计局"], None)
    assert "leader" in asked(answer, 1)
