"""The words by which official documents label the parts of an issue, and where they stand."""

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rectify_cli.domain.model import Issue, title_of
from rectify_cli.importing.words.wording import COLONS, OPENING, tidy


class Field(StrEnum):
    """What a label introduces; the values are the keys of an issue in the ledger, save the last
    three."""

    CATEGORY = "category"
    NUMBER = "number"
    TITLE = "title"
    PROBLEM = "problem"
    GOAL = "goal"
    MEASURES = "measures"
    LEAD = "lead_unit"
    LEADER = "leader"
    RESPONSIBLE = "responsible_units"
    OFFICE = "office"
    CONTACT = "contact"
    DEADLINE = "deadline"
    HELPING = "helping_units"
    PERSON = "person"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        own = {Field.HELPING: "配合单位", Field.PERSON: "责任人", Field.OTHER: "其他"}
        return own.get(self) or title_of(Issue, self.value)


LONG_FIELDS = frozenset({Field.PROBLEM, Field.GOAL, Field.MEASURES, Field.OTHER})
BLOCK_FIELDS = frozenset(Field) - LONG_FIELDS

# HELPING joins the responsible units, PERSON is the leader where no leader is named.
_WORDS: dict[Field, tuple[str, ...]] = {
    Field.PROBLEM: (
        *("存在问题", "存在的问题", "存在的主要问题", "存在主要问题", "主要问题", "问题表现"),
        *("问题描述", "具体问题", "反馈问题", "整改问题", "问题内容", "反馈意见", "问题概述"),
        *("问题情形", "问题"),
    ),
    Field.GOAL: ("整改目标", "工作目标", "目标任务", "整改成效目标", "目标"),
    Field.MEASURES: (
        *("整改措施", "具体措施", "工作措施", "主要措施", "整改举措", "工作举措", "整改落实措施"),
        *("具体整改措施", "整改工作措施", "措施"),
    ),
    Field.LEAD: (
        *("牵头单位", "牵头部门", "牵头责任单位", "牵头责任部门", "主办单位", "主办部门"),
        *("整改牵头单位", "牵头整改单位"),
    ),
    Field.RESPONSIBLE: (
        *("责任单位", "责任部门", "整改责任单位", "主体责任单位", "整改单位", "责任主体"),
        *("整改主体", "主体单位", "整改责任主体", "落实单位", "承办单位"),
    ),
    Field.HELPING: (
        *("配合单位", "配合部门", "协办单位", "协同单位", "参与单位", "协助单位", "配合责任单位"),
        *("责任配合单位",),
    ),
    Field.LEADER: (
        *("责任领导", "牵头领导", "包保领导", "分管领导", "责任县领导", "牵头县领导", "县级领导"),
        *("挂钩领导", "包案领导", "整改责任领导", "领衔领导", "领办领导"),
    ),
    Field.PERSON: (
        *("责任人", "整改责任人", "直接责任人", "主要责任人", "具体责任人", "牵头责任人"),
        *("第一责任人", "负责人"),
    ),
    Field.OFFICE: ("责任股室", "责任科室", "承办股室", "承办科室", "牵头股室", "责任处室"),
    Field.CONTACT: ("联系人", "联络员", "经办人", "具体经办人", "联系人及电话"),
    Field.DEADLINE: (
        *("整改时限", "完成时限", "完成时间", "时间节点", "整改期限", "完成期限", "整改时间"),
        *("时限要求", "办结时限", "整改完成时限", "整改完成时间", "计划完成时间", "时限"),
        *("整改时限要求", "完成整改时限", "拟完成时间"),
    ),
    Field.OTHER: (
        *("备注", "整改进展", "进展情况", "整改进展情况", "完成情况", "整改情况", "整改落实情况"),
        *("督导单位", "督办单位", "验收单位", "监督单位", "督导领导", "问题来源", "验收标准"),
        *("销号标准", "整改类型", "整改结果", "目前进展", "联系电话", "销号单位", "督办领导"),
    ),
}
_QUALIFIERS = r"(?:县级|市级|州级|省级|区级|乡级|镇级)?"
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_ALL_WORDS = sorted(_FIELD_OF, key=len, reverse=True)


def _spaced(word: str) -> str:
    return r"\s*".join(word)


_ANY = "|".join(_spaced(word) for word in _ALL_WORDS)
_BLOCK_ANY = "|".join(
    _spaced(word) for word in _ALL_WORDS if _FIELD_OF[word] in BLOCK_FIELDS and len(word) > 2
)
_MARK = r"[（(]\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*[）)]|\d{1,2}\s*[.．、]"
_LABEL = re.compile(
    rf"【\s*(?P<boxed>{_ANY})\s*】\s*[{COLONS}]?"
    rf"|{_QUALIFIERS}(?P<word>{_ANY})(?:\s*如\s*下)?\s*[{COLONS}]"
    rf"|(?m:^)[ 　]*(?P<alone>{_ANY})[ 　]*(?m:$)"
    rf"|(?m:^)[ 　]*(?:{_MARK})[ 　]*(?P<numbered>{_ANY})[ 　]*(?m:$)"
    rf"|[{OPENING}；;]\s*(?P<bare>{_BLOCK_ANY})(?=[^{COLONS}\s])"
    rf"|(?m:^)[ 　]*(?P<lone>{_BLOCK_ANY})[ 　]+(?=[^{COLONS}\s])"
)
_DAMAGED = re.compile(rf"(?:(?m:^)|(?<=[（(；;。]))\s*([\u4e00-\u9fff□]{{4}})\s*[{COLONS}]")
_FOUR = [word for word in _FIELD_OF if len(word) == 4 and _FIELD_OF[word] is not Field.OTHER]
_NEAR = 60  # as far back as the torn half of a label can stand
_BOUNDARY = frozenset("（(〔［[；;，,。、.．）)〕］]：:【】|！？”*—-")


