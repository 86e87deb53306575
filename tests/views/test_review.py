"""The page on which an imported document is read over."""

import re
from pathlib import Path

import pytest
from browser import CHROMIUM, open_browser
from conftest import ROOT, Run

from rectify_cli.importing.plan.reader import read_plan

PLAN = ROOT / "tests" / "documents" / "plan-2020-15.txt"
DOUBTFUL = ROOT / "tests" / "documents" / "plans" / "scan.txt"


@pytest.fixture
def page(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "对照.html"
    assert run("import", DOUBTFUL, "--review", path, "--dry-run").code == 0
    return path


def test_every_field_of_every_issue_is_marked_in_the_source() -> None:
    result = read_plan(PLAN)
    marked = {(mark.issue_id, mark.field) for mark in result.marks}
    for issue in result.issues:
        for field in (
            "problem",
            "measures",
            "lead_unit",
            "leader",
            "responsible_units",
            "deadline",
        ):
            assert (issue.id, field) in marked, (issue.id, field)


def test_a_mark_stands_where_the_field_was_taken() -> None:
    result = read_plan(PLAN)
    marks = [m for m in result.marks if m.field == "leader" and m.issue_id == 7]
    assert [result.source[m.at].text[m.start : m.end] for m in marks] == ["责任领导：", "杨川志；"]


def test_what_no_field_took_is_counted_and_the_longest_run_is_told(run: Run) -> None:
    left = read_plan(PLAN).untaken()
    assert 0 < left.characters < left.total
    assert "二、工作要求" in left.longest[:8]
    told = run("import", PLAN, "--dry-run").out
    assert f"原文 {left.total} 字，有 {left.characters} 字没有归入任何栏目" in told
    assert run("import", PLAN, "--json").json["untaken"]["characters"] == left.characters


def test_no_script_of_the_source_survives_and_nothing_is_fetched(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "方案.txt"
    text = PLAN.read_text("utf-8").replace(
        "企业办事体验感较差",
        "<script>alert(1)</script><img src=x onerror=alert(2)>企业办事体验感较差",
    )
    source.write_text(text, encoding="utf-8")
    run("import", source, "--review", tmp_path / "page.html", "--dry-run")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert not re.search(r"(?:src|href)=[\"']?(?!x onerror)", page.replace("&lt;", ""))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_the_page_never_takes_the_place_of_the_source(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "方案.txt"
    source.write_bytes(PLAN.read_bytes())
    result = run("import", source, "--review", source, "--overwrite")
    assert result.code == 1
    assert source.read_bytes() == PLAN.read_bytes()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_a_browser_walks_from_doubt_to_doubt_by_keyboard(page: Path, tmp_path: Path) -> None:
    doubts = len(read_plan(DOUBTFUL).findings)
    assert doubts > 1
    current = "document.querySelector('.items .current')?.id"
    with open_browser(tmp_path / "profile") as browser:
        browser.open(page)
        seen = []
        for _ in range(doubts + 1):
            browser.press("n")
            seen.append(browser.value(current))
        assert len(set(seen)) == doubts
        assert seen[-1] == seen[0]
        browser.press("p")
        assert browser.value(current) == seen[-2]
        in_view = "(b => b.top >= 0 && b.bottom <= innerHeight)(%s.getBoundingClientRect())"
        assert browser.value(in_view % "document.querySelector('.items .current')")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_a_browser_finds_the_words_of_every_field_in_marks_of_its_colour(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "对照.html"
    run("import", PLAN, "--review", path, "--dry-run")
    with open_browser(tmp_path / "profile") as browser:
        browser.open(path)
        marked = "[...document.querySelectorAll('.source .f-%s')].map(m => m.textContent).join('')"
        for issue in read_plan(PLAN).issues:
            for field in ("leader", "deadline"):
                assert getattr(issue, field) in browser.value(marked % field)
            assert issue.measures[0] in browser.value(marked % "measures")
        assert browser.value("getComputedStyle(document.querySelector('.f-none')).color") == (
            "rgb(138, 138, 132)"
        )
