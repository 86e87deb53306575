"""Every sample plan is read with each field right or flagged; none is wrong unseen."""

from pathlib import Path

import pytest
from accuracy import score
from conftest import Run
from sample_plans import OTHER_GENRES, Plan, all_plans

PLANS = all_plans()
named = pytest.mark.parametrize("plan", PLANS, ids=[plan.name for plan in PLANS])


@named
def test_no_field_of_a_plan_is_wrong_unseen(plan: Plan, tmp_path: Path) -> None:
    result = score(plan, tmp_path)
    assert [miss for miss in result.misses if not miss.flagged] == []


@named
def test_what_is_written_passes_check_and_says_what_was_read(
    plan: Plan, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "made.yaml"
    source = plan.make(tmp_path)
    dated = [] if "issued_on" in plan.facts else ["--issued-on", "2022-06-09"]
    read = run("import", source, *dated, "--json").json
    assert run("import", source, "-o", path, *dated).code == 0
    assert run("--file", path, "check").code == 0
    listed = run("--file", path, "list", "--json").json["issues"]
    told = [{key: issue[key] for key in read["issues"][0]} for issue in listed]
    assert told == read["issues"]
    assert path.read_text("utf-8").count("# 待核对：") == len(read["findings"]) + len(
        read["aliases"]
    )


def test_most_fields_are_right_not_merely_flagged(tmp_path: Path) -> None:
    scores = [score(plan, tmp_path) for plan in PLANS]
    assert sum(one.flagged for one in scores) <= sum(one.right for one in scores) // 100


def test_a_changed_field_that_no_finding_names_counts_as_wrong(tmp_path: Path) -> None:
    plan = PLANS[0]
    issues = [dict(issue) for issue in plan.issues]
    issues[2]["leader"] = "何志虎"
    (miss,) = score(plan._replace(issues=issues), tmp_path).misses
    assert (miss.issue, miss.field, miss.flagged) == (3, "leader", False)


def test_an_issue_too_many_or_too_few_is_wrong_in_every_field(tmp_path: Path) -> None:
    plan = PLANS[0]
    assert score(plan._replace(issues=plan.issues[:-1]), tmp_path).wrong == 11
    assert score(plan._replace(issues=[*plan.issues, {"problem": "无"}]), tmp_path).wrong == 11


@pytest.mark.parametrize("source", OTHER_GENRES, ids=lambda path: path.name)
def test_a_document_of_another_genre_is_refused_and_nothing_written(
    source: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "data" / "issues.yaml"
    result = run("import", source, "-o", path)
    assert result.code == 1
    assert "不像整改方案" in result.err
    assert "办法：" in result.err
    assert list(tmp_path.iterdir()) == []
