"""催办: who is urged for what and how strongly; the words to paste; the slips on paper."""

from pathlib import Path

import docx
import pytest
from conftest import Run

from rectify_cli.domain.model import Event
from rectify_cli.ledger.reading import read_ledger

UNIT = "漕涧镇人民政府"


def on(day: str) -> tuple[str, str]:
    return ("--as-of", day)


def logged(ledger: Path, issue_id: int) -> tuple[Event, ...]:
    return read_ledger(ledger).checklist.issues_by_id()[issue_id].log


def test_an_urging_is_one_line_an_item_and_a_message_to_paste(run: Run, ledger: Path) -> None:
    run(*on("2020-09-18"), "progress", "3", "--unit", "漕涧", "--note", "印发200份")
    result = run(*on("2020-11-03"), "urge", "3", "6", "-u", "漕涧", "--reply-by", "11-6",
                 "--number", "云营商办催〔2020〕3号")  # fmt: skip
    assert result.code == 0
    assert logged(ledger, 6) == (
        Event(
            date="2020-11-03", event="urge", unit=UNIT, reply_by="2020-11-06",
            number="云营商办催〔2020〕3号",
        ),
    )  # fmt: skip
    assert len(logged(ledger, 3)) == 2
    for words in (
        "【提醒】漕涧镇人民政府：",
        "9月18日后46天未报",
        "从未报送，逾期3天",
        "11月6日前",
        "报县政务服务局",
    ):
        assert words in result.out
    assert "““" not in result.out


def test_the_grade_follows_from_the_urgings_since_the_last_report(run: Run, ledger: Path) -> None:
    def grade(day: str) -> str:
        (message,) = run(*on(day), "urge", "3", "-u", "漕涧", "--json").json["messages"]
        return str(message["grade"])

    assert [grade(f"2020-09-{day}") for day in (14, 21, 28)] == ["提醒", "催办", "督办"]
    assert grade("2020-10-09") == "督办"
    run(*on("2020-10-10"), "progress", "3", "-u", "漕涧", "--note", "印发200份")
    assert grade("2020-10-19") == "提醒"
    run(*on("2020-10-20"), "urge", "3", "-u", "各乡镇人民政府")
    assert grade("2020-10-26") == "督办"
    run(*on("2020-10-26"), "void", "3#8", "--note", "没有催")
    assert grade("2020-10-27") == "督办"


def test_without_items_all_that_the_unit_owes_this_week_is_urged(run: Run, ledger: Path) -> None:
    run(*on("2020-10-20"), "progress", "3", "-u", "漕涧", "--note", "印发200份")
    run(*on("2020-10-20"), "submit", "4", "-u", "漕涧", "--note", "已更换")
    run(*on("2020-10-20"), "done", "5")
    result = run(*on("2020-10-22"), "urge", "-u", "漕涧", "--json")
    (message,) = result.json["messages"]
    assert [item["id"] for item in message["issues"]] == [1, 2, 6, 7, 8, 9, 10, 11]
    assert len(result.json["events"]) == 8
    run(*on("2020-10-26"), "progress", *map(str, (1, 2, 3, 6, 7, 8, 9, 10, 11)), "-u", "漕涧")
    quiet = run(*on("2020-10-27"), "urge", "-u", "漕涧")
    assert (quiet.code, "不用催：漕涧镇人民政府" in quiet.out) == (0, True)


def test_a_group_is_its_members_and_each_gets_its_own_words(run: Run, ledger: Path) -> None:
    result = run(*on("2020-10-22"), "urge", "7", "-u", "各乡镇人民政府", "-u", "县人行", "--json")
    assert len(result.json["messages"]) == 12
    assert {event.unit for event in logged(ledger, 7)} == {
        message["unit"] for message in result.json["messages"]
    }
    assert "你单位牵头的" in result.json["messages"][-1]["text"]


def test_without_a_unit_the_leads_are_urged(run: Run, ledger: Path) -> None:
    result = run(*on("2020-10-22"), "urge", "7", "8", "--json")
    assert {(m["unit"], m["issues"][0]["id"]) for m in result.json["messages"]} == {
        ("县人行", 7), ("县政务服务中心", 8),
    }  # fmt: skip


