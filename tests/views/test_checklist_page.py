"""整改工作清单 as a page: what each row says of its issue."""

from datetime import date

import pytest

from rectify_cli.domain.model import Checklist, Document, Event, Issue, Status
from rectify_cli.domain.query import Filter
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.formats.blocks import Cell, Paragraph, SignOff, Tone
from rectify_cli.views.papers.checklist import checklist_table, filtered_title, list_document

AS_OF = date(2020, 11, 5)


def event(day: str, kind: str, **more: object) -> Event:
    return Event.model_validate({"date": day, "event": kind, **more})


def make_issue(number: int = 1, *log: Event, **more: object) -> Issue:
    data: dict[str, object] = {
        "id": number,
        "category": "个性问题",
        "number": number,
        "title": f"短题{number}",
        "problem": "正式表述。",
        "measures": ["措施一。", "措施二。"],
        "lead_unit": "甲局",
        "leader": "某某",
        "responsible_units": ["乙镇", "丙镇"],
        "deadline": "2020年10月底取得实效",
        "log": log,
    }
    return Issue.model_validate(data | more)


def make_checklist(*issues: Issue) -> Checklist:
    document = Document(
        title="某县整改工作清单",
        number="〔2020〕15号",
        issued_on=date(2020, 8, 12),
        compiled_by="县政务服务局",
    )
    return Checklist(document=document, issues=issues)


def states(*issues: Issue) -> list[IssueState]:
    return states_of(make_checklist(*issues), AS_OF)


def row(issue: Issue) -> dict[str, Cell]:
    table = checklist_table(states(issue))
    return dict(zip((c.title for c in table.columns), table.rows[0], strict=True))


def summary(*issues: Issue, shown: int | None = None) -> str:
    checklist = make_checklist(*issues)
    document = list_document(checklist, states_of(checklist, AS_OF)[:shown], as_of=AS_OF)
    return next(block.text for block in document.blocks() if isinstance(block, Paragraph))


def test_a_spreadsheet_has_every_column_in_the_order_of_a_ledger() -> None:
    table = checklist_table(states(make_issue()))
    assert [column.title for column in table.columns] == [
        "序号", "类别", "存在问题", "整改目标", "整改措施", "牵头单位", "责任领导", "责任单位",
        "整改时限", "到期日", "状态", "进展情况", "佐证材料", "销号日期", "备注", "距到期",
    ]  # fmt: skip


def test_paper_leaves_out_what_is_empty_throughout() -> None:
    bare = checklist_table(states(make_issue())).on_paper
    assert {"整改目标", "佐证材料", "销号日期", "备注", "距到期"}.isdisjoint(
        column.title for column in bare.columns
    )
    with_goal = checklist_table(states(make_issue(), make_issue(2, goal="目标。"))).on_paper
    assert "整改目标" in [column.title for column in with_goal.columns]


def test_a_row_has_the_official_words() -> None:
    cells = row(make_issue(3))
    assert cells["类别"].text == "个性问题\n第3项"
    assert cells["存在问题"].text == "正式表述。"
    assert cells["整改措施"].text == "措施一。\n措施二。"
    assert cells["责任单位"].text == "乙镇、丙镇"
    assert cells["整改时限"].text == "2020年10月底取得实效"


def test_an_overdue_issue_tells_its_days_on_paper_and_its_plain_status_to_a_spreadsheet() -> None:
    cells = row(make_issue(1, event("2020-09-01", "start")))
    status = cells["状态"]
    assert (status.text, status.tone, status.value) == ("整改中\n逾期5天", Tone.BAD, "整改中")
    assert (cells["距到期"].text, cells["距到期"].value) == ("逾期5天", None), "no negative days"


@pytest.mark.parametrize(
    ("kind", "label"), [("progress", "整改中"), ("submit", "待销号"), ("done", "已销号")]
)
def test_the_status_is_one_of_the_choices_offered(kind: str, label: str) -> None:
    table = checklist_table(states(make_issue(1, event("2020-09-01", kind), deadline="立行立改")))
    cells = dict(zip((c.title for c in table.columns), table.rows[0], strict=True))
    assert cells["状态"].value == label
    offered = next(column.choices for column in table.columns if column.title == "状态")
    assert offered == tuple(status.label for status in Status)


def test_what_has_to_last_says_so_once_it_is_struck_off() -> None:
    cells = row(make_issue(1, event("2020-09-01", "done"), deadline="立行立改，长期坚持"))
    assert cells["状态"].text.replace("\n", "") == "已销号（长期坚持）"
    assert cells["备注"].text == "长期坚持"


def test_an_extension_is_told_beside_the_words_of_the_document() -> None:
    cells = row(make_issue(1, event("2020-10-20", "extend", to="2020-11-30")))
    assert cells["整改时限"].text == "2020年10月底取得实效\n（延期至11月30日）"
    assert cells["到期日"].value == date(2020, 11, 30)
    assert cells["备注"].text == "经延期，原定10月31日"


def test_the_progress_is_the_leads_latest_result_then_who_else_reported() -> None:
    log = (
        event("2020-09-01", "start", unit="甲局", note="印发分工表"),
        event("2020-09-18", "progress", unit="甲局", note="编印指南42册。存在困难：缺经费"),
        event("2020-09-20", "progress", unit="乙镇", note="印发200份"),
        event("2020-09-22", "progress", unit="丙镇", note="宣讲2场"),
        event("2020-10-28", "submit", unit="甲局", note="整改措施已落实"),
    )
    told = row(make_issue(1, *log))["进展情况"].text
    assert told == "9月18日，编印指南42册；10月28日申请销号；丙镇等2个单位已报送"
    assert row(make_issue())["进展情况"].text == "尚未报送"


def test_missing_facts_are_dashes() -> None:
    cells = row(Issue(id=1, title="短题", problem="表述。"))
    for title in ("类别", "整改措施", "牵头单位", "责任领导", "责任单位", "整改时限"):
        assert cells[title].text == "—"


def test_the_summary_counts_what_is_shown_and_rates_only_the_whole() -> None:
    done, open_one = make_issue(1, event("2020-10-01", "done")), make_issue(2)
    assert summary(done, open_one) == (
        "截至2020年11月5日，应整改2项：已销号1项，未启动1项；完成率50%；逾期1项。"
    )
    assert summary(done, open_one, shown=1) == (
        "截至2020年11月5日，本表1项：已销号1项；没有逾期事项。"
    )
    assert summary() == "截至2020年11月5日，应整改0项。"


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        (Filter(), "某县整改工作清单"),
        (Filter(overdue=True), "某县整改逾期事项清单"),
        (Filter(unit="甲局", overdue=True), "某县整改逾期事项清单（甲局）"),
        (
            Filter(statuses=frozenset({Status.SUBMITTED, Status.IN_PROGRESS}), leader="何志龙"),
            "某县整改事项清单（整改中、待销号，责任领导何志龙）",
        ),
    ],
)
def test_a_filtered_list_says_in_its_title_what_it_holds(wanted: Filter, title: str) -> None:
    assert filtered_title("某县整改工作清单", wanted) == title


def test_a_number_without_its_code_is_not_printed_as_one_and_the_maker_signs() -> None:
    checklist = make_checklist(make_issue())
    document = list_document(checklist, states_of(checklist, AS_OF), as_of=AS_OF)
    assert document.subtitle == (
        "依据：《某县整改工作清单》（2020年8月12日印发）　汇总单位：县政务服务局",
    )
    sign_off = document.blocks()[-1]
    assert isinstance(sign_off, SignOff)
    assert sign_off.fields[:2] == ("填报单位（盖章）", "填报人")
