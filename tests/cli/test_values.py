"""Values that nobody meant: blank ones, days to come, days and numbers beyond all bounds."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Run, ids

from rectify_cli.cli.app.commands import COMMANDS
from rectify_cli.cli.app.frame import build

TOMORROW = (date.today() + timedelta(days=1)).isoformat()
BLANKS = ("", " ", "\u3000", "\u200b", "\t")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_of_any_command_takes_a_blank(run: Run, ledger: Path, command: str) -> None:
    before = ledger.read_bytes()
    for param in build().get_command(None, command).params:
        if param.param_type_name == "option" and not param.is_flag:
            for number, blank in enumerate(BLANKS):
                result = run(command, "3", param.opts[number % len(param.opts)], blank)
                assert (result.code, result.out) == (2, ""), param.opts
                assert f"选项 {param.opts[0]} 的内容是空的" in result.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("option", ["--file", "--as-of"])
def test_no_common_option_before_the_command_takes_a_blank(
    run: Run, ledger: Path, option: str
) -> None:
    assert run(option, "", "list").code == 2


@pytest.mark.parametrize("named", ["", ",", "3,,5", "3、", " "])
def test_an_issue_without_a_name_is_a_usage_error(run: Run, ledger: Path, named: str) -> None:
    before = ledger.read_bytes()
    assert run("start", named, "--date", "2020-09-01").code == 2
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    "day", [("--date", TOMORROW), ("--as-of", TOMORROW), ("--date", "明天"), ("--as-of", "明天")]
)
@pytest.mark.parametrize("event", ["start", "progress", "submit", "done", "inspect"])
def test_no_event_is_of_a_day_to_come(
    run: Run, ledger: Path, event: str, day: tuple[str, str]
) -> None:
    before = ledger.read_bytes()
    result = run(event, "3", *day)
    assert result.code == 1
    assert "还没有到" in result.err
    assert ledger.read_bytes() == before


def test_an_event_is_not_of_a_day_after_the_one_asked_about(run: Run, ledger: Path) -> None:
    assert run("start", "3", "--date", "2020-10-21", "--as-of", "2020-10-20").code == 1


@pytest.mark.parametrize("paper", ["report", "notice"])
def test_a_paper_tells_nothing_of_days_to_come(run: Run, ledger: Path, paper: str) -> None:
    result = run(paper, "--as-of", TOMORROW)
    assert (result.code, result.out) == (2, "")
    assert "还没有到" in result.err
    until_then = run(paper, "--since", "2020-10-01", "--until", TOMORROW, "--json")
    if paper == "report":
        assert until_then.json["as_of"] < TOMORROW
    else:
        assert (until_then.code, until_then.out) == (2, "")


def test_a_list_may_look_ahead(run: Run, ledger: Path) -> None:
    assert run("list", "--as-of", TOMORROW).code == 0


EDGES = [
    ("list", "--as-of", "9999-12-31"),
    ("list", "--as-of", "0001-01-01"),
    ("list", "--due-before", "9999-12-31"),
    ("overdue", "--as-of", "9999-12-31"),
    ("overdue", "--within", "100000", "--as-of", "9999-12-30"),
    ("status", "--as-of", "0001-01-01"),
    ("show", "3", "--as-of", "9999-12-31"),
    ("report", "--week", "9999-W52"),
    ("report", "--week", "0001-W01"),
    ("report", "--since", "0001-01-01", "--until", "9999-12-31"),
    ("notice", "--since", "9999-12-31"),
    ("start", "3", "--date", "9999-12-31", "--force"),
    ("extend", "6", "--to", "9999-12-31", "--date", "2020-09-01"),
    ("init", "新.yaml", "--as-of", "9999-12-31"),
    ("check", "--as-of", "9999-12-31"),
]


@pytest.mark.parametrize("arguments", EDGES, ids=" ".join)
def test_the_calendars_ends_are_no_defect(
    run: Run, ledger: Path, arguments: tuple[str, ...]
) -> None:
    result = run(*arguments)
    assert result.code in (0, 1, 2)
    assert bool(result.code) == result.err.startswith("错误：")


@pytest.mark.parametrize(("as_of", "day"), [("9999-12-31", "明天"), ("0001-01-01", "昨天")])
def test_a_day_beyond_the_calendar_is_a_slip_of_the_typist(
    run: Run, ledger: Path, as_of: str, day: str
) -> None:
    result = run("start", "3", "--as-of", as_of, "--date", day)
    assert result.code == 2
    assert "选项 --date 的值不对" in result.err
    assert "超出了日历" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "9" * 5000),
        ("start", "1" * 5000),
        ("start", "3", "--lock-timeout", "9" * 400),
        ("overdue", "--within", "9" * 5000),
        ("overdue", "--within", "1e9"),
        ("overdue", "--within", "-1"),
        ("list", "--as-of", "9" * 5000),
        ("report", "--week", "2020-W" + "1" * 5000),
        ("report", "--week", "2021-W53"),
        ("report", "--week", "2020-W00"),
    ],
    ids=lambda arguments: " ".join(arguments)[:30],
)
def test_a_number_beyond_all_bounds_is_a_slip_told_in_a_line(
    run: Run, ledger: Path, arguments: tuple[str, ...]
) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert len(result.err) < 300


def test_week_53_is_there_in_the_years_that_have_it(run: Run, ledger: Path) -> None:
    assert run("report", "--week", "2020-W53").code == 0


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        ("--unit", " 县政务服务局\u3000"),
        ("--leader", "何志龙 "),
        ("--category", "\u3000共性"),
        ("--status", " 未启动 "),
        ("--search", "大厅\u3000"),
        ("--due-before", " 2020-10-31 "),
        ("--sort", " 到期日"),
        ("--as-of", " 2020-11-05 "),
    ],
)
def test_blanks_around_a_value_do_no_harm(run: Run, ledger: Path, option: str, typed: str) -> None:
    bare = run("list", option, typed.strip(), "--json")
    assert ids(bare)
    assert run("list", option, typed, "--json") == bare


def test_a_new_ledger_bears_the_day_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "新.yaml", "--as-of", "2021-03-01").code == 0
    assert "issued_on: 2021-03-01" in Path("新.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
def test_in_a_folder_that_is_gone_a_full_path_still_works(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "没了"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run("list", "--file", ledger).code == 0
    assert run("start", "3", "--file", ledger, "--date", "2020-09-01").code == 0
    lost = run("list")
    assert lost.code == 1
    assert "当前文件夹已经不在了" in lost.err
    assert "办法：换到别的文件夹，或用 --file 写明清单的完整路径。" in lost.err
    monkeypatch.delenv("RECTIFY_TRACEBACK")
    for arguments in (("init",), ("export", "-o", "x.md", "--file", ledger), ("import", "x.txt")):
        result = run(*arguments)
        assert result.code == 1
        assert "程序内部出错" not in result.err


@pytest.mark.parametrize(
    ("named", "message", "way_out"),
    [
        ("data", "data 是文件夹，不是清单文件", "要写到文件名，例如 "),
        ("没有.yaml", "找不到清单文件：没有.yaml", "还没有清单，用 rectify init 新建。"),
        ("data/issues.yaml/更深", "找不到清单文件：", "核对 --file（或 RECTIFY_FILE）的路径"),
    ],
)
def test_a_name_that_is_no_ledger_is_told_with_a_way_out(
    run: Run, ledger: Path, named: str, message: str, way_out: str
) -> None:
    result = run("list", "--file", named)
    assert (result.code, result.out) == (1, "")
    assert message in result.err.replace("\\", "/")
    assert way_out in result.err
