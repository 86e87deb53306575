"""``todo``: what the office has to see to, and what units owe it."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Run

LISTS = (
    "awaiting",
    "sent_back",
    "replies_due",
    "overdue",
    "due_soon",
    "immediate_not_started",
    "silent_units",
    "incomplete",
    "no_contact",
    "ongoing_review",
)
LATE = "2020-10-15"  # before any item falls due


def told(ledger: Path, issue: int, *lines: str) -> None:
    """Put lines into the log of an issue, as the program would write them."""
    head, mark, rest = ledger.read_text(encoding="utf-8").partition(f"  - id: {issue}\n")
    before, log, after = rest.partition("    log:\n")
    added = "".join(f"      - {{{line}}}\n" for line in lines)
    ledger.write_text(head + mark + before + log + added + after, encoding="utf-8")


def todo(run: Run, day: str) -> dict[str, Any]:
    result = run("todo", "--as-of", day, "--json")
    assert result.code == 0
    answer: dict[str, Any] = result.json
    return answer


def test_the_answer_has_each_list_and_each_entry_the_same_keys(run: Run, ledger: Path) -> None:
    answer = todo(run, "2020-11-05")
    assert answer["as_of"] == "2020-11-05"
    assert set(answer) == {"as_of", *LISTS}
    for name in ("overdue", "immediate_not_started", "silent_units", "no_contact"):
        assert all(set(entry) == {"id", "unit", "since", "days"} for entry in answer[name])
    assert answer["overdue"][0] == {
        "id": 6, "unit": "县政务服务局", "since": "2020-10-31", "days": 5
    }  # fmt: skip


def test_an_application_waits_until_the_office_answers(run: Run, ledger: Path) -> None:
    told(ledger, 9, "date: 2020-10-10, event: submit, unit: 县政务服务中心")
    waiting = {"id": 9, "unit": "县政务服务中心", "since": "2020-10-10", "days": 5}
    assert todo(run, LATE)["awaiting"] == [waiting]
    told(ledger, 9, "date: 2020-10-14, event: done, by: 何某")
    assert todo(run, LATE)["awaiting"] == []


def test_a_members_report_of_completion_is_no_application(run: Run, ledger: Path) -> None:
    told(ledger, 9, "date: 2020-10-10, event: submit, unit: 漕涧镇人民政府")
    assert todo(run, LATE)["awaiting"] == []


def test_what_was_sent_back_stays_until_a_new_application(run: Run, ledger: Path) -> None:
    told(
        ledger, 9,
        "date: 2020-10-05, event: reopen, note: 材料不全",
        "date: 2020-10-01, event: submit, unit: 县政务服务中心",
        "date: 2020-10-08, event: progress, unit: 县政务服务中心",
    )  # fmt: skip
    back = {"id": 9, "unit": "县政务服务中心", "since": "2020-10-05", "days": 10}
    assert todo(run, LATE)["sent_back"] == [back]
    told(ledger, 9, "date: 2020-10-12, event: submit, unit: 县政务服务中心")
    assert todo(run, LATE)["sent_back"] == []
    assert [entry["since"] for entry in todo(run, LATE)["awaiting"]] == ["2020-10-12"]


@pytest.mark.parametrize(
    ("report", "owes"),
    [
        (None, True),
        ("date: 2020-10-08, event: progress, unit: 漕涧镇人民政府", False),
        ("date: 2020-10-13, event: progress, unit: 漕涧镇人民政府", False),
        ("date: 2020-10-01, event: progress, unit: 漕涧镇人民政府", True),
        ("date: 2020-10-08, event: progress, unit: 宝丰乡人民政府", True),
        ("date: 2020-10-08, event: progress, unit: 县政务服务中心", True),
        ("date: 2020-10-08, event: urge, unit: 漕涧镇人民政府, reply_by: 2020-10-20", False),
    ],
)
def test_a_reply_is_owed_after_its_day_until_the_unit_reports(
    run: Run, ledger: Path, report: str | None, owes: bool
) -> None:
    asking = "date: 2020-10-05, event: inspect, unit: 漕涧镇人民政府, reply_by: 2020-10-12"
    told(ledger, 4, asking, *([report] if report else []))
    entry = {"id": 4, "unit": "漕涧镇人民政府", "since": "2020-10-12", "days": 3}
    assert todo(run, LATE)["replies_due"] == ([entry] if owes else [])
    assert todo(run, "2020-10-12")["replies_due"] == []


@pytest.mark.parametrize("unit", ["县政务服务局", "县人行"])
def test_a_unit_that_the_issue_does_not_bind_answers_too(run: Run, ledger: Path, unit: str) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("[县级各部门, 各乡镇人民政府]", "[各乡镇人民政府]"), "utf-8")
    told(ledger, 4, f"date: 2020-10-05, event: inspect, unit: {unit}, reply_by: 2020-10-12")
    assert [entry["unit"] for entry in todo(run, LATE)["replies_due"]] == [unit]
    told(ledger, 4, f"date: 2020-10-08, event: progress, unit: {unit}")
    assert todo(run, LATE)["replies_due"] == []


def test_a_group_that_was_asked_owes_unit_by_unit(run: Run, ledger: Path) -> None:
    told(
        ledger, 4,
        "date: 2020-10-05, event: urge, unit: 各乡镇人民政府, reply_by: 2020-10-12",
        "date: 2020-10-06, event: progress, unit: 漕涧镇人民政府",
    )  # fmt: skip
    units = [entry["unit"] for entry in todo(run, LATE)["replies_due"]]
    assert len(units) == 10
    assert "漕涧镇人民政府" not in units


def test_who_is_asked_without_a_name_is_the_lead(run: Run, ledger: Path) -> None:
    told(ledger, 4, "date: 2020-10-05, event: inspect, reply_by: 2020-10-12")
    assert [entry["unit"] for entry in todo(run, LATE)["replies_due"]] == ["县政务服务中心"]


def test_what_is_asked_on_the_day_of_striking_off_is_owed(run: Run, ledger: Path) -> None:
    """Which came first does not count: a 回头看 may be on the same day."""
    asked = "date: 2020-10-05, event: inspect, unit: 县政务服务中心, reply_by: 2020-10-12"
    told(ledger, 4, "date: 2020-10-05, event: done, by: 何某", asked)
    assert [entry["id"] for entry in todo(run, LATE)["replies_due"]] == [4]


def test_an_item_struck_off_may_be_asked_about_again_and_answered(run: Run, ledger: Path) -> None:
    told(
        ledger, 4,
        "date: 2020-09-05, event: inspect, unit: 县政务服务中心, reply_by: 2020-09-12",
        "date: 2020-09-20, event: done, by: 何某",
    )  # fmt: skip
    assert todo(run, LATE)["replies_due"] == []
    told(ledger, 4, "date: 2020-10-05, event: inspect, unit: 县政务服务中心, reply_by: 2020-10-12")
    assert [entry["id"] for entry in todo(run, LATE)["replies_due"]] == [4]
    answered = run("progress", "4", "--unit", "县政务服务中心", "--as-of", LATE)
    assert answered.code == 0
    assert todo(run, LATE)["replies_due"] == []
    again = run("progress", "4", "--unit", "县政务服务中心", "--as-of", "2020-10-16")
    assert (again.code, "已在" in again.err) == (1, True)


def test_what_is_due_within_seven_days_comes_soonest_first(run: Run, ledger: Path) -> None:
    assert todo(run, "2020-10-23")["due_soon"] == []
    told(ledger, 9, "date: 2020-10-20, event: extend, to: 2020-11-03, by: 何某")
    soon = todo(run, "2020-10-28")["due_soon"]
    assert [(entry["id"], entry["days"]) for entry in soon][-1] == (9, 6)
    assert [entry["days"] for entry in soon[:-1]] == [3] * 5


def test_a_unit_is_silent_after_fourteen_days_on_everything(run: Run, ledger: Path) -> None:
    told(ledger, 9, "date: 2020-10-02, event: progress, unit: 漕涧镇人民政府")
    told(ledger, 8, "date: 2020-10-01, event: progress, unit: 宝丰乡人民政府")
    silent = {entry["unit"]: entry for entry in todo(run, LATE)["silent_units"]}
    assert "漕涧镇人民政府" not in silent
    assert silent["宝丰乡人民政府"] == {
        "id": None, "unit": "宝丰乡人民政府", "since": "2020-10-01", "days": 14
    }  # fmt: skip
    assert silent["关坪乡人民政府"]["since"] is None


@pytest.mark.parametrize(
    ("log", "lacks"),
    [
        (["date: 2020-10-01, event: done"], ["application", "evidence", "verifier"]),
        (["date: 2020-10-01, event: done, by: 何某"], ["application", "evidence"]),
        (
            [
                "date: 2020-09-30, event: submit, evidence: [evidence/9/表.pdf]",
                "date: 2020-10-01, event: done, by: 何某",
            ],
            None,
        ),
        (
            [
                "date: 2020-09-20, event: submit, evidence: [evidence/9/表.pdf]",
                "date: 2020-09-21, event: done, by: 何某",
                "date: 2020-09-25, event: reopen, by: 何某",
                "date: 2020-10-01, event: done",
            ],
            ["application", "verifier"],
        ),
    ],
)
def test_the_file_of_an_item_struck_off_lacks(
    run: Run, ledger: Path, log: list[str], lacks: list[str] | None
) -> None:
    told(ledger, 9, *log)
    found = todo(run, LATE)["incomplete"]
    entry = {"id": 9, "unit": "县政务服务中心", "since": "2020-10-01", "days": 14, "lacks": lacks}
    assert found == ([entry] if lacks else [])


def test_units_say_who_leads_and_which_office(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(
        text.replace("- name: 县发改局\n", "- {name: 县发改局, leader: 张某, office: 投资股}\n")
        .replace("- name: 县人行\n", "- {name: 县人行, leader: 杨某}\n"),
        encoding="utf-8",
    )  # fmt: skip
    entries = todo(run, LATE)["no_contact"]
    units = [entry["unit"] for entry in entries]
    assert "县发改局" not in units
    assert "县人行" in units
    assert "县各金融机构" not in units
    assert entries[0] == {"id": None, "unit": units[0], "since": None, "days": None}


def test_what_lasts_is_looked_at_again_after_ninety_days(run: Run, ledger: Path) -> None:
    told(ledger, 4, "date: 2020-09-01, event: done, by: 何某")
    told(ledger, 9, "date: 2020-09-01, event: done, by: 何某")  # 长期坚持 is not said of it
    assert todo(run, "2020-11-29")["ongoing_review"] == []
    due = {"id": 4, "unit": "县政务服务中心", "since": "2020-09-01", "days": 90}
    assert todo(run, "2020-11-30")["ongoing_review"] == [due]
    told(ledger, 4, "date: 2020-11-20, event: inspect, note: 回头看")
    assert todo(run, "2020-12-30")["ongoing_review"] == []


def test_the_screen_shows_the_first_few_of_each_and_all_on_request(run: Run, ledger: Path) -> None:
    short, whole = (
        run("todo", "--as-of", "2020-11-05"),
        run("todo", "--all", "--as-of", "2020-11-05"),
    )
    assert short.code == whole.code == 0
    assert "逾期 6 项" in short.out
    assert "第6项　“放管服”改革协同联动机制不健全：县政务服务局，10月31日到期，逾期5天" in short.out
    assert "……另有 1 项" in short.out
    assert "--all" in short.out
    assert "第11项" not in short.out
    assert "第11项" in whole.out
    assert "另有" not in whole.out
    assert "待核验" not in whole.out  # nothing waits


def test_a_morning_with_nothing_to_do_says_so(run: Run, ledger: Path) -> None:
    ledger.write_text("document: {title: 清单, issued_on: 2020-08-12}\nissues:\n", encoding="utf-8")
    result = run("todo")
    assert (result.code, "没有要办的事" in result.out) == (0, True)


def test_it_tells_when_the_summary_of_the_month_is_not_out(run: Run, ledger: Path) -> None:
    assert "整改落实情况报告还没有登记" not in run("todo", "--as-of", "2020-08-31").out
    october = ("--as-of", "2020-10-09")
    assert "整改落实情况报告还没有登记" in run("todo", *october).out
    number = ("--number", "云政报〔2020〕1号")
    assert run("summary", *october, *number, "--record").code == 0
    assert "整改落实情况报告还没有登记" not in run("todo", "--as-of", "2020-10-30").out
    assert "整改落实情况报告还没有登记" in run("todo", "--as-of", "2020-11-02").out


def test_what_a_unit_owes_an_answer_for_is_one_line(run: Run, ledger: Path) -> None:
    run("urge", "--unit", "各乡镇人民政府", "--reply-by", "9-28", "--as-of", "2020-09-25")
    run("progress", "4", "--unit", "漕涧", "--note", "配急救箱", "--as-of", "2020-09-28")
    page = run("todo", "--as-of", "2020-10-12", "--all").out
    part = page[page.index("没有按期反馈") : page.index("立行立改没有启动")]
    assert "漕涧镇人民政府，应于9月28日反馈，已过14天：第1—3、5—11项（10项）" in part
    assert "诺邓镇人民政府，应于9月28日反馈，已过14天：第1—11项（11项）" in part
    count = len(run("todo", "--as-of", "2020-10-12", "--json").json["replies_due"])
    assert part.startswith(f"没有按期反馈 {count} 项")
    assert len(part.splitlines()) < 20
    short = run("todo", "--as-of", "2020-10-12").out
    shown = [line for line in short.splitlines() if "应于" in line]
    assert len(shown) == 5
    assert f"……另有 {count - 54} 项" in short
