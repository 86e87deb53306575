"""The small rules of reading: numbers, labels, names, titles, facts, units."""

from itertools import pairwise
from pathlib import Path

import pytest
from sample_plans import PLANS

from rectify_cli.domain.model import Issue, Unit
from rectify_cli.importing.plan.building import derive_title
from rectify_cli.importing.plan.reader import read_plan
from rectify_cli.importing.plan.units import collect_units, propose_aliases
from rectify_cli.importing.words.label_places import find_labels
from rectify_cli.importing.words.labels import Field, read_column
from rectify_cli.importing.words.names import split_units
from rectify_cli.importing.words.numbering import Kind, inline_items, read_mark
from rectify_cli.importing.words.people import read_people
from rectify_cli.importing.words.wording import cut_sentences, plain_line, tidy


@pytest.mark.parametrize(
    ("line", "kind", "number", "words"),
    [
        ("一、共性问题", Kind.HAN, 1, "共性问题"),
        ("十二 、 某事", Kind.HAN, 12, "某事"),
        ("二　基层治理方面（1条）", Kind.HAN, 2, "基层治理方面（1条）"),
        ("问题一　水电气报装未落地", Kind.PROBLEM, 1, "水电气报装未落地"),
        ("（三）个性问题", Kind.HAN_BRACKET, 3, "个性问题"),
        ("(二十一) 某事", Kind.HAN_BRACKET, 21, "某事"),
        ("1. 某事", Kind.DIGIT, 1, "某事"),
        ("12．某事", Kind.DIGIT, 12, "某事"),
        ("１、某事", Kind.DIGIT, 1, "某事"),
        ("3.2020年以来", Kind.DIGIT, 3, "2020年以来"),
        ("（1）某事", Kind.DIGIT_BRACKET, 1, "某事"),
        ("2）某事", Kind.DIGIT_BRACKET, 2, "某事"),
        ("③某事", Kind.CIRCLED, 3, "某事"),
        ("问题十一：某事", Kind.PROBLEM, 11, "某事"),
        ("【问题2】某事", Kind.PROBLEM, 2, "某事"),
        ("第二部分　制度建设", Kind.PART, 2, "制度建设"),
    ],
)
def test_a_number_at_the_head_of_a_line(line: str, kind: Kind, number: int, words: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.number, line[mark.length :].strip()) == (kind, number, words)


@pytest.mark.parametrize(
    "line",
    [
        "1.5万元的项目",
        "2020年10月底",
        "一是提高认识",
        "一 是提高认识",
        "120户中有37户",
        "（含2户）",
        "三",
    ],
)
def test_figures_in_running_text_are_no_numbers(line: str) -> None:
    assert read_mark(line) is None


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1.甲；2.乙。", ["1.甲；", "2.乙。"]),
        ("①甲；②乙；③丙。", ["①甲；", "②乙；", "③丙。"]),
        ("（1）甲。（2）乙。", ["（1）甲。", "（2）乙。"]),
        ("甲1.5倍；2.乙", ["甲1.5倍；2.乙"]),
        ("1.甲；3.丙", ["1.甲；3.丙"]),
    ],
)
def test_a_list_within_one_run_is_cut_where_it_counts_up(text: str, pieces: list[str]) -> None:
    bounds = [*inline_items(text), len(text)] if inline_items(text) else [0, len(text)]
    assert [text[a:b] for a, b in pairwise(bounds)] == pieces


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("整改措施：甲", [Field.MEASURES]),
        ("整 改 措 施 ： 甲", [Field.MEASURES]),
        ("（牵头单位：甲；责任领导：乙；整改时限：丙）",
         [Field.LEAD, Field.LEADER, Field.DEADLINE]),
        ("…；责\n\n责任单位：甲", [Field.RESPONSIBLE]),
        ("甲；责任单\n位：乙", [Field.RESPONSIBLE]),
        ("【整改目标】甲", [Field.GOAL]),
        ("存在问题\n甲", [Field.PROBLEM]),
        ("逐项明确责任单位：压实到人", []),
        ("明确责任单位和完成时限", []),
        ("整改措施要实", []),
        ("（二）整改措施\n甲", []),
        ("（二）整改措施\n甲\n（二）整改措施\n乙", [Field.MEASURES, Field.MEASURES]),
        ("完成时限∶甲", [Field.DEADLINE]),
        ("整改指施：甲", [Field.MEASURES]),
        ("县级牵头领导：甲", [Field.LEADER]),
        ("（牵头单位县财政局）", [Field.LEAD]),
    ],
)  # fmt: skip
def test_labels_open_a_line_a_bracket_or_a_clause(text: str, fields: list[Field]) -> None:
    assert [label.field for label in find_labels(text, {})] == fields


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("序 号", [Field.NUMBER]),
        ("存在的主要问题", [Field.PROBLEM]),
        ("整改\n措施", [Field.MEASURES]),
        ("牵头责任单位", [Field.LEAD]),
        ("整改责任单位", [Field.RESPONSIBLE]),
        ("牵头单位及责任领导", [Field.LEAD, Field.LEADER]),
        ("整改进展情况", [Field.OTHER]),
        ("某列", []),
    ],
)
def test_a_columns_title_names_its_field(title: str, fields: list[Field]) -> None:
    assert list(found.fields if (found := read_column(title, {})) else ()) == fields


