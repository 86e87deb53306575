"""Words of other offices: labels, categories in 【】, names behind posts."""

from pathlib import Path
from typing import Any

import pytest
from asking import asked, read_text
from conftest import Run


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(run: Run, text: str) -> dict[str, Any]:
    return read_text(run, f"某县问题整改清单\n{text}", "清单.txt")


@pytest.mark.parametrize("word", ["处理单位", "办理部门", "负责单位", "承担部门", "涉及单位"])
def test_units_by_what_they_do(run: Run, word: str) -> None:
    text = "".join(
        f"{n}、{what}。\n处理措施：派人处理。\n{word}：城关街道\n处理时限：5月底前\n"
        for n, what in enumerate(["站牌缺失", "灯杆倾斜"], start=1)
    )
    answer = read(run, text)
    assert [i["measures"] for i in answer["issues"]] == [["派人处理。"]] * 2
    assert [i["responsible_units"] for i in answer["issues"]] == [["城关街道"]] * 2


def test_a_word_for_units_that_nobody_knows_is_asked(run: Run) -> None:
    text = "".join(
        f"{n}、{what}。\n整改措施：派人处理。\n托管单位：城关街道\n整改时限：5月底前\n"
        for n, what in enumerate(["站牌缺失", "灯杆倾斜"], start=1)
    )
    answer = read(run, text)
    assert answer["issues"][0]["responsible_units"] == ["城关街道"]
    assert asked(answer, 1) >= {"responsible_units"}


def test_whom_the_document_addresses_is_no_label(run: Run) -> None:
    item = "整改措施：清运。\n责任单位：县城管局\n整改时限：5月底前\n"
    answer = read(
        run, f"县人民政府各部门：\n各乡镇、县直有关单位：\n一、路面方面\n1.积水。\n{item}"
    )
    assert answer["issues"][0]["category"] == "路面方面"


def test_headings_that_are_fields_in_other_words(run: Run) -> None:
    answer = read(
        run,
        "一、问题概况\n留样缺失。\n二、整改任务目标\n留样规范。\n三、整改方法\n1.更换冰箱。\n"
        "四、责任主体\n县教育局\n五、包保领导\n邓以诚\n六、完成时间节点\n4月底前\n",
    )
    (issue,) = answer["issues"]
    assert (issue["problem"], issue["goal"]) == ("留样缺失。", "留样规范。")
    assert (issue["measures"], issue["leader"]) == (["1.更换冰箱。"], "邓以诚")


def test_an_unknown_label_before_wide_blanks_is_one_in_the_first_item_too(run: Run) -> None:
    text = "".join(
        f"问题{n}　{what}\n处置思路　　维修。\n承办单位　　县公路局\n办结时间　　5月底前\n"
        for n, what in enumerate(["安检仪停用", "候车厅漏雨"], start=1)
    )
    answer = read(run, text)
    assert [i["problem"] for i in answer["issues"]] == ["安检仪停用", "候车厅漏雨"]


def test_who_stands_behind_a_post_is_a_person_of_any_name(run: Run) -> None:
    item = "整改措施：落实轮班。\n责任单位及责任领导：石门林场　场长　松涛\n整改时限：5月底前\n"
    (issue,) = read(run, f"1.瞭望塔无人值守。\n{item}")["issues"]
    assert (issue["responsible_units"], issue["leader"]) == (["石门林场"], "场长松涛")


def test_headings_in_brackets_of_their_own_are_categories(run: Run) -> None:
    item = "整改措施：上门辅导。\n责任单位：县税务局\n完成时限：5月底前\n"
    answer = read(
        run, f"【市场监管领域】\n1.提醒不到位。\n{item}【税务服务领域】\n2.退税周期长。\n{item}"
    )
    found = [(i["category"], i["problem"], i["deadline"]) for i in answer["issues"]]
    assert found == [
        ("市场监管领域", "提醒不到位。", "5月底前"),
        ("税务服务领域", "退税周期长。", "5月底前"),
    ]


def test_issues_that_open_with_spoken_numbers(run: Run) -> None:
    def item(problem: str, leader: str) -> str:
        return f"{problem}\n整改措施：一是统一口径；二是实行AB岗。\n责任领导：{leader}\n"

    answer = read(
        run,
        f"（一）业务能力方面\n{item('一是答复不一致。', '安宁')}{item('二是空岗。', '安宁')}"
        f"（二）内部管理方面\n{item('一是印章管理不严。', '康乐')}",
    )
    found = [(i["category"], i["problem"], i["leader"]) for i in answer["issues"]]
    assert found == [
        ("业务能力方面", "答复不一致。", "安宁"),
        ("业务能力方面", "空岗。", "安宁"),
        ("内部管理方面", "印章管理不严。", "康乐"),
    ]
    assert answer["issues"][0]["measures"] == ["一是统一口径；", "二是实行AB岗。"]


