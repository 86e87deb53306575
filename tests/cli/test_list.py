"""``rectify list`` and ``show`` on the shipped list."""

from pathlib import Path

import pytest
from conftest import Run, ids

LATE = ("--as-of", "2020-11-05")


def test_the_first_command_of_the_readme_lists_what_the_service_centre_leads(
    run: Run, ledger: Path
) -> None:
    result = run("list", "--unit", "县政务服务中心", *LATE)

    numbers = [
        int(line.split()[0]) for line in result.out.splitlines() if line.strip()[:1].isdigit()
    ]
    assert numbers == [2, 3, 4, 8, 9]
    assert "另有 6 项作为“县级各部门”的成员单位承担，加 --role member 查看" in result.out
    assert result.code == 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("县政务服务中心", [2, 3, 4, 8, 9]),
        ("县政务局", [5, 6, 10]),
        ("县政务服务局", [5, 6, 10]),
        ("政务服务局", [5, 6, 10]),
        ("人行", [7]),
        ("漕涧镇", list(range(1, 12))),
        ("漕涧", list(range(1, 12))),
        ("漕涧政府", list(range(1, 12))),
        ("各乡镇人民政府", list(range(1, 12))),
        ("县各金融机构", [7]),
    ],
)
def test_a_unit_may_be_named_by_any_of_its_names(
    run: Run, ledger: Path, typed: str, expected: list[int]
) -> None:
    assert ids(run("list", "--unit", typed, "--json", *LATE)) == expected


def test_a_township_gets_its_groups_issues_and_is_told_so(run: Run, ledger: Path) -> None:
    result = run("list", "--unit", "漕涧镇", *LATE)
    assert "漕涧镇人民政府 没有单独列名" in result.out
    assert "各乡镇人民政府" in result.out
    issues = run("list", "--unit", "漕涧镇", "--json", *LATE).json["issues"]
    assert {issue["role"] for issue in issues} == {"member"}


def test_roles_part_the_issues_of_a_unit(run: Run, ledger: Path) -> None:
    def shown(role: str) -> list[int]:
        return ids(run("list", "--unit", "县政务服务中心", "--role", role, "--json", *LATE))

    assert shown("lead") == shown("牵头") == [2, 3, 4, 8, 9]
    assert shown("responsible") == []
    assert shown("member") == [1, 5, 6, 7, 10, 11]


def test_an_ambiguous_unit_is_an_error_that_offers_candidates(run: Run, ledger: Path) -> None:
    result = run("list", "--unit", "县政务")
    assert result.code == 2
    assert "县政务服务局" in result.err
    assert "县政务服务中心" in result.err
    assert result.out == ""


def test_an_unknown_unit_is_an_error_that_offers_the_nearest(run: Run, ledger: Path) -> None:
    result = run("list", "--unit", "县发政局")
    assert result.code == 1
    assert "县发改局" in result.err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--leader", "张建雄"], [1, 11]),
        (["--category", "共性"], [1, 2, 3, 4, 5]),
        (["--category", "个性问题", "--unit", "政务局"], [6, 10]),
        (["--status", "未启动", "--leader", "杨川志"], [7]),
        (["--status", "done"], []),
        (["--status", "未销号", "--leader", "杨川志"], [7]),
        (["--no-evidence", "--category", "共性"], [1, 2, 3, 4, 5]),
        (["--has-evidence"], []),
        (["--overdue"], [6, 7, 8, 9, 10, 11]),
        (["--due-before", "2020-10-31"], [6, 7, 8, 9, 10, 11]),
        (["--due-before", "2020-10-30"], []),
        (["--search", "最多跑一次"], [3]),
        (["--search", "科普e站"], [4, 10]),
        (["--sort", "leader"], [2, 3, 4, 5, 6, 8, 9, 10, 1, 11, 7]),
        (["--sort", "到期日"], [6, 7, 8, 9, 10, 11, 1, 2, 3, 4, 5]),
    ],
)
def test_filters_combine(run: Run, ledger: Path, options: list[str], expected: list[int]) -> None:
    assert ids(run("list", *options, "--json", *LATE)) == expected


