"""``import`` and ``init`` as typed: what is shown, what is written, what is left alone."""

from pathlib import Path

import pytest
from conftest import ROOT, Run, ids

from rectify_cli.ledger.reading import read_ledger

DOCUMENTS = ROOT / "tests" / "documents"
PLAN = DOCUMENTS / "plan-2020-15.txt"
OTHER = DOCUMENTS / "plans" / "label_lines.txt"
UNCLEAR = DOCUMENTS / "plans" / "scan.txt"
UNDATED = """\
1. 台账不全。
整改措施：补齐台账。（责任单位：县财政局；整改时限：6月底）
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_target_it_shows_what_was_read_and_writes_nothing(run: Run, office: Path) -> None:
    result = run("import", PLAN)
    assert result.code == 0
    assert "读到 11 项" in result.out
    assert "什么也没有写" in result.out
    assert "大政办通〔2020〕54号" in result.out
    assert list(office.iterdir()) == []


def test_one_command_makes_a_list_that_the_other_commands_read(run: Run) -> None:
    assert run("import", PLAN, "-o", "data/issues.yaml").code == 0
    assert run("check").out.endswith("11 项，校验通过（另有 1 处提醒）\n")
    assert ids(run("list", "--unit", "县政务服务中心", "--json")) == [2, 3, 4, 8, 9]


def test_a_dry_run_writes_nothing(run: Run, office: Path) -> None:
    result = run("import", PLAN, "-o", "data/issues.yaml", "--dry-run")
    assert result.code == 0
    assert "什么也没有写" in result.out
    assert list(office.iterdir()) == []


def test_an_existing_file_is_kept_unless_it_may_be_overwritten(run: Run) -> None:
    path = Path("issues.yaml")
    path.write_text("原来的内容", encoding="utf-8")
    result = run("import", PLAN, "-o", path)
    assert result.code == 1
    assert "--overwrite" in result.err
    assert path.read_text("utf-8") == "原来的内容"
    assert run("import", PLAN, "-o", path, "--overwrite").code == 0
    assert len(read_ledger(path).checklist) == 11


def test_a_list_with_events_is_never_overwritten(run: Run, ledger: Path) -> None:
    run("done", "3", "--date", "2020-10-20")
    text = ledger.read_text("utf-8")
    result = run("import", PLAN, "-o", ledger, "--overwrite")
    assert result.code == 1
    assert "里面已有办理记录" in result.err
    assert ledger.read_text("utf-8") == text


def test_what_is_uncertain_is_shown_with_its_place_and_kept_beside_the_issue(run: Run) -> None:
    result = run("import", UNCLEAR, "-o", "made.yaml")
    assert "待核对" in result.out
    assert "第42行" in result.out
    assert "“郑□华”里有认不出的字" in result.out
    text = Path("made.yaml").read_text("utf-8")
    issue = text.split("- id: 3\n")[1].split("- id: 4\n")[0]
    assert "# 待核对：责任领导（原文第42行）：“郑□华”里有认不出的字" in issue


def test_events_are_added_to_an_issue_that_carries_remarks(run: Run) -> None:
    run("import", UNCLEAR, "-o", "made.yaml")
    before = Path("made.yaml").read_text("utf-8")
    assert run("--file", "made.yaml", "start", "3", "--as-of", "2021-09-10").code == 0
    after = Path("made.yaml").read_text("utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert added == ["      - {date: 2021-09-10, event: start}"]


def test_a_document_without_a_date_asks_for_one_before_it_writes(run: Run, office: Path) -> None:
    source = office / "方案.txt"
    source.write_text(UNDATED, encoding="utf-8")
    assert "没有找到" in run("import", source).out
    result = run("import", source, "-o", "made.yaml")
    assert result.code == 1
    assert "--issued-on 2020-08-12" in result.err
    assert not Path("made.yaml").exists()
    assert run("import", source, "-o", "made.yaml", "--issued-on", "2022-01-05").code == 0
    assert str(read_ledger(Path("made.yaml")).checklist.document.issued_on) == "2022-01-05"


def test_into_adds_what_is_new_with_fresh_ids_and_its_units(run: Run, ledger: Path) -> None:
    before = ledger.read_text("utf-8")
    result = run("import", OTHER, "--into", ledger)
    assert result.code == 0
    assert "序号 12、13、14、15" in result.out
    made = read_ledger(ledger).checklist
    assert [issue.id for issue in made.issues] == list(range(1, 16))
    assert made.issues[11].lead_unit == ("县交通运输局",)
    assert run("--file", ledger, "check").code == 0
    assert set(before.splitlines()) <= set(ledger.read_text("utf-8").splitlines())
    names = [unit.name for unit in made.units]
    assert names.count("各乡镇人民政府") == 1
    assert "县消防救援大队" in names


def test_into_proposes_aliases_between_new_and_old_units(
    run: Run, ledger: Path, office: Path
) -> None:
    source = office / "more.txt"
    source.write_text(
        "1. 台账不全。\n整改措施：补齐。\n牵头单位：发改局\n整改时限：2020年9月底\n",
        encoding="utf-8",
    )
    answer = run("import", source, "--into", ledger, "--json").json
    assert answer["aliases"] == [{"name": "县发改局", "other": "发改局"}]
    assert [unit["name"] for unit in answer["units"]] == ["发改局"]


def test_into_skips_what_is_there_and_says_which(run: Run, ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    result = run("import", PLAN, "--into", ledger)
    assert result.code == 0
    assert "已有 11 项，跳过：序号 1、2、3、4、5、6、7、8、9、10、11" in result.out
    assert ledger.read_text("utf-8") == text


def test_into_knows_an_issue_by_its_words_not_by_its_spaces_and_punctuation(
    run: Run, ledger: Path, office: Path
) -> None:
    source = office / "again.txt"
    source.write_text(
        "1. 政务服务 “办事流程” 企业认可度较低, 表现最差\n整改措施：换一种措施。\n"
        "2. 这一项是新的。\n整改措施：新措施。\n（责任单位：县级各部门）\n2020年9月1日\n",
        encoding="utf-8",
    )
    answer = run("import", source, "--into", ledger, "--json").json
    assert answer["known"] == [{"issue_id": 13, "existing_id": 9}]
    assert [i.id for i in read_ledger(ledger).checklist.issues][-1] == 12


def test_into_a_second_time_changes_nothing(run: Run, ledger: Path) -> None:
    run("import", OTHER, "--into", ledger)
    text = ledger.read_text("utf-8")
    run("import", OTHER, "--into", ledger)
    assert ledger.read_text("utf-8") == text


def test_into_a_dry_run_says_what_it_would_add(run: Run, ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    result = run("import", OTHER, "--into", ledger, "--dry-run")
    assert "将添加 4 项" in result.out
    assert "什么也没有写" in result.out
    assert ledger.read_text("utf-8") == text


def test_into_a_missing_ledger_is_an_error(run: Run) -> None:
    assert run("import", PLAN, "--into", "none.yaml").code == 1


def test_a_target_and_into_exclude_each_other(run: Run, ledger: Path) -> None:
    result = run("import", PLAN, "-o", "x.yaml", "--into", ledger)
    assert result.code == 2
    assert "只能选一个" in result.err


def test_json_has_everything_that_was_read(run: Run) -> None:
    answer = run("import", UNCLEAR, "-o", "made.yaml", "--json").json
    assert answer["written"] == "made.yaml"
    assert answer["document"]["issued_on"] == "2021-09-06"
    assert answer["issues"][0]["responsible_units"] == ["各街道办事处", "县市场监管局"]
    places = {(f["issue_id"], f["field"]): f["place"] for f in answer["findings"]}
    assert places[3, "leader"] == "第42行"


def test_words_that_look_like_yaml_or_markup_are_only_words(run: Run, office: Path) -> None:
    source = office / "方案.txt"
    source.write_text(
        "1. [red]台账[/]: 不全 # 注、*alias* {a: b}，“- 1”。\n"
        "整改措施：- 补齐: 'a' \"b\" % @ ` !!x。\x1b[31m\x07\n"
        "（责任单位：no；责任领导：null；整改时限：2022年6月底）\n2022年1月5日\n",
        encoding="utf-8",
    )
    result = run("import", source, "-o", "made.yaml")
    assert result.code == 0
    assert "\x1b[31m" not in result.out
    (issue,) = read_ledger(Path("made.yaml")).checklist.issues
    assert issue.problem == "[red]台账[/]:不全#注、*alias* {a: b}，“- 1”。"
    assert issue.leader == "null"
    assert issue.responsible_units == ("no",)


def test_init_makes_an_empty_ledger_that_passes_and_can_be_filled(run: Run) -> None:
    result = run("init", "--as-of", "2020-08-12")
    assert result.code == 0
    assert "rectify init --git" in result.out
    assert run("check").out == "0 项，校验通过\n"
    assert run("import", PLAN, "--into", "data/issues.yaml").code == 0
    assert run("check").out.endswith("11 项，校验通过（另有 1 处提醒）\n")
    assert "# number: 〔2020〕15号" in Path("data/issues.yaml").read_text("utf-8")


@pytest.mark.parametrize("named", [["data/issues.yaml"], ["--file", "data/issues.yaml"], []])
def test_init_never_overwrites(run: Run, ledger: Path, named: list[str]) -> None:
    text = ledger.read_text("utf-8")
    result = run("init", *named)
    assert result.code == 1
    assert "不覆盖" in result.err
    assert ledger.read_text("utf-8") == text


def test_init_takes_a_path_and_makes_its_folder(run: Run) -> None:
    assert run("init", "甲县/整改/清单.yaml").code == 0
    assert run("--file", "甲县/整改/清单.yaml", "check").code == 0


def test_a_reworded_issue_is_added_and_the_likeness_told(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    plan = (ROOT / "tests" / "documents" / "plan-2020-15.txt").read_text(encoding="utf-8")
    reworded = tmp_path / "方案2.txt"
    reworded.write_text(plan.replace("表现最差", "表现很差"), encoding="utf-8")
    result = run("import", reworded, "--into", ledger)
    assert result.code == 0
    assert "新的第 12 项与原有的第 9 项文字相近" in result.out


def test_a_damaged_ledger_is_not_overwritten_for_its_events_may_be_all_there_is(
    run: Run, ledger: Path
) -> None:
    assert run("done", "3", "--date", "2020-10-20").code == 0
    ledger.write_text("<<<<<<< HEAD\n" + ledger.read_text(encoding="utf-8"), encoding="utf-8")
    before = ledger.read_bytes()
    result = run("import", PLAN, "-o", ledger, "--overwrite")
    assert result.code == 1
    assert "里面已有办理记录" in result.err
    assert ledger.read_bytes() == before


LABELLED = """\
某县问题整改清单
1.路灯不亮。
治理要点：更换灯具。
责任单位：县城管局
整改时限：2022年6月底
2.井盖缺失。
治理要点：补装井盖。
责任单位：县住建局
整改时限：2022年7月底
"""


def test_a_label_that_is_not_known_is_said_with_its_text_until_it_is_explained(
    run: Run, office: Path
) -> None:
    source = office / "清单.txt"
    source.write_text(LABELLED, encoding="utf-8")
    unknown = run("import", source, "--json").json
    assert [issue["measures"] for issue in unknown["issues"]] == [[], []]
    assert any("治理要点" in f["reason"] and "更换灯具" in f["reason"] for f in unknown["findings"])
    told = run("import", source, "--label", "治理要点=measures", "--json").json
    assert [issue["measures"] for issue in told["issues"]] == [["更换灯具。"], ["补装井盖。"]]
    (office / "栏目.txt").write_text("# 本县的写法\n治理要点=整改措施\n", encoding="utf-8")
    assert run("import", source, "--labels", "栏目.txt", "--json").json == told
    ignored = run("import", source, "--label", "治理要点=ignore", "--json").json
    assert not any("治理要点" in finding["reason"] for finding in ignored["findings"])


@pytest.mark.parametrize("word", ["防控措施", "县级整改措施"])
def test_a_label_put_together_of_known_words_is_no_guess(run: Run, office: Path, word: str) -> None:
    source = office / "清单.txt"
    source.write_text(LABELLED.replace("治理要点", word), encoding="utf-8")
    read = run("import", source, "--json").json
    assert [issue["measures"] for issue in read["issues"]] == [["更换灯具。"], ["补装井盖。"]]
    assert not [finding for finding in read["findings"] if word in finding["reason"]]


@pytest.mark.parametrize("typed", ["治理要点", "治理要点=措施们", "=problem"])
def test_an_explanation_that_is_none_is_a_usage_error(run: Run, office: Path, typed: str) -> None:
    source = office / "清单.txt"
    source.write_text(LABELLED, encoding="utf-8")
    result = run("import", source, "--label", typed)
    assert result.code == 2
    assert "具体表现=problem" in result.err


def test_without_a_date_that_a_deadline_needs_the_day_of_the_import_stands_in(
    run: Run, office: Path
) -> None:
    source = office / "清单.txt"
    source.write_text(LABELLED, encoding="utf-8")
    assert run("--as-of", "2022-03-01", "import", source, "-o", "made.yaml").code == 0
    text = Path("made.yaml").read_text("utf-8")
    assert "issued_on: 2022-03-01" in text
    assert "待核对：成文日期" in text
