"""What a red pen asks of every paper, as rules that a program can test, over several ledgers.

The papers are made as a clerk makes them, through the commands, and read back from Word; what
stands on which page is asked of LibreOffice, where it is installed.
"""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import ROOT, Run
from docx.oxml.ns import qn
from samples import shipped, summary_on

from rectify_cli.cli import main
from rectify_cli.domain.model import Checklist, Status
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.formats.blocks import Heading, Paragraph
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.views.phrases import day_text

DAY = date(2020, 11, 5)
RUN = qn("w:rPr")
NUMBER = "云营商办通〔2020〕3号"
LEDGERS = ("frozen", "busy", "many")
OFFICIAL = ("notice", "summary")
PAPERS = (
    *("report", "month", *OFFICIAL, "list", "overdue list", "leader", "dossier"),
    *("roster", "missing"),
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "report": ("report",),
    "month": ("report", "--month", "2020-11"),
    "notice": ("notice", "--number", NUMBER, "--cc", "县委办公室"),
    "summary": ("summary", "--number", "云政务报〔2020〕5号", "--signer", "何某"),
    "list": ("export",),
    "overdue list": ("export", "--overdue"),
    "leader": ("report", "--leader", "何志龙"),
    "dossier": ("dossier", "1"),
    "roster": ("roster",),
    "missing": ("roster", "--missing"),
}


