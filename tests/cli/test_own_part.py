"""``--unit`` speaks of the unit's own part, last report and records, not of the county."""

from pathlib import Path

import pytest
from conftest import Run

DAY = ("--as-of", "2020-10-20")
TOWN = ("--unit", "漕涧")


@pytest.fixture
def worked(run: Run, ledger: Path) -> Path:
    """A ledger in which 漕涧 has reported on 3 and finished 4, others have done more."""
    for line in (
        ("start", "3", "--as-of", "2020-09-01"),
        ("progress", "3", *TOWN, "--note", "印发200份", "--as-of", "2020-09-18"),
        ("submit", "4", *TOWN, "--as-of", "2020-10-15"),
        ("progress", "4", "--unit", "宝丰", "--note", "别人的事", "--as-of", "2020-10-15"),
        ("inspect", "3", *TOWN, "--note", "现场抽查", "--as-of", "2020-10-16"),
    ):
        assert run(*line).code == 0
    return ledger


def test_a_list_shows_the_part_where_a_unit_takes_part_without_leading(
    run: Run, worked: Path
) -> None:
    rows = {line.split()[0]: line for line in run("list", *TOWN, *DAY).out.splitlines() if line}
    assert "本单位" in rows["序号"]
    assert "本单位已完成" in rows["4"]
    assert "本单位" not in run("list", "--unit", "县政务服务中心", *DAY).out
    assert "本单位" not in run("list", *DAY).out


def test_json_of_a_unit_has_its_part_beside_the_status(run: Run, worked: Path) -> None:
    issues = {i["id"]: i for i in run("list", *TOWN, "--json", *DAY).json["issues"]}
    assert issues[3]["part"] == {"status": "in_progress", "last": "2020-09-18", "silent_days": 32}
    assert issues[4]["part"] == {"status": "finished", "last": "2020-10-15", "silent_days": 5}
    assert issues[5]["part"] == {"status": "not_started", "last": None, "silent_days": 69}
    assert [issues[n]["status"] for n in (3, 4)] == ["in_progress", "not_started"]
    lead = run("list", "--unit", "县政务服务中心", "--json", *DAY).json["issues"]
    assert {i["id"]: i["part"]["status"] for i in lead}[3] == "in_progress"
    assert "part" not in run("list", "--json", *DAY).json["issues"][0]


def test_an_issue_is_shown_with_the_units_own_part_and_records(run: Run, worked: Path) -> None:
    said = run("show", "4", *TOWN, *DAY).out
    assert "漕涧镇人民政府（成员）：本单位已完成，最近报送 2020-10-15。" in said
    assert "别人的事" not in said
    assert "别人的事" in run("show", "4", *DAY).out
    own = run("show", "3", *TOWN, "--json", *DAY).json
    assert [event["event"] for event in own["log"]] == ["progress", "inspect"]
    assert (own["role"], own["part"]["status"], own["status"]) == (
        "member", "in_progress", "in_progress",
    )  # fmt: skip
    assert "3#2" in run("show", "3", *TOWN, *DAY).out
    assert "县人行 不承担这一项" in run("show", "3", "--unit", "县人行", *DAY).out


def test_the_status_of_a_unit_counts_its_parts(run: Run, worked: Path) -> None:
    said = run("status", *TOWN, *DAY).out
    assert "漕涧镇人民政府承担11项：未启动9项，整改中1项，本单位已完成1项" in said
    assert "最近报送2020年10月15日" in said
    data = run("status", *TOWN, "--json", *DAY).json
    assert data["counts"] == {"total": 11, "not_started": 9, "in_progress": 1, "finished": 1}
    assert data["last"] == "2020-10-15"


def test_the_report_of_a_unit_tells_what_it_did_and_what_was_done_to_it(
    run: Run, worked: Path
) -> None:
    said = run("report", *TOWN, *DAY, "--week", "2020-W42").out
    assert "10月15日漕涧镇人民政府：本单位报告完成" in said
    assert "10月16日督查漕涧镇人民政府：现场抽查" in said
    assert "别人的事" not in said
    assert "申请销号" not in said
    data = run("report", *TOWN, *DAY, "--week", "2020-W42", "--json").json
    assert [(e["id"], e["event"]) for e in data["events"]] == [(3, "inspect"), (4, "submit")]
    assert (data["unit"], data["known"]) == ("漕涧镇人民政府", None)
    assert run("report", *TOWN, *DAY, "-o", "漕涧.docx").code == 0


def test_an_export_for_a_unit_carries_its_own_records(run: Run, worked: Path) -> None:
    page = run("export", *TOWN, *DAY, "-o", "-").out
    assert "漕涧镇人民政府承担11项" in page
    assert "印发200份" in page
    assert "别人的事" not in page
    lead = run("export", "--unit", "县政务服务中心", *DAY, "-o", "-").out
    assert "个单位已报送" in lead


def test_a_unit_without_a_part_is_told_so(run: Run, ledger: Path) -> None:
    office = ("--unit", "县各金融机构")
    assert "承担" in run("status", *office).out
    text = ledger.read_text(encoding="utf-8").replace(
        "units:\n", "units:\n  - {name: 县气象局}\n", 1
    )
    ledger.write_text(text, encoding="utf-8")
    assert "县气象局 没有承担事项" in run("status", "--unit", "气象局").out
    assert run("report", "--unit", "气象局", *DAY).code == 0


@pytest.mark.parametrize("command", ["status", "report"])
def test_a_group_is_no_unit(run: Run, ledger: Path, command: str) -> None:
    result = run(command, "--unit", "各乡镇人民政府", *DAY)
    assert result.code == 2
    assert "是统称" in result.err
