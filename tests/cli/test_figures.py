"""``overdue``, ``status`` and ``units`` on the shipped list."""

from pathlib import Path

from conftest import Run


def test_five_days_after_the_month_end_six_issues_are_five_days_late(
    run: Run, ledger: Path
) -> None:
    late = run("overdue", "--as-of", "2020-11-05", "--json").json["overdue"]
    assert [(issue["id"], issue["overdue_days"]) for issue in late] == [
        (number, 5) for number in range(6, 12)
    ]


def test_on_the_last_day_nothing_is_late_and_six_are_due(run: Run, ledger: Path) -> None:
    data = run("overdue", "--as-of", "2020-10-31", "--json").json
    assert data["overdue"] == []
    assert [issue["id"] for issue in data["due_soon"]] == [6, 7, 8, 9, 10, 11]
    assert "没有逾期事项" in run("overdue", "--as-of", "2020-10-31").out


def test_the_window_of_due_soon_is_the_users(run: Run, ledger: Path) -> None:
    def soon(within: str) -> int:
        line = run("overdue", "--as-of", "2020-10-20", "--within", within, "--json")
        return len(line.json["due_soon"])

    assert (soon("7"), soon("10"), soon("11")) == (0, 0, 6)
    assert run("overdue", "--within", "x").code == 2
    assert run("overdue", "--within", "-1").code == 2


def test_immediate_issues_not_started_are_named_with_days_since_the_document(
    run: Run, ledger: Path
) -> None:
    result = run("overdue", "--as-of", "2020-11-05")
    assert "立行立改未启动 5 项" in result.out
    assert "85天" in result.out


def test_totals_by_lead_unit_join_a_units_two_names(run: Run, ledger: Path) -> None:
    totals = run("overdue", "--as-of", "2020-11-05", "--json").json["by_lead_unit"]
    assert {row["lead_unit"]: row["overdue"] for row in totals} == {
        "县政务服务局": 2,
        "县政务服务中心": 2,
        "县发改局": 1,
        "县人行": 1,
    }


def test_cron_hears_of_overdue_items_by_the_exit_code(run: Run, ledger: Path) -> None:
    assert run("overdue", "--as-of", "2020-11-05").code == 0
    assert run("overdue", "--as-of", "2020-11-05", "--exit-code").code == 1
    assert run("overdue", "--as-of", "2020-10-31", "--exit-code").code == 0


def test_status_counts_by_status_category_lead_and_leader(run: Run, ledger: Path) -> None:
    data = run("status", "--as-of", "2020-11-05", "--json").json
    assert data["counts"] == {
        "total": 11, "not_started": 11, "in_progress": 0, "submitted": 0, "done": 0,
        "overdue": 6, "rate": 0.0,
    }  # fmt: skip
    assert [row["total"] for row in data["by_category"]] == [5, 6]
    assert {row["leader"]: row["total"] for row in data["by_leader"]} == {
        "张建雄": 2, "何志龙": 8, "杨川志": 1,
    }  # fmt: skip
    assert "完成率 0\n" in run("status").out


def test_units_shows_names_groups_and_issues_by_role(run: Run, ledger: Path) -> None:
    units = {unit["name"]: unit for unit in run("units", "--json").json["units"]}
    assert units["县政务服务局"]["aliases"] == ["县政务局"]
    assert units["县政务服务局"]["issues"]["lead"] == [5, 6, 10]
    assert len(units["各乡镇人民政府"]["members"]) == 11
    assert units["漕涧镇人民政府"]["groups"] == ["各乡镇人民政府"]
    assert "县政务局" in run("units").out


CONTACTS = ("head", "leader", "office", "contact", "phone")


def known(ledger: Path, name: str, **facts: str) -> None:
    """Write who answers for a unit into the file."""
    text = ledger.read_text(encoding="utf-8")
    written = "".join(f"    {key}: {value}\n" for key, value in facts.items())
    line = f"  - name: {name}\n"
    assert line in text
    ledger.write_text(text.replace(line, line + written), encoding="utf-8")


def test_units_tell_who_answers_for_them(run: Run, ledger: Path) -> None:
    assert "主要领导" not in run("units").out, "nobody has one yet"
    known(ledger, "县人行", head="赵某", leader="杨某", office="办公室", phone='"0872-5520001"')
    result = run("units")
    bank = next(line for line in result.out.splitlines() if line.startswith("县人行"))
    assert bank.split()[-4:] == ["赵某", "杨某", "办公室", "0872-5520001"]
    assert "联系人" not in result.out
    units = {unit["name"]: unit for unit in run("units", "--json").json["units"]}
    assert [units["县人行"][key] for key in CONTACTS] == [
        *("赵某", "杨某", "办公室", None, "0872-5520001")
    ]
    assert [units["漕涧镇人民政府"][key] for key in CONTACTS] == [None] * 5


def test_units_that_lack_someone_can_be_listed_alone(run: Run, ledger: Path) -> None:
    everybody = dict.fromkeys(CONTACTS, "某")
    known(ledger, "县发改局", **everybody)
    known(ledger, "县人行", **everybody | {"phone": '""'})
    units = [unit["name"] for unit in run("units", "--missing-contacts", "--json").json["units"]]
    assert "县发改局" not in units
    assert "县人行" in units
    assert not {"县级各部门", "各乡镇人民政府", "县各金融机构"} & set(units)
    assert len(units) == 14
    shown = run("units", "--missing-contacts").out
    bank = next(line for line in shown.splitlines() if line.startswith("县人行"))
    assert bank.split() == ["县人行", *["某"] * 4, "未填"]
