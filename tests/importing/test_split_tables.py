"""What belongs to one issue in several tables, in cells that label themselves, or in lines below
their labels."""

from pathlib import Path
from typing import Any

import pytest
from asking import asked, read_text
from conftest import Run


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(run: Run, text: str, name: str = "某县整改方案.md") -> dict[str, Any]:
    return read_text(run, text, name)


def table(*rows: str) -> str:
    cells = [f"| {row.replace(',', ' | ')} |" for row in rows]
    return "\n".join([cells[0], "|" + "---|" * (rows[0].count(",") + 1), *cells[1:]]) + "\n\n"


def three_lists(second: str = "2") -> str:
    return (
        "某局巡察整改三个清单\n\n一、问题清单\n\n"
        + table("序号,巡察反馈问题", "1,低保管理不严。", "2,年检走过场。")
        + "二、任务清单\n\n"
        + table("序号,整改措施,整改时限", f"{second},委托审计。,4月底前", "1,追回资金。,5月底前")
        + "三、责任清单\n\n"
        + table("序号,责任领导,责任股室", "1,龚向阳,救助股", "2,粟裕民,社团股")
    )


def test_lists_of_the_same_numbers_are_put_together_and_told(run: Run) -> None:
    answer = read(run, three_lists())
    found = [(i["number"], i["problem"], i["measures"], i["leader"]) for i in answer["issues"]]
    assert found == [
        (1, "低保管理不严。", ["追回资金。"], "龚向阳"),
        (2, "年检走过场。", ["委托审计。"], "粟裕民"),
    ]
    assert any("按序号对应" in finding["reason"] for finding in answer["findings"])


def test_lists_of_other_numbers_are_not_put_together(run: Run) -> None:
    Path("三单.md").write_text(three_lists("3"), encoding="utf-8")
    result = run("import", "三单.md", "--issued-on", "2021-03-01", "--json")
    told = result.code == 1 or all(asked(result.json, i["id"]) for i in result.json["issues"])
    assert told


def test_rows_of_measures_within_a_card_belong_to_it(run: Run) -> None:
    def card(number: str, problem: str, *rows: str) -> str:
        return table(
            f"问题{number},{problem},,",
            "整改目标,河道恢复自然状态。,,",
            "责任领导,副县长 芮雪,,",
            "序号,具体措施,责任单位,完成时限",
            *rows,
        )

    answer = read(
        run,
        "某县整改方案\n\n"
        + card("一", "河段有违建。", "1,送达通知。,县水利局,4月底前", "2,拆除。,嵩溪镇,5月底前")
        + card("二", "河道堆土。", "1,清运。,长校镇,4月底前"),
    )
    first, second = answer["issues"]
    assert (first["problem"], first["measures"]) == ("河段有违建。", ["送达通知。", "拆除。"])
    assert (first["goal"], first["leader"]) == ("河道恢复自然状态。", "副县长芮雪")
    assert first["responsible_units"] == ["县水利局", "嵩溪镇"]
    assert (second["measures"], second["leader"]) == (["清运。"], "副县长芮雪")


def test_a_value_below_its_label_is_no_label_though_it_comes_again(run: Run) -> None:
    item = "整改目标：\n恢复正常状态\n整改措施：\n清理。\n"
    item += "责任领导：\n副县长 芮雪\n责任单位：\n县水利局\n"
    text = f"某县整改清单\n1.河道堵塞。\n{item}2.水库渗漏。\n{item}"
    answer = read(run, text, "清单.txt")
    found = {(i["goal"], i["leader"], i["responsible_units"][0]) for i in answer["issues"]}
    assert found == {("恢复正常状态", "副县长芮雪", "县水利局")}


def test_a_column_of_duties_holds_roles_or_units_alone(run: Run) -> None:
    answer = read(
        run,
        "某县整改清单\n\n"
        + table(
            "序号,存在问题,整改措施,责任落实,时限",
            "1,项目超概算。,补办手续。,牵头：县发改局；配合：县财政局、县住建局,5月底前",
            "2,招标不规范。,追究责任。,县住建局,6月底前",
        ),
    )
    found = [(i["lead_unit"], i["responsible_units"]) for i in answer["issues"]]
    assert found == [("县发改局", ["县财政局", "县住建局"]), (None, ["县住建局"])]


def test_measures_numbered_as_their_problems_need_no_colon(run: Run) -> None:
    text = "某镇整改清单\n问题1.占道经营。\n措施1.错时执法。\n责任人：穆青\n"
    text += "问题2.小广告多。\n措施2.聘请公司清洗。\n责任人：左权\n"
    found = [(i["problem"], i["measures"]) for i in read(run, text, "清单.txt")["issues"]]
    assert found == [("占道经营。", ["错时执法。"]), ("小广告多。", ["聘请公司清洗。"])]


def test_a_list_right_behind_the_word_keeps_its_numbers(run: Run) -> None:
    text = "某县整改方案\n一、路灯不亮\n整改措施1.更换灯泡。2.每周巡查。\n责任单位：县城管局\n"
    (issue,) = read(run, text, "方案.txt")["issues"]
    assert issue["measures"] == ["1.更换灯泡。", "2.每周巡查。"]


@pytest.mark.parametrize("word", ["办理要求", "化解意见"])
def test_what_a_slip_orders_is_the_measure(run: Run, word: str) -> None:
    text = f"某县整改交办单\n交办事项：污水厂夜间偷排。\n{word}：立即核实，责令整改。\n"
    text += "承办单位：县生态环境局\n办结时限：5日内\n"
    (issue,) = read(run, text, "交办单.txt")["issues"]
    assert issue["measures"] == ["立即核实，责令整改。"]
