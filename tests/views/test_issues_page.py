"""整改工作清单 as a page: what each row says of its issue."""

from datetime import date
from itertools import pairwise

import pytest

from rectify_cli.domain.model import Checklist, Document, Event, Issue, Status
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.formats.blocks import Cell, Paragraph, SignOff, Table, Tone
from rectify_cli.views.issues import (
    checklist_table,
    list_document,
    list_section,
    progress_text,
)
from rectify_cli.views.phrases import event_line

AS_OF = date(2020, 11, 5)
COLUMNS = "序号、类别、存在问题、整改措施、牵头单位、责任领导、责任单位、整改时限、进展情况、状态"


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
        "responsible_units": ["县级各部门", "各乡镇人民政府"],
        "deadline": "2020年10月底取得实效",
        "log": log,
    }
    return Issue.model_validate(data | more)


def make_checklist(*issues: Issue) -> Checklist:
    document = Document(
        title="某县整改工作清单",
        number="〔2020〕15号",
        issuer="某县人民政府办公室",
        issued_on=date(2020, 8, 12),
        compiled_by="县政务服务局",
    )
    return Checklist(document=document, issues=issues)


def states(*issues: Issue) -> list[IssueState]:
    return states_of(make_checklist(*issues), AS_OF)


def row(issue: Issue) -> dict[str, Cell]:
    table = checklist_table(states(issue))
    return dict(zip((c.title for c in table.all_columns), table.all_rows[0], strict=True))


def summary(*issues: Issue, shown: int | None = None) -> str:
    checklist = make_checklist(*issues)
    document = list_document(checklist, states_of(checklist, AS_OF)[:shown], as_of=AS_OF)
    return next(block.text for block in document.blocks() if isinstance(block, Paragraph))


def test_the_columns_are_those_of_the_appendix() -> None:
    table = checklist_table(states(make_issue()))
    assert "、".join(column.title for column in table.columns) == COLUMNS


def test_a_goal_gets_a_column_only_where_there_is_one() -> None:
    table = checklist_table(states(make_issue(), make_issue(2, goal="目标。")))
    titles = [column.title for column in table.columns]
    assert titles[:4] == ["序号", "类别", "存在问题", "整改目标"]
    assert [r[3].text for r in table.rows] == ["—", "目标。"]


def test_a_row_has_the_official_words() -> None:
    cells = row(make_issue(3))
    assert cells["类别"].text == "个性问题\n第3项"
    assert cells["类别"].value == "个性问题"
    assert cells["存在问题"].text == "正式表述。"
    assert cells["整改措施"].text == "措施一。\n措施二。"
    assert cells["责任单位"].text == "县级各部门、各乡镇人民政府"
    assert cells["整改时限"].text == "2020年10月底取得实效"


def test_an_overdue_issue_tells_its_days_on_paper_and_its_plain_status_to_a_spreadsheet() -> None:
    status = row(make_issue(1, event("2020-09-01", "start")))["状态"]
    assert (status.text, status.tone, status.value) == ("整改中\n逾期5天", Tone.BAD, "整改中")


@pytest.mark.parametrize(
    ("kind", "label"), [("progress", "整改中"), ("submit", "待销号"), ("done", "已销号")]
)
def test_the_status_is_one_of_the_choices_offered(kind: str, label: str) -> None:
    table = checklist_table(
        states(make_issue(1, event("2020-09-01", kind), deadline="立行立改，长期坚持"))
    )
    assert table.rows[0][-1].text == label
    assert table.columns[-1].choices == tuple(status.label for status in Status)


def test_a_spreadsheet_gets_the_due_date_and_the_days_left_as_values() -> None:
    cells = row(make_issue())
    assert (cells["到期日"].value, cells["剩余天数"].value) == (date(2020, 10, 31), -5)
    struck_off = row(make_issue(1, event("2020-10-01", "done")))
    assert struck_off["到期日"].value == date(2020, 10, 31)
    assert struck_off["剩余天数"].value is None
    undated = row(make_issue(deadline="立行立改"))
    assert undated["到期日"].value is None


