"""Kinds of documents in which something was once lost: decimal numbers, tables within items,
annexes behind the main text, running heads, several sheets, words of other offices."""

from pathlib import Path

import openpyxl
import pytest
from asking import asked, read_file, read_text
from conftest import Run

WHO = "责任单位：县统计局\n整改时限：2021年6月底前\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("gap", ["", " ", "　", "、"])
@pytest.mark.parametrize("above", ["{}　党的建设方面", "{}.党的建设方面", "{} 党的建设方面"])
def test_items_numbered_by_decimals_stand_under_their_category(
    run: Run, above: str, gap: str
) -> None:
    answer = read_text(
        run,
        f"某县问题整改方案\n{above.format(1)}\n1.1{gap}学习不深入。\n整改措施：1.集中学习。2.交流。\n{WHO}"
        f"1.2{gap}个别支部换届晚。\n整改措施：按期换届。\n{WHO}"
        f"{above.format(2)}\n2.1{gap}公车使用不规范。\n整改措施：派车登记。\n{WHO}",
    )
    found = [(i["number"], i["category"], i["problem"]) for i in answer["issues"]]
    assert found == [
        (1, "党的建设方面", "学习不深入。"),
        (2, "党的建设方面", "个别支部换届晚。"),
        (1, "党的建设方面", "公车使用不规范。"),
    ]


def test_labels_numbered_by_three_steps_are_labels(run: Run) -> None:
    answer = read_text(
        run,
        "某县问题整改方案\n1.企业责任\n"
        "1.1 安检走过场\n1.1.1 存在问题：安检率54%。\n1.1.2 整改措施：逐户上门。\n"
        "1.1.3 责任单位：县住建局\n1.1.4 整改时限：2021年4月底前\n"
        "1.2 气瓶过期\n1.2.1 存在问题：3只气瓶过期。\n1.2.2 整改措施：查扣。\n"
        "1.2.3 责任单位：县市监局\n1.2.4 整改时限：2021年5月底前\n",
    )
    found = [(i["problem"], i["responsible_units"], i["deadline"]) for i in answer["issues"]]
    assert found == [
        ("安检率54%。", ["县住建局"], "2021年4月底前"),
        ("3只气瓶过期。", ["县市监局"], "2021年5月底前"),
    ]


@pytest.mark.parametrize("torn", ["1.28万元已经", "12.5 公里管网", "5.20前已", "3.5个百分点"])
def test_a_quantity_at_the_head_of_a_torn_line_is_no_number(run: Run, torn: str) -> None:
    answer = read_text(
        run,
        f"某县问题整改方案\n一、多收费用，合计\n{torn}查明。\n整改措施：清退。\n{WHO}"
        f"二、无台账。\n整改措施：建账。\n{WHO}",
    )
    assert [i["problem"] for i in answer["issues"]] == [
        f"多收费用，合计{torn}查明。".replace(" ", ""),
        "无台账。",
    ]


def test_an_item_that_opens_with_a_count_keeps_it(run: Run) -> None:
    answer = read_text(
        run,
        f"某县问题整改清单\n1.3家医院多收费。\n整改措施：清退。\n{WHO}"
        f"2.12个项目停工。\n整改措施：复工。\n{WHO}",
    )
    found = [(i["number"], i["problem"]) for i in answer["issues"]]
    assert found == [(1, "3家医院多收费。"), (2, "12个项目停工。")]


def test_tables_of_measures_belong_to_the_items_that_they_stand_under(run: Run) -> None:
    head = "| 整改措施 | 责任单位 | 责任人 | 完成时限 |\n|---|---|---|---|\n"
    answer = read_text(
        run,
        "某县督察整改方案\n\n（一）管网错接，河水超标。\n\n"
        f"{head}| 1.排查管网。 | 县住建局 | 孟凡 | 2021年6月底前 |\n"
        "| 2.改造错接点。 | 县水利局 | 孟凡 | 2021年9月底前 |\n\n"
        f"（二）矿山没有修复。\n\n{head}| 复绿。 | 县林业局 | 车永宁 | 2021年5月底前 |\n",
        "方案.md",
    )
    first, second = answer["issues"]
    assert (first["problem"], first["measures"]) == (
        "管网错接，河水超标。",
        ["1.排查管网。", "2.改造错接点。"],
    )
    assert first["responsible_units"] == ["县住建局", "县水利局"]
    assert (first["leader"], first["deadline"]) == ("孟凡", "2021年6月底前；2021年9月底前")
    assert (second["measures"], second["leader"]) == (["复绿。"], "车永宁")
    assert asked(answer, 1) >= {"responsible_units", "deadline"}


