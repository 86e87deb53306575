"""``report``, ``notice`` and ``export``: where a printout goes, in which format, and what is
refused."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Result, Run
from systems import make_link

from rectify_cli.formats.registry import Format

DAY = ("--as-of", "2020-11-05")
MAGIC = {
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "html": b"<!DOCTYPE html>",
    "md": b"",  # a title, or the letterhead above it
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
}
UTF_8 = {"PYTHONUTF8": "1"}
REPORT_FORMATS = ("docx", "html", "md", "json")
LIST_FORMATS = ("docx", "xlsx", "html", "md", "csv", "json")
EVERY = [
    *(("report", ending) for ending in REPORT_FORMATS),
    *((paper, ending) for paper in ("notice", "summary") for ending in REPORT_FORMATS),
    *(("export", ending) for ending in LIST_FORMATS),
]


@pytest.fixture
def busy(run: Run, ledger: Path) -> Path:
    """The shipped ledger with a little work on it."""
    for line in (
        ("start", "3", "--as-of", "2020-08-20", "--note", "已召开部署会"),
        ("progress", "6", "--as-of", "2020-11-02", "--unit", "漕涧", "--note", "办事指南印发200份"),
        ("done", "1", "--as-of", "2020-11-03", "--by", "李某", "--note", "现场核验通过"),
    ):
        assert run(*line).code == 0
    return ledger


def write(run: Run, command: str, name: str, *options: str) -> bytes:
    result = run(command, *DAY, "-o", name, *options)
    assert result.code == 0
    assert not result.err or "〔请补充〕" in result.err
    assert result.out == f"已写入 {name}\n"
    return Path(name).read_bytes()


def refused(result: Result, *words: str) -> None:
    """Exit code 1 or 2, nothing on stdout, and an error that has these words."""
    assert result.code in (1, 2)
    assert result.out == ""
    for word in words:
        assert word in result.err


@pytest.mark.parametrize(("command", "ending"), EVERY)
def test_the_files_ending_tells_the_format(run: Run, busy: Path, command: str, ending: str) -> None:
    assert write(run, command, f"稿.{ending}").startswith(MAGIC[ending])


@pytest.mark.parametrize(
    ("name", "ending"), [("稿.HTM", "html"), ("稿.markdown", "md"), ("稿.DOCX", "docx")]
)
def test_endings_have_other_spellings(run: Run, busy: Path, name: str, ending: str) -> None:
    assert write(run, "report", name).startswith(MAGIC[ending])


def test_format_wins_over_the_ending(run: Run, busy: Path) -> None:
    assert write(run, "report", "周报.txt", "--format", "md").startswith(b"# ")


@pytest.mark.parametrize(("command", "ending"), EVERY)
def test_the_same_ledger_and_dates_give_the_same_bytes(
    run: Run, busy: Path, command: str, ending: str
) -> None:
    content = write(run, command, f"一.{ending}")
    assert content == write(run, command, f"二.{ending}")
    if content.startswith(b"PK"):
        times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
        assert times == {(1980, 1, 1, 0, 0, 0)}, "no clock is in it"


def test_a_dash_writes_to_stdout(run: Run, busy: Path) -> None:
    assert run("report", *DAY, "-o", "-").out.startswith("# 云龙县")
    assert run("report", *DAY, "-o", "-", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert run("report", *DAY, "-o", "-", "--json").json["as_of"] == "2020-11-05"


@pytest.mark.parametrize(
    ("command", "ending"), [("export", "xlsx"), ("report", "docx"), ("export", "csv")]
)
def test_stdout_gets_the_bytes_that_a_file_gets(
    run: Run, busy: Path, command: str, ending: str
) -> None:
    content = write(run, command, f"稿.{ending}")
    line = [sys.executable, "-m", "rectify_cli", command, *DAY, "-o", "-", "--format", ending]
    piped = subprocess.run(line, check=True, capture_output=True, env=os.environ | UTF_8)
    assert piped.stdout == content


def test_an_existing_file_is_kept_unless_told_otherwise(run: Run, busy: Path) -> None:
    Path("周报.md").write_text("领导批注", encoding="utf-8")
    refused(run("report", *DAY, "-o", "周报.md"), "文件已存在：周报.md", "--overwrite")
    assert Path("周报.md").read_text(encoding="utf-8") == "领导批注"
    assert write(run, "report", "周报.md", "--overwrite").startswith(b"# ")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("周报.pdf", "格式“pdf”不能生成"),
        ("周报", "“周报”没有格式结尾"),
        ("周报.xlsx", "可用的格式：docx、html、md、json"),
        ("没有/周报.md", f"写不了 {Path('没有/周报.md')}"),
    ],
)
def test_a_file_that_cannot_be_made(run: Run, busy: Path, name: str, words: str) -> None:
    refused(run("report", *DAY, "-o", name), words)
    assert not Path(name).exists()


def test_an_unknown_format_is_answered_with_the_known_ones(run: Run, busy: Path) -> None:
    result = run("export", *DAY, "-o", "清单.docx", "--format", "wps")
    refused(result, "格式“wps”不能生成", f"可用的格式：{'、'.join(Format)}；")


@pytest.mark.parametrize(
    ("ending", "module", "package"),
    [("docx", "docx", "python-docx"), ("xlsx", "openpyxl", "openpyxl")],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    run: Run,
    busy: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    module: str,
    package: str,
) -> None:
    for name in [n for n in sys.modules if n.startswith("rectify_cli.formats.excel.book")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [n for n in sys.modules if n.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    result = run("export", *DAY, "-o", f"清单.{ending}")
    refused(result, f"需要 {package}", f"pip install {package}")
    assert not Path(f"清单.{ending}").exists()


def heading(result: Result) -> str:
    return result.out.splitlines()[1]


def test_the_week_is_the_one_that_holds_the_day(run: Run, busy: Path) -> None:
    assert heading(run("report", *DAY)) == "第45周　2020年11月2日至5日"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--week", "2020-W43"], "第43周　2020年10月19日至25日"),
        (["--since", "2020-10-01", "--until", "2020-10-31"], "2020年10月"),
        (["--month", "2020-09"], "2020年9月"),
        (["--month", "2020年10月"], "2020年10月"),
        (["--since", "10-26"], "2020年10月26日至11月5日"),
        (["--until", "2020-09-30"], "2020年8月12日至9月30日"),
    ],
)
def test_a_week_or_any_span_may_be_named(
    run: Run, busy: Path, options: list[str], shown: str
) -> None:
    assert heading(run("report", *DAY, *options)) == shown


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--week", "2020-W60"], "“2020-W60”这一周不存在"),
        (["--week", "第43周"], "不是周次，应写成 2020-W43 这样的形式"),
        (
            ["--week", "2020-W43", "--since", "2020-10-01"],
            "--week、--month 和 --since、--until 只能用一种",
        ),
        (["--since", "2020-10-02", "--until", "2020-10-01"], "晚于结束日期 2020-10-01"),
        (["--since", "明天天"], "--since"),
        (["--month", "2020-13"], "“2020-13”这个月不存在"),
        (["--month", "2020-10", "--until", "2020-10-20"], "只能用一种"),
        (["--week", "2020-W50"], "还没有开始（今天按 2020-11-05 算）"),
    ],
)
def test_a_span_that_makes_no_sense(run: Run, busy: Path, options: list[str], words: str) -> None:
    refused(run("report", *DAY, *options), words)


def test_json_of_a_report_has_its_figures(run: Run, busy: Path) -> None:
    data = run("report", *DAY, "--json").json
    assert list(data) == [
        "title", "since", "until", "as_of", "counts", "counts_before", "events", "struck_off",
        "reopened", "overdue", "due_soon", "unreported", "unreported_by_unit", "corrections",
        "late_entries", "due_next", "by_lead_unit", "by_category", "open_by_week", "issues",
        "known",
    ]  # fmt: skip
    assert (data["since"], data["until"], data["as_of"]) == (
        "2020-11-02", "2020-11-08", "2020-11-05",
    )  # fmt: skip
    assert data["counts"] == {
        "total": 11, "not_started": 9, "in_progress": 1, "submitted": 0, "done": 1, "overdue": 6,
        "rate": 0.0909,
    }  # fmt: skip
    assert data["struck_off"] == [1]
    assert data["overdue"] == [6, 7, 8, 9, 10, 11]
    assert [(event["id"], event["event"]) for event in data["events"]] == [
        (1, "done"),
        (6, "progress"),
    ]
    assert data["open_by_week"][-1] == {"date": "2020-11-05", "open": 10}


def test_a_json_file_is_what_json_prints(run: Run, busy: Path) -> None:
    written = json.loads(write(run, "report", "周报.json"))
    assert written == run("report", *DAY, "--json").json


def test_with_json_the_answer_names_the_file_written(run: Run, busy: Path) -> None:
    assert run("report", *DAY, "-o", "周报.md", "--json").json == {
        "written": "周报.md",
        "format": "md",
    }


def exported(run: Run, *options: str) -> list[list[str]]:
    """The rows of an exported CSV."""
    result = run("export", *DAY, "-o", "-", "--format", "csv", *options)
    assert result.code == 0
    return list(csv.reader(io.StringIO(result.out.removeprefix("\ufeff"), newline="")))[1:]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ([], list(range(1, 12))),
        (["--unit", "县政务服务中心"], [2, 3, 4, 8, 9]),
        (["--overdue"], [6, 7, 8, 9, 10, 11]),
        (["--status", "已销号"], [1]),
        (["--category", "共性"], [1, 2, 3, 4, 5]),
        (["--search", "座椅"], [4]),
        (["--due-before", "2020-10-31", "--sort", "lead"], [7, 11, 8, 9, 6, 10]),
        (["--status", "待销号"], []),
    ],
)
def test_an_export_takes_the_filters_of_a_list(
    run: Run, busy: Path, options: list[str], numbers: list[int]
) -> None:
    assert [int(row[0]) for row in exported(run, *options)] == numbers


def test_a_filtered_page_says_what_it_was_narrowed_to(run: Run, busy: Path) -> None:
    page = run("export", *DAY, "-o", "-", "--unit", "政务服务中心", "--status", "未启动").out
    assert page.partition("\n")[0].endswith("整改事项清单（未启动，县政务服务中心）")
    assert "本表4项" in page
    assert "完成率" not in page


def test_a_filter_that_finds_nothing_makes_a_page_that_says_so(run: Run, busy: Path) -> None:
    page = run("export", *DAY, "-o", "-", "--status", "待销号").out
    assert "本表0项。" in page
    assert "没有符合条件的事项。" in page


HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>[red]红"


@pytest.fixture
def hostile(run: Run, ledger: Path) -> Path:
    """A ledger whose first problem means something to a spreadsheet, a browser and Rich."""
    text = ledger.read_text(encoding="utf-8")
    first = text.index("problem: |-\n") + len("problem: |-\n")
    line_end = text.index("\n", first)
    ledger.write_text(text[:first] + f"      {HOSTILE}" + text[line_end:], encoding="utf-8")
    return ledger


def test_html_shows_markup_from_the_ledger_as_text(run: Run, hostile: Path) -> None:
    page = write(run, "export", "清单.html").decode()
    assert "<script" not in page
    assert "=HYPERLINK(1)&lt;script&gt;alert(1)&lt;/script&gt;[red]红" in page


def test_a_spreadsheet_gets_formulas_as_text(run: Run, hostile: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write(run, "export", "清单.xlsx"))).worksheets[0]
    cell = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("=HYPER"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    problem = exported(run)[0][2]
    assert problem.startswith("'=HYPERLINK(1)")


def test_word_and_the_terminal_show_it_as_it_is(run: Run, hostile: Path) -> None:
    word = docx.Document(io.BytesIO(write(run, "export", "清单.docx")))
    assert HOSTILE in word.tables[0].rows[1].cells[2].text
    assert HOSTILE in run("report", *DAY, "--full").out
    assert HOSTILE not in run("report", *DAY).out, "the list is the annex"


def test_a_notice_covers_the_month_so_far_unless_a_span_is_named(run: Run, busy: Path) -> None:
    assert "核查了11月份整改进展" in run("notice", *DAY).out
    assert "核查了10月份整改进展" in run("notice", *DAY, "--month", "2020-10").out
    week = run("notice", *DAY, "--week", "2020-W43", "--json").json
    assert (week["since"], week["until"]) == ("2020-10-19", "2020-10-25")


@pytest.mark.parametrize("number", ["3号", "〔2020〕3号", "云营商办通3号", "云办〔2020〕03号", " "])
def test_a_number_without_its_parts_is_refused(run: Run, busy: Path, number: str) -> None:
    refused(run("notice", *DAY, "--number", number), "--number" if number == " " else "发文字号")


def test_a_notice_is_issued_as_the_command_line_says(run: Run, busy: Path) -> None:
    page = run(
        "notice", *DAY, "--issuer", "县政府办公室", "--number", "云政办通[2020]第7号",
        "--to", "各乡镇人民政府", "--cc", "县委办公室", "--with-consent",
    ).out  # fmt: skip
    assert page.startswith("县政府办公室\n云政办通〔2020〕7号\n")
    assert "\n各乡镇人民政府：\n" in page
    assert "经云龙县人民政府同意，现将有关情况通报如下：" in page
    assert "抄送：县委办公室。" in page


def test_what_a_person_has_to_fill_is_counted_and_the_issuer_on_the_list_is_told(
    run: Run, busy: Path
) -> None:
    result = run("notice", *DAY, "--issuer", "县政务服务局")
    assert result.out.count("〔请补充：") > 1
    assert f"有 {result.out.count('〔请补充：')} 处〔请补充〕" in result.err
    assert "发文机关 县政务服务局 自己在黑榜上" in result.err


def test_what_was_issued_is_noted_once_and_the_next_summary_is_held_against_it(
    run: Run, busy: Path
) -> None:
    first = ("summary", "--as-of", "2020-10-01", "--number", "云政报〔2020〕1号", "--record")
    assert "登记：2020-10-01 报告，截至 2020-10-01" in run(*first).err
    assert "已经登记过" in run(*first).err
    paper = "{date: 2020-10-01, paper: summary, number: 云政报〔2020〕1号, until: 2020-10-01}"
    assert busy.read_text(encoding="utf-8").count(paper) == 1
    assert run("check").code == 0
    again = run("summary", *DAY, "--json").json
    assert again["previous"]["until"] == "2020-10-01"
    assert again["counts_before"]["done"] == 0
    assert "与上次报告" in run("summary", *DAY).out or "比上次报告" in run("summary", *DAY).out


def test_a_leaders_page_puts_each_issue_under_one_light(run: Run, busy: Path) -> None:
    data = run("report", *DAY, "--leader", "何志龙", "--json").json
    lights = [data[name] for name in ("red", "yellow", "green", "done")]
    assert sorted(number for light in lights for number in light) == sorted(
        issue["id"] for issue in data["issues"]
    )
    page = run("report", *DAY, "--leader", "何志龙").out
    assert page.startswith("何志龙负责事项整改情况\n")
    refused(run("report", *DAY, "--leader", "何志龙", "--week", "2020-W43"), "一页纸")
    assert run("report", *DAY, "--leader", "没有此人").code == 1


def test_a_dossier_has_the_form_the_evidence_and_the_whole_record(run: Run, busy: Path) -> None:
    Path("纪要.pdf").write_bytes(b"x" * 2048)
    day = ("--date", "2020-10-30")
    assert run("progress", "3", *day, "--note", "印发42册", "--evidence", "纪要.pdf").code == 0
    page = run("dossier", "3", *DAY).out
    for words in ("整改销号申请表", "牵头单位意见", "印发42册", "纪要.pdf", "2 KB", "3#1"):
        assert words in page
    (stored,) = (busy.parent / "evidence" / "3").iterdir()
    stored.unlink()
    missing = run("dossier", "3", *DAY)
    assert f"佐证材料不在：evidence/3/{stored.name}" in missing.err
    assert missing.code == 0


def test_a_dossier_finds_its_evidence_also_where_the_ledger_is_reached_by_a_link(
    run: Run, busy: Path
) -> None:
    Path("纪要.pdf").write_bytes(b"x" * 2048)
    assert run("progress", "3", "--date", "2020-10-30", "--evidence", "纪要.pdf").code == 0
    make_link(Path("链接.yaml"), busy)
    found = run("-f", "链接.yaml", "dossier", "3", *DAY)
    assert "2 KB" in found.out
    assert "不在" not in found.err


def test_every_struck_off_issue_gets_its_file(run: Run, busy: Path) -> None:
    assert run("dossier", *DAY, "--all", "-o", "档案").code == 0
    (file,) = Path("档案").iterdir()
    assert file.name.startswith("01-")
    assert file.suffix == ".docx"
    assert run("dossier", *DAY, "--all", "-o", "档案").code == 1, "nothing is overwritten"
    assert run("dossier", *DAY, "--all", "-o", "数据", "--format", "json").code == 0
    (data,) = Path("数据").iterdir()
    assert json.loads(data.read_text("utf-8"))["issue"]["id"] == 1
    refused(run("dossier", *DAY, "--all", "-o", "表", "--format", "xlsx"), "docx")
    refused(run("dossier", *DAY, "--all"), "-o")
    refused(run("dossier", *DAY), "--all")


def test_json_of_a_notice_has_every_unit_with_its_facts(run: Run, busy: Path) -> None:
    data = run("notice", *DAY, "--json").json
    assert [record["unit"] for record in data["black"]]
    for record in data["black"]:
        assert any(
            fact["ground"] in ("overdue", "immediate_not_started", "unreported")
            for fact in record["facts"]
        )


def test_a_printout_never_takes_the_ledgers_place(run: Run, ledger: Path, tmp_path: Path) -> None:
    before = ledger.read_bytes()
    link = tmp_path / "l.json"
    make_link(link, ledger)
    for target in (ledger, link):
        result = run("export", "-o", target, "--format", "json", "--overwrite")
        assert result.code == 1
        assert "是清单" in result.err
    assert ledger.read_bytes() == before


def test_urging_everybody_is_one_line_of_the_report_and_no_progress(run: Run, ledger: Path) -> None:
    run("progress", "3", "--unit", "漕涧", "--note", "印发指南", "--as-of", "2020-09-22")
    run("urge", "--unit", "各乡镇人民政府", "--as-of", "2020-09-25")
    run("inspect", "--unit", "民建", "--note", "电话督查。", "--as-of", "2020-09-25")
    run(
        "urge",
        "1",
        "--unit",
        "关坪",
        "--note",
        "再催",
        "--date",
        "2020-09-24",
        "--as-of",
        "2020-10-08",
    )
    page = run("report", "--week", "2020-W39").out
    part = page[page.index("五、本周进展和销号") : page.index("六、")]
    assert re.findall(r"^ *(\d+) ", part, re.M) == ["3"]
    assert part[part.index("本周督查、催办：") :].split() == [
        "本周督查、催办：",
        "9月24日催办关坪乡人民政府：再催（第1项）。",
        "9月25日催办诺邓镇人民政府、功果桥镇人民政府、漕涧镇人民政府、白石镇人民政府"
        "等11个单位（第1—11项）。",
        "9月25日督查民建乡人民政府：电话督查（第1—11项）。",
    ]
    later = run("report", "--week", "2020-W41").out
    assert "（补记）9月24日催办关坪乡人民政府：再催（第1项）。" in later
    assert len(run("report", "--week", "2020-W39", "--json").json["events"]) > 100


def test_who_has_not_reported_is_counted_alike_in_sentence_table_and_roster(
    run: Run, ledger: Path
) -> None:
    """Leads owe on what others lead, too; who reported on something is not silent."""
    for unit, issue in (("县发改局", "1"), ("县发改局", "11"), ("县人行", "7"), ("漕涧", "3")):
        run("progress", issue, "--unit", unit, "--note", "推进", "--as-of", "2020-09-22")
    day = ("--week", "2020-W39")
    page = run("report", *day).out
    units = run("roster", *day, "--json").json["units"]
    leads = {"县发改局": {1, 11}, "县人行": {7}, "县政务服务局": {5, 6, 10},
             "县政务服务中心": {2, 3, 4, 8, 9}}  # fmt: skip
    beside = [
        one for one in units
        if any(i["state"] == "missing" and i["id"] not in leads.get(one["unit"], ())
               for i in one["issues"])
    ]  # fmt: skip
    silent = [one for one in beside if not one["reported"]]
    assert (len(beside), len(silent)) == (15, 13)
    assert (
        "本周未报送：牵头单位2个（县政务服务局、县政务服务中心），"
        "责任单位15个（其中13个一项也没有报）。"
    ) in page
    table = page[page.index("（二）责任单位（15个）") : page.index("四、")]
    for one in beside:
        assert f"\n{one['unit']} " in table
    assert re.search(r"\n县发改局 +第2—10项 ", table)
    assert len(table.strip().splitlines()) == 4 + 15


def test_without_items_to_be_done_at_once_the_rest_is_no_other(run: Run, ledger: Path) -> None:
    run("start", "1", "2", "4", "5", "--as-of", "2020-08-20")
    run("start", "3", "--as-of", "2020-08-20")
    page = run("report", "--as-of", "2020-09-23").out
    assert "没有逾期事项；未启动6项" in page


def test_a_leader_reads_who_named_a_difficulty(run: Run, ledger: Path) -> None:
    hard = "存在困难：{}".format
    run("start", "3", "--unit", "县政务服务中心", "--as-of", "2020-09-10")
    run("progress", "3", "--unit", "关坪", "--note", hard("缺经费"), "--as-of", "2020-09-17")
    run("progress", "3", "--unit", "宝丰", "--note", hard("人员不足"), "--as-of", "2020-09-21")
    run("progress", "9", "--note", f"印发指南；{hard('缺场地')}", "--as-of", "2020-09-22")
    page = run("report", "--leader", "何志龙", "--as-of", "2020-10-20").out
    assert (
        "第3项（县政务服务中心牵头）困难："
        "人员不足（宝丰乡人民政府，9月21日）；缺经费（关坪乡人民政府，9月17日）。"
    ) in page
    assert "缺场地（县政务服务中心，9月22日）" in page
    late = run("report", "--leader", "何志龙", "--as-of", "2020-11-05", "--json").json
    assert 9 in late["red"]
    shown = run("report", "--leader", "何志龙", "--as-of", "2020-11-05").out
    assert "困难：缺场地（县政务服务中心" in "".join(shown.split())


def test_what_was_handed_in_again_is_not_said_to_be_outstanding(run: Run, ledger: Path) -> None:
    run("submit", "9", "--as-of", "2020-10-28")
    run("reopen", "9", "--note", "材料不全", "--as-of", "2020-11-02")
    black = run("notice", "--as-of", "2020-11-05").out
    assert "11月2日退回，尚未重新申请销号，应于10月31日完成" in "".join(black.split())
    run("submit", "9", "--as-of", "2020-11-04")
    black = run("notice", "--as-of", "2020-11-05").out
    assert "11月2日退回，应于10月31日完成，逾期4天，11月4日申请销号" in "".join(black.split())
    assert "尚未重新申请销号" not in black


def test_an_extension_is_told_wherever_it_is_told_whether_an_item_is_in_time(
    run: Run, ledger: Path
) -> None:
    run("start", "8", "9", "11", "--as-of", "2020-10-20")
    run("extend", "8", "--to", "2020-12-31", "--as-of", "2020-10-28")
    run("extend", "9", "--to", "2020-11-30", "--as-of", "2020-10-28")
    run("submit", "10", "--as-of", "2020-11-03")
    run("done", "10", "--by", "何志龙", "--as-of", "2020-11-04")
    november = run("summary", "--as-of", "2020-11-05").out
    assert "经延期，时限为12月31日，整改中" in november
    assert "11月30日前完成第9项（县政务服务中心；经延期）" in november
    assert "11月4日销号（迟3天）" in november
    december = ("--as-of", "2020-12-05")
    assert "应于11月30日完成（经延期，原定10月31日），逾期5天" in run("summary", *december).out
    assert "经延期，逾期5天" in run("overdue", *december).out
    assert "（经延期）" in run("report", *december).out
    assert "逾期35天" in run("list", *december).out


def test_a_summary_of_a_later_time_says_of_nobody_that_it_never_reported(
    run: Run, ledger: Path
) -> None:
    run("progress", "3", "--unit", "漕涧", "--note", "甲", "--as-of", "2020-09-20")
    run("progress", "3", "--unit", "关坪", "--note", "乙", "--as-of", "2020-11-20")
    later = run("summary", "--since", "2020-11-06", "--as-of", "2021-01-06").out
    assert "从未报送" not in later
    silent = next(line for line in later.splitlines() if "一项也没有报送的单位" in line)
    assert "2020年11月6日至2021年1月6日对承担的事项一项也没有报送的单位" in silent
    assert "漕涧镇人民政府" in silent
    assert "关坪乡人民政府" not in silent
    whole = run("summary", "--as-of", "2021-01-06").out
    silent = next(line for line in whole.splitlines() if "从未报送的单位" in line)
    assert "漕涧镇人民政府" not in silent


TABLE_OF_TASKS = """\
document:
  title: 澜水县督察反馈意见整改任务分解表
  issued_on: 2023-06-01