def test_spoken_numbers_elsewhere_are_items_of_a_list(run: Run) -> None:
    answer = read(
        run,
        "1.窗口乱。\n整改措施：\n一是统一口径。\n二是实行AB岗。\n责任领导：安宁\n"
        "2.印章乱。\n整改措施：\n一是专人保管。\n二是逐次登记。\n责任领导：康乐\n",
    )
    assert [i["measures"] for i in answer["issues"]] == [
        ["一是统一口径。", "二是实行AB岗。"],
        ["一是专人保管。", "二是逐次登记。"],
    ]


def test_ornaments_before_numbers_and_labels_are_no_text(run: Run) -> None:
    item = "★存在问题：{}\n★整改措施：分配。\n★责任单位：各乡镇\n"
    answer = read(run, f"★1.收益滞留\n{item.format('甲')}★2.管理松散\n{item.format('乙')}")
    found = [(i["number"], i["title"], i["problem"], i["measures"]) for i in answer["issues"]]
    assert found == [(1, "收益滞留", "甲", ["分配。"]), (2, "管理松散", "乙", ["分配。"])]


@pytest.mark.parametrize("mark", ["/", "／", " | "])
def test_parts_of_an_item_between_strokes(run: Run, mark: str) -> None:
    parts = ["1.没有监测桩", "责任单位：县资源局", "整改措施：布设6个", "整改时限：4月底前"]
    (issue,) = read(run, mark.join(parts))["issues"]
    assert (issue["problem"], issue["measures"]) == ("没有监测桩", ["布设6个"])
    assert (issue["responsible_units"], issue["deadline"]) == (["县资源局"], "4月底前")


def test_labels_that_end_with_a_full_stop(run: Run) -> None:
    text = "一、库房超温。\n整改措施。更换空调。\n责任单位。县档案馆。\n整改时限。5月底。\n"
    (issue,) = read(run, text)["issues"]
    assert (issue["measures"], issue["responsible_units"]) == (["更换空调。"], ["县档案馆"])
    assert issue["deadline"] == "5月底"


def test_when_it_was_really_done_is_no_deadline(run: Run) -> None:
    text = "1.灭火器失效。\n整改措施：更换。\n要求完成时间：3月20日\n实际完成时间：3月18日\n"
    assert read(run, text)["issues"][0]["deadline"] == "3月20日"


def test_a_person_who_leads_is_the_leader_to_be_agreed(run: Run) -> None:
    item = "{}\n整改措施：盘点。\n牵头：镇党委副书记 古风；经办：镇经管站\n整改时限：5月底前\n"
    answer = read(run, item.format("1.合同过期。") + item.format("2.台账不实。"))
    for issue in answer["issues"]:
        assert (issue["lead_unit"], issue["leader"]) == (None, "镇党委副书记古风")
        assert issue["responsible_units"] == ["镇经管站"]
        assert asked(answer, issue["id"]) >= {"leader"}


def test_an_office_before_a_post_is_of_the_same_person(run: Run) -> None:
    text = "1.投诉办理慢。\n整改措施：增配人员。\n责任人：消保股 股长 徐志\n完成时间：5月\n"
    assert read(run, text)["issues"][0]["leader"] == "消保股股长徐志"


def test_the_title_row_of_a_form_is_the_title(run: Run) -> None:
    def form(title: str) -> str:
        rows = [(title, ""), ("督察反馈情况", "污水直排。"), ("整改措施", "改造管网。")]
        rows += [("责任单位", "市水务局"), ("整改时限", "5月底前")]
        head, *rest = [f"| {label} | {text} |\n" for label, text in rows]
        return f"{head}|---|---|\n{''.join(rest)}\n"

    Path("单.md").write_text(
        f"某市整改清单\n\n{form('一、生活污水问题')}{form('二、固废堆存问题')}", encoding="utf-8"
    )
    issues = run("import", "单.md", "--issued-on", "2021-03-01", "--json").json["issues"]
    found = [(i["number"], i["title"], i["problem"]) for i in issues]
    assert found == [(1, "生活污水问题", "污水直排。"), (2, "固废堆存问题", "污水直排。")]


@pytest.mark.parametrize(("start", "end"), [("\n", ""), ("（", "）")])
def test_duties_below_a_heading_hold_for_its_issues(run: Run, start: str, end: str) -> None:
    duties = f"{start}牵头单位：{{}}；完成时限：5月底前{end}\n"
    answer = read(
        run,
        f"一、环境整治{duties.format('县城管局')}1.垃圾多。\n整改措施：清运。\n"
        "2.公厕脏。\n整改措施：保洁。\n牵头单位：县住建局\n"
        f"二、交通整治{duties.format('县公安局')}1.车乱停。\n整改措施：划线。\n",
    )
    found = [(i["category"], i["lead_unit"], i["deadline"]) for i in answer["issues"]]
    assert found == [
        ("环境整治", "县城管局", "5月底前"),
        ("环境整治", "县住建局", "5月底前"),
        ("交通整治", "县公安局", "5月底前"),
    ]