def test_a_list_of_who_to_call_is_no_table_of_measures(run: Run) -> None:
    people = "| 单位 | 联系人 | 电话 |\n|---|---|---|\n| 县水利局 | 孟凡 | 5566778 |\n"
    text = (
        f"某县整改方案\n\n一、河道有垃圾。\n\n整改措施：清运。\n\n{WHO}\n二、工作要求\n\n{people}"
    )
    (issue,) = read_text(run, text, "方案.md")["issues"]
    assert (issue["responsible_units"], issue["contact"]) == (["县统计局"], None)


def test_the_list_in_an_annex_is_not_under_the_last_heading_before_it(run: Run) -> None:
    answer = read_text(
        run,
        "某镇暗访问题整改方案\n一、总体要求\n坚持问题导向。\n二、工作要求\n（一）提高认识。\n（二）严明纪律。严肃追责。\n"
        f"附件\n某镇暗访问题清单\n1.河道有垃圾。\n整改措施：清理。\n{WHO}2.公厕无水。\n整改措施：接水。\n{WHO}",
    )
    found = [(i["number"], i["category"], i["problem"]) for i in answer["issues"]]
    assert found == [(1, None, "河道有垃圾。"), (2, None, "公厕无水。")]


def test_the_title_printed_on_every_page_is_no_text(run: Run) -> None:
    title = "某市督察整改方案"
    answer = read_text(
        run,
        f"{title}\n1.排污口未封堵。\n整改措施：逐一封堵，\n— 1 —\n{title}\n"
        f"2021年底前建成管网。\n{WHO}2.河岸有垃圾。\n整改措施：清运。\n{WHO}— 2 —\n",
    )
    assert answer["issues"][0]["measures"] == ["逐一封堵，2021年底前建成管网。"]
    assert answer["document"]["title"] == title


def test_what_repeats_beside_a_page_number_by_chance_stays(run: Run) -> None:
    second = WHO.replace("\n", "\n— 2 —\n", 1)
    answer = read_text(
        run,
        f"某市督察整改方案\n1.排污口未封堵。\n整改措施：封堵。\n{WHO}"
        f"2.河岸有垃圾。\n整改措施：清运。\n{second}",
    )
    assert [i["responsible_units"] for i in answer["issues"]] == [["县统计局"]] * 2


def sheets(titles: tuple[str, ...]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        sheet = book.create_sheet(title)
        sheet.append(["序号", "短板弱项", "改进举措", "责任部门", "时间节点"])
        sheet.append([1, "窗口少。", "增设窗口。", "县政务局", "2021年6月底"])
    book.save("台账.xlsx")
    return "台账.xlsx"


def test_the_titles_of_sheets_are_categories_to_be_agreed(run: Run) -> None:
    answer = read_file(run, sheets(("共性问题", "个性问题")))
    assert [i["category"] for i in answer["issues"]] == ["共性问题", "个性问题"]
    assert asked(answer, 1) >= {"category"}
    assert answer["issues"][0]["problem"] == "窗口少。"


def test_sheets_without_a_title_of_their_own_are_no_categories(run: Run) -> None:
    answer = read_file(run, sheets(("Sheet1", "Sheet2")))
    assert [i["category"] for i in answer["issues"]] == [None, None]


@pytest.mark.parametrize(
    "word", ["薄弱环节", "失分点", "扣分项", "信访诉求", "基本案情", "待整改事项", "短板弱项"]
)
def test_words_of_other_offices_for_what_is_wrong(run: Run, word: str) -> None:
    text = f"序号,{word},整改措施,责任单位,完成时限\n1,窗口少。,增设窗口。,县政务局,2021年6月底\n"
    (issue,) = read_text(run, text, "某县整改台账.csv")["issues"]
    assert issue["problem"] == "窗口少。"


def test_a_heading_that_says_only_that_issues_follow_is_no_category(run: Run) -> None:
    answer = read_text(
        run,
        f"某县整改方案\n一、反馈的主要问题及整改措施\n1、编制空缺。\n——整改措施：招聘。\n{WHO}"
        f"2、大班额。\n——整改措施：扩建。\n{WHO}",
    )
    assert [i["category"] for i in answer["issues"]] == [None, None]
