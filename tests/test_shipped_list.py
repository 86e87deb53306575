"""The shipped list says what the official document says, to the letter."""

import re
from pathlib import Path

import pytest
from conftest import SHIPPED

from rectify_cli.domain.model import Issue
from rectify_cli.ledger.reading import read_ledger

DOCUMENT = Path(__file__).parent / "documents" / "plan-2020-15.txt"
CHECKLIST = read_ledger(SHIPPED).checklist
TOWNSHIPS = [
    "诺邓镇",
    "功果桥镇",
    "漕涧镇",
    "白石镇",
    "宝丰乡",
    "关坪乡",
    "团结彝族乡",
    "长新乡",
    "检槽乡",
    "苗尾傈僳族乡",
    "民建乡",
]
# The page breaks tore a label apart, one half of it printed twice.
TORN = "责责任单位："


def run_of_text() -> str:
    """Section 一 as one run: no line breaks, no page breaks, no Markdown asterisks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    section = text.split("一、存在问题及整改措施")[1].split("二、工作要求")[0]
    return re.sub(r"[\s*]", "", section).replace(TORN, TORN[1:])


def official_parts() -> list[dict[str, str]]:
    """What the document says of each issue, read by a pattern as strict as the document."""
    pattern = re.compile(
        r"(?P<number>\d)\.(?P<problem>.*?)整改措施：(?P<measures>.*?)（牵头单位：(?P<lead>.*?)；"
        r"责任领导：(?P<leader>.*?)；责任单位：(?P<responsible>.*?)；整改时限：(?P<deadline>.*?)[）)]"
    )
    return [match.groupdict() for match in pattern.finditer(run_of_text())]


def test_there_are_five_common_and_six_particular_issues_in_document_order() -> None:
    assert [(issue.id, issue.category, issue.number) for issue in CHECKLIST.issues] == [
        (n, "共性问题" if n <= 5 else "个性问题", n if n <= 5 else n - 5) for n in range(1, 12)
    ]


@pytest.mark.parametrize(
    ("issue", "official"),
    list(zip(CHECKLIST.issues, official_parts(), strict=True)),
    ids=str,
)
def test_every_text_of_an_issue_is_the_documents(issue: Issue, official: dict[str, str]) -> None:
    assert issue.problem == official["problem"]
    assert issue.measures_text == official["measures"]
    assert issue.lead_text == official["lead"]
    assert issue.leader == official["leader"]
    assert "、".join(issue.responsible_units) == official["responsible"].replace("，", "、")
    assert issue.deadline == official["deadline"]
    assert str(issue.number) == official["number"]


def test_words_torn_by_page_breaks_are_whole() -> None:
    texts = "".join(issue.problem + issue.measures_text for issue in CHECKLIST.issues)
    for word in ("有效投诉电话号码", "公共资源交易中心", "服务窗口前未放置"):
        assert word in texts


def test_every_measure_is_one_sentence() -> None:
    for issue in CHECKLIST.issues:
        assert all(measure.endswith("。") for measure in issue.measures)
        assert all("。" not in measure[:-1] for measure in issue.measures)


def test_short_titles_are_short_and_the_logs_are_empty() -> None:
    assert all(len(issue.title) <= 20 for issue in CHECKLIST.issues)
    assert all(issue.log == () for issue in CHECKLIST.issues)


def test_the_documents_facts() -> None:
    document = CHECKLIST.document
    assert document.number == "〔2020〕15号"
    assert document.issuer == "云龙县人民政府办公室"
    assert str(document.issued_on) == "2020-08-12"
    assert document.basis == "大政办通〔2020〕54号"
    assert document.compiled_by == "县政务服务局"


def test_units_have_the_documents_alias_and_groups() -> None:
    units = {unit.name: unit for unit in CHECKLIST.units}
    assert units["县政务服务局"].aliases == ("县政务局",)
    assert "县政务服务中心" in units
    assert units["各乡镇人民政府"].members == tuple(f"{name}人民政府" for name in TOWNSHIPS)
    assert all(units[name].members is not None for name in ("县级各部门", "县各金融机构"))