def test_issues_headed_by_the_word_for_their_number(run: Run) -> None:
    item = "问题描述：{}。\n整改要求：拆除。\n整改主体：白沙乡\n完成时限：5月底前\n"
    answer = read(run, f"序号1 违法占地\n{item.format('甲')}序号2 越界开采\n{item.format('乙')}")
    found = [(i["number"], i["title"], i["deadline"]) for i in answer["issues"]]
    assert found == [(1, "违法占地", "5月底前"), (2, "越界开采", "5月底前")]


def test_a_contact_behind_words_to_all_is_asked(run: Run) -> None:
    item = "整改措施：增设截流井。\n责任单位：镇建设办\n整改时限：5月底前\n"
    answer = read(
        run,
        f"1.污水直排。\n{item}各责任单位要按月报送进展，逾期的将严肃追责。\n联系人：小周，电话：1112223。\n",
    )
    assert asked(answer, 1) >= {"measures", "contact"}


@pytest.mark.parametrize("dash", ["-", "—", "－"])
def test_items_numbered_within_their_class_by_a_dash(run: Run, dash: str) -> None:
    item = "整改措施：复核。\n责任单位：县住建局\n完成时限：5月底前\n"
    answer = read(
        run,
        f"第一类　住房方面\n1{dash}1.分配乱。\n{item}1{dash}2.空置多。\n{item}"
        f"第二类　党建方面\n2{dash}1.活动少。\n{item}",
    )
    found = [(i["category"], i["number"], i["problem"]) for i in answer["issues"]]
    assert found == [
        ("住房方面", 1, "分配乱。"),
        ("住房方面", 2, "空置多。"),
        ("党建方面", 1, "活动少。"),
    ]


def test_a_range_at_the_head_of_a_torn_line_is_no_number(run: Run) -> None:
    text = (
        "1.排队久。\n整改措施：增设窗口，\n3-5个工作日内办结，\n6—8月轮训。\n责任单位：县政务局\n"
    )
    (issue,) = read(run, text)["issues"]
    assert issue["measures"] == ["增设窗口，3-5个工作日内办结，6—8月轮训。"]


def test_fields_as_numbered_headings_that_run_on(run: Run) -> None:
    item = "（一）基本情况。{}（二）整改目标。查处到位。\n（三）整改措施。一是立案；二是复绿。\n"
    item += "（四）责任单位。县林草局。\n（五）整改时限。5月底前。\n"
    first, second = item.format("占地63亩。\n"), item.format("除治不彻底。\n")
    answer = read(run, f"问题一　违法占地问题\n{first}问题二　病虫害问题\n{second}")
    found = [(i["number"], i["category"], i["problem"], i["goal"]) for i in answer["issues"]]
    assert found == [
        (1, None, "占地63亩。", "查处到位。"),
        (2, None, "除治不彻底。", "查处到位。"),
    ]
    assert answer["issues"][0]["measures"] == ["一是立案；", "二是复绿。"]


def test_forms_that_name_the_problem_only(run: Run) -> None:
    text = "".join(
        f"序号：{n}\n问题名称：{what}\n整改措施：拆除。\n责任单位：县水务局\n整改时限：5月底前\n"
        for n, what in enumerate(["违规垂钓平台", "小水电未退出"], start=1)
    )
    found = [(i["number"], i["problem"]) for i in read(run, text)["issues"]]
    assert found == [(1, "违规垂钓平台"), (2, "小水电未退出")]


def test_duties_beside_a_problem_and_its_measures_below(run: Run) -> None:
    answer = read(
        run,
        "一、压实责任不够有力\n（一）清单照抄照搬。  牵头：办公室  时限：5月底\n1．重新制定清单。\n"
        "（二）谈话流于形式。  牵头：人事科  时限：6月底\n1．制定提纲。\n"
        "二、经费管理不严\n（三）油卡“一卡多用”。  牵头：财务科  时限：立行立改\n1．一车一卡。\n",
    )
    found = [(i["category"], i["problem"], i["measures"]) for i in answer["issues"]]
    assert found == [
        ("压实责任不够有力", "清单照抄照搬。", ["1．重新制定清单。"]),
        ("压实责任不够有力", "谈话流于形式。", ["1．制定提纲。"]),
        ("经费管理不严", "油卡“一卡多用”。", ["1．一车一卡。"]),
    ]
