"""The weekly printout: its order, its figures in words, and that no section is left speechless."""

from collections.abc import Iterable
from datetime import date

import pytest
from samples import AS_OF, all_done, busy_checklist, no_issues, one_event, report_on, shipped

from rectify_cli.domain.model import Checklist, Event
from rectify_cli.domain.period import Period, parse_week
from rectify_cli.formats.blocks import Bars, Document, Heading, Paragraph, SignOff, Table, Trend


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if isinstance(block, Heading)]


def under(document: Document, heading: str) -> list[object]:
    """The blocks between the heading that begins so and the next."""
    blocks = iter(document.blocks())
    for block in blocks:
        if isinstance(block, Heading) and block.text.startswith(heading):
            break
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Heading):
            break
        found.append(block)
    return found


def table(document: Document, heading: str) -> Table:
    return next(block for block in under(document, heading) if isinstance(block, Table))


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def opening(document: Document) -> str:
    return next(block.text for block in document.blocks() if isinstance(block, Paragraph))


def logged(number: int, *events: tuple[str, str]) -> Checklist:
    """The shipped list with these events on one issue."""
    checklist = shipped()
    log = tuple(Event.model_validate({"date": day, "event": kind}) for day, kind in events)
    issues = [
        issue.model_copy(update={"log": log}) if issue.id == number else issue
        for issue in checklist.issues
    ]
    return checklist.with_issues(issues)


def test_the_sections_stand_in_the_order_in_which_a_leader_reads_them() -> None:
    assert headings(report_on(busy_checklist())) == [
        "一、总体情况",
        "二、本周办理情况（2条，涉及2项）",
        "三、本周销号事项（1项）",
        "四、逾期和临期事项",
        "（一）逾期事项（6项）",
        "（二）7天内到期事项",
        "五、本周未报送事项（9项）",
        "六、各牵头单位整改情况",
        "七、下周到期事项",
        "附件：整改工作清单",
    ]


def test_the_head_names_the_week_who_compiled_it_and_the_day_it_speaks_of() -> None:
    document = report_on(busy_checklist())
    assert document.title == "云龙县营商环境“红黑榜”评价存在问题整改工作周报"
    assert document.subtitle == (
        "2020年第45周（2020年11月2日至8日）",
        "编制单位：县政务服务局　截止日：2020年11月5日",
    )


def test_a_period_that_is_no_week_is_not_called_one() -> None:
    document = report_on(busy_checklist(), Period(date(2020, 10, 1), date(2020, 10, 31)))
    assert document.title.endswith("整改工作情况报告")
    assert not [text for text in headings(document) if "周" in text]
    assert "七、下期到期事项" in headings(document)


def test_the_opening_tells_the_change_against_the_week_before() -> None:
    assert opening(report_on(busy_checklist())) == (
        "截至2020年11月5日，清单共11项，已销号1项（本周销号1项，比上周增加1项），完成率9.1%；"
        "待销号1项，整改中1项，未启动8项。未销号事项中，逾期6项，与上周持平。"
    )


def test_where_nothing_is_or_was_late_nothing_is_compared() -> None:
    assert opening(report_on(shipped(), parse_week("2020-W43"))).endswith("。没有逾期事项。")
    assert opening(report_on(all_done())).endswith("没有逾期事项。")


def test_a_week_in_which_issues_were_reopened_has_fewer_done() -> None:
    checklist = logged(1, ("2020-10-20", "done"), ("2020-11-03", "reopen"))
    assert "已销号0项（本周销号0项、退回1项，比上周减少1项）" in opening(report_on(checklist))


def test_the_counts_stand_beside_those_of_the_week_before() -> None:
    figures = table(report_on(busy_checklist()), "一、")
    assert [column.title for column in figures.columns] == ["状态", "截止日", "上周", "增减"]
    assert cells(figures) == [
        ["未启动", "8", "8", "0"],
        ["整改中", "1", "3", "-2"],
        ["待销号", "1", "0", "+1"],
        ["已销号", "1", "0", "+1"],
        ["合计", "11", "11", "0"],
        ["其中逾期", "6", "6", "0"],
    ]


def test_a_week_that_is_over_is_counted_at_its_end() -> None:
    figures = table(report_on(busy_checklist(), parse_week("2020-W44")), "一、")
    assert [column.title for column in figures.columns][1:3] == ["本周", "上周"]


