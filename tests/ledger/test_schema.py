"""``rectify schema``: what an editor is told agrees with what the reader accepts."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import FROZEN, Run
from jsonschema import Draft3Validator, Draft202012Validator
from jsonschema.validators import validator_for
from pydantic import BaseModel

from rectify_cli.domain.model import Document, Event, Issue, Paper, Unit
from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger.reading import parse_ledger_text

LEDGER = """\
document: {title: 清单, issued_on: '2020-08-12'}
units:
  - {name: 各乡镇, members: []}
issues:
  - id: 1
    title: 事项
    problem: 问题。
    measures: 只有一条。
    lead_unit: [甲, 乙]
    log:
      - {date: '2020-08-20', event: extend, to: '2020-12-31', evidence: a.pdf}
  - id: 2
    title: 事项
    problem: 问题。
    responsible_units: 丙
    log:
"""


@pytest.fixture
def schema(run: Run) -> Any:
    return run("schema").json


def errors(schema: Any, text: str) -> list[str]:
    """What an editor would underline. Dates are text to it, as they are to the reader."""
    data = yaml.load(text, Loader=yaml.BaseLoader)
    for issue in data["issues"]:
        issue["id"] = int(issue["id"]) if issue["id"].isdigit() else issue["id"]
        if "number" in issue:
            issue["number"] = int(issue["number"])
        issue["log"] = issue.get("log") or None
    return [error.message for error in Draft202012Validator(schema).iter_errors(data)]


def test_the_schema_may_be_written_to_a_file(run: Run, schema: Any, tmp_path: Path) -> None:
    path = tmp_path / "issues.schema.json"
    assert run("schema", "-o", path).code == 0
    assert json.loads(path.read_text(encoding="utf-8")) == schema
    assert run("schema", "-o", path).code == 1, "an existing file is not overwritten"


def test_the_schema_is_one_and_says_of_which_kind(schema: Any) -> None:
    assert validator_for(schema, default=Draft3Validator) is Draft202012Validator
    Draft202012Validator.check_schema(schema)


def test_it_accepts_the_shipped_list_and_every_shorthand(schema: Any) -> None:
    assert errors(schema, FROZEN.read_text(encoding="utf-8")) == []
    assert errors(schema, LEDGER) == []
    assert len(parse_ledger_text(LEDGER, "清单.yaml")) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 事项", "titel: 事项"),
        ("event: extend, ", "event: finish, "),
        ("problem: 问题。", "office: 股室"),
        ("id: 1", "id: 一"),
        ("name: 各乡镇", "nome: 各乡镇"),
    ],
)
def test_what_the_reader_refuses_the_editor_underlines(schema: Any, old: str, new: str) -> None:
    text = LEDGER.replace(old, new, 1)
    assert errors(schema, text)
    with pytest.raises(InvalidDataError):
        parse_ledger_text(text, "清单.yaml")


@pytest.mark.parametrize("record", [Document, Unit, Issue, Event, Paper])
def test_every_key_is_explained_in_chinese(schema: Any, record: type[BaseModel]) -> None:
    definition = schema["$defs"][record.__name__]
    assert explained(definition) == set(record.model_fields)
    assert explained(schema) == {"document", "units", "issues", "papers"}
    assert "title" not in schema["$defs"]["PaperKind"], "a name of the program"


def explained(definition: Any) -> set[str]:
    """The keys of a record, once the record and each key are known to be explained, and once: an
    editor shows a title beside the description."""
    for rule in (definition, *definition["properties"].values()):
        assert any("\u4e00" <= c <= "\u9fff" for c in rule["description"])
        assert "title" not in rule
    return set(definition["properties"])


def test_a_key_is_explained_by_its_name_and_by_what_belongs_in_it(schema: Any) -> None:
    event = schema["$defs"]["Event"]["properties"]
    assert event["to"]["description"] == "新的到期日；只有 extend（延期）写"
    assert event["number"]["description"] == "文号"


def test_the_words_for_events_are_all_explained(schema: Any) -> None:
    words = schema["$defs"]["EventKind"]["description"].strip("。").partition("：")[2].split("、")
    assert [word.split()[0] for word in words] == schema["$defs"]["EventKind"]["enum"]
    assert "reopen 退回" in words
