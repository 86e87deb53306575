"""What is wrong with a ledger's text, all of it at once, the most useful first.

Order: conflict markers of git (they explain everything after them); then, if it is no YAML, the
slips that Chinese typing makes and what the parser says; then YAML that a ledger does not use;
then what the fields say, in the order of the file.
"""

import re

import yaml
from pydantic import ValidationError

from rectify_cli.domain.model import Checklist
from rectify_cli.errors import Problem
from rectify_cli.ledger.problems.field_problems import field_problems, repeated_ids
from rectify_cli.ledger.problems.typing_slips import find_slips, without_slips
from rectify_cli.ledger.text.places import Places
from rectify_cli.ledger.text.yaml_text import (
    LOADER,
    MAX_DEPTH,
    PLAIN_TAGS,
    anchors,
    plain_data,
)

_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_DEEP = f"嵌套超过 {MAX_DEPTH} 层，清单用不着"
_FLATTEN = "核对是不是多打了括号或缩进。"
_MOST_UNSOUND = 50
# What YAML takes in no place; a byte order mark only at the very beginning.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)


def diagnose(text: str, file: str) -> list[Problem]:
    """Every problem of a text that is not a valid ledger; at least one."""
    places = Places(text, file)
    markers = _conflict_markers(places)
    if markers:
        return markers
    controls = _control_characters(places)
    if controls:
        return controls[:_MOST_UNSOUND]
    try:
        root = yaml.compose(places.text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        return _syntax_problems(error, places)
    except RecursionError:
        return [places.problem(_DEEP, places.at_index(0), _FLATTEN)]
    if not isinstance(root, yaml.MappingNode):
        where = places.of_node(root) if root is not None else places.at_index(0)
        hint = "文件应有 document、units、issues 三个键；可用 rectify init 看样子。"
        return [*find_slips(places), places.problem("这不是整改工作清单", where, hint)]
    found = [*_anchors(places), *_unsound(root, places, set())]
    if found:
        return found[:_MOST_UNSOUND]
    try:
        Checklist.model_validate(plain_data(root))
    except ValidationError as error:
        slips = find_slips(places)
        found = field_problems(error, root, places)
        return [*slips, *_behind(slips, places)] if slips else found
    return repeated_ids(root, places)


def _conflict_markers(places: Places) -> list[Problem]:
    numbers = [
        number
        for number, line in enumerate(places.lines(), start=1)
        if line[:7] in _MARKERS and (len(line) == 7 or line[7] == " ")
    ]
    shown = [places.line(number)[:7] for number in numbers]
    if "<<<<<<<" not in shown and ">>>>>>>" not in shown:
        return []
    listed = "、".join(map(str, numbers))
    return [
        places.problem(
            f"第 {listed} 行是 git 合并冲突的标记",
            places.at_index(places.start_of(numbers[0])),
            "两边的办理记录一般都要留：删去这几行标记，留下要的内容，再运行 rectify check。",
        )
    ]


def _control_characters(places: Places) -> list[Problem]:
    """The first on each line: the parser stops at one, and counts bytes and not characters."""
    found = []
    for number, line in enumerate(places.lines(), start=1):
        if match := _CONTROL.search(line):
            place = places.at_index(places.start_of(number) + match.start())
            message = f"这里有不能出现的控制字符 U+{ord(match[0]):04X}"
            found.append(places.problem(message, place, "它多半看不见：删去这一处，重新打一遍。"))
    return found


def _syntax_problems(error: yaml.MarkedYAMLError, places: Places) -> list[Problem]:
    slips = find_slips(places)
    where = places.of_mark(_mark_of(error))
    if any((slip.place.line or 0) <= (where.line or 0) for slip in slips):
        return [*slips, *_behind(slips, places)]
    message, hint = _explained(error, places)
    return [*slips, places.problem(message, where, hint)]


def _behind(slips: list[Problem], places: Places) -> list[Problem]:
    """What else is wrong with a text, once its slips of typing are thought away."""
    meant = without_slips(places, slips)
    try:
        yaml.compose(meant, Loader=LOADER)
    except (yaml.YAMLError, RecursionError):
        return []
    explained = {slip.place.line for slip in slips}
    return [p for p in diagnose(meant, places.file) if p.place.line not in explained]


def _mark_of(error: yaml.MarkedYAMLError) -> yaml.Mark:
    """Where to point: at the ``*`` or the quote itself, not where the parser gave up."""
    begun = re.search("alias|anchor|tag|quoted scalar.*end of stream", _said_by(error))
    mark = (begun and error.context_mark) or error.problem_mark
    assert mark is not None  # where it gave up, the parser always says
    return mark


def _said_by(error: yaml.MarkedYAMLError) -> str:
    return f"{error.context} {error.problem}"


def _explained(error: yaml.MarkedYAMLError, places: Places) -> tuple[str, str]:
    """The parser's English in Chinese, by the few things it can stumble over."""
    said = _said_by(error)
    for words, message, hint in _SYNTAX:
        if all(word in said for word in words):
            context = error.context_mark
            begun = f"（从第 {places.of_mark(context).line} 行开始）" if context else ""
            return message.format(begun=begun), hint
    return "这里的写法不是 YAML", "对照上下几行的缩进、冒号和括号改正；冒号后要有一个空格。"


_SYNTAX = (
    (("quoted scalar", "end of stream"), "引号没有成对{begun}", "在文字末尾补上同样的引号。"),
    (("quoted scalar",), "引号里的内容有误{begun}", "检查引号是否成对；反斜杠要写成两个 \\\\。"),
    (("flow sequence",), "方括号 [ ] 里有误，或没有成对{begun}",
     "各项用半角逗号隔开，末尾补上 ]；文字里有逗号、冒号加空格的要加引号。"),
    (("flow mapping",), "花括号 {{ }} 里有误，或没有成对{begun}",
     "各项用半角逗号隔开，末尾补上 }；文字里有半角逗号、冒号加空格的要加引号。"),
    (("nesting",), _DEEP, _FLATTEN),
    (("mapping values are not allowed",), "这里多了一个冒号，或上一行缩进不对",
     "文字里有“冒号加空格”的，整段加上引号；否则检查这一行和上一行的缩进。"),
    (("could not find expected ':'",), "这一行缺少冒号{begun}",
     "写成“键: 值”，冒号是半角，后面有一个空格。"),
    (("block mapping",), "缩进不对，或上面有内容没有写完{begun}",
     "同一级的键要左边对齐，用空格缩进。"),
    (("block collection",), "缩进不对，或上面有内容没有写完{begun}",
     "同一级的短横线 - 要左边对齐，用空格缩进。"),
    (("cannot start any token",), "这里的字符不能用来开头", "给这段文字加上引号。"),
    (("alias",), "这里用了 YAML 别名（*）", "清单不用别名；以 * 开头的文字要加引号。"),
    (("anchor",), "这里用了 YAML 锚点（&）", "清单不用锚点；以 & 开头的文字要加引号。"),
    (("tag",), "这里用了 YAML 标签（!）", "清单不用标签；以 ! 开头的文字要加引号。"),
    (("single document",), "一个文件里有两份内容（中间有 ---）", "删去多余的 --- 和后一份内容。"),
)  # fmt: skip


def _anchors(places: Places) -> list[Problem]:
    return [
        places.problem(
            "这里用了 YAML 的锚点或别名（& 或 *），清单不用它们",
            places.at_index(index),
            "把内容原样写出来；若 & 或 * 是文字的一部分，给文字加上引号。",
        )
        for index in anchors(places.text)
    ]


def _unsound(node: yaml.Node, places: Places, seen: set[int], depth: int = 0) -> list[Problem]:
    """Doubled keys, tags, keys that are no text, deep nesting, from ``node`` down.

    ``seen`` are the nodes already looked at: an alias leads to one of them again, and a handful
    of aliases of aliases would make millions of visits.
    """
    if id(node) in seen:
        return []
    seen.add(id(node))
    if depth > MAX_DEPTH:
        return [places.problem(_DEEP, places.of_node(node), _FLATTEN)]
    found = []
    if node.tag not in PLAIN_TAGS:
        said = node.tag.replace("tag:yaml.org,2002:", "!!")
        hint = "删去这个标签；若 ! 是文字的一部分，给文字加上引号。"
        found.append(
            places.problem(f"这里用了 YAML 标签 {said}，清单不用", places.of_node(node), hint)
        )
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            found += _unsound(item, places, seen, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        found += _key_problems(node, places)
        for _, value in node.value:
            found += _unsound(value, places, seen, depth + 1)
    return found


def _key_problems(node: yaml.Node, places: Places) -> list[Problem]:
    found: list[Problem] = []
    seen: dict[str, int | None] = {}
    for key, _ in node.value:
        where = places.of_node(key)
        if not isinstance(key, yaml.ScalarNode):
            found.append(places.problem("键必须是文字", where, "检查花括号、方括号是否成对。"))
        elif key.value in seen:
            lines = f"第 {seen[key.value]} 行已经写过，第 {where.line} 行又写了"
            hint = "只留一个；若是两人各写了一段，把内容并到一起。"
            found.append(places.problem(f"键“{key.value}”重复：{lines}", where, hint))
        else:
            seen[key.value] = where.line
    return found
