"""What single cells of a list say: labels of their own, 同上, a sum below the list, a category over
the whole width."""

from pathlib import Path

import pytest
from asking import read_file
from conftest import ROOT, Run

HEAD = ["序号", "存在问题", "整改措施", "责任单位", "责任领导", "整改时限"]
FIRST = ["1", "路灯不亮。", "更换灯具。", "县城管局", "沈括", "2021年3月底前"]


def page(*rows: list[str]) -> Path:
    path = Path("清单.html")
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    path.write_text(f"<h1>某县问题整改清单</h1><table>{cells}</table>", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("title", ["责任分工", "责任落实", "责任单位"])
def test_a_cell_that_labels_its_units_is_taken_apart(run: Run, title: str) -> None:
    duties = "牵头单位：县发改局<br>责任单位：县财政局、县住建局<br>责任领导：董卓然"
    path = page(
        ["序号", "问题", "整改措施", title, "时限"],
        ["1", "项目进度滞后。", "每周调度。", duties, "2021年5月底前"],
    )
    (issue,) = read_file(run, path)["issues"]
    assert issue["lead_unit"] == "县发改局"
    assert issue["responsible_units"] == ["县财政局", "县住建局"]
    assert issue["leader"] == "董卓然"


def test_a_label_in_a_measure_stays_in_it(run: Run) -> None:
    path = page(HEAD, ["1", "路灯不亮。", "联系单位：每周走访一次。", *FIRST[3:]])
    assert read_file(run, path)["issues"][0]["measures"] == ["联系单位：每周走访一次。"]


@pytest.mark.parametrize("ditto", ["同上", "同 上", "〃", "同前", "同第1项", "同上一项"])
def test_ditto_is_what_the_item_before_says_and_is_told(run: Run, ditto: str) -> None:
    path = page(HEAD, FIRST, ["2", "绿化带裸露。", "补植。", ditto, ditto, ditto])
    answer = read_file(run, path)
    first, second = answer["issues"]
    for field in ("responsible_units", "leader", "deadline"):
        assert second[field] == first[field]
    told = {f["field"] for f in answer["findings"] if f["issue_id"] == 2}
    assert {"responsible_units", "leader", "deadline"} <= told


def test_ditto_without_anything_before_is_nothing_and_is_told(run: Run) -> None:
    answer = read_file(run, page(HEAD, [*FIRST[:4], "同上", FIRST[5]]))
    assert answer["issues"][0]["leader"] is None
    assert any("前面却没有写" in f["reason"] for f in answer["findings"])


@pytest.mark.parametrize("word", ["合计", "总　计", "小计"])
def test_a_sum_below_the_list_is_no_item(run: Run, word: str) -> None:
    path = page(HEAD, FIRST, [word, "共1个问题", "", "", "", ""])
    assert len(read_file(run, path)["issues"]) == 1


def test_measures_numbered_in_han_within_a_cell_are_cut(run: Run) -> None:
    path = page(HEAD, [*FIRST[:2], "一、全面复核。二、公开公示，对照一、二类标准。", *FIRST[3:]])
    assert read_file(run, path)["issues"][0]["measures"] == [
        "一、全面复核。",
        "二、公开公示，对照一、二类标准。",
    ]


def test_a_category_across_a_pdf_table_is_no_continued_cell(run: Run) -> None:
    pytest.importorskip("pdfplumber")
    path = ROOT / "tests" / "documents" / "files" / "category-rows.pdf"
    issues = read_file(run, path)["issues"]
    assert [(i["number"], i["category"], i["problem"]) for i in issues] == [
        (1, "服务方面", "窗口排队时间长。"),
        (2, "服务方面", "办事指南更新不及时。"),
        (3, "环境方面", "大厅无障碍坡道缺失。"),
    ]


def test_duties_in_brackets_behind_a_measure_are_the_items(run: Run) -> None:
    measures = "增派交警。（责任单位：县公安局）<br>设置标志（牵头单位：县交通局；时限：4月底前）。"
    path = page(["序号", "问题", "整改措施"], ["1", "校门口拥堵。", measures])
    (issue,) = read_file(run, path)["issues"]
    assert issue["measures"] == ["增派交警。", "设置标志。"]
    assert issue["lead_unit"] == "县交通局"
    assert issue["responsible_units"] == ["县公安局"]
    assert issue["deadline"] == "4月底前"


def test_brackets_that_label_nothing_stay_in_the_measure(run: Run) -> None:
    words = "公布电话（每日：8时至18时）。"
    issue = read_file(run, page(HEAD, ["1", "投诉难。", words, *FIRST[3:]]))["issues"][0]
    assert issue["measures"] == [words]


@pytest.mark.parametrize("as_table", [True, False])
def test_duties_in_a_category_are_those_of_its_items(run: Run, as_table: bool) -> None:
    duties = "（牵头领导：潘颖；牵头单位：市政务局）"
    if as_table:
        row = ["1", "授权不到位。", "签订授权书。", "2021年4月底前"]
        path = page(["序号", "问题", "整改措施", "时限"], [f"一、政务服务方面{duties}"], row)
    else:
        path = Path("方案.txt")
        path.write_text(
            f"某市问题整改方案\n一、政务服务方面{duties}\n1.授权不到位。\n整改措施：签订授权书。\n"
            "整改时限：2021年4月底前\n2.办理慢。\n整改措施：并联审批。\n牵头单位：市发改委\n"
            "整改时限：2021年4月底前\n",
            encoding="utf-8",
        )
    issues = read_file(run, path)["issues"]
    assert {i["category"] for i in issues} == {"政务服务方面"}
    assert {i["leader"] for i in issues} == {"潘颖"}
    assert [i["lead_unit"] for i in issues] == ["市政务局", "市发改委"][: len(issues)]


def test_a_list_on_its_side_is_read_by_columns(run: Run) -> None:
    path = page(
        ["项目", "问题一", "问题二"],
        ["存在问题", "路灯不亮", "井盖缺失"],
        ["整改措施", "更换灯具", "补装井盖"],
        ["责任单位", "县城管局", "县住建局"],
        ["整改时限", "4月底前", "5月底前"],
    )
    issues = read_file(run, path)["issues"]
    assert [(i["number"], i["problem"], i["responsible_units"], i["deadline"]) for i in issues] == [
        (1, "路灯不亮", ["县城管局"], "4月底前"),
        (2, "井盖缺失", ["县住建局"], "5月底前"),
    ]


@pytest.mark.parametrize(
    ("words", "number", "category"),
    [("①", 1, None), ("（1）", 1, None), ("共性1", 1, "共性问题"), ("个性问题1", 1, "个性问题")],
)
def test_a_number_is_read_as_it_is_written(
    run: Run, words: str, number: int, category: str | None
) -> None:
    issue = read_file(run, page(HEAD, [words, *FIRST[1:]]))["issues"][0]
    assert (issue["number"], issue["category"]) == (number, category)


def test_numbers_that_stand_only_before_the_problems_are_the_items(run: Run) -> None:
    rows = [["1.窗口少", *FIRST[2:]], ["2.指引不清", *FIRST[2:]]]
    issues = read_file(run, page(HEAD[1:], *rows))["issues"]
    assert [(i["number"], i["problem"]) for i in issues] == [(1, "窗口少"), (2, "指引不清")]


def test_a_problem_that_is_a_list_keeps_its_marks(run: Run) -> None:
    rows = [["1.窗口少。2.指引不清。", *FIRST[2:]], ["1.收费乱。2.票据不全。", *FIRST[2:]]]
    issues = read_file(run, page(HEAD[1:], *rows))["issues"]
    assert [i["problem"] for i in issues] == [row[0] for row in rows]


def test_a_person_still_to_be_named_is_none_and_is_told(run: Run) -> None:
    answer = read_file(run, page(HEAD, [*FIRST[:4], "待定", FIRST[5]]))
    assert answer["issues"][0]["leader"] is None
    assert any(f["field"] == "leader" for f in answer["findings"])


@pytest.mark.parametrize("merged", [True, False])
def test_measures_with_units_of_their_own_are_not_run_together(run: Run, merged: bool) -> None:
    head = ["序号", "问题", "序号", "整改措施", "责任单位", "完成时限"]
    measures = [("建设管网", "区住建局", "6月底"), ("封堵排口", "区水务局", "4月底")]
    rows = "".join(f"<td>{title}</td>" for title in head)
    for place, (measure, unit, day) in enumerate(measures, start=1):
        if merged:
            span = '<td rowspan="2">1</td><td rowspan="2">污水直排</td>' if place == 1 else ""
        else:
            span = "<td>1</td><td>污水直排</td>" if place == 1 else "<td></td><td></td>"
        cells = f"<td>{place}</td><td>{measure}</td><td>{unit}</td><td>{day}</td>"
        rows += f"</tr><tr>{span}{cells}"
    path = Path("清单.html")
    path.write_text(f"<h1>某县问题整改清单</h1><table><tr>{rows}</tr></table>", "utf-8")
    (issue,) = read_file(run, path)["issues"]
    assert issue["measures"] == ["建设管网", "封堵排口"]
    assert issue["responsible_units"] == ["区住建局", "区水务局"]


def test_numbers_under_a_title_that_says_nothing_are_read(run: Run) -> None:
    rows = [["一", *FIRST[1:]], ["二", "井盖缺失。", *FIRST[2:]]]
    issues = read_file(run, page(["项目", *HEAD[1:]], *rows))["issues"]
    assert [issue["number"] for issue in issues] == [1, 2]


@pytest.mark.parametrize("number", ["一", "（一）", "一、"])
def test_a_category_whose_number_has_a_cell_of_its_own(run: Run, number: str) -> None:
    title = [number, "共性问题（1项）", "", "", "", ""]
    (issue,) = read_file(run, page(HEAD, title, FIRST))["issues"]
    assert (issue["category"], issue["number"], issue["problem"]) == ("共性问题", 1, "路灯不亮。")


def test_numbers_before_problems_begin_anew_in_each_category(run: Run) -> None:
    rows = [["（一）服务效率"], ["1.材料多", *FIRST[2:]], ["2.跑动多", *FIRST[2:]]]
    more = [["（二）服务态度"], ["1.态度冷", *FIRST[2:]]]
    issues = read_file(run, page(HEAD[1:], *rows, *more))["issues"]
    found = [(i["category"], i["number"], i["problem"]) for i in issues]
    assert found == [
        ("服务效率", 1, "材料多"),
        ("服务效率", 2, "跑动多"),
        ("服务态度", 1, "态度冷"),
    ]


def test_who_leads_in_a_title_of_two_is_the_unit_too(run: Run) -> None:
    head = ["序号", "问题", "整改措施", "牵头领导及单位", "责任单位", "时限"]
    row = ["1", "信用体系不健全。", "归集信息。", "叶知秋，县发改局", "县人行", "2021年10月底"]
    issue = read_file(run, page(head, row))["issues"][0]
    assert (issue["leader"], issue["lead_unit"]) == ("叶知秋", "县发改局")
    assert issue["responsible_units"] == ["县人行"]


def test_titles_one_below_the_other_are_two_columns_in_one(run: Run) -> None:
    head = ["序号", "问题", "整改措施", "责任单位<br>责任人", "整改时限<br>到期日"]
    row = ["1", "路灯不亮。", "更换。", "县城管局<br>沈括", "4月底取得实效<br>2021年4月30日"]
    issue = read_file(run, page(head, row))["issues"][0]
    assert (issue["responsible_units"], issue["leader"]) == (["县城管局"], "沈括")
    assert issue["deadline"] == "4月底取得实效"