def test_the_weeks_events_stand_by_issue_one_a_line() -> None:
    checklist = logged(1, ("2020-11-02", "start"), ("2020-11-04", "submit"))
    rows = cells(table(report_on(checklist), "二、"))
    assert rows == [
        [
            "1",
            "第三方评估填报不到位、佐证材料不齐（共性1）",
            "县发改局",
            "2020-11-02 启动\n2020-11-04 申请销号",
            "待销号",
        ]
    ]


@pytest.mark.parametrize(
    ("done", "said"), [("2020-11-02", "迟2天"), ("2020-11-05", "迟5天")], ids=["2 days", "5 days"]
)
def test_what_was_struck_off_says_whether_in_time(done: str, said: str) -> None:
    assert cells(table(report_on(logged(6, (done, "done"))), "三、"))[0][-1] == said


def test_an_issue_without_a_date_cannot_be_late() -> None:
    assert cells(table(report_on(logged(1, ("2020-11-02", "done"))), "三、"))[0][-1] == "无固定时限"


def test_who_never_reported_is_told_apart_from_who_fell_silent() -> None:
    rows = {row[0]: row[-2:] for row in cells(table(report_on(busy_checklist()), "五、"))}
    assert rows["2"] == ["从未报送", "85天"]
    assert rows["3"] == ["2020-08-20", "77天"]
    assert "1" not in rows, "struck off"
    assert "6" not in rows, "reported this week"


def test_each_lead_unit_has_its_line_under_its_canonical_name() -> None:
    leads = table(report_on(busy_checklist()), "六、")
    assert cells(leads) == [
        ["县发改局", "2", "1", "0", "0", "1", "1", "50.0%"],
        ["县政务服务中心", "5", "4", "1", "0", "0", "2", "0.0%"],
        ["县政务服务局", "3", "2", "0", "1", "0", "2", "0.0%"],
        ["县人行", "1", "1", "0", "0", "0", "1", "0.0%"],
    ]


def test_what_falls_due_next_week_is_listed() -> None:
    document = report_on(shipped(), parse_week("2020-W43"))
    assert [row[0] for row in cells(table(document, "七、"))] == ["6", "7", "8", "9", "10", "11"]


def test_the_charts_show_categories_lead_units_and_the_open_items() -> None:
    blocks = report_on(busy_checklist()).blocks()
    bars = [block for block in blocks if isinstance(block, Bars)]
    assert [chart.title for chart in bars] == ["各类问题完成情况", "各牵头单位完成情况"]
    assert [bar.note for bar in bars[0].bars] == ["1/5　20.0%", "0/6　0.0%"]
    trend = next(block for block in blocks if isinstance(block, Trend))
    assert trend.title == "未销号事项逐周变化（2020年8月16日至11月5日）"
    assert trend.points[0] == (date(2020, 8, 16), 11)
    assert trend.points[-1] == (AS_OF, 10)


def test_the_whole_list_is_the_appendix_on_pages_of_its_own() -> None:
    document = report_on(busy_checklist())
    assert [section.landscape for section in document.sections] == [False, True]
    assert len(table(document, "附件").rows) == 11
    assert isinstance(document.sections[0].blocks[-1], SignOff)


EMPTY_WORDS = {
    "二、": "本周没有办理记录。",
    "三、": "本周没有销号的事项。",
    "（一）": "没有逾期事项。",
    "（二）": "没有7天内到期的事项。",
    "七、": "下周没有到期的事项。",
}


def said_for_lack(document: Document, sections: Iterable[str]) -> dict[str, str]:
    return {name: table(document, name).empty for name in sections}


def test_a_section_without_a_row_says_so_in_a_sentence() -> None:
    document = report_on(no_issues())
    assert said_for_lack(document, EMPTY_WORDS) == EMPTY_WORDS
    assert opening(document) == "清单里还没有事项。"
    assert table(document, "附件").empty == "清单里还没有事项。"


def test_nobody_is_said_to_have_reported_when_nothing_is_left_to_report() -> None:
    assert table(report_on(all_done()), "五、").empty == "没有未销号的事项。"


def test_one_event_is_one_row() -> None:
    document = report_on(one_event())
    assert "二、本周办理情况（1条，涉及1项）" in headings(document)
    assert cells(table(document, "二、"))[0][3] == "2020-11-03 县政务服务中心：启动，已办理"
