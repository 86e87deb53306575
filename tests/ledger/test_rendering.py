"""The one style in which this project writes a ledger: what a person finds in the file."""

from datetime import date

import pytest
import yaml

from rectify_cli.domain.model import Document, Event, EventKind, Issue, Unit
from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger.reading import parse_ledger_text
from rectify_cli.ledger.render import issue_text, ledger_text, record_text, scalar

DOCUMENT = Document(title="清单: 甲县", issued_on=date(2020, 8, 12), addressees=("甲镇", "乙乡"))
UNITS = (
    Unit(name="县政务服务局", aliases=("政务局",)),
    Unit(name="各乡镇", members=()),
)
FULL = Issue(
    id=1,
    category="共性问题",
    number=2,
    title="事项一",
    problem="办理不便。群众跑腿多！",
    goal="一次办成。",
    measures=("一是精简；", "二是公开: 上墙。"),
    lead_unit=("县政务服务局",),
    responsible_units=("各乡镇",),
    deadline="2020年10月底",
    log=(Event(date=date(2020, 8, 20), event=EventKind.START),),
)
BARE = Issue(id=2, title="事项二", problem="问题", lead_unit=("甲", "乙"))
WHOLE = """\
# 第一行
#
# 第三行
document:
  title: '清单: 甲县'
  issued_on: 2020-08-12
  addressees: [甲镇, 乙乡]

units:
  - name: 县政务服务局
    aliases: [政务局]
  - name: 各乡镇
    members: []
  # 可能是同一单位：甲 乙?

issues:
  - id: 1
    category: 共性问题
    number: 2
    title: 事项一
    problem: |-
      办理不便。
      群众跑腿多！
    goal: |-
      一次办成。
    measures:
      - 一是精简；
      - '二是公开: 上墙。'
    lead_unit: 县政务服务局
    responsible_units: [各乡镇]
    deadline: 2020年10月底
    log:
      - {date: 2020-08-20, event: start}

  - id: 2
    # 原表没有时限
    title: 事项二
    problem: |-
      问题
    lead_unit: [甲, 乙]
    log:
"""


def test_a_whole_ledger_is_written_in_one_style() -> None:
    text = ledger_text(
        DOCUMENT,
        UNITS,
        (FULL, BARE),
        comment="第一行\n\n第三行",
        unit_remarks=["可能是同一单位：甲\n乙\x07"],
        issue_remarks={2: ["原表没有时限"]},
    )
    assert text == WHOLE
    checklist = parse_ledger_text(text, "清单.yaml")
    assert (checklist.document, checklist.units) == (DOCUMENT, UNITS)
    assert checklist.issues == (FULL, BARE)


def test_a_ledger_without_units_and_issues_is_written_with_empty_lists() -> None:
    text = ledger_text(DOCUMENT, (), ())
    assert text.splitlines()[0] == "document:"
    assert text.endswith("\n\nunits: []\n\nissues: []\n")
    assert len(parse_ledger_text(text, "清单.yaml")) == 0


def test_an_issue_without_a_remark_has_none() -> None:
    assert issue_text(BARE) in ledger_text(DOCUMENT, (), (BARE,))
    assert "#" not in issue_text(BARE)


@pytest.mark.parametrize(
    ("problem", "lines"),
    [
        ("一是慢。二是贵；三是远！四是难？", ["一是慢。", "二是贵；", "三是远！", "四是难？"]),
        ("短句，也短，不断开。", ["短句，也短，不断开。"]),
        ("字" * 22 + "，后面还有。", ["字" * 22 + "，后面还有。"]),
        ("字" * 23 + "，后面另起一行。", ["字" * 23 + "，", "后面另起一行。"]),
        ("他说“好。”然后走了。", ["他说“好。”然后走了。"]),
        ("第一。 空格留着。", ["第一。 空格留着。"]),
        ("两个  空格留着。", None),
        ("换\t栏。", None),
    ],
)
def test_official_text_is_cut_after_its_clauses_and_reads_as_before(
    problem: str, lines: list[str] | None
) -> None:
    issue = Issue(id=1, title="事项", problem=problem)
    text = issue_text(issue)
    read = parse_ledger_text(ledger_text(DOCUMENT, (), (issue,)), "清单.yaml")
    assert read.issues == (issue,)
    if lines is not None:
        block = text.partition("problem: |-\n")[2].partition("    log:")[0]
        assert [line.strip() for line in block.splitlines()] == lines


def test_official_text_with_a_character_that_cannot_be_seen_is_written_on_one_line() -> None:
    text = issue_text(Issue(id=1, title="事项", problem="第一栏\t第二栏。"))
    assert '    problem: "第一栏\\x09第二栏。"\n' in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("张某，甲：乙", "张某，甲：乙"),
        ("", "''"),
        ("'甲'", "'''甲'''"),
        ("it's: x", "'it''s: x'"),
        ('"甲\\乙"\t', '"\\"甲\\\\乙\\"\\x09"'),
        ("甲\u2028乙\xa0", '"甲\\u2028乙\\xa0"'),
        ("yes", "'yes'"),
        ("2020-08-12", "'2020-08-12'"),
        ("0x1F", "'0x1F'"),
        ("1_000", "'1_000'"),
        (".nan", "'.nan'"),
        ("~", "'~'"),
        ("- 甲", "'- 甲'"),
        ("甲 #乙", "'甲 #乙'"),
        ("甲,乙", "'甲,乙'"),
    ],
)
def test_a_text_is_the_same_text_to_every_reader_of_yaml(text: str, written: str) -> None:
    assert scalar(text) == written
    assert yaml.safe_load(f"key: {written}\n") == {"key": text}
    assert yaml.safe_load(f"[{written}]") == [text]


def test_bytes_that_are_no_text_are_refused_with_the_cause() -> None:
    with pytest.raises(InvalidDataError) as caught:
        scalar("印发\udcff份")
    assert caught.value.message == "“印发\ufffd份”里有不能当作文字读的字节，没有写"
    assert caught.value.hint == "多半是终端的编码不是 UTF-8：改好后重新输入这段文字。"


def test_a_record_that_takes_one_back_holds_it_whole_and_nothing_empty() -> None:
    old = Event(date=date(2020, 9, 30), event=EventKind.PROGRESS, note="印发300份")
    void = Event(date=date(2020, 10, 9), event=EventKind.VOID, of=old, by="李某", note="")
    assert record_text(void) == (
        "{date: 2020-10-09, event: void, "
        "of: {date: 2020-09-30, event: progress, note: 印发300份}, by: 李某}"
    )