units:
  - name: 各乡镇人民政府
    members: []
issues:
  - id: 1
    title: 雨季溢流
    problem: 雨季溢流。
    lead_unit: 县住建局
    responsible_units: [县水务局, 老寨乡人民政府, 坝心乡人民政府, 各乡镇人民政府]
    deadline: 2024年5月31日
"""


def test_papers_of_a_table_of_tasks_that_says_little(run: Run, ledger: Path) -> None:
    ledger.write_text(TABLE_OF_TASKS, encoding="utf-8")
    week = run("report", "--as-of", "2023-06-05").out.splitlines()
    assert week[:2] == ["澜水县督察反馈意见整改周报", "第23周　2023年6月5日"]
    roster = run("roster", "--as-of", "2023-06-05").out.splitlines()
    assert roster[:3] == ["澜水县督察反馈意见整改报送情况", "2023年6月5日", ""]
    notice = run("notice", "--as-of", "2023-06-20").out
    assert "关于澜水县督察反馈意见整改进展情况的通报" in notice
    assert "没有逾期事项；未启动1项（县住建局）" in notice
    assert (
        "各乡镇人民政府、县水务局和老寨乡、坝心乡人民政府。其中各乡镇人民政府为统称，清单没有列出成员。"
    ) in notice
    late = run("export", "--overdue", "-o", "-", "--format", "md", "--as-of", "2024-06-05").out
    assert late.startswith("# 澜水县督察反馈意见整改逾期事项清单")


def test_no_paper_calls_a_unit_by_another_name(run: Run, ledger: Path) -> None:
    lines = (
        "progress, unit: 县政务局, note: '存在困难：缺人'",
        "inspect, unit: 县政务局, note: 抽查",
        "submit, unit: 县政务局",
        "reopen, unit: 县政务局, note: 不全",
    )
    text = ledger.read_text(encoding="utf-8")
    at = text.index("    log:", text.index("  - id: 5\n")) + len("    log:")
    log = "".join(f"\n      - {{date: 2020-09-2{n}, event: {x}}}" for n, x in enumerate(lines, 1))
    ledger.write_text(text[:at] + log + text[at:], encoding="utf-8")
    day = ("--as-of", "2020-09-27")
    for command in (
        ("report",), ("summary",), ("notice",), ("report", "--leader", "何志龙"), ("dossier", "5"),
        ("export",), ("report", "--unit", "政务局"), ("roster",),
    ):  # fmt: skip
        page = run(*command, *day, "-o", "-", "--format", "md").out
        assert "县政务服务局" in page
        assert "县政务局" not in page, command


def test_of_several_leads_only_those_that_are_silent_are_named(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    both = text.replace("    lead_unit: 县人行\n", "    lead_unit: [县人行, 县发改局]\n", 1)
    ledger.write_text(both, encoding="utf-8")
    day = ("--as-of", "2020-10-25")
    run("progress", "7", "--unit", "县人行", "--note", "宣传12场", "--as-of", "2020-10-20")
    page = run("report", *day).out
    part = page[page.index("（一）牵头单位") : page.index("（二）责任单位")]
    (row,) = [line.split() for line in part.splitlines() if line.startswith(" 7 ")]
    assert row[2:] == ["县发改局", "杨川志", "从未报送", "74"]
    summary = run("summary", *day).out
    assert "落实情况：县人行报告：10月20日，宣传12场。县发改局尚未报送。整改中。" in summary
    run("progress", "7", "--unit", "县发改局", "--note", "协调到位", "--as-of", "2020-10-21")
    summary = run("summary", *day).out
    assert "县人行、县发改局报告：10月20日，宣传12场；10月21日，协调到位。整改中。" in summary
    page = run("report", "--as-of", "2020-10-30").out
    part = page[page.index("（一）牵头单位") : page.index("（二）责任单位")]
    (row,) = [line.split() for line in part.splitlines() if line.startswith(" 7 ")]
    assert row[2] == "县人行、县发改局"
