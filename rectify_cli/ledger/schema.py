"""The JSON Schema of a ledger file, with Chinese descriptions for editors. Pure."""

from typing import Any

from rectify_cli.domain.model import Checklist, EventKind

_TITLES = {
    "Checklist": "整改工作清单：document 是文件，units 是单位，issues 是逐条事项。",
    "Document": "正式文件的信息。",
    "Unit": "一个单位；写了 members（可以是空的）就是统称，如 各乡镇人民政府。",
    "Issue": "一个整改事项：文件原文，以及办理记录 log。",
    "Event": "一条办理记录，写成一行，只增不改。",
    "EventKind": "事件：" + "、".join(f"{kind.value} {kind.label}" for kind in EventKind) + "。",
}
_KEYS = {
    "Document": {
        "title": "清单名称",
        "number": "文号",
        "issuer": "发文机关",
        "issued_on": "成文日期（印发日期）",
        "basis": "依据文件的文号",
        "compiled_by": "汇总报送单位",
    },
    "Unit": {"name": "全称", "aliases": "别称、简称", "members": "成员单位"},
    "Issue": {
        "id": "序号，全清单唯一，不重复使用",
        "category": "类别，如 共性问题",
        "number": "在类别里的编号",
        "title": "短标题，表格里用",
        "problem": "存在问题，原文，一句一行",
        "goal": "整改目标",
        "measures": "整改措施，原文，一句一条",
        "lead_unit": "牵头单位；几个单位牵头时写成列表",
        "leader": "责任领导",
        "responsible_units": "责任单位，可以是统称",
        "office": "责任股室",
        "contact": "联系方式",
        "deadline": "整改时限，照抄原文",
        "due": "到期日：只在原文读不出日期、另行确定时才写",
        "log": "办理记录，一事一行",
    },
    "Event": {
        "date": "办理日期",
        "event": "事件",
        "to": "延期后的到期日，只有 extend 写",
        "by": "办理人、批准人",
        "unit": "办理单位",
        "note": "说明，一句话",
        "evidence": "佐证材料，清单所在文件夹里的相对路径",
    },
}
_ONE_OR_MORE = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}},
        {"type": "null"},
    ]
}
_ONE_OR_MORE_KEYS = ("aliases", "lead_unit", "responsible_units", "measures", "evidence")
_MAY_BE_EMPTY_KEYS = ("log", "units", "issues")


def ledger_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what the reader accepts, shorthand spellings included."""
    schema = Checklist.model_json_schema()
    definitions = schema["$defs"]
    for name, definition in [("Checklist", schema), *definitions.items()]:
        definition["description"] = _TITLES[name]
        definition.pop("title", None)
        for key, rule in definition.get("properties", {}).items():
            rule.pop("title", None)
            if key in _ONE_OR_MORE_KEYS:
                rule.clear()
                rule.update(_ONE_OR_MORE)
            elif key in _MAY_BE_EMPTY_KEYS:
                rule["type"] = ["array", "null"]
            if key in _KEYS.get(name, {}):
                rule["description"] = _KEYS[name][key]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
