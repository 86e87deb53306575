"""Every command that writes into the ledger obeys ``--commit`` and git's configuration."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from offices import Office

DAY = ("--as-of", "2020-10-20")
PLAN = Path(__file__).resolve().parents[1] / "documents" / "plan-2020-15.txt"


def sheet() -> str:
    """A sheet of two units, with evidence beside it."""
    Path("回收").mkdir()
    Path("回收/照片.jpg").write_bytes(b"jpg")
    Path("回收/汇总.csv").write_text(
        "单位,序号,填报日期,落实情况,佐证材料\n"
        "漕涧,5,2020-10-19,窗口培训1次,照片.jpg\n关坪,4,2020-10-19,配急救箱,\n",
        encoding="utf-8",
    )
    return "回收"


def contacts() -> str:
    Path("通讯录.csv").write_text("单位,联系人\n漕涧,段某\n", encoding="utf-8")
    return "通讯录.csv"


def plan() -> Path:
    """The plan that the frozen list was transcribed from."""
    path = Path("方案.txt")
    path.write_text(PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    return path


WRITERS: list[tuple[str, Callable[[], list[str | Path]], str]] = [
    ("urge", lambda: ["urge", "11", "--by", "李某"], "催办：11 "),
    ("collect", lambda: ["collect", sheet()], "收表：漕涧镇人民政府、关坪乡人民政府，2 条"),
    ("contact", lambda: ["contact", "漕涧", "--contact", "段某"], "联系人：漕涧镇人民政府"),
    ("contact --from", lambda: ["contact", "--from", contacts()], "联系人：漕涧镇人民政府"),
    (
        "notice --record",
        lambda: ["notice", "--record", "--number", "云营商办通〔2020〕3号"],
        "登记印发：通报 云营商办通〔2020〕3号",
    ),
    ("summary --record", lambda: ["summary", "--record"], "登记印发：报告"),
    ("inspect", lambda: ["inspect", "5", "--unit", "漕涧"], "督查：5 "),
]


@pytest.mark.parametrize(
    ("arguments", "subject"), [case[1:] for case in WRITERS], ids=[case[0] for case in WRITERS]
)
def test_each_commits_where_the_repository_asks_for_it(
    run: Run, office: Office, arguments: Callable[[], list[str | Path]], subject: str
) -> None:
    office.git("config", "rectify.commit", "true")
    before = office.head
    result = run(*arguments(), *DAY)
    assert result.code == 0
    assert office.head != before
    assert office.git("log", "-1", "--format=%s").startswith(subject)
    assert office.git("status", "--porcelain", "--", "data") == ""
    assert f"已提交 {office.head[:8]}" in result.out + result.err


def test_nobody_asked_and_evidence_is_spoken_of(run: Run, office: Office) -> None:
    before = office.head
    result = run("collect", sheet(), *DAY)
    assert office.head == before
    assert "佐证材料在清单旁的 evidence 文件夹里" in result.out
    assert "已提交" not in result.out


def test_issues_added_from_a_plan_are_committed(run: Run, office: Office) -> None:
    text = office.text
    cut = text.index("  - id: 11\n")
    office.ledger.write_text(text[:cut].rstrip() + "\n", encoding="utf-8")
    office.commit("前十项")
    result = run("import", plan(), "--into", office.ledger, "--commit", "--json", *DAY)
    assert result.code == 0
    assert result.json["commit"] == office.head
    assert office.git("log", "-1", "--format=%s").startswith("新增事项：方案.txt，1 项")


def test_a_refusing_hook_is_told_by_collect_too(run: Run, office: Office) -> None:
    hook = office.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = office.head
    result = run("collect", sheet(), "--commit", *DAY)
    assert (result.code, office.head) == (0, before)
    assert "已经记下，但没有提交到 git" in result.err
    assert "佐证材料在清单旁的 evidence 文件夹里" in result.out