def test_a_dry_run_only_prints(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    result = run(*on("2020-10-22"), "urge", "-u", "漕涧", "--dry-run", "-o", "催办.docx")
    assert "【提醒】漕涧镇人民政府" in result.out
    assert (ledger.read_bytes(), Path("催办.docx").exists()) == (before, False)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("5", "-u", "县人行"), 1),
        (("4", "-u", "漕涧"), 1),
        (("3", "4", "-u", "漕涧"), 1),
        (("3", "-u", "漕涧", "--reply-by", "2020-10-01"), 2),
        (("3", "-u", "漕涧", "-o", "催办.xlsx"), 2),
        (("3", "-u", "漕涧", "-o", "-"), 2),
        (("3", "-u", "漕涧", "-o", "data/issues.yaml"), 2),
    ],
    ids=["nobody", "no part", "finished", "one of two", "past day", "format", "stdout", "ledger"],
)
def test_what_makes_no_sense_is_refused_whole(
    run: Run, ledger: Path, arguments: tuple[str, ...], code: int
) -> None:
    run(*on("2020-10-20"), "submit", "4", "-u", "漕涧")
    before = ledger.read_bytes()
    assert run(*on("2020-10-22"), "urge", *arguments).code == code
    assert ledger.read_bytes() == before


def test_the_same_urging_on_one_day_is_refused(run: Run, ledger: Path) -> None:
    assert run(*on("2020-10-22"), "urge", "3", "-u", "漕涧").code == 0
    assert run(*on("2020-10-22"), "urge", "3", "-u", "漕涧").code == 1


def test_the_slips_are_one_unit_a_page_each_with_its_grade_and_a_receipt(
    run: Run, ledger: Path
) -> None:
    run(*on("2020-11-01"), "urge", "6", "-u", "漕涧")
    asked = ("--reply-by", "11-10", "--number", "云营商办催〔2020〕3号", "-o", "催办.docx")
    result = run(*on("2020-11-05"), "urge", "6", "1", "-u", "漕涧", "-u", "关坪", *asked)
    assert result.code == 0
    page = docx.Document("催办.docx")
    texts = [paragraph.text for paragraph in page.paragraphs if paragraph.text.strip()]
    titles = [text for text in texts if text.endswith("通知单")]
    assert titles == ["催办通知单", "提醒通知单"]
    assert len(page.sections) == 2
    for name in ("漕涧镇人民政府：", "关坪乡人民政府："):
        assert name in texts
    assert texts.count("云营商办催〔2020〕3号") == 2
    assert any("2020年11月10日前书面反馈" in text for text in texts)
    tables = [
        [cell.text.replace("\n", "") for cell in table.rows[0].cells] for table in page.tables
    ]
    assert tables[0] == ["序号", "事项", "整改时限", "逾期天数", "最近报送", "要求"]
    assert tables[1] == ["签收人", "签收时间", "承办股室", "承办人", "联系电话"]
    assert [cell.text for cell in page.tables[0].rows[1].cells][3] == "—"
    assert [cell.text for cell in page.tables[0].rows[2].cells][3] == "5天"


def test_a_slip_that_cannot_be_written_leaves_no_line(run: Run, ledger: Path) -> None:
    Path("催办.docx").write_text("旧的", encoding="utf-8")
    before = ledger.read_bytes()
    assert run(*on("2020-11-05"), "urge", "6", "-u", "漕涧", "-o", "催办.docx").code == 1
    assert ledger.read_bytes() == before


def test_who_reported_on_an_item_since_is_not_said_to_have_been_urged_for_it_in_vain(
    run: Run, ledger: Path
) -> None:
    run("urge", "1", "3", "--unit", "漕涧", "--as-of", "2020-09-11")
    run("progress", "1", "--unit", "漕涧", "--note", "自查", "--as-of", "2020-09-12")
    second = run("urge", "1", "3", "--unit", "漕涧", "--as-of", "2020-09-25").out
    assert "【催办】" in second
    assert "。其中第3项此前已经提醒，仍未报送，请抓紧。" in second
    third = run("urge", "3", "--unit", "漕涧", "--as-of", "2020-10-09").out
    assert "。多次催办仍未报送，现予督办" in third
    slip = run("urge", "1", "3", "--unit", "漕涧", "--as-of", "2020-10-16", "-o", "单.md")
    assert slip.code == 0
    assert "其中第3项经多次催办仍未报送，现予督办。" in Path("单.md").read_text(encoding="utf-8")


def test_of_several_leads_those_are_urged_that_still_have_to_report(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    both = text.replace("    lead_unit: 县人行\n", "    lead_unit: [县人行, 县发改局]\n", 1)
    ledger.write_text(both, encoding="utf-8")
    run("submit", "7", "--unit", "县人行", "--as-of", "2020-10-20")
    day = ("--as-of", "2020-10-25")
    messages = run("urge", "7", *day, "--json").json["messages"]
    assert [one["unit"] for one in messages] == ["县发改局"]
    assert run("urge", "7", "--unit", "县人行", *day).code == 1
    run("submit", "7", "--unit", "县发改局", "--as-of", "2020-10-26")
    refused = run("urge", "7", "--as-of", "2020-10-28")
    assert refused.code == 1
    assert "不等县人行报送" in refused.err