@pytest.mark.parametrize(
    ("text", "leads", "names", "doubtful"),
    [
        ("县级各部门，各乡镇人民政府", [], ["县级各部门", "各乡镇人民政府"], False),
        ("县财政局、县审计局;县税务局", [], ["县财政局", "县审计局", "县税务局"], False),
        ("县发展和\n改革局", [], ["县发展和改革局"], False),
        ("县住房和城乡建设局", [], ["县住房和城乡建设局"], False),
        ("各乡（镇）人民政府", [], ["各乡（镇）人民政府"], False),
        ("县财政局和县审计局", [], ["县财政局", "县审计局"], True),
        ("县财政局 县审计局", [], ["县财政局", "县审计局"], True),
        ("县财政局、县审计局等部门", [], ["县财政局", "县审计局"], True),
        ("县财政局牵头，县审计局、县税务局配合", ["县财政局"], ["县审计局", "县税务局"], True),
        ("县财政局（张三）", [], ["县财政局"], True),
        ("另行通知", [], ["另行通知"], True),
    ],
)
def test_units_are_told_apart_and_what_is_odd_is_said(
    text: str, leads: list[str], names: list[str], doubtful: bool
) -> None:
    found = split_units(text)
    assert (list(found.leads), list(found.names)) == (leads, names)
    assert bool(found.doubts) == doubtful


@pytest.mark.parametrize(
    ("text", "name", "doubtful"),
    [
        ("张建雄", "张建雄", False),
        ("张　强", "张强", False),
        ("何平、张敏", "何平、张敏", False),
        ("何平　张敏", "何平、张敏", True),
        ("副局长 何平", "副局长何平", True),
        ("县委常委、副县长李明", "县委常委、副县长李明", False),
        ("县财政局预算股和国库股", "县财政局预算股和国库股", True),
    ],
)
def test_people_are_as_the_document_words_them(text: str, name: str, doubtful: bool) -> None:
    read, doubts = read_people(text)
    assert (read, bool(doubts)) == (name, doubtful)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("落实“只进一扇门”有差距。县政务服务中心场地为借用。", "落实“只进一扇门”有差距"),
        ("问题一：采购不严，有五批未招标。", "采购不严"),
        ("一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九…"),
        ("。", "。"),
    ],
)
def test_a_short_title_is_the_first_clause_within_twenty_characters(text: str, title: str) -> None:
    assert derive_title(text) == title
    assert len(title) <= 20


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("说“甲。”乙。", ["说“甲。”", "乙。"]),
        ("甲（乙。丙）丁。戊。", ["甲（乙。丙）丁。", "戊。"]),
        ("甲（没有合上。乙。", ["甲（没有合上。", "乙。"]),
        ("", []),
    ],
)
def test_measures_are_cut_after_sentences(text: str, sentences: list[str]) -> None:
    assert cut_sentences(text) == sentences
    assert "".join(sentences) == text


@pytest.mark.parametrize("line", ["- 3 -", "— １２ —", "第 3 页 共 8 页", "3/8", "---", "***"])
def test_page_numbers_and_rules_are_no_text(line: str) -> None:
    assert plain_line(line) == ""


def test_spaces_go_beside_chinese_and_stay_between_latin_words() -> None:
    assert tidy("在 2019 年 E 站 使用 Open Data 服务\n平台 2 0 2 0 年") == (
        "在2019年E站使用Open Data服务平台2020年"
    )


def issue(*units: str) -> Issue:
    return Issue(id=1, title="题", problem="问题。", responsible_units=units)


def test_groups_are_told_by_their_words() -> None:
    units = collect_units([issue("县级各部门", "全县各金融机构", "县财政局", "各乡镇")])
    assert [unit.name for unit in units if unit.members is not None] == [
        "县级各部门", "全县各金融机构", "各乡镇",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["县政务局", "县政务服务局"], [("县政务服务局", "县政务局")]),
        (["发改局", "县发改局"], [("县发改局", "发改局")]),
        (["县政务服务中心", "县政务服务局"], []),
        (["县财政局", "县民政局"], []),
        (["县公安局", "县公安局交通警察大队"], []),
    ],
)
def test_names_that_may_be_one_unit_are_proposed_not_merged(
    names: list[str], pairs: list[tuple[str, str]]
) -> None:
    units = [Unit(name=name) for name in names]
    assert [tuple(pair) for pair in propose_aliases(units)] == pairs


def test_a_field_that_only_some_issues_lack_is_a_finding_and_one_that_all_lack_a_note() -> None:
    result = read_plan(PLANS / "same_numbers.txt")
    missing = {(f.issue_id, f.field) for f in result.findings if "原文没有写" in f.reason}
    assert (5, "deadline") in missing
    assert not [f for f in result.findings if f.field == "leader"]
    assert any("责任领导" in note for note in result.notes)


def test_issues_in_a_text_beside_a_longer_table_are_not_left_out_unsaid(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "1. 正文里的问题。\n整改措施：改。（责任单位：县财政局）\n\n"
        "| 序号 | 问题 | 整改措施 | 责任单位 |\n|---|---|---|---|\n"
        "| 1 | 甲。 | 改甲。 | 县财政局 |\n| 2 | 乙。 | 改乙。 | 县审计局 |\n",
        encoding="utf-8",
    )
    result = read_plan(path)
    assert [issue.problem for issue in result.issues] == ["甲。", "乙。"]
    assert any("正文里另有 1 项没有读" in f.reason for f in result.findings_of(None))