def test_an_empty_answer_says_how_many_there_are_without_the_filter(run: Run, ledger: Path) -> None:
    result = run("list", "--status", "已销号")
    assert "没有符合条件的事项（不加条件共 11 项）" in result.out
    assert result.code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--category", "历史"], "共性问题"),
        (["--leader", "王某"], "张建雄、何志龙、杨川志"),
        (["--status", "完成"], "已销号（done）"),
        (["--sort", "颜色"], "到期日（due）"),
        (["--due-before", "下礼拜"], "2020-10-20"),
        (["--due-before", "2020-02-30"], "不存在"),
        (["--role", "lead"], "--unit"),
        (["--has-evidence", "--no-evidence"], "只能写一个"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(
    run: Run, ledger: Path, options: list[str], words: str
) -> None:
    result = run("list", *options)
    assert result.code != 0
    assert words in result.err
    assert result.out == ""


def test_common_options_stand_before_or_after_the_command(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "另一份 清单.yaml"
    ledger.rename(elsewhere)
    before = run("--file", elsewhere, "--as-of", "2020-11-05", "--json", "list")
    after = run("list", "-f", elsewhere, "--as-of", "2020-11-05", "--json")
    assert before == after
    assert before.json["as_of"] == "2020-11-05"


def test_a_common_option_on_both_sides_of_the_command_is_refused(run: Run, ledger: Path) -> None:
    result = run("--as-of", "2020-10-01", "list", "--as-of", "2020-11-05")
    assert (result.code, result.out) == (2, "")
    assert "选项 --as-of 写了两次" in result.err
    assert run("--json", "list", "--json").code == 0


def test_the_ledger_is_found_from_a_folder_below(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = ledger.parent.parent / "科室" / "周报"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert len(ids(run("list", "--json"))) == 11


def test_the_environment_names_the_ledger(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.yaml"
    ledger.rename(other)
    monkeypatch.setenv("RECTIFY_FILE", str(other))
    assert len(ids(run("list", "--json"))) == 11


def test_without_a_ledger_the_error_says_how_to_name_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("list")
    assert result.code == 1
    assert "data/issues.yaml" in result.err
    assert "--file" in result.err


def test_json_has_the_fields_that_programs_rely_on(run: Run, ledger: Path) -> None:
    issue = run("list", "--json", *LATE).json["issues"][5]
    assert issue["id"] == 6
    assert issue["category"] == "个性问题"
    assert issue["number"] == 1
    assert issue["lead_unit"] == "县政务服务局"
    assert issue["leader"] == "何志龙"
    assert issue["responsible_units"] == ["县级各部门", "各乡镇人民政府"]
    assert issue["deadline"] == "2020年10月底取得实效"
    assert issue["due"] == "2020-10-31"
    assert (issue["immediate"], issue["ongoing"]) == (False, False)
    assert issue["status"] == "not_started"
    assert issue["overdue_days"] == 5
    assert issue["log"] == []
    assert isinstance(issue["measures"], list)
    assert issue["problem"].startswith("推动“放管服”改革的协同联动机制不健全。各单位")
    assert "role" not in issue


def test_piped_output_keeps_whole_cells_one_row_a_line(run: Run, ledger: Path) -> None:
    lines = run("list", *LATE).out.splitlines()
    rows = [line for line in lines if "逾期5天" in line]
    assert len(rows) == 6
    assert "“放管服”改革协同联动机制不健全" in rows[0]
    assert "县政务服务局" in rows[0]


def test_all_text_shows_the_official_words_whole(run: Run, ledger: Path) -> None:
    result = run("list", "--all-text", "--unit", "人行")
    assert (
        "对小微企业金融服务工作的宣传不到位，宣传的频率、范围以及现场宣讲的频次不足。" in result.out
    )
    assert "针对小微企业金融服务政策，加大宣传力度" in result.out


@pytest.mark.parametrize("reference", ["3", "共性3", "共性问题3", "共性 3", "#3", "３"])
def test_show_takes_an_id_or_category_and_number(run: Run, ledger: Path, reference: str) -> None:
    result = run("show", reference)
    assert result.code == 0
    assert "企业办事体验感较差（共性3）" in result.out
    assert "立即整改，确保成效" in result.out
    assert "办理记录（0 条）" in result.out


@pytest.mark.parametrize(
    ("reference", "code", "words"),
    [("99", 1, "1–11"), ("民生3", 1, "民生3"), ("abc", 2, "不是事项编号"), ("个性9", 1, "个性9")],
)
def test_an_issue_that_is_not_there(
    run: Run, ledger: Path, reference: str, code: int, words: str
) -> None:
    result = run("show", reference)
    assert result.code == code
    assert words in result.err
