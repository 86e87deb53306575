"""What the model objects to, said in Chinese at the place in the file where it stands."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from rectify_cli.domain.model import (
    Checklist,
    Document,
    Event,
    EventKind,
    Issue,
    Paper,
    PaperKind,
    Unit,
    title_of,
)
from rectify_cli.errors import Place, Problem
from rectify_cli.ledger.text.places import Places, key_at, node_at

_RECORDS: dict[str, type[BaseModel]] = {
    **{"document": Document, "units": Unit, "issues": Issue, "log": Event},
    **{"of": Event, "papers": Paper},
}
_WORDS: dict[str, type[EventKind] | type[PaperKind]] = {"event": EventKind, "paper": PaperKind}
_ALSO_SAID = {"完成": "done", "启动整改": "start", "申请": "submit", "退回整改": "reopen"}
_EVENT_HINTS = (  # by how the model's complaint of an event as a whole begins
    ("extend", "补上 to: 2020-11-30 这样的日期。"),
    ("to（", "删去 to，或把事件改成 extend。"),
    ("void（作废）没有写明", "补上 of，照抄那一条的全部内容；用 rectify void 记就不会抄错。"),
    ("of（", "删去 of，或把事件改成 void。"),
    ("void（作废）不能再作废", "删去这一条；要恢复的记录照原样另记一条。"),
    ("reply_by", "删去 reply_by，或改正事件。"),
    ("recorded", "改正 date 或 recorded；当天记入的不写 recorded。"),
)
_Location = tuple[int | str, ...]


def field_problems(error: ValidationError, root: Any, places: Places) -> list[Problem]:
    """One problem a complaint of the model, in the order of the file.

    A key that is missing because it is there misspelt is told once, as the slip that it is.
    """
    complaints: list[dict[str, Any]] = [dict(details) for details in error.errors()]
    misspelt = {
        (*details["loc"][:-1], _nearest_key(details["loc"]))
        for details in complaints
        if details["type"] == "extra_forbidden"
    }
    found = [
        _problem(details, root, places)
        for details in complaints
        if details["type"] != "missing" or details["loc"] not in misspelt
    ]
    return sorted(found, key=lambda problem: problem.place)


def repeated_ids(root: Any, places: Places) -> list[Problem]:
    """Each id that an issue further up has already, with both lines."""
    first: dict[int, Place] = {}
    found = []
    for issue in node_at(root, ("issues",)).value:
        node = node_at(issue, ("id",))
        where, number = places.of_node(node), int(node.value)
        if number in first:
            message = f"序号 {number} 重复：第 {first[number].line} 行已经用过"
            hint = "给后加的一项换一个没用过的序号。"
            found.append(places.problem(message, where, hint))
        first.setdefault(number, where)
    return found


def _problem(details: dict[str, Any], root: Any, places: Places) -> Problem:
    location: _Location = details["loc"]
    kind: str = details["type"]
    if kind == "extra_forbidden":
        node = key_at(root, location)
        return places.problem(*_with_place(_unknown_key(location), places.of_node(node)))
    told = _explained(kind, location, details)
    return places.problem(*_with_place(told, places.of_node(node_at(root, location))))


def _with_place(told: tuple[str, str | None], place: Place) -> tuple[str, Place, str | None]:
    return told[0], place, told[1]


def _unknown_key(location: _Location) -> tuple[str, str]:
    near = _nearest_key(location)
    guess = f"是不是 {near}？" if near else ""
    known = "、".join(_record_of(location).model_fields)
    return f"不认识的键“{location[-1]}”", f"{guess}这里可以写：{known}。"


def _nearest_key(location: _Location) -> str | None:
    """The key that was meant: one spelt alike, or whose Chinese name was written instead."""
    fields = _record_of(location).model_fields
    keys = {key: key for key in fields}
    keys |= {str(field.title): key for key, field in fields.items()}
    near = get_close_matches(str(location[-1]), list(keys), cutoff=0.5)
    return keys[near[0]] if near else None


def _record_of(location: _Location) -> type[BaseModel]:
    """The kind of record that a path leads into."""
    names = [step for step in location[:-1] if step in _RECORDS]
    return _RECORDS[str(names[-1])] if names else Checklist


def _explained(kind: str, location: _Location, details: dict[str, Any]) -> tuple[str, str | None]:
    key = [step for step in location if isinstance(step, str)][-1]
    value = details.get("input")
    if kind == "missing":
        return f"缺少必填的键 {location[-1]}", f"在这一项里补上“{location[-1]}: …”。"
    if kind == "enum":
        return _unknown_word(str(value), location)
    if kind == "value_error":
        said = str(details["ctx"]["error"])
        return said, _value_hint(value, said)
    if kind.startswith("int_") or kind == "greater_than_equal":
        return f"{key} 应是正整数，现在是“{value}”", "写成 1、2、3 这样的数字。"
    if kind.startswith("date_"):
        return f"{key} 应是日期", "写成 2020-10-20 这样的形式。"
    if value is None or kind == "string_too_short":
        field = _record_of(location).model_fields.get(key)
        needed = field is not None and field.is_required()
        return f"{key} 是空的", "填上内容。" if needed else "填上内容，或删去这一行。"
    if kind == "tuple_type":
        return f"{key} 应是列表", "每项一行，以“- ”开头；或写成 [甲, 乙]。"
    if kind == "string_type" and isinstance(value, list):
        joined = "、".join(str(part) for part in value)
        return f"{key} 应是一段文字，现在是列表", f"写成一段文字：{joined}"
    if kind == "string_type":
        return (
            f"{key} 应是一段文字，现在是{_shape(value)}",
            "文字里有冒号加空格或括号的，加上引号。",
        )
    if kind == "model_type" and location[-1] != key:
        return (
            f"{key} 里的每一项应是一组“键: 值”，现在是{_shape(value)}",
            "每项以“- ”开头，后面写“键: 值”；一项也没有就留空。",
        )
    if kind == "model_type":
        return f"{key} 应是一组“键: 值”，现在是{_shape(value)}", "检查缩进和冒号。"
    return f"{key} 的内容不对", "对照别的事项的写法改正。"


def _unknown_word(typed: str, location: _Location) -> tuple[str, str]:
    """An event or a kind of paper that there is not; often the Chinese word was written."""
    key = str(location[-1])
    known = {kind.label: kind.value for kind in _WORDS[key]}
    bare = typed.strip("“”‘’\"' ")
    near = get_close_matches(bare.lower(), list(known.values()), cutoff=0.5)
    meant = (known | _ALSO_SAID).get(bare) or (near[0] if near else None)
    guess = f"是不是 {meant}？" if meant in known.values() else ""
    listed = "、".join(f"{word}（{label}）" for label, word in known.items())
    return f"不认识的{title_of(_record_of(location), key)}“{typed}”", f"{guess}可以写：{listed}。"


def _value_hint(value: Any, said: str) -> str:
    if isinstance(value, dict):  # an event as a whole
        return next(hint for words, hint in _EVENT_HINTS if said.startswith(words))
    if str(value)[:1] in ("［", "【"):
        return "改成半角 [ ] 和半角逗号。"
    if any(mark in str(value) for mark in "“”‘’"):
        return "去掉全角引号。"
    if "不存在" in said:
        return "对照原始材料，改成日历上有的一天。"
    return "年、月、日写全，2020-8-31、2020年8月31日 都可以。"


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "一组“键: 值”"
    return "列表" if isinstance(value, list) else f"“{value}”"
