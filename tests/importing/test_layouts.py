"""The documents in layouts that counties publish, and how they are counted.

Nothing here asks that they are read right: benchmarks/import_accuracy.py prints how well they are.
"""

import html
import re
from pathlib import Path

import pytest
from accuracy import score_layout
from sample_plans import FACTS, FIELDS, OTHER_GENRES, Plan, all_layouts, all_plans

LAYOUTS = all_layouts()
PLAN = all_plans()[0]


@pytest.mark.parametrize("plan", LAYOUTS, ids=[plan.name for plan in LAYOUTS])
def test_what_is_expected_of_a_document_stands_in_it(plan: Plan, tmp_path: Path) -> None:
    source = plan.make(tmp_path).read_text("utf-8")
    text = _bare(html.unescape(re.sub(r"<[^>]+>", "", source)))
    assert plan.issues or plan.no_plan
    for told in (plan.facts, *plan.issues):
        extra = {"due", "issued_on", "accept", "flag", "number"}
        assert set(told) <= {*FIELDS, *FACTS, *extra}
        assert {*told.get("accept", {}), *told.get("flag", ())} <= {*FIELDS, *FACTS, "due"}
        for field in set(told) - extra:
            parts = (
                told[field] if isinstance(told[field], list) else re.split("[、；]", told[field])
            )
            assert [part for part in parts if _bare(part) not in text] == []


def test_a_last_mark_and_another_right_reading_count_as_right(tmp_path: Path) -> None:
    issues = [dict(issue) for issue in PLAN.issues]
    issues[0]["problem"] += "。"
    issues[1] |= {"deadline": "今后", "accept": {"deadline": [issues[1]["deadline"]]}}
    misses = score_layout(PLAN._replace(issues=issues), tmp_path).misses
    assert {miss.field for miss in misses} == {"due"}  # no day is told in that set


def test_a_field_that_must_be_asked_is_wrong_without_a_finding(tmp_path: Path) -> None:
    issues = [{**issue, "flag": ["problem"]} for issue in PLAN.issues]
    misses = score_layout(PLAN._replace(issues=issues), tmp_path).misses
    assert sum(miss.field == "problem" for miss in misses) == len(issues)


def test_a_refused_document_misses_all_its_fields(tmp_path: Path) -> None:
    refused = PLAN._replace(make=lambda _: OTHER_GENRES[0])
    counted = score_layout(refused, tmp_path)
    assert (counted.right, counted.flagged) == (0, 0)
    assert counted.missing == counted.wrong > 0
    assert score_layout(refused._replace(no_plan=True), tmp_path).right == 1


def test_a_plan_taken_for_one_without_a_finding_is_wrong(tmp_path: Path) -> None:
    counted = score_layout(PLAN._replace(no_plan=True), tmp_path)
    assert (counted.right, counted.wrong) == (0, 1)


def _bare(text: str) -> str:
    return "".join(text.split())
