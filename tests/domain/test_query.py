"""Which lines and items are found in a small county, in what order, and what is said of none."""

from typing import Any

import pytest
from county import DIRECTORY, DOCUMENT, UNITS, county, day, event, issue

from rectify_cli.domain.model import Checklist, Paper, Role
from rectify_cli.domain.query import Filter, SortKey, find_issue, find_line, select
from rectify_cli.domain.reporting.chronicle import Wanted, chronicle, papers_issued, records_of
from rectify_cli.domain.units import Acting
from rectify_cli.errors import NotFoundError, UsageError

LINES = county(
    issue(
        *(event("10-05", "progress", note="后"), event("10-01", "start", note="先")),
        category="共性问题",
    ).model_copy(update={"number": 3}),
    issue(event("10-03", "start", note="中"), number=2),
)


def test_a_line_is_found_by_its_place_in_the_file() -> None:
    for typed, number, note in ((" 1＃1", 1, "后"), ("1#2", 2, "先"), ("共性#3#2", 2, "先")):
        found, line = find_line(LINES, typed)
        assert (found.id, line.number, line.event.note) == (1, number, note)


NUMBER_HINT = "写序号（如 3），或类别加编号（如 共性3）；几项用空格隔开。"
OPTION_HINT = "选项前面是两个半角短横线，如 --note。"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("X", NUMBER_HINT),
        ("办事大厅" * 9, NUMBER_HINT),
        ("-note", OPTION_HINT),
        ("—note", OPTION_HINT),
        ("–note", OPTION_HINT),
        ("－note", OPTION_HINT),
    ],
)
def test_what_is_no_reference_is_refused_with_an_example(typed: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        find_issue(LINES, typed)
    assert str(refused.value) == f"“{typed[:20]}”不是事项编号"
    assert refused.value.hint == hint


def test_a_reference_that_fits_no_item_or_several() -> None:
    numbered = (
        issue(category=f"{word}问题", number=at).model_copy(update={"number": 3})
        for at, word in enumerate(("共性", "共同", "个性"), start=1)
    )
    ledger = county(*numbered)
    with pytest.raises(UsageError) as refused:
        find_issue(ledger, "共3")
    assert str(refused.value) == "“共3”可以指序号 1、2 的事项"
    assert refused.value.hint == "请写序号。"
    assert find_issue(ledger, " 个性 第３项 ").id == 3
    for typed in ("共性2", "特性3", "4"):
        with pytest.raises(NotFoundError) as missing:
            find_issue(ledger, typed)
        assert str(missing.value) == f"清单里没有事项 {typed}"
        assert missing.value.hint == "现有 3 项，序号 1–3；用 rectify list 查看。"
    with pytest.raises(NotFoundError) as empty:
        find_issue(county(), "1")
    assert empty.value.hint == "清单里还没有事项。"


@pytest.mark.parametrize(
    "typed", ["1", "#1", " #1", "1#", "1#甲", "##", "1#2#甲", "1#1234567890", "办事大厅" * 9]
)
def test_what_names_no_line_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        find_line(LINES, typed)
    assert str(refused.value) == f"“{typed[:20]}”没有指明一条记录"
    assert refused.value.hint == "写成 9#2：事项 9 的第 2 条，编号见 rectify show 9。"


@pytest.mark.parametrize("number", [0, 3])
def test_a_line_that_is_not_there(number: int) -> None:
    with pytest.raises(NotFoundError) as refused:
        find_line(LINES, f"1#{number}")
    assert str(refused.value) == f"事项 1 没有第 {number} 条记录（共 2 条）"
    assert refused.value.hint == "用 rectify show 1 查看编号。"


def test_lines_stand_in_order_of_time_within_an_item_and_across_items() -> None:
    found = chronicle(LINES, Wanted(), day("10-05"))
    assert [record.event.note for record in found] == ["先", "中", "后"]
    assert [record.number for record in found] == ["1#2", "2#1", "1#1"]
    alone = records_of(LINES.issues[0], DIRECTORY, day("10-05"))
    assert [record.event.note for record in alone] == ["先", "后"]
    assert chronicle(LINES, Wanted(by="X"), day("10-05")) == ()


def test_only_what_reports_has_a_unit_that_acts() -> None:
    one = issue(event("10-01", "start"), event("10-02", "urge", "甲局"))
    begun, urged = records_of(one, DIRECTORY, day("10-05"))
    assert (begun.acting, urged.acting) == (Acting.LEADS, None)


def test_a_paper_counts_from_its_own_day_on() -> None:
    paper = Paper.model_validate({"date": "2020-10-05", "paper": "summary", "until": "2020-10-04"})
    ledger = Checklist(document=DOCUMENT, units=UNITS, papers=(paper,))
    assert papers_issued(ledger, day("10-04")) == ()
    assert papers_issued(ledger, day("10-05")) == (paper,)


@pytest.mark.parametrize(
    ("wanted", "said", "hint"),
    [
        (Filter(category="个性"), "没有类别是“个性”的事项", "清单里有：共性问题。"),
        (Filter(leader="李四"), "没有责任领导是“李四”的事项", "清单里有：张三。"),
    ],
)
def test_a_filter_that_no_item_has_is_told_what_there_is(
    wanted: Filter, said: str, hint: str
) -> None:
    ledger = county(issue(category="共性问题", leader="张三"), issue(number=2))
    with pytest.raises(NotFoundError) as refused:
        select(ledger, wanted, day("10-05"))
    assert (str(refused.value), refused.value.hint) == (said, hint)


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        (Filter(category="个性"), "清单里的事项都没有写类别。"),
        (Filter(leader="李四"), "清单里的事项都没有写责任领导。"),
    ],
)
def test_a_filter_on_what_no_item_tells(wanted: Filter, hint: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        select(county(issue()), wanted, day("10-05"))
    assert refused.value.hint == hint


def test_the_search_reads_the_log_and_nothing_between_the_texts() -> None:
    ledger = county(issue(event("10-01", "start", note="走访"), goal=None))
    for word, count in (("走访", 1), ("X", 0)):
        assert len(select(ledger, Filter(search=word), day("10-05")).rows) == count


def test_an_item_without_category_or_leader_has_none_that_fits() -> None:
    ledger = county(issue(category="X类", leader="X某"), issue(number=2))
    for wanted in (Filter(category="X"), Filter(leader="X")):
        answer = select(ledger, wanted, day("10-05"))
        assert [then.issue.id for then in answer.states] == [1]


def test_the_items_of_a_unit_its_strongest_role_first_or_as_asked() -> None:
    ledger = county(
        issue(leads=("丙局",), deadline="2020年10月9日前"),
        issue(leads=("乙局",), responsible=(), number=2, deadline="2020年10月5日前"),
        issue(leads=("丙局",), responsible=("甲局",), number=3),
        issue(leads=("丙局",), number=4, deadline="2020年10月1日前"),
    )

    def listed(sort: SortKey | None) -> list[int]:
        answer = select(ledger, Filter(unit="乙局"), day("10-05"), sort=sort)
        assert (answer.total, answer.member_only, answer.through_groups) == (4, False, 0)
        return [row.state.issue.id for row in answer.rows]

    assert listed(None) == [2, 1, 4]
    assert listed(SortKey.DUE) == [4, 2, 1]


def test_items_that_bind_a_unit_through_a_group_are_counted_beside_its_own() -> None:
    ledger = county(
        issue(),
        issue(leads=("乙局",), responsible=("各部门",), number=2, deadline="2020年9月9日前"),
        issue(leads=("乙局",), responsible=("各部门",), number=3),
    )

    def found(unit: str, **more: Any) -> tuple[list[int], bool, int]:
        answer = select(ledger, Filter(unit=unit, **more), day("10-05"))
        ids = [then.issue.id for then in answer.states]
        return ids, answer.member_only, answer.through_groups

    assert found("甲局") == ([1], False, 2)
    assert found("甲局", overdue=True) == ([], False, 1)
    assert found("甲局", role=Role.LEAD) == ([1], False, 0)
    assert found("政务局") == ([2, 3], True, 0)
    assert found("政务局", role=Role.MEMBER) == ([2, 3], False, 0)
    assert found("戊局") == ([], False, 0)
