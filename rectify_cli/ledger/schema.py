"""The JSON Schema of a ledger file, with Chinese descriptions for editors. Pure."""

from typing import Any

from pydantic import BaseModel

from rectify_cli.domain.model import Checklist, Document, Event, EventKind, Issue, Paper, Unit

_RECORDS: dict[str, tuple[type[BaseModel], str]] = {
    "Checklist": (
        Checklist,
        "整改工作清单：document 是文件，units 是单位，issues 是逐条事项。",
    ),
    "Document": (Document, "正式文件的信息。"),
    "Unit": (Unit, "一个单位；写了 members（可以是空的）就是统称，如 各乡镇人民政府。"),
    "Issue": (Issue, "一个整改事项：文件原文，以及办理记录 log。"),
    "Event": (Event, "一条办理记录，写成一行，只增不改。"),
    "Paper": (Paper, "印发过的一份通报或报告。"),
}
_ONE_OR_MORE = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}},
        {"type": "null"},
    ]
}
_ONE_OR_MORE_KEYS = (
    *("aliases", "addressees", "lead_unit", "responsible_units", "measures", "evidence"),
)
_MAY_BE_EMPTY_KEYS = ("log", "units", "issues", "papers")


def ledger_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what the reader accepts, shorthand spellings included."""
    schema = Checklist.model_json_schema()
    definitions = schema["$defs"]
    for name, definition in [("Checklist", schema), *definitions.items()]:
        del definition["title"]  # the name of a class
        if name not in _RECORDS:
            continue
        record, definition["description"] = _RECORDS[name]
        for key, rule in definition["properties"].items():
            if key in _ONE_OR_MORE_KEYS:
                rule.clear()
                rule.update(_ONE_OR_MORE)
            elif key in _MAY_BE_EMPTY_KEYS:
                rule["type"] = ["array", "null"]
            field = record.model_fields[key]
            rule.pop("title", None)
            rule["description"] = "；".join(filter(None, (field.title, field.description)))
    kinds = "、".join(f"{kind.value} {kind.label}" for kind in EventKind)
    definitions["EventKind"]["description"] = f"事件：{kinds}。"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