class Label(NamedTuple):
    """A label in a text: ``start`` is where it begins (its torn half included), ``end`` where its
    value begins; ``doubt`` says why it may be none.
    """

    field: Field
    start: int
    end: int
    word: str
    doubt: str = ""


def find_labels(text: str) -> list[Label]:
    """Every label in ``text``, in order. The same words in running text are none: a label opens
    a line, a bracket or a clause, and a colon follows it."""
    labels: list[Label] = []
    numbered: list[Label] = []
    at = 0
    while match := _LABEL.search(text, at):
        label = _label_at(text, match)
        at = match.start() + 1 if label is None else label.end
        if label is not None:
            (numbered if match.lastgroup == "numbered" else labels).append(label)
    # （一）整改措施 on a line of its own is the heading of a section, unless it comes again.
    often = Counter(label.field for label in numbered)
    labels += [label for label in numbered if often[label.field] > 1]
    return sorted([*labels, *_damaged_labels(text, labels)], key=lambda label: label.start)


def _damaged_labels(text: str, labels: list[Label]) -> Iterator[Label]:
    """Labels of which one character was misread (整改指施), where a label may stand."""
    taken = {at for label in labels for at in range(label.start, label.end)}
    for match in _DAMAGED.finditer(text):
        read = match[1]
        if match.start(1) in taken:
            continue
        for word in _FOUR:
            if sum(a != b for a, b in zip(read, word, strict=True)) == 1:
                doubt = f"“{read}”当作“{word}”读"
                yield Label(_FIELD_OF[word], match.start(1), match.end(), word, doubt)
                break


def _label_at(text: str, match: re.Match[str]) -> Label | None:
    kind = match.lastgroup or ""
    word = "".join(match[kind].split())
    start, end = match.span()
    if kind == "numbered":
        return Label(_FIELD_OF[word], match.start(kind), end, word)
    if kind in ("bare", "lone"):
        # The bracket or the ； before it belongs to what stands before.
        start = match.start(kind)
        return Label(_FIELD_OF[word], start, end, word, f"“{word}”后面没有冒号")
    if kind == "word":
        torn = _torn_start(text, start, word)
        if torn is not None:
            return Label(_FIELD_OF[word], torn, end, word)
        close = text[max(0, start - _NEAR) : start]
        before = close.rstrip(" 　")
        if not (_is_boundary(before) or before != close):
            return None
        if not _is_boundary(before):
            return Label(_FIELD_OF[word], start, end, word, f"“{word}”前面只有空格，没有标点")
    return Label(_FIELD_OF[word], start, end, word)


def _is_boundary(before: str) -> bool:
    return not before or before[-1] in _BOUNDARY or before[-1] == "\n"


def _torn_start(text: str, start: int, word: str) -> int | None:
    """Where a label begins whose first characters were printed twice (``责\\n责任单位``)."""
    first = max(0, start - _NEAR)
    before = text[first:start].rstrip()
    for size in range(len(word) - 1, 0, -1):
        if before.endswith(word[:size]) and _is_boundary(before[:-size].rstrip(" 　")):
            return first + len(before) - size
    return None


# A column's title is a phrase (存在的主要问题及表现); the first pattern that fits names it.
_COLUMNS: tuple[tuple[Field, str], ...] = (
    (Field.NUMBER, r"序号|编号|^号$|^序$"),
    (Field.OTHER, r"进展|完成情况|落实情况|整改情况|备注|督导|督办|验收|销号|电话|来源|是否|状态"),
    (Field.CATEGORY, r"类别|类型|分类|领域|问题性质|^指标$|一级指标|评价指标|指标名称|板块"),
    (Field.MEASURES, r"措施|举措"),
    (Field.GOAL, r"目标"),
    (Field.DEADLINE, r"时限|期限|时间|节点"),
    (Field.OFFICE, r"股室|科室|处室"),
    (Field.CONTACT, r"联系人|联络员|经办人"),
    (Field.LEADER, r"领导"),
    (Field.LEAD, r"(?:牵头|主办).*(?:单位|部门)"),
    (Field.PERSON, r"责任人|负责人"),
    (Field.HELPING, r"(?:配合|协办|协同|参与|协助).*(?:单位|部门)"),
    (Field.RESPONSIBLE, r"(?:责任|整改|落实|承办).*(?:单位|部门|主体)|^单位$|^责任$"),
    (Field.PROBLEM, r"问题|反馈意见|表现|不足"),
)


def column_fields(title: str) -> list[Field]:
    """The fields that a column's title speaks of: one, or several (牵头单位及责任领导)."""
    whole = tidy(title)
    if not whole or len(whole) > 20 or re.search(r"[。；]", whole):
        return []
    found: list[Field] = []
    for part in re.split(r"[及和与、/（(]", whole):
        for field, pattern in _COLUMNS:
            if re.search(pattern, part.strip("）)")):
                found.append(field)
                break
    unique = list(dict.fromkeys(found))
    return unique if Field.OTHER not in unique else [Field.OTHER]