@dataclass(frozen=True, eq=False)
class Paper:
    """A paper as Word holds it, and the ledger that it was made from."""

    name: str
    path: Path
    checklist: Checklist

    @cached_property
    def word(self) -> Any:
        return docx.Document(io.BytesIO(self.path.read_bytes()))

    @cached_property
    def paragraphs(self) -> list[str]:
        """The text of every paragraph in order, those in tables and frames too."""
        texts = (text_of(p) for p in self.word.element.body.iter(qn("w:p")) if not framing(p))
        return [text for text in texts if text.strip()]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        return [
            [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
            for table in self.word.element.body.iter(qn("w:tbl"))
        ]

    @property
    def states(self) -> list[IssueState]:
        return states_of(self.checklist, DAY)


def text_of(element: Any) -> str:
    pieces = element.iter(qn("w:t"), qn("w:tab"))
    return "".join("　" if piece.tag == qn("w:tab") else piece.text or "" for piece in pieces)


def framing(paragraph: Any) -> bool:
    """Whether a frame is anchored at the paragraph: its text comes again from within."""
    return next(paragraph.iter(qn("w:txbxContent")), None) is not None


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A list in which nothing was done, one in mid-course, and one of sixty items."""
    folder = tmp_path_factory.mktemp("ledgers")
    made = {"frozen": folder / "frozen" / "issues.yaml"}
    made["frozen"].parent.mkdir()
    shutil.copyfile(ROOT / "tests" / "fixtures" / "issues.yaml", made["frozen"])
    script = ROOT / "examples" / "sample_ledger.py"
    for name, options in (("busy", ()), ("many", ("--issues", "60"))):
        made[name] = folder / name / "issues.yaml"
        line = [sys.executable, str(script), str(made[name]), *options]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, env={"PYTHONPATH": str(ROOT)})
    return made


Make = Callable[[str, str], Paper]


@pytest.fixture(scope="module")
def make(ledgers: dict[str, Path]) -> Make:
    """``make("notice", "busy")``: the paper as a .docx file, made once."""

    @cache
    def make_paper(name: str, ledger: str) -> Paper:
        source = ledgers[ledger]
        path = source.parent / f"{name}.docx"
        words = ("-f", str(source), "--as-of", str(DAY), *COMMANDS[name], "-o", str(path))
        assert main(words) == 0
        return Paper(name, path, read_ledger(source).checklist)

    return make_paper


every_paper = pytest.mark.parametrize("name", PAPERS)
official = pytest.mark.parametrize("name", OFFICIAL)
every_ledger = pytest.mark.parametrize("ledger", LEDGERS)


@every_ledger
def test_01_the_title_of_a_notice_begins_with_its_issuer_and_ends_in_tongbao(
    make: Make, ledger: str
) -> None:
    title = make("notice", ledger).word.core_properties.title
    assert title.startswith("县优化营商环境领导小组办公室关于")
    assert title.endswith("的通报")


@every_ledger
@official
def test_02_the_parts_of_an_official_document_stand_in_order(
    make: Make, name: str, ledger: str
) -> None:
    paper = make(name, ledger)
    title = paper.word.core_properties.title
    issuer = title.partition("关于")[0]
    body = squeezed(paper.text)
    marks = [
        "号",
        squeezed(title),
        "：",
        "如下：",
        "附件：",
        issuer,
        "2020年11月5日",
        "附件",
        "印发",
    ]
    at = 0
    for mark in marks:
        found = body.find(mark, at)
        assert found >= 0, mark
        at = found + len(mark)
    assert body.endswith("印发")


@every_ledger
@official
def test_03_addressees_end_in_a_colon_and_a_report_has_one(
    make: Make, name: str, ledger: str
) -> None:
    paper = make(name, ledger)
    title = paper.word.core_properties.title.replace("\n", "")
    after = [p for p in paper.paragraphs if squeezed(p) != squeezed(title)]
    addressees = next(p for p in after if p.endswith("：") and "如下" not in p)
    assert len(re.split("[，、]", addressees)) == (1 if name == "summary" else 2)


@official
def test_04_the_number_has_its_code_and_a_report_names_who_signs(make: Make, name: str) -> None:
    text = make(name, "busy").text
    assert re.search(r"^　?[\u4e00-\u9fff]+〔2020〕\d+号", text, re.M)
    assert ("签发人：" in text) is (name == "summary")


@every_ledger
@official
def test_05_the_opening_names_its_ground_and_leads_over(make: Make, name: str, ledger: str) -> None:
    opening = next(p for p in make(name, ledger).paragraphs if p.startswith("按照"))
    assert re.search(r"《.+》（.+印发）要求", opening)
    assert "现将" in opening
    assert opening.endswith("如下：")


@every_ledger
@pytest.mark.parametrize("name", ["report", "notice"])
def test_07_states_add_up_to_the_total(make: Make, name: str, ledger: str) -> None:
    text = make(name, ledger).text
    total = number_in(text, r"应整改(\d+)项")
    words = (r"(?:累计|已)销号(\d+)项", r"待销号(\d+)项", r"整改中(\d+)项", r"未启动(\d+)项。?")
    told = next(p for p in text.split("\n") if "应整改" in p)
    parts = [number_in(told, word) for word in words[:3]]
    not_started = int(re.findall(r"整改中\d+项，未启动(\d+)项", told)[0])
    assert sum(parts) + not_started == total


@pytest.mark.parametrize("name", ["report", "notice"])
def test_08_rate_and_overdue_carry_a_comparison(make: Make, name: str) -> None:
    told = next(p for p in make(name, "busy").paragraphs if "应整改" in p)
    assert re.search(r"完成率[^；。]*，(比|与)上", told)
    assert re.search(r"逾期\d+项（[^）]*），(比|与)上", told)


@every_ledger
@every_paper
def test_09_percentages_differ_by_points(make: Make, name: str, ledger: str) -> None:
    assert not re.search(r"(提高|下降|增加|减少)\d+(\.\d+)?%", make(name, ledger).text)


@every_ledger
@every_paper
def test_10_figures_are_written_as_offices_write_them(make: Make, name: str, ledger: str) -> None:
    paper = make(name, ledger)
    assert ".0%" not in paper.text
    cells = [cell for table in paper.tables for row in table for cell in row]
    assert not [cell for cell in cells if re.fullmatch(r"[-+−]\d+.*", cell)]


@every_ledger
@every_paper
def test_11_and_12_dates_are_chinese_unpadded_and_not_to_come(
    make: Make, name: str, ledger: str
) -> None:
    paper = make(name, ledger)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", paper.text)
    assert not re.search(r"年0\d月|月0\d日", paper.text)
    subtitle = paper.paragraphs[:4]
    for month, day in re.findall(r"至(?:(\d+)月)?(\d+)日", "".join(subtitle)):
        assert (int(month or 11), int(day)) <= (11, 5)


FORBIDDEN = ("条记录", "本期记录", "截止日", "剩余/逾期")


@every_ledger
@every_paper
def test_13_words_of_the_program_stay_out(make: Make, name: str, ledger: str) -> None:
    text = make(name, ledger).text
    assert not [word for word in FORBIDDEN if word in text]
    assert not re.search(r"没有\S{0,6}记录", text)
    assert ("办理记录" in text) is (name == "dossier")


@every_ledger
@pytest.mark.parametrize("name", ["report", "notice", "summary", "leader"])
def test_14_no_unit_is_called_by_another_name(make: Make, name: str, ledger: str) -> None:
    text = re.sub(r"“[^”]*”", "", make(name, ledger).text)
    assert "县政务局" not in text


@every_ledger
def test_15_the_days_of_silence_of_a_lead_are_its_own(make: Make, ledger: str) -> None:
    paper = make("report", ledger)
    silent = {state.issue.id: state.silent_days for state in paper.states}
    for table in paper.tables:
        head = [cell.replace("\n", "") for cell in table[0]]
        if head[:2] == ["序号", "事项"] and head[-1] == "未报天数":
            assert {int(row[0]): int(row[-1]) for row in table[1:]} == {
                int(row[0]): silent[int(row[0])] for row in table[1:]
            }


def black_entries(paper: Paper) -> list[str]:
    """The paragraphs of the black list that name a lead unit."""
    lines = iter(paper.paragraphs)
    next(line for line in lines if re.match(r"二、黑榜", line))
    entries: list[str] = []
    for line in lines:
        if line.startswith("三、"):
            return entries
        if "（牵头" in line:
            entries.append(line)
    raise AssertionError("the black list has no end")


@every_ledger
def test_16_an_item_stands_once_in_the_black_list(make: Make, ledger: str) -> None:
    entries = "".join(black_entries(make("notice", ledger)))
    ids = re.findall(r"第(\d+)项", entries)
    assert ids
    assert len(ids) == len(set(ids))


@every_ledger
def test_17_the_black_list_is_by_overdue_items_then_days(make: Make, ledger: str) -> None:
    gravity = []
    for entry in black_entries(make("notice", ledger)):
        items = re.search(r"，逾期(\d+)项）", entry)
        days = [int(day) for day in re.findall(r"完成，逾期(\d+)天", entry)]
        gravity.append((int(items[1]) if items else 0, max(days, default=0)))
    assert gravity == sorted(gravity, reverse=True)


@every_ledger
def test_18_every_demand_has_a_unit_and_a_date(make: Make, ledger: str) -> None:
    lines = make("notice", ledger).paragraphs
    begin = next(i for i, line in enumerate(lines) if line.endswith("、工作要求"))
    end = next(i for i, line in enumerate(lines) if line.startswith("附件："))
    demands = lines[begin + 1 : end]
    assert demands
    for demand in demands:
        assert re.search(r"〔请补充：日期〕|\d+月\d+日", demand), demand
        assert re.search(r"[局心行府位门]", demand.partition("于")[0]), demand


@every_ledger
@pytest.mark.parametrize("name", ["notice", "summary", "report"])
def test_19_what_was_sent_back_is_not_on_schedule(make: Make, name: str, ledger: str) -> None:
    paper = make(name, ledger)
    for state in paper.states:
        if state.sent_back is not None:
            assert not re.search(rf"第{state.issue.id}项[^第。]*按时限推进", paper.text)


@every_ledger
@pytest.mark.parametrize("name", ["report", "notice"])
def test_20_tables_of_units_end_in_a_total(make: Make, name: str, ledger: str) -> None:
    (table,) = [t for t in make(name, ledger).tables if t[0][-1] in ("完成率", "结果")]
    assert table[-1][0] == "合计"
    at = [cell.replace("\n", "") for cell in table[0]].index("应整改")
    assert int(table[-1][at]) == len(make(name, ledger).checklist.issues)


@every_ledger
@official
def test_21_the_text_is_black_but_for_the_letterhead(make: Make, name: str, ledger: str) -> None:
    body = make(name, ledger).word.element.body
    inks = [
        (ink.get(qn("w:val")), text_of(run))
        for run in body.iter(qn("w:r"))
        for ink in run.iter(qn("w:color"))
        if text_of(run)
    ]
    coloured = {text for value, text in inks if value not in ("000000", "auto")}
    assert len(coloured) == 1, "the issuer's name alone"


@every_ledger
@official
def test_22_annexes_are_told_under_the_titles_that_they_bear(
    make: Make, name: str, ledger: str
) -> None:
    lines = make(name, ledger).paragraphs
    told = [re.sub(r"^\s*(附件：)?(\d\.)?", "", line) for line in annex_note(lines)]
    borne = [lines[i + 1] for i, line in enumerate(lines) if re.fullmatch(r"附件\d?", line)]
    assert told == borne
    assert all(not re.search(r"[。；]$", title) for title in told)


def annex_note(lines: list[str]) -> Iterator[str]:
    begin = next(i for i, line in enumerate(lines) if line.startswith("附件："))
    yield lines[begin]
    for line in lines[begin + 1 :]:
        if not line.startswith("　　　"):
            return
        yield line


@every_ledger
def test_24_a_report_upwards_asks_for_nothing(make: Make, ledger: str) -> None:
    text = make("summary", ledger).text
    assert "特此报告。" in text
    assert not [word for word in ("请予", "恳请", "请批示", "请审示") if word in text]


@every_ledger
@every_paper
def test_25_no_demonstration_in_a_title_of_an_official_document_and_nobody_fills_it_in(
    make: Make, name: str, ledger: str
) -> None:
    if name in OFFICIAL:
        paper = make(name, ledger)
        assert "演示数据" not in paper.word.core_properties.title
        assert "填报人" not in paper.text


def number_in(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    assert found, pattern
    return int(found[1])


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


needs_pages = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and poppler tell what stands on which page",
)


Pages = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def pages(make: Make) -> Pages:
    """``pages("notice", "busy")``: the text of each page as LibreOffice sets it; all papers on
    a ledger are set at once, for it starts slowly."""

    @cache
    def set_papers(ledger: str) -> dict[str, list[str]]:
        return set_pages([make(name, ledger).path for name in PAPERS])

    return lambda name, ledger: set_papers(ledger)[make(name, ledger).path.stem]


def set_pages(files: list[Path]) -> dict[str, list[str]]:
    """The text of each page of Word files that lie in one folder, by their names."""
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = ("--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files))
    subprocess.run(["soffice", profile, *order], check=True, capture_output=True, timeout=240)
    return {file.stem: text_of_pages(file.with_suffix(".pdf")) for file in files}


def text_of_pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return told.stdout.decode("utf-8").split("\f")[:-1]


@needs_pages
@every_ledger
@pytest.mark.parametrize("name", ["report", "notice"])
def test_06_page_one_names_every_lead_that_is_late_or_has_not_started(
    make: Make, pages: Pages, name: str, ledger: str
) -> None:
    paper = make(name, ledger)
    first = squeezed(pages(name, ledger)[0])
    named = [s for s in paper.states if s.is_overdue or s.status is Status.NOT_STARTED]
    assert named
    for state in named:
        for lead in state.roles.leads:
            # Of many townships 人民政府 is said once.
            assert lead in first or f"{lead.removesuffix('人民政府')}、" in first


@needs_pages
@pytest.mark.parametrize("ledger", ["frozen", "busy"])
def test_the_body_of_a_notice_on_eleven_items_ends_on_its_second_page(
    pages: Pages, ledger: str
) -> None:
    told = pages("notice", ledger)
    assert [number for number, page in enumerate(told, 1) if "附件：1." in squeezed(page)] == [2]
    assert squeezed(told[1]).partition("附件：1.")[2].count("2020年11月5日") == 1


# What closes a paper and is no text of it: who signs and when, 附件说明, 版记, the page's number.
CLOSING = re.compile(
    r"附件：|认定标准$|清单$|^(填报|县优化营商环境领导小组办公室|县政务服务局)|^2020年11月5日$"
    r"|^抄送|印发$|^—\d+—$|^[—\d]$"
)


@needs_pages
@every_paper
@pytest.mark.parametrize("ledger", ["busy", "many"])
def test_23_no_page_that_closes_a_paper_has_fewer_than_three_lines(
    pages: Pages, name: str, ledger: str
) -> None:
    told = [[squeezed(line) for line in page.split("\n")] for page in pages(name, ledger)]
    closing = [page for page in told if any(re.match("填报|2020年11月5日$", one) for one in page)]
    for page in (*closing, told[-1]):
        lines = [line for line in page if line and not CLOSING.search(line)]
        assert len(lines) >= 3, page


HEADING = re.compile(r"([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^。；]{2,20}$")


@needs_pages
@every_paper
@pytest.mark.parametrize("ledger", ["busy", "many"])
def test_no_page_ends_in_a_heading(pages: Pages, name: str, ledger: str) -> None:
    for page in pages(name, ledger):
        lines = [squeezed(line) for line in page.split("\n") if line.strip()]
        texts = [line for line in lines if not re.fullmatch(r"[—\d]+", line)]
        assert not HEADING.match(texts[-1]), page


@needs_pages
@pytest.mark.parametrize("ledger", ["busy", "many"])
def test_the_page_of_a_leader_is_one(pages: Pages, ledger: str) -> None:
    assert len(pages("leader", ledger)) == 1


NAMES = ("牵头单位", "责任领导", "责任单位", "单位", "报送单位")


@every_ledger
@every_paper
def test_names_in_tables_are_never_broken(make: Make, name: str, ledger: str) -> None:
    paper = make(name, ledger)
    leaders = {issue.leader or "" for issue in paper.checklist.issues}
    known = {*paper.checklist.unit_names(), *"、".join(leaders).split("、")}
    known |= {"", "—", "合计", "应报单位数", "已报单位数", "未报单位数"}
    for table in paper.word.tables:
        head = [squeezed(cell.text).startswith(NAMES) for cell in table.rows[0].cells]
        for row in table.rows[1:]:
            cells = [c.text for c, is_name in zip(row.cells, head, strict=False) if is_name]
            lines = [line.strip("、，") for cell in cells for line in cell.split("\n")]
            assert not [line for line in lines if not set(line.split("、")) <= known]


@every_ledger
def test_the_list_is_legible_and_has_every_column_of_a_taizhang(make: Make, ledger: str) -> None:
    paper = make("list", ledger)
    (table,) = paper.word.tables
    head = [cell.text for cell in table.rows[0].cells]
    wanted = "序号 类别 存在问题 整改措施 牵头单位 责任领导 责任单位 整改时限 到期日 状态 进展情况"
    titles = {squeezed(title) for text in head for title in (text, *text.split("\n"))}
    assert set(wanted.split()) <= titles
    sizes = {size.val.pt for size in table._tbl.iter(qn("w:sz")) if size.getparent().tag == RUN}
    assert sizes == {9}
    at = next(index for index, text in enumerate(head) if text.startswith("进展情况"))
    assert table.columns[at].width.pt >= 8 * 9, "eight characters"


@needs_pages
def test_a_slip_has_pages_of_its_own_and_its_receipt_stays_with_the_signature(
    ledgers: dict[str, Path],
) -> None:
    ledger = ledgers["busy"].parent / "urged.yaml"
    shutil.copyfile(ledgers["busy"], ledger)
    path = ledger.with_name("slips.docx")
    words = ("-f", str(ledger), "--as-of", str(DAY), "urge", "--unit", "各乡镇人民政府")
    assert main((*words, "--reply-by", "2020-11-10", "-o", str(path))) == 0
    slips = [squeezed(page) for page in set_pages([path])["slips"]]
    assert len(slips) > 5
    for page in slips:
        assert page.startswith("提醒通知单") is ("—1—" in page)
        assert ("承办股室" in page) is ("2020年11月5日" in page)


def test_no_paper_is_made_of_days_to_come(run: Run, ledgers: dict[str, Path]) -> None:
    to_come = (date.today() + timedelta(days=400)).isoformat()
    for command in ("notice", "summary"):
        result = run("-f", ledgers["busy"], command, "--until", to_come)
        assert result.code == 2


def test_a_day_of_the_same_year_needs_no_year() -> None:
    assert day_text(date(2020, 10, 29), near=date(2020, 1, 1)) == "10月29日"
    assert day_text(date(2020, 10, 29), near=date(2021, 10, 29)) == "2020年10月29日"


def test_a_report_upwards_tells_every_item_once_under_its_category() -> None:
    """However many categories there are, and wherever in the ledger their items stand."""
    words = [f"第{number}类问题" for number in range(1, 13)]
    first, *_ = shipped().issues
    issues = [
        first.model_copy(update={"id": at, "title": f"甲{at}乙", "category": category})
        for at, category in enumerate(words * 2, start=1)
    ]
    document = summary_on(shipped().model_copy(update={"issues": tuple(issues)}))
    headings = [block.text for block in document.blocks() if isinstance(block, Heading)]
    told = [block.text for block in document.blocks() if isinstance(block, Paragraph)]
    assert headings.count("（十二）第12类问题（2项）") == 1
    for issue in issues:
        assert sum(f"{issue.title}（" in text for text in told) == 1, issue.title
