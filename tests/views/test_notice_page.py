"""The notice as a page: its parts, and that every name comes with facts."""

from datetime import date

from rectify_cli.domain.model import Checklist, Document, Event, Issue, Unit
from rectify_cli.domain.notice import Notice, notice_of
from rectify_cli.formats.blocks import Heading, Paragraph, Table
from rectify_cli.views.notice import notice_data, notice_document

ON_TIME = Event.model_validate({"date": "2020-10-20", "event": "done"})
WORKED = Event.model_validate({"date": "2020-10-28", "event": "progress"})


def make_issue(number: int, lead: str, *log: Event, deadline: str = "2020年10月底") -> Issue:
    return Issue(
        id=number,
        category="个性问题",
        number=number,
        title=f"问题{number}",
        problem="表述。",
        lead_unit=(lead,) if lead else (),
        deadline=deadline,
        log=log,
    )


def make_notice(*issues: Issue, units: tuple[Unit, ...] = (), until: str = "2020-11-05") -> Notice:
    document = Document(
        title="某县整改工作清单", issued_on=date(2020, 8, 12), compiled_by="县政务服务局"
    )
    checklist = Checklist(document=document, units=units, issues=issues)
    return notice_of(checklist, since=date(2020, 10, 26), until=date.fromisoformat(until))


def texts(notice: Notice) -> str:
    lines = []
    for block in notice_document(notice).blocks():
        match block:
            case Heading() | Paragraph():
                lines.append(block.text)
            case Table():
                lines += [cell.text for row in block.rows for cell in row] or [block.empty]
    return "\n".join(lines)


def tables(notice: Notice) -> list[Table]:
    return [b for b in notice_document(notice).blocks() if isinstance(b, Table)]


MIXED = make_notice(
    make_issue(1, "好局", ON_TIME),
    make_issue(2, "晚局", WORKED),
    make_issue(3, "晚局", deadline="立行立改，长期坚持"),
    make_issue(4, "中局", Event.model_validate({"date": "2020-11-03", "event": "done"})),
)


def test_the_title_says_what_the_notice_is_about() -> None:
    assert notice_document(MIXED).title == "关于某县整改工作进展情况的通报"


def test_the_sections_stand_in_official_order() -> None:
    headings = [b.text for b in notice_document(MIXED).blocks() if isinstance(b, Heading)]
    assert headings == [
        "一、总体情况",
        "二、红榜（1个）",
        "三、黑榜（1个）",
        "四、工作要求",
        "附件：各牵头单位整改工作情况表",
    ]


def test_each_black_entry_has_its_issue_and_its_reasons() -> None:
    _, black, _ = tables(MIXED)
    rows = [[cell.text for cell in row] for row in black.rows]
    assert rows == [
        [
            "晚局",
            "2",
            "问题2（个性2）",
            "应于2020年10月31日前完成，逾期5天；2020年10月28日报送后，8天未再报送",
            "5",
        ],
        [
            "晚局",
            "3",
            "问题3（个性3）",
            # That nothing was ever reported of it goes without saying.
            "整改时限为“立行立改，长期坚持”，文件印发85天没有启动记录",
            "—",
        ],
    ]


def test_demands_follow_from_the_facts() -> None:
    said = texts(MIXED)
    assert "（一）逾期事项（第2项）的牵头单位要抓紧整改" in said
    assert "（二）立行立改未启动事项（第3项）的牵头单位要立即启动整改" in said


def test_the_rules_by_which_units_are_named_are_told() -> None:
    assert "列入黑榜的情形" in texts(MIXED)
    assert "满7天" in texts(MIXED)


def test_units_on_neither_list_are_mentioned_and_explained_in_the_appendix() -> None:
    assert "中局未列入红榜、黑榜，情况见附件。" in texts(MIXED)
    appendix = tables(MIXED)[-1]
    row = next(row for row in appendix.rows if row[0].text == "中局")
    assert row[-1].text == "第4项2020年11月3日销号，比时限迟3天。"


def test_the_appendix_counts_every_lead_unit() -> None:
    appendix = tables(MIXED)[-1]
    assert [row[0].text for row in appendix.rows] == ["晚局", "中局", "好局"]
    total = [column.title for column in appendix.columns].index("牵头事项")
    assert sum(int(str(row[total].value)) for row in appendix.rows) == 4


def test_with_nobody_to_blame_the_page_says_so() -> None:
    said = texts(make_notice(make_issue(1, "好局", ON_TIME)))
    assert "本期没有列入黑榜的单位。" in said
    assert "逾期事项（" not in said
    assert "没有逾期事项" in said


def test_issues_of_several_leads_name_them_all() -> None:
    shared = make_issue(1, "甲局").model_copy(update={"lead_unit": ("甲局", "乙局")})
    assert "（牵头单位：甲局、乙局）" in texts(make_notice(shared))


def test_groups_and_issues_without_a_lead_are_explained() -> None:
    group = Unit(name="各乡镇", members=("丙镇",))
    said = texts(make_notice(make_issue(1, "各乡镇"), make_issue(2, ""), units=(group,)))
    assert "各乡镇为若干单位的统称，不列入红榜、黑榜。" in said
    assert "第2项未列明牵头单位，未纳入评价。" in said


def test_many_issue_numbers_are_cut_and_counted() -> None:
    said = texts(make_notice(*(make_issue(n, "晚局", WORKED) for n in range(1, 601, 2))))
    assert "第1、3、5、7、9、11、13、15、17、19、21、23等300项" in said


def test_issue_numbers_in_a_row_are_told_by_the_first_and_the_last() -> None:
    numbers = (1, 2, 4, 5, 6, 9)
    said = texts(make_notice(*(make_issue(n, "晚局", WORKED) for n in numbers)))
    assert "第1、2、4至6、9项" in said


def test_what_falls_due_is_asked_for_within_a_month_however_long_the_period() -> None:
    soon = make_issue(1, "甲局", WORKED, deadline="2020年11月底前完成")
    later = make_issue(2, "甲局", WORKED, deadline="2020年12月底前完成")
    checklist = make_notice(soon, later).checklist
    said = texts(notice_of(checklist, since=date(2020, 8, 12), until=date(2020, 11, 5)))
    assert "2020年11月6日至12月5日到期事项（第1项）的牵头单位要按期完成" in said


def test_an_empty_list_and_a_period_before_the_document_make_a_page() -> None:
    assert "清单没有列明牵头单位。" in texts(make_notice())
    document = Document(title="清单", issued_on=date(2021, 1, 1))
    checklist = Checklist(document=document, issues=(make_issue(1, "甲局"),))
    early = notice_of(checklist, since=date(2020, 10, 26), until=date(2020, 11, 1))
    assert "本期结束时文件尚未印发，不作评价。" in texts(early)


def test_issues_due_in_the_next_period_are_called() -> None:
    notice = make_notice(make_issue(1, "甲局", WORKED), until="2020-10-28")
    assert "到期事项（第1项）的牵头单位要按期完成" in texts(notice)


def test_json_has_every_unit_with_its_facts() -> None:
    data = notice_data(MIXED)
    assert [record["unit"] for record in data["black"]] == ["晚局"]
    assert data["black"][0]["facts"][0] == {
        "id": 2,
        "ground": "overdue",
        "days": 5,
        "on": None,
    }
    assert (data["since"], data["until"]) == ("2020-10-26", "2020-11-05")