def test_an_extension_is_told_beside_the_words_of_the_document() -> None:
    cells = row(make_issue(1, event("2020-10-20", "extend", to="2020-11-30")))
    assert cells["整改时限"].text == "2020年10月底取得实效\n（延期至2020年11月30日）"
    assert cells["到期日"].value == date(2020, 11, 30)


def test_a_date_fixed_by_the_office_is_told_too() -> None:
    cells = row(make_issue(deadline="持续推进", due="2020-12-01"))
    assert cells["整改时限"].text == "持续推进\n（2020年12月1日到期）"


def test_the_responsible_section_stands_with_the_units() -> None:
    assert row(make_issue(office="审改股"))["责任单位"].text.endswith("\n（责任股室：审改股）")


def test_missing_facts_are_dashes() -> None:
    cells = row(Issue(id=1, title="短题", problem="表述。"))
    for title in ("类别", "整改措施", "牵头单位", "责任领导", "责任单位", "整改时限"):
        assert cells[title].text == "—"


def test_progress_without_events_says_so() -> None:
    (state,) = states(make_issue())
    assert progress_text(state) == "尚无办理记录"


def test_progress_shows_the_latest_three_events_in_order() -> None:
    days = [event(f"2020-09-0{n}", "progress", note=f"第{n}件") for n in range(1, 6)]
    (state,) = states(make_issue(1, *days))
    lines = progress_text(state).split("\n")
    assert lines == [
        "共5条记录，最近3条：",
        "2020-09-03 第3件",
        "2020-09-04 第4件",
        "2020-09-05 第5件",
    ]
    assert all(earlier < later for earlier, later in pairwise(lines[1:]))


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (
            event("2020-09-18", "progress", unit="漕涧镇人民政府", by="李某", note="印发200份"),
            "2020-09-18 漕涧镇人民政府：印发200份",
        ),
        (event("2020-08-20", "start", by="李某"), "2020-08-20 李某：启动"),
        (
            event("2020-10-20", "done", by="何某", note="核验通过"),
            "2020-10-20 何某：销号，核验通过",
        ),
        (event("2020-10-20", "inspect", note="督查：已更新"), "2020-10-20 督查：已更新"),
        (
            event("2020-10-20", "extend", to="2020-11-30", note="同意"),
            "2020-10-20 延期至2020-11-30，同意",
        ),
        (
            event("2020-10-20", "submit", evidence=["evidence/1/甲.pdf", "evidence/1/乙.pdf"]),
            "2020-10-20 申请销号（佐证材料2份）",
        ),
        (event("2020-10-20", "progress"), "2020-10-20 进展"),
    ],
)
def test_an_event_is_one_short_official_line(made: Event, line: str) -> None:
    assert event_line(made) == line


def test_the_summary_counts_what_is_shown() -> None:
    done, open_one = make_issue(1, event("2020-10-01", "done")), make_issue(2)
    assert summary(done, open_one) == (
        "截至2020年11月5日，清单共2项：已销号1项，未启动1项；完成率50.0%；逾期1项。"
    )
    assert summary(done, open_one, shown=1) == (
        "截至2020年11月5日，清单共2项，本表列1项：已销号1项；完成率100.0%；没有逾期事项。"
    )
    assert summary() == "截至2020年11月5日，清单共0项。"


def test_the_document_names_its_source_its_filter_and_who_signs() -> None:
    checklist = make_checklist(make_issue())
    document = list_document(
        checklist, states_of(checklist, AS_OF), as_of=AS_OF, title_note="牵头单位：甲局"
    )
    assert document.title == "某县整改工作清单"
    assert document.subtitle == (
        "牵头单位：甲局",
        "文件：某县人民政府办公室〔2020〕15号　编制单位：县政务服务局",
    )
    assert isinstance(document.blocks()[-1], SignOff)
    assert all(section.landscape for section in document.sections)


def test_the_appendix_is_a_landscape_section_of_its_own() -> None:
    section = list_section(states(make_issue()))
    assert section.landscape
    assert [type(block).__name__ for block in section.blocks] == ["Heading", "Table"]


def test_an_empty_list_says_so() -> None:
    table = checklist_table([])
    assert isinstance(table, Table)
    assert (table.rows, table.empty) == ((), "没有符合条件的事项。")
